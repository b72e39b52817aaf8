import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ErrorReason } from '../../platform/errors/domain-error.js';
import { columnOf, STATEMENT_LINES } from './statement-lines.js';

/** Columns of the staging table that {@link mergeCustomerFinancials} reads, besides `row_number`. */
export const STAGED_CUSTOMER_FINANCIALS: Readonly<Record<string, string>> = {
  content_hash: 'uuid not null',
  account_ref: 'text not null',
  account_name: 'text',
  fiscal_year: 'integer not null',
  currency: 'text not null',
  ...Object.fromEntries(STATEMENT_LINES.map((line) => [columnOf(line), 'bigint'])),
  source: 'text not null',
  note: 'text',
};

/** What a batch of statements is merged with. */
export interface CustomerFinancialsBatch {
  readonly importId: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly account: string; readonly year: string };
}

/**
 * Moves staged statements into the facts, one an account and year. A year that is there with other content, as it is once
 * somebody has corrected it, has the row rejected: imports only add.
 * @returns how many rows were added and how many rejected; the rest was there already
 */
export async function mergeCustomerFinancials(
  ctx: RequestContext,
  { importId, rows, headings }: CustomerFinancialsBatch,
): Promise<{ added: number; rejected: number }> {
  const lines = join(
    STATEMENT_LINES.map((line) => identifier(columnOf(line))),
    ', ',
  );
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with joined as (
      select s.*, a.id as account_id from ${identifier(rows)} s
      left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}),
    numbered as (
      select j.*, row_number() over same as nth, first_value(content_hash) over same as first_hash
      from joined j window same as (partition by account_id, fiscal_year order by row_number)),
    placed as materialized (
      select n.*, n.account_id is not null and f.id is null and n.nth = 1 as fresh,
        n.account_id is not null and coalesce(f.content_hash, n.first_hash) <> n.content_hash as changed
      from numbered n left join customer_financials f on f.tenant_id = ${TENANT}::uuid and f.account_id = n.account_id and f.fiscal_year = n.fiscal_year
        and not f.superseded),
    added as (
      insert into customer_financials (tenant_id, id, account_id, fiscal_year, version, currency, ${lines}, source, note, content_hash, import_id,
        recorded_at, recorded_by)
      select ${TENANT}::uuid, gen_random_uuid(), account_id, fiscal_year, 1, currency, ${lines}, source, note, content_hash, ${importId}::uuid,
        ${ctx.now()}::timestamptz, ${ctx.actor}::text from placed where fresh),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, p.account_id is null, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.changed, ${headings.year}::text, 'ROW_CHANGED', p.account_ref || ' / ' || p.fiscal_year,
          'This year is there already with other figures; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or account_id is null) as rejected from placed`);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

/**
 * Takes an import's statements out again.
 * @returns how many of them somebody has corrected since: then nothing is to be taken back
 */
export async function withdrawCustomerFinancials(
  ctx: RequestContext,
  importId: string,
): Promise<readonly ErrorReason[]> {
  const row = await ctx.unit.first<{ corrected: string }>(tenantSql`
    select count(*) as corrected from customer_financials where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid and superseded`);
  const corrected = Number(row?.corrected);
  if (corrected > 0) return [{ code: 'STATEMENT_SUPERSEDED', count: corrected }];
  await ctx.unit.execute(
    tenantSql`delete from customer_financials where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid`,
  );
  return [];
}

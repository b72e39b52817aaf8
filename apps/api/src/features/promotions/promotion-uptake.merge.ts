import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Columns of the staging table that {@link mergePromotionUptakes} reads, besides `row_number`. */
export const STAGED_PROMOTION_UPTAKE = {
  promotion_ref: 'text not null',
  account_ref: 'text not null',
  account_name: 'text',
  agreed_on: 'date',
  note: 'text',
} as const;

/** What a batch of participations is merged with. */
export interface PromotionUptakeBatch {
  readonly importId: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly promotion: string; readonly account: string };
}

/**
 * Moves staged participations into the facts; an account takes part in a promotion once. Imports only add.
 * @returns how many rows were added and how many rejected; the rest was there already
 */
export async function mergePromotionUptakes(
  ctx: RequestContext,
  { importId, rows, headings }: PromotionUptakeBatch,
): Promise<{ added: number; rejected: number }> {
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with joined as (
      select s.row_number, s.promotion_ref, s.account_ref, s.note, p.id as promotion_id, a.id as account_id, coalesce(s.agreed_on, p.starts_on) as agreed_on,
        p.id is not null and a.id is not null as known
      from ${identifier(rows)} s
      left join promotion p on p.tenant_id = ${TENANT}::uuid and p.code = s.promotion_ref
      left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}),
    numbered as (
      select j.*, row_number() over same as nth, first_value(agreed_on) over same as first_day, first_value(note) over same as first_note
      from joined j window same as (partition by promotion_id, account_id, known order by row_number)),
    placed as materialized (
      select n.*, n.known and u.id is null and n.nth = 1 as fresh,
        n.known and (n.agreed_on <> case when u.id is null then n.first_day else u.agreed_on end
          or n.note is distinct from case when u.id is null then n.first_note else u.note end) as changed
      from numbered n left join promotion_uptake u on u.tenant_id = ${TENANT}::uuid and u.promotion_id = n.promotion_id and u.account_id = n.account_id),
    added as (
      insert into promotion_uptake (tenant_id, id, promotion_id, account_id, agreed_on, note, import_id, recorded_at, recorded_by)
      select ${TENANT}::uuid, gen_random_uuid(), promotion_id, account_id, agreed_on, note, ${importId}::uuid, ${ctx.now()}::timestamptz, ${ctx.actor}::text
      from placed where fresh),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, p.account_id is null, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.promotion_id is null, ${headings.promotion}::text, 'UNKNOWN_PROMOTION', p.promotion_ref, 'There is no such promotion.'),
        (2, p.changed, ${headings.promotion}::text, 'ROW_CHANGED', p.promotion_ref || ' / ' || p.account_ref,
          'This account takes part already, with another day or note; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not known) as rejected from placed`);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

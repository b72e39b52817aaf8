import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { stagedContent, STORED_CONTENT } from './order-line.content.js';
import { shiftRollUps } from './order-line.shift.js';

/** Columns that make up what a line says, beside its id. */
const CONTENT = sql`account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor, list_minor, cost_minor, currency, lot,
        import_id`;

/** What a batch of staged order lines corrects. */
export interface OrderLineCorrections {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Staging table of the accounts and products that they refer to, as the merge reads it. */
  readonly references: string;
  /** Staging table `(key)` of the import: the numbered lines that have come. */
  readonly given: string;
  readonly touched: string;
}

/** What was taken out to make room. */
export interface TakenOut {
  readonly lines: number;
  readonly accounts: readonly string[];
  readonly products: readonly string[];
}

/**
 * Takes the lines out of facts and roll-ups to which a batch gives another content, and keeps what they said: the merge
 * that follows in the same transaction finds their keys free and adds the new content. Of several rows of a file about
 * one line the first counts; a line that this import has brought itself is not corrected by it again. Lines whose account the caller may not see stay.
 */
export async function takeOutCorrected(
  ctx: RequestContext,
  { importId, currency, ...batch }: OrderLineCorrections,
): Promise<TakenOut> {
  const [rows, references, come] = [identifier(batch.rows), identifier(batch.references), identifier(batch.given)];
  const row = await ctx.unit.first<{ lines: string; accounts: string[]; products: string[] }>(tenantSql`
    with account_of as materialized (
      select d.n, a.id from (select distinct n, account_ref as ref from ${references} where account_ref is not null) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    product_of as materialized (
      select d.n, p.id from (select distinct n, product_ref as ref from ${references} where product_ref is not null) d
      join product p on p.tenant_id = ${TENANT}::uuid and p.external_id = d.ref),
    given as materialized (
      select distinct on (s.key) s.key, ${stagedContent(currency)} as content from ${rows} s
      join account_of a on a.n = s.account_n join product_of p on p.n = s.product_n
      where s.keyed order by s.key, s.row_number),
    remembered as (
      insert into ${come} (key) select key from given order by key on conflict (key) do nothing),
    changed as materialized (
      select g.key from given g cross join lateral (
        select ${STORED_CONTENT} as content, o.import_id, o.account_id from order_line o where o.tenant_id = ${TENANT}::uuid and o.id = g.key limit 1) o
      where o.content <> g.content and o.import_id <> ${importId}::uuid and ${visibleAccount(ctx, 'o.account_id')}
        and not exists (select from ${come} s where s.key = g.key)),
    gone as (
      -- By a list of ids, which is looked up; a join might read all lines there are.
      delete from order_line o where o.tenant_id = ${TENANT}::uuid and o.id = any(array(select key from changed)) returning o.*),
    kept as (
      insert into order_line_correction (tenant_id, line_id, ordinal, ${CONTENT}, replaced_at, replaced_by, replaced_by_import)
      select ${TENANT}::uuid, g.id, 1 + coalesce((
          select max(k.ordinal) from order_line_correction k where k.tenant_id = ${TENANT}::uuid and k.line_id = g.id), 0),
        ${CONTENT}, ${ctx.now()}::timestamptz, ${ctx.actor}::text, ${importId}::uuid from gone g),
    noted as (
      insert into import_account (tenant_id, import_id, account_id, rows)
      select distinct ${TENANT}::uuid, ${importId}::uuid, account_id, 0 from gone on conflict (tenant_id, import_id, account_id) do nothing),
    counted as (
      update import set rows_corrected = rows_corrected + (select count(*) from gone) where tenant_id = ${TENANT}::uuid and id = ${importId}::uuid
        and exists (select from gone)),
    ${shiftRollUps('gone', -1, identifier(batch.touched))}
    select count(*) as lines, coalesce(array_agg(distinct account_id), '{}') as accounts, coalesce(array_agg(distinct product_id), '{}') as products
    from gone`);
  return { lines: Number(row?.lines), accounts: row?.accounts ?? [], products: row?.products ?? [] };
}

/** Takes away the rows of roll-ups in which corrections have left no line. */
export async function removeEmptied(ctx: RequestContext, { accounts, products }: TakenOut): Promise<void> {
  for (const table of [
    'account_product_month',
    'account_month',
    'account_category_month',
    'account_order_day',
    'account_sales',
  ])
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} where tenant_id = ${TENANT}::uuid and account_id = any(${accounts}::uuid[]) and lines = 0`);
  for (const table of ['product_month', 'product_sales'])
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} where tenant_id = ${TENANT}::uuid and product_id = any(${products}::uuid[]) and lines = 0`);
}

/**
 * Gives lines back what they said before an import corrected them, after the import's own lines were withdrawn. Contents
 * that the import had brought and others have replaced since are forgotten: what replaced them holds, and follows what was
 * there before.
 */
export async function restoreCorrected(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with dropped as (
      delete from order_line_correction where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid
      returning line_id, replaced_at, replaced_by, replaced_by_import)
    update order_line_correction k set replaced_at = d.replaced_at, replaced_by = d.replaced_by, replaced_by_import = d.replaced_by_import
    from dropped d where k.tenant_id = ${TENANT}::uuid and k.line_id = d.line_id and k.replaced_by_import = ${importId}::uuid`);
  await ctx.unit.execute(tenantSql`
    with back as (
      delete from order_line_correction where tenant_id = ${TENANT}::uuid and replaced_by_import = ${importId}::uuid returning *),
    restored as (
      insert into order_line (tenant_id, id, ${CONTENT}) select ${TENANT}::uuid, line_id, ${CONTENT} from back),
    ${shiftRollUps('back', 1, identifier(touched))}
    select count(*) from back`);
}

import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PROMOTION_ID, stagedContent } from './order-line.content.js';
import { placedAmong, placedBeside, survey } from './order-line.placing.js';
import { ACCOUNT_NUMBER, PRODUCT_NUMBER, rollups } from './order-line.rollups.js';
import { monthNumber } from './order-line.staged.js';

/** What a batch of order lines is merged with. */
export interface OrderLineBatch {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** How many these are, above 0. */
  readonly rowCount: number;
  /** Between which all keys lie, none of them twice; undefined when that is not known. */
  readonly keys: { readonly first: string; readonly last: string } | undefined;
  /** Staging table `(n, account_ref, product_ref)` of the accounts and products, as {@link STAGED_ORDER_LINE} refers to them. */
  readonly references: string;
  /** Staging table `(key uuid primary key, n bigint)`: how often each content stood in the batches before. */
  readonly seen: string;
  /** Staging table of what shares have to be computed again for: `(account_id, category_id, from_month, to_month)`. */
  readonly touched: string;
  /** Whether lines without numbers have come, and more lines may follow: then contents are counted. */
  readonly counting: boolean;
  /** Whether the file has list prices or costs. */
  readonly valued: boolean;
  /** Whether it has codes of promotions. */
  readonly promoted: boolean;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly account: string; readonly product: string; readonly orderNumber: string };
}

/**
 * Moves staged order lines into the facts and adds them to every roll-up, in one statement per batch. A line whose key is
 * there already is left alone when its content is the same, else rejected: imports only add.
 * @returns how many lines were added and how many rejected; the rest was there already
 */
export async function mergeOrderLines(
  ctx: RequestContext,
  batch: OrderLineBatch,
): Promise<{ added: number; rejected: number }> {
  const [rows, references] = [identifier(batch.rows), identifier(batch.references)];
  const surveyed = await survey(ctx, rows, batch.rowCount, batch.keys);
  const { newest, repeated, sparse } = surveyed;
  const content = stagedContent(batch.currency, batch.promoted);
  const placed =
    sparse && !repeated && !batch.counting
      ? placedBeside(rows, surveyed, content)
      : placedAmong(rows, batch.counting ? batch.seen : null, content);
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with account_of as materialized (
      select d.given, a.id, ${ACCOUNT_NUMBER} from (select distinct n as given, account_ref as ref from ${references} where account_ref is not null) d
      -- By the index, whatever the statistics of the moment: a table that has just been filled looks empty.
      cross join lateral (select id from account where tenant_id = ${TENANT}::uuid and external_id = d.ref limit 1) a
      where ${visibleAccount(ctx, 'a.id')}),
    product_of as materialized (
      select d.given, p.id, p.category_id, ${PRODUCT_NUMBER}
      from (select distinct n as given, product_ref as ref from ${references} where product_ref is not null) d
      cross join lateral (select id, category_id from product where tenant_id = ${TENANT}::uuid and external_id = d.ref limit 1) p),
    ${placed},
    added as (
      insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor,
        list_minor, cost_minor, currency, lot, promotion_id, import_id)
      select ${TENANT}::uuid, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor,
        list_minor, cost_minor, ${batch.currency}::text, lot, ${batch.promoted ? PROMOTION_ID : sql`null::uuid`}, ${batch.importId}::uuid
      from placed s where fresh),
    ${rollups({
      importId: batch.importId,
      touched: identifier(batch.touched),
      newest,
      newestMonth: newest === null ? null : monthNumber(newest),
      valued: batch.valued,
    })},
    unfit as materialized (
      select row_number, known, changed, account_id, product_id, account_n, product_n, order_number, line_number from placed where changed or not known),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${batch.importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from unfit p
        left join (select distinct n, account_ref as ref from ${references} where account_ref is not null) a on a.n = p.account_n
        left join (select distinct n, product_ref as ref from ${references} where product_ref is not null) o on o.n = p.product_n
        cross join lateral (values
        (0, p.account_id is null, ${batch.headings.account}::text, 'UNKNOWN_ACCOUNT', a.ref, 'There is no such account.'),
        (1, p.product_id is null, ${batch.headings.product}::text, 'UNKNOWN_PRODUCT', o.ref, 'There is no such product.'),
        (2, p.changed, ${batch.headings.orderNumber}::text, 'ROW_CHANGED', p.order_number || ' / ' || p.line_number,
          'This order line is there already with other content; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select (select coalesce(sum(lines), 0) from by_account) as added, (select count(*) from unfit) as rejected`);
  if (batch.counting) await countContents(ctx, batch);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

async function countContents(ctx: RequestContext, batch: OrderLineBatch): Promise<void> {
  await ctx.unit.execute(tenantSql`
    insert into ${identifier(batch.seen)} as s (key, n)
    select key, count(*) from ${identifier(batch.rows)} where not keyed and ${TENANT}::uuid is not null group by key order by key
    on conflict (key) do update set n = s.n + excluded.n`);
}

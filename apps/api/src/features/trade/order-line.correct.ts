import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import {
  type Correctable,
  restoreCorrected,
  type Shift,
  takeOutCorrected,
  type TakenOut,
} from '../../platform/corrections/correction.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { stagedContent, storedContent } from './order-line.content.js';
import { ACCOUNT_ROLL_UPS, PRODUCT_ROLL_UPS } from './order-line.rollup-tables.js';
import { shiftRollUps, shiftYears } from './order-line.shift.js';

const ORDER_LINES: Correctable = {
  fact: 'order_line',
  history: 'order_line_correction',
  id: 'line_id',
  content: [
    'account_id',
    'product_id',
    'category_id',
    'ordered_on',
    'order_number',
    'line_number',
    'quantity',
    'net_minor',
    'list_minor',
    'cost_minor',
    'currency',
    'lot',
    'promotion_id',
  ],
};

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
  /** Whether the file has codes of promotions. */
  readonly promoted: boolean;
}

/** Takes the numbered lines out of facts and roll-ups to which a batch gives another content; `also` are their products. */
export function takeOutCorrectedLines(
  ctx: RequestContext,
  { importId, currency, given, ...batch }: OrderLineCorrections,
): Promise<TakenOut> {
  const [rows, references] = [identifier(batch.rows), identifier(batch.references)];
  return takeOutCorrected(
    ctx,
    ORDER_LINES,
    {
      importId,
      given,
      told: sql`
    account_of as materialized (
      select d.n, a.id from (select distinct n, account_ref as ref from ${references} where account_ref is not null) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    product_of as materialized (
      select d.n, p.id from (select distinct n, product_ref as ref from ${references} where product_ref is not null) d
      join product p on p.tenant_id = ${TENANT}::uuid and p.external_id = d.ref),
    told as (
      select s.key, s.row_number, ${stagedContent(currency, batch.promoted)} as content from ${rows} s
      join account_of a on a.n = s.account_n join product_of p on p.n = s.product_n where s.keyed)`,
      same: sql`f.id = g.key`,
      differs: sql`${storedContent('f')} is distinct from g.content`,
      shift: shiftOf(batch.touched),
    },
    'product_id',
  );
}

/** Takes away the rows of roll-ups in which corrections have left no line. */
export async function removeEmptied(ctx: RequestContext, { accounts, also: products }: TakenOut): Promise<void> {
  for (const { table } of ACCOUNT_ROLL_UPS)
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} where tenant_id = ${TENANT}::uuid and account_id = any(${accounts}::uuid[]) and lines = 0`);
  for (const { table } of PRODUCT_ROLL_UPS)
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} where tenant_id = ${TENANT}::uuid and product_id = any(${products}::uuid[]) and lines = 0`);
}

/** Gives lines back what they said before an import corrected them, after the import's own lines were withdrawn. */
export async function restoreLines(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await restoreCorrected(ctx, ORDER_LINES, importId, shiftOf(touched));
}

function shiftOf(touched: string): Shift {
  return (source, by) => sql`${shiftRollUps(source, by, identifier(touched))}, ${shiftYears()}`;
}

import { identifier, join, sql, type Sql } from '../../platform/database/tenant-sql.js';
import { VALUES, VALUES_ADDED } from './line-values.js';

/** What order lines are grouped by. */
export type RollUpKey = 'account_id' | 'product_id' | 'category_id' | 'month' | 'day';

/** Groups of a batch's fresh lines, out of which its roll-ups are written. */
export type Cells = 'by_product' | 'by_category' | 'by_account' | 'by_product_alone' | 'by_day';

/** A table that adds order lines up: `net_minor` and `lines` by its keys, with more where it says so. */
export interface RollUp {
  readonly table: string;
  /** Its primary key, after the tenant. */
  readonly keys: readonly RollUpKey[];
  /** The smallest groups of a batch that have these keys. */
  readonly cells: Cells;
  /** Whether it keeps quantities; those of several products mean nothing together, but one of one product or category might. */
  readonly quantity: boolean;
  /** Whether it keeps what lines tell of list prices and costs. */
  readonly values: boolean;
}

/**
 * Every roll-up of order lines that is kept in the transaction of the lines. Imports add to them, corrections shift them and
 * undone imports leave them by this list alone; a roll-up that is not in it is kept by nobody.
 */
export const ROLL_UPS: readonly RollUp[] = [
  rollUp('account_product_month', 'by_product', ['account_id', 'product_id', 'category_id', 'month']),
  rollUp('account_category_month', 'by_category', ['account_id', 'category_id', 'month']),
  rollUp('account_month', 'by_account', ['account_id', 'month'], { quantity: false }),
  rollUp('product_month', 'by_product_alone', ['product_id', 'category_id', 'month']),
  rollUp('account_order_day', 'by_day', ['account_id', 'day'], { quantity: false, values: false }),
  rollUp('product_sales', 'by_product_alone', ['product_id'], { values: false }),
  rollUp('account_sales', 'by_account', ['account_id'], { quantity: false, values: false }),
];

/** Those with a row, or more, per account; the others are of products alone. */
export const ACCOUNT_ROLL_UPS = ROLL_UPS.filter(({ keys }) => keys.includes('account_id'));
export const PRODUCT_ROLL_UPS = ROLL_UPS.filter(({ keys }) => !keys.includes('account_id'));

/** Whether several of its cells may be in one row: it has no day and no month. */
export function isWhole({ keys }: RollUp): boolean {
  return !keys.includes('month') && !keys.includes('day');
}

/** Start of a statement that writes rows of a roll-up `m`; what follows gives tenant, keys and sums in this order. */
export function intoRollUp({ table, keys, quantity, values }: RollUp): Sql {
  return sql`insert into ${identifier(table)} as m (tenant_id, ${columns(keys)}, net_minor, lines ${quantity ? sql`, quantity` : sql``}
        ${values ? sql`, ${VALUES}` : sql``})`;
}

/** End of the statement: what is there already is added to. */
export function addedToRollUp({ keys, quantity, values }: RollUp): Sql {
  return sql`on conflict (tenant_id, ${columns(keys)}) do update set net_minor = m.net_minor + excluded.net_minor, lines = m.lines + excluded.lines
        ${quantity ? sql`, quantity = trim_scale(m.quantity + excluded.quantity)` : sql``} ${values ? sql`, ${VALUES_ADDED}` : sql``}`;
}

export function columns(keys: readonly RollUpKey[]): Sql {
  return join(keys.map(identifier), ', ');
}

function rollUp(
  table: string,
  cells: Cells,
  keys: readonly RollUpKey[],
  { quantity = true, values = true }: Partial<Pick<RollUp, 'quantity' | 'values'>> = {},
): RollUp {
  return { table, cells, keys, quantity, values };
}

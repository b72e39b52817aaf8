import { identifier, join, sql, Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { NO_VALUES, SUMS_OF_VALUES, VALUE_SUMS, VALUES } from './line-values.js';
import {
  addedToRollUp,
  type Cells,
  intoRollUp,
  isWhole,
  ROLL_UPS,
  type RollUp,
  type RollUpKey,
} from './order-line.rollup-tables.js';

/** A number as a part of the text: an expression that is grouped by must be the same text wherever it stands. */
const constant = (value: number): Sql => new Sql([String(value)], []);

/**
 * Within a batch, accounts, products and categories are counted from 1 in the order of their ids. A group of lines is then one
 * number, account before month before product, and a batch is grouped by sorting numbers: with ids, twice the work.
 */
const [PRODUCT_BITS, MONTH_BITS, DAY_BITS] = [20, 18, 22];
const MONTH_AT = constant(PRODUCT_BITS);
const ACCOUNT_AT = constant(PRODUCT_BITS + MONTH_BITS);
const DAY_AT = constant(DAY_BITS);
const PRODUCT_MASK = constant(2 ** PRODUCT_BITS - 1);
const MONTH_MASK = constant(2 ** MONTH_BITS - 1);
const DAY_MASK = constant(2 ** DAY_BITS - 1);

const product = sql`(cell & ${PRODUCT_MASK})::int`;
const month = sql`((cell >> ${MONTH_AT}) & ${MONTH_MASK})::int`;
const account = sql`(cell >> ${ACCOUNT_AT})::int`;
const firstDay = sql`make_date(${month} / 12, ${month} % 12 + 1, 1)`;
const accountId = sql`(select ids from accounts)[${account}]`;
const productId = sql`(select ids from products)[${product}]`;
const categoryId = sql`(select category_ids from products)[${product}]`;
/** The same where a category stands in the place of the product. */
const ownCategoryId = sql`(select ids from categories)[${product}]`;

/** Days are counted from here, in a number that leads with the account. */
const ERA = sql`date '0001-01-01'`;
const day = sql`(cell & ${DAY_MASK})::int`;

/** How a batch's references are counted, for `account_of` and `product_of`. */
export const ACCOUNT_NUMBER = sql`row_number() over (order by a.id) as n`;
export const PRODUCT_NUMBER = sql`row_number() over (order by p.id) as n, dense_rank() over (order by p.category_id) as category_n`;

interface RollupsOf {
  readonly importId: string;
  /** Staging table of what shares have to be computed again for. */
  readonly touched: Sql;
  /** Day and month (its number) of the newest order line there was; null: none. */
  readonly newest: string | null;
  readonly newestMonth: number | null;
  /** Whether any line may tell a list price or a cost. */
  readonly valued: boolean;
}

/**
 * The statement's part that adds the fresh lines of `placed` to every roll-up. Cells of later months than any there was need
 * not be looked for.
 */
export function rollups({ importId, touched, newest, newestMonth, valued }: RollupsOf): Sql {
  const values = valued ? SUMS_OF_VALUES : NO_VALUES;
  const laterMonth = newestMonth === null ? null : sql`(${month} > ${newestMonth}::int)`;
  const laterDay = newest === null ? null : sql`(${day} > ${newest}::date - ${ERA})`;

  return sql`
    accounts as materialized (select array_agg(id order by n) as ids from account_of),
    products as materialized (select array_agg(id order by n) as ids, array_agg(category_id order by n) as category_ids,
      array_agg(category_n order by n) as categories from product_of),
    categories as materialized (
      select array_agg(category_id order by category_n) as ids from (select distinct category_n, category_id from product_of) c),
    by_product as materialized (
      select cell, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, count(*) as lines, ${valued ? VALUE_SUMS : NO_VALUES}
      from (
        select (a << ${ACCOUNT_AT}) | (month::bigint << ${MONTH_AT}) | p as cell, net_minor, quantity, list_minor, cost_minor from placed where fresh
        order by 1 offset 0) l
      group by cell),
    by_category as materialized (
      select cell, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines, ${values}
      from (
        select cell - (cell & ${PRODUCT_MASK}) + (select categories from products)[${product}] as cell, net_minor, quantity, lines, ${VALUES} from by_product
        offset 0) l
      group by cell),
    by_account as materialized (
      select cell, sum(net_minor)::bigint as net_minor, sum(lines)::bigint as lines, ${values}
      from (select cell - (cell & ${PRODUCT_MASK}) as cell, net_minor, lines, ${VALUES} from by_category) l group by cell order by cell),
    by_product_alone as materialized (
      select cell, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines, ${values}
      from (
        select cell & ${constant(2 ** (PRODUCT_BITS + MONTH_BITS) - 1)} as cell, net_minor, quantity, lines, ${VALUES} from by_product) l
      group by cell),
    by_day as materialized (
      select cell, sum(net_minor)::bigint as net_minor, count(*) as lines
      from (select (a << ${DAY_AT}) | (ordered_on - ${ERA}) as cell, net_minor from placed where fresh order by 1 offset 0) l
      group by cell),
    ${join(
      ROLL_UPS.map((rollUp) => adding(rollUp, rollUp.keys.includes('day') ? laterDay : laterMonth)),
      ', ',
    )},
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, ${accountId}, sum(lines) from by_account group by ${account}
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    -- Their years are added up from these months once the file is through.
    into_due as (
      insert into account_year_due (tenant_id, account_id) select distinct ${TENANT}::uuid, ${accountId} from by_account on conflict do nothing),
    into_touched as (
      insert into ${touched} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date
      from (select ${accountId} as account_id, ${ownCategoryId} as category_id, ${firstDay} as month from by_category offset 0) b
      where exists (select 1 from wallet w where w.tenant_id = ${TENANT}::uuid and w.account_id = b.account_id and w.category_id = b.category_id)
      group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month))`;
}

/** Adds a batch's cells to a roll-up: those later than any there was without looking whether they are there. */
function adding(rollUp: RollUp, isLater: Sql | null): Sql {
  const { table, keys, cells, quantity, values } = rollUp;
  const into = intoRollUp(rollUp);
  const select = sql`select ${TENANT}::uuid, ${join(
    keys.map((key) => keyOf(key, cells)),
    ', ',
  )}`;
  if (isWhole(rollUp))
    return sql`
    ${identifier(`into_${table}`)} as (
      ${into}
      ${select}, sum(net_minor)::bigint, sum(lines) ${quantity ? sql`, trim_scale(sum(quantity))` : sql``}
      from ${identifier(cells)} group by ${keys.includes('account_id') ? account : product}
      ${addedToRollUp(rollUp)})`;
  // Rows go into a roll-up in an order that its key can follow.
  const inOrder = cells === 'by_category' ? sql`order by cell` : sql``;
  const writing = (condition: Sql, conflict: Sql): Sql => sql`(
      ${into}
      ${select}, net_minor, lines ${quantity ? sql`, trim_scale(quantity)` : sql``} ${values ? sql`, ${VALUES}` : sql``}
      from ${identifier(cells)} ${condition} ${inOrder} ${conflict})`;
  if (isLater === null) return sql`${identifier(`into_${table}`)} as ${writing(sql``, sql``)}`;
  return sql`
    ${identifier(`into_${table}`)} as ${writing(sql`where not ${isLater}`, addedToRollUp(rollUp))},
    ${identifier(`into_${table}_new`)} as ${writing(sql`where ${isLater}`, sql``)}`;
}

/** A column of a roll-up's key, out of a cell's number. */
function keyOf(key: RollUpKey, cells: Cells): Sql {
  const byDay = cells === 'by_day';
  if (key === 'account_id') return byDay ? sql`(select ids from accounts)[(cell >> ${DAY_AT})::int]` : accountId;
  if (key === 'product_id') return productId;
  if (key === 'category_id') return cells === 'by_category' ? ownCategoryId : categoryId;
  return key === 'month' ? firstDay : sql`${ERA} + ${day}`;
}

import { identifier, sql, Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { NO_VALUES, SUMS_OF_VALUES, VALUE_SUMS, VALUES, VALUES_ADDED } from './line-values.js';

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
  const adding = (
    name: string,
    from: string,
    write: (source: Sql, conflict: boolean) => Sql,
    isNew: Sql | null,
  ): Sql => {
    const [into, source] = [identifier(name), identifier(from)];
    if (isNew === null) return sql`${into} as (${write(sql`${source}`, false)})`;
    return sql`
    ${into} as (${write(sql`${source} where not ${isNew}`, true)}),
    ${identifier(`${name}_new`)} as (${write(sql`${source} where ${isNew}`, false)})`;
  };
  const laterMonth = newestMonth === null ? null : sql`(${month} > ${newestMonth}::int)`;
  const laterDay = newest === null ? null : sql`(${day} > ${newest}::date - ${ERA})`;
  const upserted = (key: Sql, set: Sql, conflict: boolean): Sql =>
    conflict ? sql`on conflict (tenant_id, ${key}) do update set ${set}` : sql``;
  const sums = sql`net_minor = m.net_minor + excluded.net_minor, lines = m.lines + excluded.lines, ${VALUES_ADDED}`;
  const quantities = sql`${sums}, quantity = trim_scale(m.quantity + excluded.quantity)`;

  const values = valued ? SUMS_OF_VALUES : NO_VALUES;
  // Rows go into a roll-up in an order that its key can follow.
  const inOrder = (source: Sql): Sql => sql`${source} order by cell`;

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
    ${adding(
      'into_product_months',
      'by_product',
      (source, conflict) => sql`
      insert into account_product_month as m (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, ${accountId}, ${productId}, ${categoryId}, ${firstDay}, net_minor, trim_scale(quantity), lines, ${VALUES} from ${source}
      ${upserted(sql`account_id, product_id, category_id, month`, quantities, conflict)}`,
      laterMonth,
    )},
    ${adding(
      'into_months',
      'by_category',
      (source, conflict) => sql`
      insert into account_category_month as m (tenant_id, account_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, ${accountId}, ${ownCategoryId}, ${firstDay}, net_minor, trim_scale(quantity), lines, ${VALUES} from ${inOrder(source)}
      ${upserted(sql`account_id, category_id, month`, quantities, conflict)}`,
      laterMonth,
    )},
    ${adding(
      'into_account_months',
      'by_account',
      (source, conflict) => sql`
      insert into account_month as m (tenant_id, account_id, month, net_minor, lines, ${VALUES})
      select ${TENANT}::uuid, ${accountId}, ${firstDay}, net_minor, lines, ${VALUES} from ${source}
      ${upserted(sql`account_id, month`, sums, conflict)}`,
      laterMonth,
    )},
    ${adding(
      'into_products_by_month',
      'by_product_alone',
      (source, conflict) => sql`
      insert into product_month as m (tenant_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, ${productId}, ${categoryId}, ${firstDay}, net_minor, trim_scale(quantity), lines, ${VALUES} from ${source}
      ${upserted(sql`product_id, category_id, month`, quantities, conflict)}`,
      laterMonth,
    )},
    ${adding(
      'into_days',
      'by_day',
      (source, conflict) => sql`
      insert into account_order_day as m (tenant_id, account_id, day, net_minor, lines)
      select ${TENANT}::uuid, (select ids from accounts)[(cell >> ${DAY_AT})::int], ${ERA} + ${day}, net_minor, lines
      from ${source}
      ${upserted(sql`account_id, day`, sql`net_minor = m.net_minor + excluded.net_minor, lines = m.lines + excluded.lines`, conflict)}`,
      laterDay,
    )},
    into_products as (
      insert into product_sales as p (tenant_id, product_id, net_minor, quantity, lines)
      select ${TENANT}::uuid, ${productId}, sum(net_minor)::bigint, trim_scale(sum(quantity)), sum(lines) from by_product_alone group by ${product}
      on conflict (tenant_id, product_id) do update set net_minor = p.net_minor + excluded.net_minor,
        quantity = trim_scale(p.quantity + excluded.quantity), lines = p.lines + excluded.lines),
    into_accounts as (
      insert into account_sales as a (tenant_id, account_id, net_minor, lines)
      select ${TENANT}::uuid, ${accountId}, sum(net_minor)::bigint, sum(lines) from by_account group by ${account}
      on conflict (tenant_id, account_id) do update set net_minor = a.net_minor + excluded.net_minor, lines = a.lines + excluded.lines),
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

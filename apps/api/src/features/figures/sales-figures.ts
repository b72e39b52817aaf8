import { identifier, join, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { columnsOf } from '../sales-analysis/sales-years.js';
import type { KeptFigure } from './kept-figure.js';

const MONTH = sql`date_trunc('month', ordered_on::timestamp)::date`;
/** List prices and costs stand beside the net sales of exactly the lines that tell them. */
const VALUES = ['list_minor', 'listed_minor', 'cost_minor', 'costed_minor'];
const VALUE_SUMS = sql`coalesce(sum(list_minor), 0), coalesce(sum(net_minor) filter (where list_minor is not null), 0),
  coalesce(sum(cost_minor), 0), coalesce(sum(net_minor) filter (where cost_minor is not null), 0)`;
const NET = sql`sum(net_minor)`;
const QUANTITY = sql`trim_scale(sum(quantity))`;
const COUNT = sql`count(*)`;

/** Order lines, added up by the key. */
function added(keys: readonly Sql[], sums: readonly Sql[]): Sql {
  return sql`select ${join([...keys, ...sums], ', ')} from order_line where tenant_id = ${TENANT} group by ${join(keys, ', ')}`;
}

const [ACCOUNT, PRODUCT, CATEGORY] = ['account_id', 'product_id', 'category_id'].map(identifier) as [Sql, Sql, Sql];

const NUMBERS = Array.from({ length: 12 }, (_, index) => index + 1);
/** The years of accounts that are due are not read, so they may be old. */
const NOT_DUE = sql`account_id not in (select account_id from account_year_due where tenant_id = ${TENANT})`;
const inMonth = (figure: Sql, number: number): Sql =>
  sql`coalesce(sum(${figure}) filter (where number = ${number}::int), 0)`;

/** What is kept of order lines. */
export const SALES_FIGURES: readonly KeptFigure[] = [
  {
    name: 'account_product_month',
    key: ['account_id', 'product_id', 'category_id', 'month'],
    values: ['net_minor', 'quantity', 'lines', ...VALUES],
    rebuilt: added([ACCOUNT, PRODUCT, CATEGORY, MONTH], [NET, QUANTITY, COUNT, VALUE_SUMS]),
  },
  {
    name: 'account_category_month',
    key: ['account_id', 'category_id', 'month'],
    values: ['net_minor', 'quantity', 'lines', ...VALUES],
    rebuilt: added([ACCOUNT, CATEGORY, MONTH], [NET, QUANTITY, COUNT, VALUE_SUMS]),
  },
  {
    name: 'account_month',
    key: ['account_id', 'month'],
    values: ['net_minor', 'lines', ...VALUES],
    rebuilt: added([ACCOUNT, MONTH], [NET, COUNT, VALUE_SUMS]),
  },
  {
    name: 'product_month',
    key: ['product_id', 'category_id', 'month'],
    values: ['net_minor', 'quantity', 'lines', ...VALUES],
    rebuilt: added([PRODUCT, CATEGORY, MONTH], [NET, QUANTITY, COUNT, VALUE_SUMS]),
  },
  {
    name: 'account_product_year',
    key: ['account_id', 'year', 'product_id', 'category_id'],
    values: ['months', ...columnsOf('n'), ...columnsOf('q')],
    only: NOT_DUE,
    rebuilt: sql`
      select account_id, year, product_id, category_id, bit_or(1 << (number - 1))::smallint,
        ${join([...NUMBERS.map((number) => inMonth(sql`net_minor`, number)), ...NUMBERS.map((number) => sql`trim_scale(${inMonth(sql`quantity`, number)})`)], ', ')}
      from (
        select account_id, product_id, category_id, net_minor, quantity, extract(year from ordered_on)::smallint as year,
          extract(month from ordered_on)::int as number
        from order_line where tenant_id = ${TENANT} and ${NOT_DUE}) l
      group by account_id, year, product_id, category_id`,
  },
  {
    name: 'account_order_day',
    key: ['account_id', 'day'],
    values: ['net_minor', 'lines'],
    rebuilt: added([ACCOUNT, sql`ordered_on`], [NET, COUNT]),
  },
  {
    name: 'account_sales',
    key: ['account_id'],
    values: ['net_minor', 'lines'],
    rebuilt: added([ACCOUNT], [NET, COUNT]),
  },
  {
    name: 'product_sales',
    key: ['product_id'],
    values: ['net_minor', 'quantity', 'lines'],
    rebuilt: added([PRODUCT], [NET, QUANTITY, COUNT]),
  },
];

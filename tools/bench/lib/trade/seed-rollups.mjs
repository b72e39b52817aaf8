// @ts-check
import { monthsOfAll, NEW } from '../seed-trade.mjs';

/** What 10 M order lines of 2,000 accounts are: each buys 60 of 400 products in three months of four, about three lines each time. */
export const LINES_PER_ACCOUNT = 5_000;
const PRODUCTS = 400;
const PRODUCTS_PER_ACCOUNT = 60;
const MONTHS = 36;
const ORDER_DAYS_PER_MONTH = 7;
const LINES_PER_ROW = 3;

/** Until the end of 2025. */
const MONTH = `(date '2023-01-01' + m * interval '1 month')::date`;
const TENANTS = 'population p cross join lateral generate_series(p.first_tenant, p.first_tenant + p.tenants - 1) t';
const tenantId = 'pg_temp.id(0, t, 0)';

const TWELVE = Array.from({ length: 12 }, (_, index) => index + 1);
const columns = (/** @type {string} */ figure) =>
  TWELVE.map((month) => `${figure}${String(month).padStart(2, '0')}`).join(', ');
const sums = (/** @type {string} */ figure) =>
  TWELVE.map((month) => `coalesce(sum(${figure}) filter (where m = ${month}), 0)`).join(', ');

/**
 * Accounts that differ in where they are and how large, twenty categories of products, and the roll-ups of order lines
 * that are not there themselves. Rows lie as years of imports leave them: month by month.
 */
export const ROLL_UPS = [
  `update account l set region = 'Region ' || 1 + n * 31 % 12, postcode = lpad((n * 7919 % 100000)::text, 5, '0'), size_class = pg_temp.pick('{A,B,C}', n / 12)
    from (select substring(external_id from 2)::bigint as n, tenant_id, id from account) a ${NEW} and a.tenant_id = l.tenant_id and a.id = l.id`,
  `insert into product_category (tenant_id, id, external_id, name)
    select ${tenantId}, pg_temp.id(9, t, n), 'G' || n, 'Category ' || n from ${TENANTS}, generate_series(5, 20) n`,
  `insert into product (tenant_id, id, external_id, name, category_id, unit)
    select ${tenantId}, pg_temp.id(10, t, n), 'P' || n, 'Product ' || n, pg_temp.id(9, t, 1 + n % 20), 'pc' from ${TENANTS}, generate_series(41, ${PRODUCTS}) n`,

  `insert into account_product_month (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
    select tenant_id, account_id, product_id, category_id, ${MONTH}, quantity * price, quantity, ${LINES_PER_ROW}, 0, 0, 0, 0
    from (
      select l.tenant_id, l.id as account_id, o.id as product_id, o.category_id, m, 1 + (hashint8(a * 4096 + k * 64 + m) & 1023) % 90 as quantity,
        (500 + n * 7919 % 20000) * (100 + m / 6) / 100 as price
      from (select substring(external_id from 2)::bigint as a, * from account) l
        cross join generate_series(0, ${PRODUCTS_PER_ACCOUNT - 1}) k cross join generate_series(0, ${MONTHS - 1}) m
        cross join lateral (select 1 + (a * 37 + k * 7) % ${PRODUCTS} as n) chosen
        join product o on o.tenant_id = l.tenant_id and o.external_id = 'P' || n
      ${NEW} and (a + k + m) % 4 <> 0) cells
    order by m, account_id, product_id`,
  `insert into account_category_month (tenant_id, account_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
    select l.tenant_id, l.account_id, l.category_id, l.month, sum(l.net_minor), sum(l.quantity), sum(l.lines), 0, 0, 0, 0
    from account_product_month l ${NEW} group by 1, 2, 3, 4 order by 1, 4, 2, 3`,
  `insert into account_product_year (tenant_id, account_id, year, product_id, category_id, months, ${columns('n')}, ${columns('q')})
    select tenant_id, account_id, year, product_id, category_id, bit_or(1 << (m - 1)), ${sums('net_minor')}, ${sums('quantity')}
    from (select l.*, extract(year from month)::smallint as year, extract(month from month)::int as m from account_product_month l ${NEW}) l
    group by tenant_id, account_id, year, product_id, category_id order by year, account_id, product_id`,
  ...monthsOfAll(NEW),
  `insert into account_order_day (tenant_id, account_id, day, net_minor, lines)
    select l.tenant_id, l.account_id, l.month + d * 4, l.net_minor / ${ORDER_DAYS_PER_MONTH}, l.lines / ${ORDER_DAYS_PER_MONTH}
    from account_month l cross join generate_series(0, ${ORDER_DAYS_PER_MONTH - 1}) d ${NEW} order by l.month, d, l.account_id`,
];

// @ts-check

const TENANTS = 'population p cross join lateral generate_series(p.first_tenant, p.first_tenant + p.tenants - 1) t';
const tenantId = 'pg_temp.id(0, t, 0)';
const category = 'pg_temp.id(9, t, 1 + number % 4)';

/** The rows `l` of the tenants that are being made. */
export const NEW = `where l.tenant_id between (select pg_temp.id(0, first_tenant, 0) from population)
  and (select pg_temp.id(0, first_tenant + tenants - 1, 0) from population)`;

/** What roll-ups keep of list prices and costs; these lines tell none. */
const VALUES = 'list_minor, listed_minor, cost_minor, costed_minor';

/**
 * The two small roll-ups by month, from the one by account and product.
 * @param {string} ofWhich condition on the larger roll-up `l`
 */
export function monthsOfAll(ofWhich) {
  const values = VALUES.split(', ').map((each) => `sum(l.${each})`);
  return [
    `insert into account_month (tenant_id, account_id, month, net_minor, lines, ${VALUES})
      select l.tenant_id, l.account_id, l.month, sum(l.net_minor), sum(l.lines), ${values.join(', ')}
      from account_product_month l ${ofWhich} group by 1, 2, 3 order by 1, 3, 2`,
    `insert into product_month (tenant_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select l.tenant_id, l.product_id, l.category_id, l.month, sum(l.net_minor), sum(l.quantity), sum(l.lines), ${values.join(', ')}
      from account_product_month l ${ofWhich} group by 1, 2, 3, 4 order by 1, 4, 2, 3`,
  ];
}

/** Products and order lines over 24 months up to October 2026, and the roll-ups that an import keeps with them. */
export const TRADE = [
  `insert into product_category (tenant_id, id, external_id, name)
    select ${tenantId}, pg_temp.id(9, t, n), 'G' || n, 'Category ' || n from ${TENANTS}, generate_series(1, 4) n`,
  `insert into product (tenant_id, id, external_id, name, category_id, unit)
    select ${tenantId}, pg_temp.id(10, t, number), 'P' || number, 'Product ' || number, ${category}, 'pc' from ${TENANTS}, generate_series(1, 40) number`,
  `insert into import (tenant_id, id, kind, status, started_by) select ${tenantId}, pg_temp.id(11, t, 1), 'order-lines', 'SUCCEEDED', 'system:bench' from ${TENANTS}`,

  `insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor, currency, import_id)
    select ${tenantId}, pg_temp.id(12, t, number), pg_temp.id(3, t, 1 + (number - 1) / p.order_lines), pg_temp.id(10, t, 1 + number % 40), ${category},
      date '2024-11-01' + (number * 7919 % 730)::int, 'O' || number, '1', 1 + number % 50, 100 + number * 104729 % 900000, pg_temp.pick('{CNY,EUR,USD}', t),
      pg_temp.id(11, t, 1)
    from ${TENANTS} cross join lateral generate_series(1::bigint, p.accounts * p.order_lines) number`,

  `insert into account_category_month (tenant_id, account_id, category_id, month, net_minor, quantity, lines)
    select l.tenant_id, l.account_id, l.category_id, date_trunc('month', l.ordered_on::timestamp)::date, sum(l.net_minor), sum(l.quantity), count(*)
    from order_line l ${NEW} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  `insert into account_product_month (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
    select l.tenant_id, l.account_id, l.product_id, l.category_id, date_trunc('month', l.ordered_on::timestamp)::date, sum(l.net_minor), sum(l.quantity), count(*), 0, 0, 0, 0
    from order_line l ${NEW} group by 1, 2, 3, 4, 5 order by 1, 5, 2, 3, 4`,
  ...monthsOfAll(NEW),
  `insert into account_order_day (tenant_id, account_id, day, net_minor, lines)
    select l.tenant_id, l.account_id, l.ordered_on, sum(l.net_minor), count(*) from order_line l ${NEW} group by 1, 2, 3 order by 1, 2, 3`,
  `insert into account_sales (tenant_id, account_id, net_minor, lines)
    select l.tenant_id, l.account_id, sum(l.net_minor), count(*) from order_line l ${NEW} group by 1, 2 order by 1, 2`,
  `insert into product_sales (tenant_id, product_id, net_minor, quantity, lines)
    select l.tenant_id, l.product_id, sum(l.net_minor), sum(l.quantity), count(*) from order_line l ${NEW} group by 1, 2`,
];

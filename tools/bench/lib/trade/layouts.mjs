// @ts-check
import { asAdmin } from '../database.mjs';
import { ACCOUNT, figuresOf, KIND, TENANT, timed } from './layout-statements.mjs';

/** @import pg from 'pg' */
/** @import { LayoutFigures } from './layout-statements.mjs' */
/** @import { Ground } from './trade.mjs' */

const TENANTS = 50;
const MONTHS = 36;
const ACCOUNTS = 400;
const COLUMNS = `tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor, currency, import_id`;
const BY_MONTH = 'order_line_by_month';
const id = (/** @type {number} */ kind, /** @type {string} */ number) =>
  `(format('01950000-%s-7000-8%s-%s', lpad(to_hex(${kind}), 4, '0'), lpad(to_hex(t), 3, '0'), lpad(to_hex(${number}), 12, '0')))::uuid`;

/**
 * Order lines as they are kept, beside the same partitioned by month: what a load costs and what each statement costs that
 * the API sends. And weeks by account, category and product: what a roll-up would hold, beside answering from the lines.
 * @param {Ground} ground
 * @returns {Promise<LayoutFigures[]>}
 */
export async function measureLayouts({ options, server, log }) {
  const { adminUrl } = await server.createDatabase('layouts');
  const lines = (options.lines.at(-1) ?? 1) * 1_000_000 * Math.min(1, options.scale);
  return asAdmin(adminUrl, async (client) => {
    await client.query(`create table ${BY_MONTH} (like order_line including defaults) partition by range (ordered_on);
      alter table ${BY_MONTH} add primary key (tenant_id, id, ordered_on);
      create index on ${BY_MONTH} (tenant_id, account_id, ordered_on, id);
      create index on ${BY_MONTH} using brin (tenant_id, import_id) with (pages_per_range = 16);
      create unlogged table month_of_lines (like order_line including defaults)`);
    const layouts = ['order_line', BY_MONTH];
    /** @type {Record<string, number>} */
    const seconds = {};
    for (let month = 0; month < MONTHS; month++) {
      await prepareMonth(client, month, Math.ceil(lines / MONTHS / TENANTS));
      for (const layout of month % 2 ? layouts : layouts.toReversed()) {
        const started = performance.now();
        await client.query(`insert into ${layout} (${COLUMNS}) select ${COLUMNS} from month_of_lines`);
        seconds[layout] = (seconds[layout] ?? 0) + (performance.now() - started) / 1000;
      }
    }
    log(`${MONTHS} months are there.`);
    const figures = [];
    for (const layout of layouts) {
      const newestPart = layout === BY_MONTH ? `${BY_MONTH}_${MONTHS - 1}` : undefined;
      figures.push(await figuresOf(client, layout, seconds[layout] ?? NaN, options.rounds, newestPart));
    }
    return [...figures, await weeks(client, options.rounds)];
  });
}

/** @param {pg.Client} client @param {number} month @param {number} perTenant */
async function prepareMonth(client, month, perTenant) {
  const from = `(date '2023-01-01' + interval '${month} months')::date`;
  const { rows } = await client.query(
    `select ${from}::text as first, (${from} + interval '1 month')::date::text as next`,
  );
  const { first, next } = rows[0];
  await client.query(`create table ${BY_MONTH}_${month} partition of ${BY_MONTH} for values from ('${first}') to ('${next}');
    truncate month_of_lines;
    insert into month_of_lines (${COLUMNS})
      select ${id(0, '0')}, md5(t || '/${month}/' || n)::uuid, ${id(KIND.account, `1 + (n * 7919 + ${month} * 31) % ${ACCOUNTS}`)},
        ${id(10, 'n * 104729 % 300')}, ${id(9, 'n * 104729 % 300 % 20')}, date '${first}' + (n * 27 / ${perTenant})::int, 'R${month}-' || n / 3, (n % 3)::text,
        1 + n % 50, 100 + n * 104729 % 900000, 'EUR', ${id(KIND.import, `${month}`)}
      from generate_series(1, ${TENANTS}) t, generate_series(1, ${perTenant}) n order by n * 27 / ${perTenant}, t, n`);
}

/** Weeks of one category of an account out of its lines, beside a roll-up by account, category, product and week. @param {pg.Client} client @param {number} rounds */
async function weeks(client, rounds) {
  const started = performance.now();
  await client.query(`create table week_rollup as
      select tenant_id, account_id, category_id, product_id, ordered_on - (extract(isodow from ordered_on)::int - 1) as week, sum(net_minor)::bigint as net_minor,
        sum(quantity) as quantity, count(*)::int as lines
      from order_line group by 1, 2, 3, 4, 5;
    alter table week_rollup add primary key (tenant_id, account_id, category_id, product_id, week)`);
  const insertSeconds = (performance.now() - started) / 1000;
  await client.query('vacuum (analyze) week_rollup');
  const { rows } = await client.query(
    `select count(*)::int as count, pg_table_size('week_rollup')::float8 as heap, pg_indexes_size('week_rollup')::float8 as indexes from week_rollup`,
  );
  const { count, heap, indexes } = rows[0];
  const category = `category_id = (select category_id from order_line where ${TENANT} and ${ACCOUNT} limit 1)`;
  const statements = [
    await timed(
      client,
      'weeks of a category, from lines',
      `select ordered_on - (extract(isodow from ordered_on)::int - 1) as week, sum(net_minor), sum(quantity) from order_line
        where ${TENANT} and ${ACCOUNT} and ${category} and ordered_on >= '2024-01-01' group by 1`,
      rounds,
    ),
    await timed(
      client,
      'weeks of a category, from weeks',
      `select week, sum(net_minor), sum(quantity) from week_rollup where ${TENANT} and ${ACCOUNT} and ${category} and week >= '2024-01-01' group by 1`,
      rounds,
    ),
  ];
  return {
    layout: 'week_rollup',
    rows: count,
    insertSeconds,
    heapBytes: heap,
    indexBytes: indexes,
    vacuumMilliseconds: NaN,
    statements,
  };
}

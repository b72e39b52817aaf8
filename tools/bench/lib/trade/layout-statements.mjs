// @ts-check
import { seededId } from '../seed.mjs';
import { median } from '../statistics.mjs';

/** @import pg from 'pg' */

export const KIND = { account: 3, import: 11 };
export const TENANT = `tenant_id = '${seededId(0, 7, 0)}'`;
export const ACCOUNT = `account_id = '${seededId(KIND.account, 7, 11)}'`;

/**
 * @typedef {object} LayoutFigures one layout of the same order lines
 * @property {string} layout
 * @property {number} rows
 * @property {number} insertSeconds of all months, each in the order of its days
 * @property {number} heapBytes
 * @property {number} indexBytes
 * @property {number} vacuumMilliseconds VACUUM (ANALYZE) after the last month
 * @property {Statement[]} statements
 *
 * @typedef {{ name: string, planning: number, execution: number, buffers: number }} Statement medians, milliseconds
 */

/** @param {pg.Client} client @param {string} layout @param {number} insertSeconds @param {number} rounds @param {string} [newestPart] what a load has changed, unless all @returns {Promise<LayoutFigures>} */
export async function figuresOf(client, layout, insertSeconds, rounds, newestPart) {
  const started = performance.now();
  const newest = newestPart ?? layout;
  await client.query(`vacuum (analyze) ${newest}`);
  const vacuumMilliseconds = performance.now() - started;
  await client.query(`vacuum (analyze) ${layout}`);
  const { rows } = await client.query(
    `select sum(pg_table_size(relid))::float8 as heap, sum(pg_indexes_size(relid))::float8 as indexes, (select count(*)::int from ${layout}) as count
      from (select '${layout}'::regclass as relid union select inhrelid from pg_inherits where inhparent = '${layout}'::regclass) part`,
  );
  const { heap, indexes, count } = rows[0];
  /** @type {Statement[]} */
  const statements = [];
  for (const [name, sql] of Object.entries(statementsOn(layout)))
    statements.push(await timed(client, name, sql, rounds));
  return { layout, rows: count, insertSeconds, heapBytes: heap, indexBytes: indexes, vacuumMilliseconds, statements };
}

/** What the API sends. @param {string} layout */
function statementsOn(layout) {
  return {
    'newest 20 of an account': `select * from ${layout} where ${TENANT} and ${ACCOUNT} order by ordered_on desc, id desc limit 21`,
    'a quarter of an account': `select * from ${layout} where ${TENANT} and ${ACCOUNT} and ordered_on between '2025-04-01' and '2025-06-30' order by ordered_on desc, id desc limit 21`,
    'one line by its id': `select * from ${layout} where ${TENANT} and id = md5('7/5/5')::uuid`,
    'which of 1,000 keys are there': `select count(o.net_minor) from (select md5('7/35/' || n)::uuid as id from generate_series(1, 1000) n offset 0) k
      left join lateral (select o.net_minor from ${layout} o where ${TENANT} and o.id = k.id limit 1) o on true`,
    'take an import back': `delete from ${layout} where ${TENANT} and import_id = '${seededId(KIND.import, 7, 20)}'`,
  };
}

/** @param {pg.Client} client @param {string} name @param {string} sql @param {number} rounds @returns {Promise<Statement>} */
export async function timed(client, name, sql, rounds) {
  const runs = [];
  for (let run = 0; run <= rounds; run++) {
    await client.query('begin');
    const { rows } = await client.query(`explain (analyze, buffers, timing off, format json) ${sql}`);
    await client.query('rollback');
    const [{ Plan: plan, ...times }] = rows[0]['QUERY PLAN'];
    runs.push({
      planning: times['Planning Time'],
      execution: times['Execution Time'],
      buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    });
  }
  // The first one also warms up.
  const kept = runs.slice(1);
  return {
    name,
    planning: median(kept.map(({ planning }) => planning)),
    execution: median(kept.map(({ execution }) => execution)),
    buffers: median(kept.map(({ buffers }) => buffers)),
  };
}

// @ts-check
import { asAdmin } from '../database.mjs';
import { KIND } from '../seed-people.mjs';
import { seededId } from '../seed.mjs';

/** @import pg from 'pg' */

/** The tables that an import of order lines fills, each with its key beside the tenant. */
const TABLES = /** @type {const} */ ([
  ['order_line', 'id'],
  ['account_product_month', 'account_id, month, product_id, category_id'],
  ['account_category_month', 'account_id, category_id, month'],
  ['account_order_day', 'account_id, day'],
  ['account_month', 'account_id, month'],
  ['product_month', 'product_id, category_id, month'],
  ['account_sales', 'account_id'],
  ['product_sales', 'product_id'],
]);

/**
 * @typedef {object} Floor seconds that the database alone needs for the rows that an import leaves behind
 * @property {number} lines for the order lines
 * @property {number} all for these and every roll-up, in one transaction
 */

/**
 * Writes what an import has left behind once more, under another tenant, out of tables that hold it ready: no file is read,
 * nothing looked up, compared, checked or added up, rows come in the order of their keys, and each row of a roll-up once.
 * @param {string} adminUrl
 * @param {{ from: string, to: number }} tenants the one that has the rows, and the number of one that has nothing
 * @returns {Promise<Floor>}
 */
export function measureFloor(adminUrl, { from, to }) {
  const tenant = seededId(KIND.tenant, to, 0);
  return asAdmin(adminUrl, async (client) => {
    /** @type {string[]} */
    const inserts = [];
    for (const [table, key] of TABLES) {
      const columns = await columnsOf(client, table);
      await client.query(
        `create unlogged table public.${table} as select ${columns} from mortise.${table} where tenant_id = '${from}' order by ${key}`,
      );
      inserts.push(`insert into mortise.${table} (tenant_id, ${columns}) select '${tenant}', * from public.${table}`);
    }
    // The accounts and products are those of the other tenant.
    await client.query('set session_replication_role = replica');
    const [first = '', ...others] = inserts;
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    await client.query(`begin; ${first}`);
    const lines = seconds();
    await client.query(`${others.join('; ')}; commit`);
    const all = seconds();
    await client.query(`drop table ${TABLES.map(([table]) => `public.${table}`).join(', ')}`);
    return { lines, all };
  });
}

/** @param {pg.Client} client @param {string} table @returns {Promise<string>} those beside its tenant */
async function columnsOf(client, table) {
  const { rows } = await client.query(
    `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names from information_schema.columns
     where table_schema = 'mortise' and table_name = $1 and column_name <> 'tenant_id'`,
    [table],
  );
  return rows[0].names;
}

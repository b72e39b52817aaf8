// @ts-check
import { asAdmin } from './database.mjs';
import { PEOPLE_AND_RIGHTS } from './seed-people.mjs';
import { TRADE } from './seed-trade.mjs';

/**
 * @typedef {object} Population how much is made; everything under an account is per account
 * @property {number} firstTenant
 * @property {number} tenants
 * @property {number} accounts per tenant
 * @property {number} contacts
 * @property {number} complaints
 * @property {number} orderLines
 */

/** What the issue asks for: 50 tenants, 20 k accounts, 100 k contacts, 100 k complaints, 1 M order lines. */
export const FULL = { firstTenant: 1, tenants: 50, accounts: 400, contacts: 5, complaints: 5, orderLines: 50 };

/**
 * Identifiers are counted up and look like time-ordered ones: kind of thing, tenant, number.
 * @param {number} kind
 * @param {number} tenant
 * @param {number} number
 */
export function seededId(kind, tenant, number) {
  const hex = (/** @type {number} */ value, /** @type {number} */ width) => value.toString(16).padStart(width, '0');
  return `01950000-${hex(kind, 4)}-7000-8${hex(tenant, 3)}-${hex(number, 12)}`;
}

const ID_FUNCTION = `
  create function pg_temp.id(kind int, tenant int, number bigint) returns uuid language sql immutable as $$
    select ('01950000-' || lpad(to_hex(kind), 4, '0') || '-7000-8' || lpad(to_hex(tenant), 3, '0') || '-' || lpad(to_hex(number), 12, '0'))::uuid $$;
  create function pg_temp.pick(list text[], number bigint) returns text language sql immutable as $$
    select list[1 + ((number % cardinality(list)) + cardinality(list)) % cardinality(list)] $$`;

/**
 * Fills the database set by set; the same population always gives the same rows.
 * @param {string} adminUrl
 * @param {Population} population
 * @param {(line: string) => void} log
 * @param {readonly string[]} [further] statements that add to it, in the same way
 */
export async function seed(adminUrl, population, log, further = []) {
  const started = performance.now();
  await asAdmin(adminUrl, async (client) => {
    await client.query(ID_FUNCTION);
    await client.query(`create temp table population as select ${columns(population)}`);
    // The rows refer to each other by construction; checking each reference would take most of the time.
    await client.query('set session_replication_role = replica');
    for (const statement of [...PEOPLE_AND_RIGHTS, ...TRADE, ...further]) await client.query(statement);
  });
  await asAdmin(adminUrl, async (client) => {
    await client.query('vacuum (freeze, analyze)');
    await client.query('checkpoint');
  });
  log(`Seeded ${describe(population)} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** @param {Population} population */
function columns({ firstTenant, tenants, accounts, contacts, complaints, orderLines }) {
  return `${firstTenant} as first_tenant, ${tenants} as tenants, ${accounts}::bigint as accounts,
    ${contacts}::bigint as contacts, ${complaints}::bigint as complaints, ${orderLines}::bigint as order_lines`;
}

/** @param {Population} population */
function describe({ tenants, accounts, contacts, complaints, orderLines }) {
  const all = tenants * accounts;
  const count = (/** @type {number} */ value) => value.toLocaleString('en');
  return `${count(tenants)} tenants, ${count(all)} accounts, ${count(all * contacts)} contacts, ${count(all * complaints)} complaints, ${count(all * orderLines)} order lines`;
}

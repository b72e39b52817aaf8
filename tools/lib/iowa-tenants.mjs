// @ts-check
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { BRANDS } from './iowa-data.mjs';
import { LaunchError } from './launch-error.mjs';
import { REPOSITORY } from './launcher.mjs';

/** What the example's API keys may do; they end with the day. */
const PERMISSIONS = [
  'account.read',
  'account.read.all',
  'account.write',
  'trade.read',
  'alert.read',
  'import.run',
  'job.read',
  'product.read',
  'stage.approve',
  'stage.approve.executive',
];

/**
 * One tenant per brand, each with an administrator that nobody can sign in as and an API key for this run.
 * @param {string} adminUrl
 * @returns {Promise<{ tokens: Map<string, string>, tenants: Map<string, string> }>} API key and tenant id by the brand's slug
 * @throws {LaunchError} BUILD_MISSING
 */
export async function iowaTenants(adminUrl) {
  const { issueToken } = await built('apps/api/dist/platform/auth/opaque-token.js');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const [tokens, tenants] = [new Map(), new Map()];
    for (const { slug, name } of BRANDS) {
      const tenantId = await idOf(
        client,
        'insert into mortise.tenant (id, slug, name, currency, country, time_zone) values ($1, $2, $3, $4, $5, $6) on conflict (slug) do update set name = excluded.name returning id',
        [randomUUID(), `iowa-${slug}`, name, 'USD', 'US', 'America/Chicago'],
      );
      const email = `example@${slug}.example`;
      const staffId = await idOf(
        client,
        `insert into mortise.staff_member (tenant_id, id, name, email, email_lower, role) values ($1, $2, $3, $4, $4, 'ADMIN')
         on conflict (tenant_id, email_lower) do update set name = excluded.name returning id`,
        [tenantId, randomUUID(), 'Example', email],
      );
      const keyId = randomUUID();
      const { text, hash } = issueToken('API_KEY', tenantId, keyId);
      await client.query(
        `insert into mortise.api_key (tenant_id, id, staff_id, name, secret_hash, permissions, expires_at) values ($1, $2, $3, $4, $5, $6, now() + interval '1 day')`,
        [tenantId, keyId, staffId, 'example:iowa', hash, PERMISSIONS],
      );
      tokens.set(slug, text);
      tenants.set(slug, tenantId);
    }
    return { tokens, tenants };
  } finally {
    await client.end();
  }
}

/**
 * @param {import('pg').Client} client
 * @param {string} statement
 * @param {unknown[]} values
 * @returns {Promise<string>}
 */
async function idOf(client, statement, values) {
  const { rows } = await client.query(statement, values);
  return rows[0].id;
}

/**
 * A module of the built repository. These packages are built by the command itself, so they are found at run time.
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function built(path) {
  try {
    return await import(new URL(path, `file://${REPOSITORY}/`).href);
  } catch (error) {
    throw new LaunchError('BUILD_MISSING', `${path} has not been built; run npm run build.`, { cause: error });
  }
}

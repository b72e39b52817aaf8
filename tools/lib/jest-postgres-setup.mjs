// @ts-check
import { randomBytes } from 'node:crypto';
import { startTestPostgres } from './test-postgres.mjs';

/**
 * Jest `globalSetup`: one PostgreSQL for the whole run, or the one that `TEST_DATABASE_URL` names. Tests find the
 * superuser's URL in `TEST_DATABASE_URL`, and in `TEST_TEMPLATE` the name of a database that they may make for the run. A default export, because Jest asks for one.
 */
export default async function setUp() {
  process.env.TEST_TEMPLATE = `e2e_template_${randomBytes(6).toString('hex')}`;
  if (process.env.TEST_DATABASE_URL) return;
  const postgres = await startTestPostgres();
  process.env.TEST_DATABASE_URL = postgres.adminUrl;
  Object.assign(globalThis, { stopTestPostgres: postgres.stop });
}

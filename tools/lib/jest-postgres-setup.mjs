// @ts-check
import { startTestPostgres } from './test-postgres.mjs';

/**
 * Jest `globalSetup`: one PostgreSQL for the whole run, or the one that `TEST_DATABASE_URL` names. Tests find the
 * superuser's URL in `TEST_DATABASE_URL`. A default export, because Jest asks for one.
 */
export default async function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const postgres = await startTestPostgres();
  process.env.TEST_DATABASE_URL = postgres.adminUrl;
  Object.assign(globalThis, { stopTestPostgres: postgres.stop });
}

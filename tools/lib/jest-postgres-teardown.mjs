// @ts-check
import pg from 'pg';

/** Jest `globalTeardown` for `jest-postgres-setup.mjs`. A default export, because Jest asks for one. */
export default async function tearDown() {
  const { stopTestPostgres } = /** @type {{ stopTestPostgres?: () => Promise<void> }} */ (globalThis);
  if (stopTestPostgres) return stopTestPostgres();
  // The server outlives the run.
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  await server.query(`drop database if exists ${process.env.TEST_TEMPLATE}`);
  await server.end();
}

import type pg from 'pg';
import { type Config, readConfig } from '../../src/platform/config/config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { prepareQueue } from '../../src/platform/jobs/queue.js';

/** Key of the advisory lock under which the first test of a run makes the template. */
const LOCK = 6_127_900;

/**
 * A new database with everything that a start would prepare in it. It is prepared once a run, in the database that
 * `TEST_TEMPLATE` names, and copied from there: that takes a tenth of the time.
 * @param server a superuser's only connection to the server
 */
export async function createPreparedDatabase(server: pg.Pool, database: string, config: Config): Promise<void> {
  const template = process.env['TEST_TEMPLATE'];
  if (!template) throw new Error('TEST_TEMPLATE is set by the global set-up of the e2e tests.');
  await server.query('select pg_advisory_lock($1)', [LOCK]);
  const { rowCount } = await server.query('select from pg_database where datname = $1', [template]);
  if (!rowCount) {
    // Under another name until it is whole.
    await server.query(`create database ${template}_new`);
    const url = new URL(config.database.adminUrl);
    url.pathname = `/${template}_new`;
    await migrate(url.toString(), config.secret);
    await prepareQueue(readConfig({ DATABASE_URL: url.toString(), MORTISE_SECRET: config.secret }));
    await server.query(`alter database ${template}_new rename to ${template}`);
  }
  await server.query('select pg_advisory_unlock($1)', [LOCK]);
  await server.query(`create database ${database} template ${template}`);
}

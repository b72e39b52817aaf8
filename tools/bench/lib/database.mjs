// @ts-check
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../lib/embedded-postgres.mjs';
import { removePostgresData } from '../../lib/postgres-storage.mjs';
import { migrate, roleUrl } from './built-api.mjs';

/** Signs sessions and derives the roles' passwords; the database lives as long as the bench. */
export const SECRET = 'a secret for the time of one benchmark only';

/**
 * @typedef {object} Database a migrated database
 * @property {string} name
 * @property {string} adminUrl superuser
 * @property {string} appUrl the role that answers requests: row-level security applies to it
 *
 * @typedef {object} Server
 * @property {string} home empty folder for the files and mail of a Mortise
 * @property {(name: string) => Promise<Database>} createDatabase
 * @property {() => Promise<void>} stop also removes the data
 */

/**
 * PostgreSQL with its ordinary, durable settings (a commit waits for the disk), in a temporary folder. Checkpoints are
 * kept out of the rounds by letting the log grow, for everybody alike.
 * @param {(line: string) => void} log
 * @returns {Promise<Server>}
 */
export async function startServer(log) {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-bench-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(dir, 0o755);
  const postgres = await startEmbeddedPostgres({ dir, log, orphanSeconds: 0, removeWhenOrphaned: dir });
  await asAdmin(postgres.adminUrl, async (client) => {
    await client.query(`alter system set max_wal_size = '16GB'`);
    await client.query(`alter system set checkpoint_timeout = '1h'`);
    await client.query('select pg_reload_conf()');
  });
  return {
    home: join(dir, 'home'),
    createDatabase: (name) => createDatabase(postgres.adminUrl, name),
    async stop() {
      await postgres.stop();
      if (existsSync(dir)) removePostgresData(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} serverUrl
 * @param {string} name
 * @returns {Promise<Database>}
 */
async function createDatabase(serverUrl, name) {
  await asAdmin(serverUrl, (client) => client.query(`create database ${client.escapeIdentifier(name)}`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const adminUrl = url.toString();
  await migrate(adminUrl, SECRET);
  return { name, adminUrl, appUrl: roleUrl(adminUrl, SECRET, 'mortise_app') };
}

/**
 * @template T
 * @param {string} adminUrl
 * @param {(client: pg.Client) => Promise<T>} work with Mortise's tables on the search path
 * @returns {Promise<T>}
 */
export async function asAdmin(adminUrl, work) {
  const client = new pg.Client({ connectionString: adminUrl, options: '-c search_path=mortise,public' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

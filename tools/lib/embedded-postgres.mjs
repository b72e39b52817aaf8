// @ts-check
import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureFolder } from './folder.mjs';
import { lockFolder } from './folder-lock.mjs';
import { findPostgresBinaries } from './postgres-binaries.mjs';
import { ADMIN_ROLE, DATABASE, prepareDataFolder } from './postgres-data-folder.mjs';
import { choosePlace, SYSTEM_FOLDER } from './postgres-place.mjs';
import { supervise } from './postgres-supervisor.mjs';

/** @import { FolderLock } from './folder-lock.mjs' */
/** @import { LaunchError } from './launch-error.mjs' */

/**
 * @typedef {object} EmbeddedPostgresOptions
 * @property {string} [dir] folder of this Mortise; the data is in its `postgres/`. Default `.mortise` of the repository
 * @property {(line: string) => void} [log] progress, one line at a time
 * @property {boolean} [fast] for tests: nothing waits for the disk; commits survive a kill of PostgreSQL, but a
 *   crash of the machine may destroy the database
 * @property {FolderLock} [lock] when the caller holds the lock of `dir` already
 * @property {number} [orphanSeconds] how long the server outlives a killed launcher
 * @property {string} [removeWhenOrphaned] folder to remove when the launcher is killed
 * @property {string} [systemFolder] where root's data and binaries go when PostgreSQL's user cannot enter `dir`
 * @property {(error: LaunchError) => void} [onLost] the server ended by itself and could not be started again
 *
 * @typedef {object} EmbeddedPostgres
 * @property {string} adminUrl superuser on the database `mortise`, over TCP on 127.0.0.1
 * @property {{ host: string, port: number, user: string, password: string, database: string }} connection the same
 *   for `pg`, over the Unix socket
 * @property {string} host folder of the Unix socket
 * @property {number} port
 * @property {string} data data folder
 * @property {number} pid of the server at the time of asking
 * @property {() => Promise<void>} stop ends sessions, writes a checkpoint, and waits for the end
 * @property {() => void} abort stops at once without waiting; the next start recovers
 */

/** `.mortise` beside the repository's `package.json`. */
export const DEFAULT_DIR = fileURLToPath(new URL('../../.mortise', import.meta.url));

/**
 * Starts a real PostgreSQL on the data folder, making that if need be. It runs in its own session, so that Ctrl-C in
 * the terminal does not reach it. Should it be killed it is started again on the same port; should we be killed, a
 * watchdog stops it after a while, and the next start does not wait for that.
 * @param {EmbeddedPostgresOptions} [options]
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {LaunchError} ALREADY_RUNNING, FOLDER_READ_ONLY, DISK_FULL, DATA_FOLDER_INCOMPLETE,
 *   DATA_FOLDER_OTHER_VERSION, DATA_FOLDER_UNREACHABLE, DATABASE_INIT_FAILED, DATABASE_START_FAILED,
 *   POSTGRES_BINARIES_MISSING, POSTGRES_BINARIES_INCOMPLETE, UNPRIVILEGED_USER_MISSING, UNPRIVILEGED_USER_REFUSED
 */
export async function startEmbeddedPostgres(options = {}) {
  const { log = () => undefined, fast = false, systemFolder = SYSTEM_FOLDER } = options;
  const dir = resolve(options.dir ?? DEFAULT_DIR);
  const binaries = findPostgresBinaries();
  ensureFolder(dir);
  const locks = options.lock ? [] : [await lockFolder(dir, log)];
  const release = () => locks.forEach((lock) => lock.release());
  try {
    const place = choosePlace({ dir, binaries, systemFolder, log });
    // A copied folder has a copied link: data outside of the folder needs a lock of its own.
    if (dirname(place.data) !== realpathSync(dir)) locks.push(await lockFolder(dirname(place.data)));
    const password = await prepareDataFolder(place, { major: binaries.major, fast, log });
    const supervised = await supervise(place, { ...options, log, fast });
    const { port, socketFolder } = supervised.server();
    return {
      adminUrl: `postgresql://${ADMIN_ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`,
      connection: { host: socketFolder, port, user: ADMIN_ROLE, password, database: DATABASE },
      host: socketFolder,
      port,
      data: place.data,
      get pid() {
        return supervised.server().process.pid;
      },
      async stop() {
        await supervised.stop();
        release();
      },
      abort() {
        supervised.abort();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApi } from './api-process.mjs';
import { build } from './build.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { ensureFolder } from './folder.mjs';
import { endAbandonedApi, lockFolder } from './folder-lock.mjs';
import { listenForInterrupt } from './interrupt.mjs';
import { LaunchError } from './launch-error.mjs';
import { keptSecret, mortiseHome } from './mortise-home.mjs';
import { parsePort, requireFreePort } from './port.mjs';

/** @import { ApiProcess } from './api-process.mjs' */
/** @import { EmbeddedPostgres } from './embedded-postgres.mjs' */
/** @import { FolderLock } from './folder-lock.mjs' */

/**
 * @typedef {object} LaunchOptions
 * @property {NodeJS.ProcessEnv} [env] PORT, DATABASE_URL, MORTISE_HOME, MORTISE_SECRET, MORTISE_DEMO, LOG_LEVEL and
 *   NODE_ENV are read
 * @property {readonly string[]} [command] the API process: program and arguments
 * @property {boolean} [buildFirst]
 * @property {(line: string) => void} [log]
 * @property {string} [systemFolder] see `startEmbeddedPostgres`
 */

/**
 * On machines with much memory Node lets young objects alone take hundreds of megabytes; imports make millions of them.
 * Kept small, memory stays flat whatever the file's size.
 */
const NODE_FLAGS = ['--max-semi-space-size=8'];

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The built API: program and arguments. */
export const API_COMMAND = [process.execPath, ...NODE_FLAGS, join(REPOSITORY, 'apps/api/dist/main.js')];

/**
 * `npm start`: one Mortise with its database, from here until Ctrl-C. The API process gets its configuration in the
 * environment and sends `{ type: 'ready', summary: string[] }` over IPC, which is printed.
 * @param {LaunchOptions} [options]
 * @returns {Promise<number>} exit code
 * @throws {LaunchError} PORT_TAKEN, BUILD_FAILED, API_ENDED, DATABASE_LOST, and those of lock, port and database
 */
export async function run(options = {}) {
  const { env = process.env, buildFirst = true, log = console.log, command = API_COMMAND } = options;
  const dir = mortiseHome(env);
  /** @type {{ lock?: FolderLock, postgres?: EmbeddedPostgres, api?: ApiProcess }} */
  const running = {};
  const force = () => {
    running.api?.kill();
    running.postgres?.abort();
    running.lock?.release();
    process.exit(130);
  };
  const interrupt = listenForInterrupt({ env, force });
  try {
    const port = parsePort(env.PORT);
    ensureFolder(dir);
    const lock = (running.lock = await lockFolder(dir, log));
    await endAbandonedApi(lock, log);
    await requireFreePort(port);
    const secret = env.MORTISE_SECRET || keptSecret(dir);
    if (buildFirst) await build({ repository: REPOSITORY, env, log, signal: interrupt.signal });
    /** @type {PromiseWithResolvers<never>} */
    const lost = Promise.withResolvers();
    lost.promise.catch(() => undefined);
    if (!interrupt.signal.aborted && !env.DATABASE_URL) {
      const { systemFolder } = options;
      running.postgres = await startEmbeddedPostgres({
        dir,
        log,
        lock,
        onLost: lost.reject,
        ...(systemFolder && { systemFolder }),
      });
    }
    if (interrupt.signal.aborted) return 0;
    const production = env.NODE_ENV === 'production';
    const demo = env.MORTISE_DEMO ?? (production ? '0' : '1');
    const api = (running.api = startApi(command, {
      ...env,
      PORT: String(port),
      DATABASE_URL: running.postgres?.adminUrl ?? env.DATABASE_URL,
      MORTISE_HOME: dir,
      MORTISE_SECRET: secret,
      MORTISE_DEMO: demo,
      // Who looks at the demo reads what we print; every request's log line between would hide it.
      ...(demo === '1' && !production && { LOG_LEVEL: env.LOG_LEVEL ?? 'warn' }),
    }));
    if (api.identity) lock.record({ child: api.identity });
    void api.ready.then((summary) => {
      const nothing = port === 0 ? [] : [`Mortise is running on http://localhost:${port}/`];
      for (const line of summary.length > 0 ? summary : nothing) log(line);
    });
    const end = await Promise.race([interrupt.wanted, api.ended, lost.promise]);
    if (end?.refused) return 1;
    if (end) throw new LaunchError('API_ENDED', `Mortise ended by itself (${end.how}); what it said last is above.`);
    log('Stopping …');
    return 0;
  } finally {
    running.lock?.record({ stopping: true });
    await running.api?.stop();
    await running.postgres?.stop();
    running.lock?.release();
    interrupt.dispose();
  }
}

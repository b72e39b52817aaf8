// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { ensureFolder } from './folder.mjs';
import { endAbandonedApi, GRACE_MILLISECONDS, lockFolder } from './folder-lock.mjs';
import { listenForInterrupt } from './interrupt.mjs';
import { LaunchError } from './launch-error.mjs';
import { keptSecret, mortiseHome } from './mortise-home.mjs';
import { parsePort, requireFreePort } from './port.mjs';
import { endProcess, identify } from './process-identity.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { EmbeddedPostgres } from './embedded-postgres.mjs' */
/** @import { FolderLock } from './folder-lock.mjs' */

/**
 * @typedef {object} LaunchOptions
 * @property {NodeJS.ProcessEnv} [env] PORT, DATABASE_URL, MORTISE_HOME, MORTISE_SECRET, MORTISE_DEMO, NODE_ENV are read
 * @property {string[]} [command] the API process: program and arguments
 * @property {boolean} [buildFirst]
 * @property {(line: string) => void} [log]
 * @property {string} [systemFolder] see `startEmbeddedPostgres`
 */

/**
 * On machines with much memory Node lets young objects alone take hundreds of megabytes; imports make millions of them.
 * Kept small, memory stays flat whatever the file's size.
 */
export const NODE_FLAGS = ['--max-semi-space-size=4'];

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `npm start`: one Mortise with its database, from here until Ctrl-C. The API process gets its configuration in the
 * environment and may send `{ type: 'ready', summary: string[] }` over IPC, which is printed.
 * @param {LaunchOptions} [options]
 * @returns {Promise<number>} exit code
 * @throws {LaunchError} PORT_TAKEN, BUILD_FAILED, API_ENDED, DATABASE_LOST, and those of lock, port and database
 */
export async function run(options = {}) {
  const { env = process.env, buildFirst = true, log = console.log } = options;
  const { command = [process.execPath, ...NODE_FLAGS, join(REPOSITORY, 'apps/api/dist/main.js')] } = options;
  const dir = mortiseHome(env);
  /** @type {{ lock?: FolderLock, postgres?: EmbeddedPostgres, api?: ChildProcess }} */
  const running = {};
  const force = () => {
    killGroup(running.api);
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
    const api = (running.api = startApi(command, {
      ...env,
      PORT: String(port),
      DATABASE_URL: running.postgres?.adminUrl ?? env.DATABASE_URL,
      MORTISE_HOME: dir,
      MORTISE_SECRET: secret,
      MORTISE_DEMO: env.MORTISE_DEMO ?? (env.NODE_ENV === 'production' ? undefined : '1'),
    }));
    const child = identify(api.pid ?? 0);
    if (child) lock.record({ child });
    api.on('message', (message) => printSummary(message, log));
    await Promise.race([interrupt.wanted, ended(api).then(throwEnded), lost.promise]);
    log('Stopping …');
    return 0;
  } finally {
    running.lock?.record({ stopping: true });
    await stopApi(running.api);
    await running.postgres?.stop();
    running.lock?.release();
    interrupt.dispose();
  }
}

/**
 * In a process group of its own: Ctrl-C goes to the launcher, which passes it on once.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
function startApi([program = '', ...args], env) {
  return spawn(program, args, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<string>} how it ended
 */
function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/**
 * @param {string} how
 * @returns {never}
 */
function throwEnded(how) {
  throw new LaunchError('API_ENDED', `Mortise ended by itself (${how}); what it said last is above.`);
}

/** @param {ChildProcess | undefined} api */
async function stopApi(api) {
  const identity = identify(api?.pid ?? 0);
  if (!api || !identity || api.exitCode !== null || api.signalCode !== null) return;
  await endProcess(identity, [['SIGTERM', GRACE_MILLISECONDS]]);
  killGroup(api);
}

/** @param {ChildProcess | undefined} api */
function killGroup(api) {
  try {
    if (api?.pid) process.kill(-api.pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {unknown} message
 * @param {(line: string) => void} log
 */
function printSummary(message, log) {
  const { type, summary } = /** @type {{ type?: unknown, summary?: unknown }} */ (message ?? {});
  if (type === 'ready' && Array.isArray(summary)) for (const line of summary) log(String(line));
}

// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { LaunchError } from './launch-error.mjs';
import { REPOSITORY } from './launcher.mjs';
import { keptSecret } from './mortise-home.mjs';
import { endProcess, identify } from './process-identity.mjs';

/**
 * @typedef {object} BackgroundMortise a Mortise that a command works with
 * @property {string} url
 * @property {string} adminUrl of its database
 * @property {() => Promise<void>} stop ends what was started for it; nothing for one that was running before
 */

/** How long the API may take to answer after its start. */
const READY_MILLISECONDS = 60_000;

/**
 * The Mortise named by MORTISE_URL and DATABASE_URL, or one of its own in `dir`, without the demo tenant.
 * @param {{ env: NodeJS.ProcessEnv, dir: string, log: (line: string) => void }} options
 * @returns {Promise<BackgroundMortise>}
 * @throws {LaunchError} DATABASE_URL_MISSING, API_ENDED, and those of build and database
 */
export async function backgroundMortise({ env, dir, log }) {
  if (env.MORTISE_URL) {
    if (!env.DATABASE_URL)
      throw new LaunchError(
        'DATABASE_URL_MISSING',
        'MORTISE_URL needs DATABASE_URL beside it: tenants are added there.',
      );
    return { url: env.MORTISE_URL.replace(/\/$/, ''), adminUrl: env.DATABASE_URL, stop: async () => undefined };
  }
  await build({ repository: REPOSITORY, env, log, signal: new AbortController().signal });
  const postgres = await startEmbeddedPostgres({ dir, log });
  try {
    const api = await startApi({
      ...env,
      DATABASE_URL: postgres.adminUrl,
      MORTISE_HOME: dir,
      MORTISE_SECRET: keptSecret(dir),
    });
    return {
      url: api.url,
      adminUrl: postgres.adminUrl,
      async stop() {
        await api.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
async function startApi(env) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(REPOSITORY, 'apps/api/dist/main.js')], {
    env: { ...env, PORT: String(port), MORTISE_DEMO: '0', LOG_LEVEL: env.LOG_LEVEL ?? 'warn' },
    // A group of its own: Ctrl-C reaches this command, which ends the API in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = async () => {
    const identity = identify(child.pid ?? 0);
    if (identity) await endProcess(identity, [['SIGTERM', 10_000]]);
  };
  try {
    await new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new LaunchError('API_ENDED', 'Mortise did not get ready in time.')),
        READY_MILLISECONDS,
      );
      child.once('message', () => resolve(clearTimeout(late)));
      child.once('exit', (code) =>
        reject(new LaunchError('API_ENDED', `Mortise ended by itself (exit code ${code}).`)),
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }
  child.removeAllListeners('exit');
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** @returns {Promise<number>} */
async function freePort() {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

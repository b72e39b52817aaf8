// @ts-check
import { startApi } from './api-process.mjs';
import { build } from './build.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { LaunchError } from './launch-error.mjs';
import { API_COMMAND, REPOSITORY } from './launcher.mjs';
import { keptSecret } from './mortise-home.mjs';
import { freePort } from './port.mjs';

/** @import { ApiProcess } from './api-process.mjs' */

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
 * @param {{ env: NodeJS.ProcessEnv, dir: string, log: (line: string) => void, signal: AbortSignal }} options
 * @returns {Promise<BackgroundMortise>}
 * @throws {LaunchError} DATABASE_URL_MISSING, API_ENDED, and those of build and database
 * @throws the signal's reason when it is aborted; then nothing is left running
 */
export async function backgroundMortise({ env, dir, log, signal }) {
  if (env.MORTISE_URL) {
    if (!env.DATABASE_URL)
      throw new LaunchError(
        'DATABASE_URL_MISSING',
        'MORTISE_URL needs DATABASE_URL beside it: tenants are added there.',
      );
    return { url: env.MORTISE_URL.replace(/\/$/, ''), adminUrl: env.DATABASE_URL, stop: async () => undefined };
  }
  await build({ repository: REPOSITORY, env, log, signal });
  signal.throwIfAborted();
  const postgres = await startEmbeddedPostgres({ dir, log });
  /** @type {ApiProcess | undefined} */
  let api;
  const stop = async () => {
    await api?.stop();
    await postgres.stop();
  };
  try {
    const port = await freePort();
    const settings = {
      PORT: String(port),
      DATABASE_URL: postgres.adminUrl,
      MORTISE_HOME: dir,
      MORTISE_SECRET: keptSecret(dir),
      MORTISE_DEMO: '0',
      LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
    };
    api = startApi(API_COMMAND, { ...env, ...settings }, 'ignore');
    await untilReady(api, signal);
    return { url: `http://127.0.0.1:${port}`, adminUrl: postgres.adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {ApiProcess} api
 * @param {AbortSignal} signal
 */
async function untilReady(api, signal) {
  const late = AbortSignal.timeout(READY_MILLISECONDS);
  const given = AbortSignal.any([signal, late]);
  const givenUp = new Promise((resolve) => given.addEventListener('abort', resolve));
  const end = await Promise.race([api.ready.then(() => undefined), api.ended, givenUp.then(() => undefined)]);
  signal.throwIfAborted();
  if (end) throw new LaunchError('API_ENDED', `Mortise ended by itself (${end.how}).`);
  if (late.aborted) throw new LaunchError('API_ENDED', 'Mortise did not get ready in time.');
}

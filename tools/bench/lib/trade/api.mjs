// @ts-check
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SECRET } from '../database.mjs';
import { startServerProcess } from '../processes.mjs';

/** @import { Resources } from '../resources.mjs' */

const SERVER = fileURLToPath(new URL('../../contenders/mortise/trade-server.mjs', import.meta.url));

/**
 * @typedef {object} Api a built Mortise in a process of its own
 * @property {number} port
 * @property {() => Promise<number>} peakMemory the most memory it has held so far, in bytes
 */

/**
 * Runs Mortise in production mode with the flags of `npm start` while `work` needs it.
 * @template T
 * @param {{ adminUrl: string, home: string, jobs: boolean, resources: Resources }} place
 * @param {(api: Api) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withApi({ adminUrl, home, jobs, resources }, work) {
  const command = [process.execPath, '--max-semi-space-size=8', SERVER, ...(jobs ? ['--jobs'] : [])];
  const { child, port, stop } = await startServerProcess(command, {
    DATABASE_URL: adminUrl,
    MORTISE_SECRET: SECRET,
    MORTISE_HOME: home,
    LOG_LEVEL: 'warn',
  });
  /** @type {Promise<void> | undefined} */
  let stopped;
  const stopOnce = () => (stopped ??= stop());
  await resources.add(Promise.resolve({ stop: stopOnce }));
  const peakMemory = async () => {
    const answered = once(child, 'message');
    child.send('peak memory');
    const [bytes] = await answered;
    return bytes;
  };
  try {
    return await work({ port, peakMemory });
  } finally {
    await stopOnce();
  }
}

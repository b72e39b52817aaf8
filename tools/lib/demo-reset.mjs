// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endAbandonedApi, lockFolder } from './folder-lock.mjs';
import { mortiseHome, removeData } from './mortise-home.mjs';
import { clearLeftovers } from './postgres-leftovers.mjs';

/**
 * `npm run demo:reset`: removes database, mail and files, so that the next start begins anew. A database named by
 * DATABASE_URL is not touched.
 * @param {{ env?: NodeJS.ProcessEnv, log?: (line: string) => void }} [options]
 * @returns {Promise<number>} exit code
 * @throws {import('./launch-error.mjs').LaunchError} ALREADY_RUNNING, FOLDER_READ_ONLY
 */
export async function demoReset({ env = process.env, log = console.log } = {}) {
  const dir = mortiseHome(env);
  if (env.DATABASE_URL) log('The database of DATABASE_URL is not touched.');
  if (!existsSync(dir)) {
    log(`Nothing to remove: there is no ${dir}.`);
    return 0;
  }
  const lock = await lockFolder(dir, log);
  const locks = [lock];
  try {
    await endAbandonedApi(lock, log);
    if (existsSync(join(dir, 'postgres'))) {
      const data = realpathSync(join(dir, 'postgres'));
      // As at the start: a copied folder has a copied link, and what runs there is somebody else's.
      if (dirname(data) !== realpathSync(dir)) locks.push(await lockFolder(dirname(data), log));
      await clearLeftovers(data, log);
    }
    const removed = removeData(dir);
    for (const path of removed) log(`Removed ${path}`);
    if (removed.length === 0) log(`Nothing to remove in ${dir}.`);
    return 0;
  } finally {
    for (const each of locks) each.release();
  }
}

// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_DIR } from './embedded-postgres.mjs';
import { asFolderError } from './folder.mjs';
import { LaunchError } from './launch-error.mjs';
import { removePostgresData } from './postgres-storage.mjs';

/** What Mortise itself keeps in its folder beside the database; the rest of a folder that a user named is not ours. */
const DATA_ENTRIES = ['mail', 'files'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} the folder with everything Mortise keeps: `MORTISE_HOME`, by default `.mortise` of the repository
 */
export function mortiseHome(env) {
  return resolve(env.MORTISE_HOME || DEFAULT_DIR);
}

/**
 * @param {string} dir
 * @returns {string} 32 random bytes in hexadecimal, made at the first call and kept in `secret`
 * @throws {LaunchError} SECRET_DAMAGED, FOLDER_READ_ONLY
 */
export function keptSecret(dir) {
  const path = join(dir, 'secret');
  try {
    if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
    const secret = readFileSync(path, 'utf8').trim();
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  } catch (error) {
    throw asFolderError(dir, error);
  }
  throw new LaunchError(
    'SECRET_DAMAGED',
    `${path} does not hold 64 hexadecimal digits; remove it to have a new one made.`,
  );
}

/**
 * Removes database, mail and files, but keeps the secret. The caller holds the folder's lock.
 * @param {string} dir
 * @returns {string[]} paths that were removed
 * @throws {LaunchError} FOLDER_READ_ONLY
 */
export function removeData(dir) {
  try {
    const removed = removePostgresData(dir);
    for (const path of DATA_ENTRIES.map((name) => join(dir, name)).filter((path) => existsSync(path))) {
      rmSync(path, { recursive: true });
      removed.push(path);
    }
    return removed;
  } catch (error) {
    throw asFolderError(dir, error);
  }
}

// @ts-check
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { asFolderError } from './folder.mjs';
import { LaunchError } from './launch-error.mjs';
import { copyBinaries, makeStorage } from './postgres-storage.mjs';
import { canReach, choosePostgresUser } from './postgres-user.mjs';

/** @import { PostgresBinaries } from './postgres-binaries.mjs' */
/** @import { PostgresUser } from './postgres-user.mjs' */

/**
 * @typedef {object} PostgresPlace
 * @property {string} data data folder, real path; need not exist yet
 * @property {string} home PostgreSQL's `bin`, `lib` and `share`
 * @property {PostgresUser | undefined} user whom PostgreSQL runs as; undefined: ourselves
 */

/** Reachable by every user on every Unix, and owned by root. */
export const SYSTEM_FOLDER = '/var/lib/mortise';

/**
 * Decides where data and binaries are and whom PostgreSQL runs as. An ordinary user has everything where it is. Root
 * cannot run PostgreSQL and its other user may not get into root's folders; we never loosen those, but keep data and a
 * copy of the binaries in the system folder, with a symbolic link in place of the data folder.
 * @param {{ dir: string, binaries: PostgresBinaries, systemFolder: string, log: (line: string) => void }} options
 * @returns {PostgresPlace}
 * @throws {LaunchError} DATA_FOLDER_UNREACHABLE, DATA_FOLDER_INCOMPLETE, FOLDER_READ_ONLY, DISK_FULL and those of {@link choosePostgresUser}
 */
export function choosePlace({ dir, binaries, systemFolder, log }) {
  const link = join(dir, 'postgres');
  const existing = lstatSync(link, { throwIfNoEntry: false });
  const named = existing?.isSymbolicLink() ? resolve(dir, readlinkSync(link)) : link;
  if (!existsSync(dirname(named))) throw leadsNowhere(link, named);
  const data = join(realpathSync(dirname(named)), basename(named));
  const user = choosePostgresUser(ownerOf(data));
  if (!user) return { data, home: binaries.home, user };
  try {
    const home = reachableHome(user, binaries, systemFolder, log);
    if (canReach(user, { enter: [dirname(data)] })) return { data, home, user };
    if (existing) throw unreachable(user, data);
    const moved = makeStorage(dir, systemFolder);
    if (!canReach(user, { enter: [dirname(moved)] })) throw unreachable(user, moved);
    symlinkSync(moved, link);
    log(`User id ${user.uid}, as whom PostgreSQL runs, cannot enter ${dir}: the data is in ${moved}.`);
    return { data: moved, home, user };
  } catch (error) {
    throw asFolderError(systemFolder, error);
  }
}

/** @param {string} data */
function ownerOf(data) {
  const stats = lstatSync(data, { throwIfNoEntry: false });
  return stats?.isDirectory() && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : undefined;
}

/**
 * @param {PostgresUser} user
 * @param {PostgresBinaries} binaries
 * @param {string} systemFolder
 * @param {(line: string) => void} log
 */
function reachableHome(user, binaries, systemFolder, log) {
  if (canUse(user, binaries.home)) return binaries.home;
  const copy = join(systemFolder, `postgresql-${binaries.version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    copyBinaries(binaries.home, copy);
    log(`User id ${user.uid}, as whom PostgreSQL runs, cannot read ${binaries.home}: copied to ${copy}.`);
  }
  if (!canUse(user, copy)) throw unreachable(user, copy);
  return copy;
}

/**
 * @param {PostgresUser} user
 * @param {string} home
 */
function canUse(user, home) {
  const libraries = readdirSync(join(home, 'lib')).filter((name) => name.includes('.so') || name.endsWith('.dylib'));
  return canReach(user, {
    execute: ['initdb', 'postgres'].map((name) => join(home, 'bin', name)),
    read: [...libraries.map((name) => join(home, 'lib', name)), join(home, 'share', 'postgresql', 'postgres.bki')],
  });
}

/**
 * @param {string} link
 * @param {string} data
 */
function leadsNowhere(link, data) {
  return new LaunchError(
    'DATA_FOLDER_INCOMPLETE',
    `${link} leads to ${data}, which is not there; bring it back, or start over with npm run demo:reset.`,
  );
}

/**
 * @param {PostgresUser} user
 * @param {string} path
 */
function unreachable(user, path) {
  return new LaunchError(
    'DATA_FOLDER_UNREACHABLE',
    `PostgreSQL runs as user id ${user.uid}, who may not use ${path}; open the folders above it for that user, or name another folder: MORTISE_HOME=/some/folder`,
  );
}

// @ts-check
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { identify } from './process-identity.mjs';

/** Names the `.mortise` folder that a data folder outside of it belongs to. */
const ORIGIN = 'origin';

/**
 * A random name and not one made from the path: a folder deleted and cloned anew starts with new data.
 * @param {string} dir
 * @param {string} systemFolder
 * @returns {string} data folder to be
 */
export function makeStorage(dir, systemFolder) {
  makeFolder(systemFolder);
  const storage = join(realpathSync(systemFolder), randomBytes(8).toString('hex'));
  makeFolder(storage);
  writeFileSync(join(storage, ORIGIN), `${realpathSync(dir)}\n`);
  return join(storage, 'postgres');
}

/**
 * Copies PostgreSQL's folders so that every user can run them; appears at its place when complete.
 * @param {string} home
 * @param {string} copy
 */
export function copyBinaries(home, copy) {
  const systemFolder = dirname(copy);
  makeFolder(systemFolder);
  for (const name of readdirSync(systemFolder)) {
    const pid = name.startsWith(`${basename(copy)}.`) ? Number(name.slice(basename(copy).length + 1)) : undefined;
    if (pid !== undefined && !identify(pid)) rmSync(join(systemFolder, name), { recursive: true });
  }
  const unfinished = `${copy}.${process.pid}`;
  cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true });
  openForReading(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another start may have been quicker.
    if (!existsSync(copy)) throw error;
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  // Made explicitly enterable, since root's umask may be strict; a folder that was there keeps its mode.
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755);
}

/** @param {string} path */
function openForReading(path) {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.isDirectory() || stats.mode & 0o100 ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name));
}

/**
 * Removes the database of this folder, wherever it is. A link to a place that Mortise did not make is removed, the
 * place is not.
 * @param {string} dir
 * @returns {string[]} what was removed
 */
export function removePostgresData(dir) {
  const link = join(dir, 'postgres');
  const paths = readdirSync(dir)
    .filter((name) => name === 'postgres' || name.startsWith('postgres.initializing'))
    .map((name) => join(dir, name));
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const storage = dirname(resolve(dir, readlinkSync(link)));
    const origin = join(storage, ORIGIN);
    if (existsSync(origin) && readFileSync(origin, 'utf8').trim() === realpathSync(dir)) paths.unshift(storage);
  }
  for (const path of paths) rmSync(path, { recursive: true, force: true });
  return paths;
}

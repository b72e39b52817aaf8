// @ts-check
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { asFolderError } from './folder.mjs';
import { LaunchError } from './launch-error.mjs';
import { endProcess, identify, isRunning } from './process-identity.mjs';

/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {object} LockRecord
 * @property {ProcessIdentity} holder
 * @property {ProcessIdentity} [child] the API process of the holder, to be ended should the holder be killed
 * @property {boolean} [stopping] the holder is on its way out; waiting for it is worth while
 *
 * @typedef {object} FolderLock
 * @property {LockRecord | undefined} abandoned what a killed holder left behind
 * @property {(more: Omit<LockRecord, 'holder'>) => void} record adds to the record
 * @property {() => void} release
 */

const HANDOVER_MILLISECONDS = 20_000;
/** Between creating the file and writing it lies a moment; an empty file older than this was left by a crash. */
const UNREADABLE_MILLISECONDS = 1_000;

/**
 * One Mortise at a time per folder. The lock is a file with process id and start time, so a lock whose holder was
 * killed counts for nothing, even after its process id was given to another process.
 * @param {string} folder
 * @param {(line: string) => void} [log] told when there is something to wait for
 * @returns {Promise<FolderLock>}
 * @throws {LaunchError} ALREADY_RUNNING, FOLDER_READ_ONLY, DISK_FULL
 */
export async function lockFolder(folder, log = () => undefined) {
  const path = join(folder, 'mortise.lock');
  const holder = /** @type {ProcessIdentity} */ (identify(process.pid));
  const started = Date.now();
  /** @type {LockRecord | undefined} */
  let abandoned;
  let waiting = false;
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify({ holder }), { flag: 'wx' });
      return heldLock(path, { holder }, abandoned);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw asFolderError(folder, error);
    }
    const found = readRecord(path);
    const waited = Date.now() - started;
    if (found && isRunning(found.holder)) {
      if (!found.stopping || waited > HANDOVER_MILLISECONDS) throw alreadyRunning(folder, found.holder.pid);
      if (!waiting) log(`Waiting for process ${found.holder.pid}, which is stopping …`);
      waiting = true;
    } else if (found || waited > UNREADABLE_MILLISECONDS) {
      abandoned = takeAway(path, folder) ?? abandoned;
      continue;
    }
    await delay(50);
  }
}

/**
 * Two starters may find the same abandoned lock. Renaming is atomic, so that only one gets it; the other may get the
 * winner's new lock instead, sees that its holder runs, and puts it back.
 * @param {string} path
 * @param {string} folder
 */
function takeAway(path, folder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw asFolderError(folder, error);
  }
  const taken = readRecord(aside);
  if (taken && isRunning(taken.holder)) {
    renameSync(aside, path);
    return undefined;
  }
  rmSync(aside, { force: true });
  return taken;
}

/**
 * @param {string} path
 * @param {LockRecord} record
 * @param {LockRecord | undefined} abandoned
 * @returns {FolderLock}
 */
function heldLock(path, record, abandoned) {
  let current = record;
  // Somebody may have removed the folder, and another Mortise may have made it anew.
  const isOurs = () => isDeepStrictEqual(readRecord(path)?.holder, record.holder);
  return {
    abandoned,
    record(more) {
      current = { ...current, ...more };
      if (!isOurs()) return;
      writeFileSync(`${path}.new`, JSON.stringify(current));
      renameSync(`${path}.new`, path);
    },
    release() {
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

/**
 * @param {string} path
 * @returns {LockRecord | undefined}
 */
function readRecord(path) {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8'));
    return typeof record?.holder?.pid === 'number' ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {number} pid
 */
function alreadyRunning(folder, pid) {
  return new LaunchError(
    'ALREADY_RUNNING',
    `Mortise already runs on ${folder} as process ${pid}; stop that one first (kill ${pid}), or give this one a folder ` +
      'of its own: MORTISE_HOME=/some/folder PORT=3001 npm start',
  );
}

/** The API fails its readiness, finishes its requests and ends; what takes longer is broken off. */
export const GRACE_MILLISECONDS = 10_000;

/**
 * After kill -9 of the launcher its API may still run, hold the port and use the data.
 * @param {FolderLock} lock
 * @param {(line: string) => void} log
 */
export async function endAbandonedApi({ abandoned }, log) {
  if (!abandoned) return;
  log('The last run was killed; recovering.');
  if (abandoned.child)
    await endProcess(abandoned.child, [
      ['SIGTERM', GRACE_MILLISECONDS],
      ['SIGKILL', 5_000],
    ]);
}

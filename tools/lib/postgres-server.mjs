// @ts-check
import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from './launch-error.mjs';
import { freePort } from './port.mjs';
import { lastComplaint, POSTGRES_ENVIRONMENT } from './postgres-data-folder.mjs';
import { readStatus, SHUTDOWN } from './postgres-leftovers.mjs';
import { endProcess, identify } from './process-identity.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { PostgresPlace } from './postgres-place.mjs' */
/** @import { ProcessIdentity } from './process-identity.mjs' */

/** Recovery after a crash replays what was written since the last checkpoint, at most some gigabytes. */
const READY_MILLISECONDS = 180_000;
/** A Unix socket's path has room for about 100 bytes, of which PostgreSQL's file name takes some. */
const SOCKET_FOLDER_BYTES = 80;

/**
 * @typedef {object} PostgresServer
 * @property {ProcessIdentity} process
 * @property {number} port on 127.0.0.1, and in the name of the Unix socket
 * @property {string} socketFolder
 * @property {Promise<string>} ended how it ended, such as `signal SIGKILL`
 */

/**
 * Starts the server in a session of its own and waits until it accepts connections.
 * @param {PostgresPlace} place
 * @param {{ fast: boolean, port: number | undefined }} options port: undefined takes a free one
 * @returns {Promise<PostgresServer>}
 * @throws {LaunchError} DATABASE_START_FAILED
 */
export async function startServer(place, { fast, port }) {
  const { data, home, user } = place;
  const chosen = port ?? (await freePort());
  const socketFolder = makeSocketFolder(place);
  const durable = fast ? 'off' : 'on';
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(chosen),
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    max_connections: '200',
    // Without fsync a commit is a write to the kernel's memory: as fast as an asynchronous one, and it survives kill -9.
    fsync: durable,
    full_page_writes: durable,
  };
  const logFile = openLog(place);
  const child = spawn(
    join(home, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, cwd: data, env: POSTGRES_ENVIRONMENT, detached: true, stdio: ['ignore', logFile, logFile] },
  );
  closeSync(logFile);
  child.unref();
  const ended = endOf(child);
  const failure = await untilReady(data, child, ended);
  const identity = identify(child.pid ?? 0);
  if (failure !== undefined || !identity) {
    if (identity) await endProcess(identity, SHUTDOWN);
    removeSocketFolder(data, socketFolder);
    throw new LaunchError(
      'DATABASE_START_FAILED',
      `PostgreSQL on ${data} did not start: ${failure ?? 'it ended at once'}`,
    );
  }
  return { process: identity, port: chosen, socketFolder, ended };
}

/**
 * @param {PostgresServer} server
 * @param {string} data
 */
export async function stopServer(server, data) {
  await endProcess(server.process, SHUTDOWN);
  removeSocketFolder(data, server.socketFolder);
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<string>}
 */
function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/**
 * @param {string} data
 * @param {ChildProcess} child
 * @param {Promise<string>} ended
 * @returns {Promise<string | undefined>} why not
 */
async function untilReady(data, child, ended) {
  /** @type {string | undefined} */
  let end;
  void ended.then((how) => (end = how));
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline) {
    if (end !== undefined) return `${lastComplaint(readLog(data))} (${end})`;
    const status = readStatus(data);
    // The eighth line appears when connections are accepted; pg_ctl waits for the same.
    if (Number(status[0]) === child.pid && status[7]?.trim() === 'ready') return undefined;
    await delay(25);
  }
  return `it is not ready after ${READY_MILLISECONDS / 1000} s; see ${join(data, 'postgres.log')}`;
}

/** @param {PostgresPlace} place */
function openLog({ data, user }) {
  const path = join(data, 'postgres.log');
  if (existsSync(path)) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  if (user) chownSync(path, user.uid, user.gid);
  return file;
}

/** @param {string} data */
function readLog(data) {
  return readFileSync(join(data, 'postgres.log'), 'utf8');
}

/** @param {PostgresPlace} place */
function makeSocketFolder({ data, user }) {
  if (Buffer.byteLength(data) <= SOCKET_FOLDER_BYTES) return data;
  const folder = mkdtempSync(join(tmpdir(), 'mortise-'));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/**
 * @param {string} data
 * @param {string} socketFolder
 */
function removeSocketFolder(data, socketFolder) {
  if (socketFolder !== data) rmSync(socketFolder, { recursive: true, force: true });
}

// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A process id is reused after its process has ended; together with the start time it names one process for good.
 * @typedef {{ pid: number, startTime: string }} ProcessIdentity
 */

/**
 * @param {number} pid
 * @returns {ProcessIdentity | undefined} undefined when no such process runs (a zombie has ended, too)
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const [state, startTime] = process.platform === 'linux' ? linuxStatus(pid) : psStatus(pid);
  if (startTime === undefined || state === undefined || /^[ZX]/.test(state)) return undefined;
  return { pid, startTime };
}

/** @param {number} pid */
function linuxStatus(pid) {
  try {
    // The command name in brackets may hold spaces and brackets itself; state and start time are fields 3 and 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(')').at(-1)?.trim().split(' ') ?? [];
    return [fields[0], fields[19]];
  } catch {
    return [];
  }
}

/** @param {number} pid */
function psStatus(pid) {
  const [state, ...started] = ps('stat=,lstart=', pid).split(/\s+/);
  return [state, started.join(' ') || undefined];
}

/**
 * @param {string} columns
 * @param {number} pid
 * @returns {string} empty when there is no such process
 */
function ps(columns, pid) {
  try {
    const args = ['-o', columns, '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** @param {ProcessIdentity} identity */
export function isRunning(identity) {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/**
 * Processes of one of these names whose working folder is this one: PostgreSQL works in its data folder, server and
 * backends alike. The name keeps out a shell that somebody left there. Needs `/proc`; elsewhere the answer is empty.
 * @param {string} folder real path
 * @param {readonly string[]} names
 * @returns {ProcessIdentity[]}
 */
export function processesIn(folder, names) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && worksIn(entry, folder, names))
    .map((entry) => identify(Number(entry)))
    .filter((identity) => identity !== undefined);
}

/**
 * @param {string} pid
 * @param {string} folder
 * @param {readonly string[]} names
 */
function worksIn(pid, folder, names) {
  try {
    return (
      names.includes(readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) && readlinkSync(`/proc/${pid}/cwd`) === folder
    );
  } catch {
    return false;
  }
}

/**
 * @param {number} pid
 * @returns {string} command line as `ps` shows it, empty when there is no such process
 */
export function commandLine(pid) {
  return ps('command=', pid);
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} milliseconds
 * @returns {Promise<boolean>} whether it ended in time
 */
export async function waitForEnd(identity, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (isRunning(identity)) {
    if (Date.now() >= deadline) return false;
    await delay(25);
  }
  return true;
}

/**
 * Sends each signal in turn, as long as the process has not ended in the time given to the one before.
 * @param {ProcessIdentity} identity
 * @param {readonly (readonly [signal: NodeJS.Signals, milliseconds: number])[]} steps
 */
export async function endProcess(identity, steps) {
  for (const [signal, milliseconds] of steps) {
    sendSignal(identity, signal);
    if (await waitForEnd(identity, milliseconds)) return;
  }
}

/**
 * @param {ProcessIdentity} identity
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(identity, signal) {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

import { afterEach } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { canReach, lookUpUser } from '../../lib/postgres-user.mjs';

/** @typedef {{ uid: number, gid: number }} User */

export const IS_ROOT = process.getuid?.() === 0;

/**
 * Whom a test runs a command as that must not be root: somebody else when we are root, otherwise ourselves.
 * @returns {User | undefined}
 */
export const ordinaryUser = () => (IS_ROOT ? lookUpUser('nobody') : undefined);

/**
 * @param {{ mode?: number, owner?: User | undefined }} [options]
 * @returns {{ path: string } & Disposable}
 */
export function temporaryFolder({ mode = 0o755, owner } = {}) {
  const path = mkdtempSync(join(tmpdir(), 'mortise-spec-'));
  chmodSync(path, mode);
  if (owner) chownSync(path, owner.uid, owner.gid);
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/**
 * @param {() => unknown} condition answers truthy in the end, or a promise of it
 * @param {string} what for the failure message
 * @param {number} [milliseconds]
 */
export async function until(condition, what, milliseconds = 20_000) {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await delay(20);
  }
}

/** @type {{ child: import('node:child_process').ChildProcess, ended: Promise<unknown> }[]} */
const started = [];

// A test that fails must not leave processes behind that keep Jest from ending.
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, delay(15_000, undefined, { ref: false })]);
    signalGroup(child, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
});

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup({ pid }, signal) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * A Node process in a process group of its own, whose output is collected.
 * @param {string} script path relative to `test/`
 * @param {{ args?: string[], env?: Record<string, string>, user?: User | undefined }} [options]
 */
export function startNode(script, { args = [], env = {}, user } = {}) {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    ...user,
    cwd: '/',
    // Nothing of the surrounding npm or Jest run may decide what is tested.
    env: { PATH: process.env.PATH, HOME: '/', TMPDIR: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  /** @type {Promise<number | NodeJS.Signals | null>} */
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  started.push({ child, ended });
  return {
    pid: /** @type {number} */ (child.pid),
    output: () => output,
    lines: () => output.trimEnd().split('\n'),
    /** Exit code or signal, when the process and all that write to its output have ended. */
    ended,
    /** When the process itself has ended. */
    exited,
    kill: (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal),
    /** What a terminal does at Ctrl-C: the signal goes to the whole process group. */
    pressControlC: () => signalGroup(child, 'SIGINT'),
    /** @param {string | RegExp} text */
    said: (text) =>
      until(() => {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before ${text}: ${output}`);
        return output.search(text) >= 0;
      }, `${text} in: ${output}`),
  };
}

/**
 * Runs as another user only where that user gets to Node and to this repository.
 * @returns {string | undefined} why not
 */
export function ordinaryUserHindrance() {
  const script = fileURLToPath(new URL('../fixtures/launch.mjs', import.meta.url));
  const reachable = canReach(ordinaryUser(), { execute: [process.execPath], read: [script] });
  return reachable ? undefined : 'the repository lies in a folder that is closed to other users';
}

// @ts-check
import { spawn } from 'node:child_process';
import { GRACE_MILLISECONDS } from './folder-lock.mjs';
import { endProcess, identify } from './process-identity.mjs';

/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {object} ApiProcess
 * @property {ProcessIdentity | undefined} identity
 * @property {Promise<string[]>} ready what it has to say to people; pending for ever when it ends before
 * @property {Promise<ApiEnd>} ended
 * @property {() => Promise<void>} stop asks it to finish its requests and waits for the end
 * @property {() => void} kill ends it at once, with all it has started
 *
 * @typedef {object} ApiEnd
 * @property {string} how such as `exit code 3` or `signal SIGKILL`
 * @property {boolean} refused it has said why it cannot start; nothing needs to be added
 */

/**
 * Starts the API in a process group of its own: Ctrl-C goes to us, and we pass it on once.
 * @param {readonly string[]} command program and arguments
 * @param {NodeJS.ProcessEnv} env its whole environment
 * @param {'inherit' | 'ignore'} [output] what becomes of its standard output; its complaints are always shown
 * @returns {ApiProcess}
 */
export function startApi([program = '', ...args], env, output = 'inherit') {
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', output, 'inherit', 'ipc'] });
  const identity = identify(child.pid ?? 0);
  let isReady = false;
  const kill = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  };
  return {
    identity,
    ready: new Promise((resolve) => {
      child.on('message', (message) => {
        const { type, summary } = /** @type {{ type?: unknown, summary?: unknown }} */ (message ?? {});
        if (type !== 'ready') return;
        isReady = true;
        resolve(Array.isArray(summary) ? summary.map(String) : []);
      });
    }),
    ended: new Promise((resolve) => {
      child.once('error', ({ message }) => resolve({ how: message, refused: false }));
      child.once('exit', (code, signal) =>
        resolve({ how: signal ? `signal ${signal}` : `exit code ${code}`, refused: code === 1 && !isReady }),
      );
    }),
    async stop() {
      if (!identity || child.exitCode !== null || child.signalCode !== null) return;
      await endProcess(identity, [['SIGTERM', GRACE_MILLISECONDS]]);
      kill();
    },
    kill,
  };
}

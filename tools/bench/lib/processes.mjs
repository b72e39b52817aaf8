// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, identify } from '../../lib/process-identity.mjs';

/** How long a server may take to answer after its start. */
const READY_MILLISECONDS = 60_000;

/**
 * @typedef {object} Process a Node process of the bench; it also ends when we do
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 *
 * @typedef {Process & { port: number }} ServerProcess listening on 127.0.0.1
 */

/**
 * @param {readonly string[]} command program, options and script
 * @param {Record<string, string>} env all it gets beside PATH and HOME
 * @returns {Process}
 */
export function startProcess([program = '', ...args], env) {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    // What it has to say goes to standard error: standard output is the result alone.
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  });
  return {
    child,
    async stop() {
      const identity = identify(child.pid ?? 0);
      if (identity)
        await endProcess(identity, [
          ['SIGTERM', 5_000],
          ['SIGKILL', 5_000],
        ]);
    },
  };
}

/**
 * Starts a server that sends the port on which it listens.
 * @param {readonly string[]} command
 * @param {Record<string, string>} env
 * @returns {Promise<ServerProcess>}
 */
export async function startServerProcess(command, env) {
  const { child, stop } = startProcess(command, { ...env, PORT: '0' });
  const signal = AbortSignal.timeout(READY_MILLISECONDS);
  try {
    const [port] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`${command.at(-1)} ended by itself (exit code ${code}).`);
      }),
    ]);
    return { child, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

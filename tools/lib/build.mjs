// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * @param {string} repository
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} with the tools that npm has installed first in PATH, as in an npm script
 */
export function withInstalledTools(repository, env) {
  return { ...env, PATH: [join(repository, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter) };
}

/**
 * Builds what has changed since it was built; what has not is taken from Nx's cache. Prints one line, and the tools'
 * output only when they fail.
 * @param {{ repository: string, env: NodeJS.ProcessEnv, log: (line: string) => void, signal: AbortSignal }} options
 * @throws {LaunchError} BUILD_FAILED
 */
export async function build({ repository, env, log, signal }) {
  // Installed without development packages: what was built elsewhere is used as it is.
  if (!existsSync(join(repository, 'node_modules', '.bin', 'nx'))) return;
  const started = Date.now();
  log('Building what has changed (the first time takes about a minute) …');
  const { code, output } = await quietly(['nx', 'run-many', '-t', 'build', '--outputStyle=stream'], {
    cwd: repository,
    env: { ...withInstalledTools(repository, env), NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    signal,
  });
  if (signal.aborted) return;
  if (code !== 0) {
    log(output);
    throw new LaunchError('BUILD_FAILED', 'The build failed; its output is above, and npm run build repeats it.');
  }
  log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/**
 * @param {string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function quietly([program = '', ...args], { cwd, env, signal }) {
  return new Promise((resolve, reject) => {
    // In a group of its own, so that an interrupted start takes the compilers along.
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const abort = () => void (child.pid && process.kill(-child.pid, 'SIGTERM'));
    signal.addEventListener('abort', abort);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject).once('close', (code) => {
      signal.removeEventListener('abort', abort);
      resolve({ code, output });
    });
  });
}

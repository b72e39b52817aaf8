// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from '../../lib/launcher.mjs';
import { removeData as removeStored } from '../../lib/mortise-home.mjs';
import { freePort } from '../../lib/port.mjs';
import { temporaryFolder } from '../../test/support/processes.mjs';

/**
 * @typedef {object} Product
 * @property {string} url
 * @property {number} pid of the launcher
 * @property {string[]} lines what was printed so far
 * @property {(signal?: NodeJS.Signals) => Promise<number | null>} stop
 */

/** A folder for one Mortise's data. */
export function home() {
  return mkdtempSync(join(tmpdir(), 'mortise-product-'));
}

/**
 * Removes such a folder, and what root's data folder is elsewhere.
 * @param {string} folder
 */
export function removeData(folder) {
  removeStored(folder);
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Starts Mortise as `npm start` does, as it was built before, and waits until it has said that it is ready.
 * @param {string} folder
 * @param {Record<string, string>} [env]
 * @returns {Promise<Product>}
 */
export async function startProduct(folder, env = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/e2e/support/start-built.mjs')], {
    env: { ...process.env, MORTISE_HOME: folder, PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  const lines = [];
  const exit = once(child, 'exit');
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        // The summary ends with an empty line; before it comes, not everybody to sign in as has been named.
        if (line === '' && lines.some((each) => each.includes('Buyers open'))) resolve(undefined);
      });
    }
    void exit.then(([code]) => reject(new Error(`Mortise ended with ${code}:\n${lines.join('\n')}`)));
  });
  return {
    url: `http://localhost:${port}`,
    pid: /** @type {number} */ (child.pid),
    lines,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [code] = await exit;
      return code;
    },
  };
}

export { temporaryFolder };

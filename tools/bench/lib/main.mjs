// @ts-check
import { build } from '../../lib/build.mjs';
import { listenForInterrupt } from '../../lib/interrupt.mjs';
import { REPOSITORY } from '../../lib/launcher.mjs';
import { requireNode } from '../../lib/node-version.mjs';
import { readOptions, USAGE } from './options.mjs';
import { Resources } from './resources.mjs';

/** @import { Options } from './options.mjs' */

/**
 * @param {readonly string[]} argv
 * @returns {Promise<number>} exit code: 1 when something failed or answers differ, 2 for a wrong option, 130 after Ctrl-C
 */
export async function main(argv) {
  requireNode();
  const options = tryToRead(argv);
  if (!options) return 2;
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
  const resources = new Resources();
  const interrupt = listenForInterrupt({ env: process.env, force: () => process.exit(130) });
  try {
    const work = run(options, resources, interrupt.signal, log);
    await Promise.race([work, interrupt.wanted]);
    return interrupt.signal.aborted ? 130 : 0;
  } catch (error) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  } finally {
    await resources.close();
    interrupt.dispose();
  }
}

/**
 * @param {Options} options
 * @param {Resources} resources
 * @param {AbortSignal} signal
 * @param {(line: string) => void} log
 */
async function run(options, resources, signal, log) {
  if (options.build) await build({ repository: REPOSITORY, env: process.env, log, signal });
  // Only now, because it uses what was built.
  const { race } = await import('./race.mjs');
  const { growth } = await import('./growth.mjs');
  const { cockpit } = await import('./cockpit.mjs');
  const { trade } = await import('./trade/trade.mjs');
  const print = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);
  const benchmark = options.growth ? growth : options.trade ? trade : options.cockpit ? cockpit : race;
  await benchmark(options, { resources, log, print, signal });
}

/** @param {readonly string[]} argv */
function tryToRead(argv) {
  try {
    return readOptions(argv);
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n${USAGE}\n`);
    return undefined;
  }
}

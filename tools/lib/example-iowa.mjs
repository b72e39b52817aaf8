// @ts-check
import { join, resolve } from 'node:path';
import { backgroundMortise } from './background-mortise.mjs';
import { listenForInterrupt } from './interrupt.mjs';
import { BRANDS, requireIowaData } from './iowa-data.mjs';
import { loadIowa } from './iowa-load.mjs';
import { evaluateTenants, iowaReport } from './iowa-report.mjs';
import { built, iowaTenants } from './iowa-tenants.mjs';
import { LaunchError } from './launch-error.mjs';
import { mortiseHome } from './mortise-home.mjs';
import { progressBar } from './progress-bar.mjs';

/** @import { BackgroundMortise } from './background-mortise.mjs' */

/** First day of the last week in the files. */
const LAST_DAY = '2016-05-29';

/**
 * `npm run example:iowa -- <folder>`: real weekly orders of nine brands by the cities of a state. Each brand becomes a
 * tenant and each city an account; what a city buys of a category from all nine brands is its wallet.
 * @param {{ args?: string[], env?: NodeJS.ProcessEnv, log?: (line: string) => void }} [options]
 * @returns {Promise<number>} exit code
 * @throws {LaunchError} EXAMPLE_FOLDER_MISSING, EXAMPLE_DATA_MISSING, IMPORT_FAILED, and those of the start
 */
export async function exampleIowa({ args = process.argv.slice(2), env = process.env, log = console.log } = {}) {
  const [given] = args;
  if (given === undefined)
    throw new LaunchError('EXAMPLE_FOLDER_MISSING', 'Name the folder with the data: npm run example:iowa -- <folder>');
  // npm runs its scripts in the repository; the folder was named from where npm was called.
  const folder = resolve(env.INIT_CWD ?? '.', given);
  requireIowaData(folder);
  const dir = join(mortiseHome(env), 'example-iowa');
  const interrupt = listenForInterrupt({ env, force: () => process.exit(130) });
  /** @type {BackgroundMortise | undefined} */
  let mortise;
  try {
    mortise = await backgroundMortise({ env, dir, log, signal: interrupt.signal });
    await Promise.race([interrupt.wanted, showIowa(mortise, folder, log)]);
    if (!interrupt.signal.aborted && !env.MORTISE_URL)
      log(`\nThe data stays in ${dir}; to look at it: MORTISE_HOME=${dir} MORTISE_DEMO=0 npm start`);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    if (interrupt.signal.aborted) log('Stopping …');
    await mortise?.stop();
    interrupt.dispose();
  }
  // What was under way at Ctrl-C may still wait for answers.
  return interrupt.signal.aborted ? process.exit(130) : 0;
}

/**
 * @param {BackgroundMortise} mortise
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function showIowa({ url, adminUrl }, folder, log) {
  const domain = await built('libs/domain/dist/index.js');
  const { tokens, tenants } = await iowaTenants(adminUrl);
  /** @type {ReturnType<typeof progressBar> | undefined} */
  let bar;
  const reports = await loadIowa({
    url,
    folder,
    tokens,
    openingStage: domain.openingStage,
    onTotal: (total) => (bar = progressBar({ total, label: 'Order lines' })),
    onRows: (rows) => bar?.add(rows),
  });
  bar?.done();
  for (const line of loadLines(reports)) log(line);
  log(`Judging every account as of ${LAST_DAY} …`);
  await evaluateTenants(url, tokens, LAST_DAY);
  for (const line of await iowaReport({ url, adminUrl, tokens, tenants, domain })) log(line);
  log('\nTo ask Mortise itself, send one of these as "authorization: Bearer …"; they end tomorrow:');
  for (const { slug, name } of BRANDS) log(`  ${name.padEnd(16)}${tokens.get(slug)}`);
}

/** @param {Awaited<ReturnType<typeof loadIowa>>} reports */
function loadLines(reports) {
  const sum = (
    /** @type {'orderLines' | 'wallets'} */ kind,
    /** @type {'rowsRead' | 'rowsAdded' | 'rowsUnchanged' | 'rowsRejected'} */ count,
  ) => [...reports.values()].reduce((total, report) => total + report[kind][count], 0);
  return /** @type {const} */ (['orderLines', 'wallets']).map((kind) => {
    const [read, added, unchanged, rejected] = /** @type {const} */ ([
      'rowsRead',
      'rowsAdded',
      'rowsUnchanged',
      'rowsRejected',
    ]).map((count) => sum(kind, count).toLocaleString('en'));
    return `${kind === 'orderLines' ? 'Order lines' : 'Wallets'}: ${read} rows read, ${added} added, ${unchanged} there already, ${rejected} rejected`;
  });
}

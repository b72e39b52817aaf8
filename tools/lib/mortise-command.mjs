// @ts-check
import { parseArgs } from 'node:util';
import { figuresLines, rebuildFigures } from './figures-client.mjs';
import { ImportFailed } from './import-client.mjs';
import { importFile } from './import-file.mjs';

const USAGE = `Usage: mortise import <kind> <file> [options]
       mortise figures [--repair] [--url …] [--token …]

  <kind>   accounts, contacts, products, order-lines, wallets, invoices, payments or
           credit-notes
  <file>   CSV or NDJSON (.ndjson, .jsonl), also gzipped (.gz); - reads standard input

  --map field=Column,…     which column is which field; may be given more than once
  --set field=value,…      the same value for every row
  --create-missing         create accounts, products and categories that are not known yet
  --on-change correct      corrects order lines, invoices and costs that are there already
  --round                  round amounts that have more decimals than the currency
  --delimiter , ; tab |    found out by default
  --date-format ISO|DMY|MDY
  --decimal . or ,
  --currency EUR           the supplier's own by default

  figures  works out from the facts what is kept beside them, and says how many cells
           differ; --repair brings them in line. Imports wait while shares are worked out,
           and while a table is corrected

  --url http://localhost:3000     or MORTISE_URL
  --token …                       API key or access token, or MORTISE_TOKEN
  --tenant … --email … --password …   instead of a token; the password also as MORTISE_PASSWORD

Exit code: 0 all rows are in, 1 some rows were rejected, 2 the import failed;
of figures: 0 nothing differs or everything was repaired, 1 something differs, 2 it failed.`;

const OPTIONS = /** @type {const} */ ({
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  'create-missing': { type: 'boolean' },
  round: { type: 'boolean' },
  repair: { type: 'boolean' },
  delimiter: { type: 'string' },
  'date-format': { type: 'string' },
  'on-change': { type: 'string' },
  decimal: { type: 'string' },
  currency: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  tenant: { type: 'string' },
  email: { type: 'string' },
  password: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
});

/** What of the command line goes to the server as it is, and its name there. */
const SENT = /** @type {const} */ ([
  ['delimiter', 'delimiter'],
  ['date-format', 'dateFormat'],
  ['on-change', 'onChange'],
  ['decimal', 'decimal'],
  ['currency', 'currency'],
]);

/**
 * The command line of Mortise.
 * @param {string[]} argv without program and script
 * @param {{ env: NodeJS.ProcessEnv, out?: (line: string) => void, error?: (line: string) => void }} options
 * @returns {Promise<number>} exit code
 */
export async function mortise(argv, { env, out = console.log, error = console.error }) {
  try {
    const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
    const [command, kind, file, ...rest] = positionals;
    if (values.help) {
      out(USAGE);
      return 0;
    }
    if (command === 'figures' && kind === undefined) {
      const repair = values.repair ?? false;
      const url = values.url ?? (env.MORTISE_URL || 'http://localhost:3000');
      const figures = await rebuildFigures({ url, repair, credentials: credentials(values, env) });
      for (const line of figuresLines(figures)) out(line);
      return figures.differing > 0 && !repair ? 1 : 0;
    }
    if (command !== 'import' || kind === undefined || file === undefined || rest.length > 0) {
      error(USAGE);
      return 2;
    }
    const query = new URLSearchParams();
    for (const pairs of values.map ?? []) query.append('map', pairs);
    for (const pairs of values.set ?? []) query.append('set', pairs);
    if (values['create-missing']) query.set('createMissing', 'true');
    if (values.round) query.set('round', 'true');
    for (const [option, name] of SENT) if (values[option] !== undefined) query.set(name, values[option]);
    const report = await importFile({
      url: values.url ?? (env.MORTISE_URL || 'http://localhost:3000'),
      kind,
      file,
      query,
      credentials: credentials(values, env),
    });
    for (const line of reportLines(report)) out(line);
    return report.rowsRejected > 0 ? 1 : 0;
  } catch (problem) {
    const { code = '', message, stack } = /** @type {Error & { code?: string }} */ (problem);
    if (problem instanceof ImportFailed) error(`${code}: ${message}`);
    else error(code.startsWith('ERR_PARSE_ARGS') ? `${message}\n\n${USAGE}` : (stack ?? message));
    return 2;
  }
}

/**
 * @param {{ token?: string, tenant?: string, email?: string, password?: string }} values
 * @param {NodeJS.ProcessEnv} env
 */
function credentials({ token = undefined, tenant, email, password }, env) {
  const known = token ?? (email === undefined ? env.MORTISE_TOKEN : undefined);
  if (known) return { token: known };
  const secret = password ?? env.MORTISE_PASSWORD;
  if (tenant === undefined || email === undefined || secret === undefined)
    throw new ImportFailed('CREDENTIALS_MISSING', 'give --token, or --tenant, --email and --password');
  return { tenant, email, password: secret };
}

/** @param {import('./import-file.mjs').ImportReport} report */
function reportLines({ id, rowsRead, rowsAdded, rowsUnchanged, rowsRejected, created, firstErrors }) {
  const number = (/** @type {number} */ value) => value.toLocaleString('en');
  const made = Object.entries(created).filter(([, count]) => count > 0);
  return [
    `${number(rowsRead)} rows: ${number(rowsAdded)} added, ${number(rowsUnchanged)} unchanged, ${number(rowsRejected)} rejected (import ${id})`,
    ...(made.length > 0 ? [`created: ${made.map(([what, count]) => `${number(count)} ${what}`).join(', ')}`] : []),
    ...firstErrors.map((line) => `  ${line}`),
    ...(rowsRejected > firstErrors.length ? [`  … all of them: GET /imports/${id}/errors.csv`] : []),
  ];
}

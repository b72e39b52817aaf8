// @ts-check
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { asAdmin } from '../database.mjs';
import { signInStaff } from '../principals.mjs';
import { seed } from '../seed.mjs';
import { median } from '../statistics.mjs';
import { withApi } from './api.mjs';
import { measureFloor } from './import-floor.mjs';
import { COLUMNS, MAP, writeOrderFile } from './order-file.mjs';

/** @import { Principal } from '../principals.mjs' */
/** @import { Floor } from './import-floor.mjs' */
/** @import { ImportFigures } from './report.mjs' */
/** @import { Ground } from './trade.mjs' */

const ADMIN = 1;
const NOBODY = { accounts: 0, contacts: 0, complaints: 0, orderLines: 0 };

/** @typedef {{ imported: number, copied: number, floor: Floor }} Round seconds */

/**
 * A file of order lines sent to Mortise, against COPY of the same file into a table without keys: in turn, each time into
 * a fresh tenant and a fresh table; and what the database alone needs for the rows that this leaves behind. Then a file of
 * four times the size, for the memory.
 * @param {Ground} ground
 * @returns {Promise<ImportFigures>}
 */
export async function measureImport({ options, server, resources, log }) {
  const { adminUrl } = await server.createDatabase('imports');
  const place = { adminUrl, home: server.home, jobs: false, resources };
  const population = { firstTenant: 1, tenants: 2 * options.rounds + 1, ...NOBODY };
  await seed(adminUrl, population, log);
  const principals = await signInStaff(adminUrl, population, ADMIN);
  const rows = Math.round(1_000_000 * options.scale);
  const folder = mkdtempSync(join(tmpdir(), 'mortise-bench-import-'));
  await resources.add(Promise.resolve({ stop: async () => rmSync(folder, { recursive: true, force: true }) }));
  const [path, large] = [join(folder, 'orders.csv'), join(folder, 'four-times.csv')];
  await writeOrderFile(path, rows);
  await writeOrderFile(large, 4 * rows);

  /** @type {{ rounds: Round[], before: number, peak: number, several: number }} */
  const one = await withApi(place, async ({ port, peakMemory }) => {
    const before = await peakMemory();
    /** @type {Round[]} */
    const rounds = [];
    const peaks = [];
    for (const [round, principal] of principals.slice(1, options.rounds + 1).entries()) {
      const pair = await race(port, { adminUrl, path, rows, principal, copyFirst: round % 2 === 1 });
      const floor = await measureFloor(adminUrl, { from: principal.tenantId, to: options.rounds + 2 + round });
      rounds.push({ ...pair, floor });
      peaks.push(await peakMemory());
      log(
        `Import ${pair.imported.toFixed(1)} s, COPY ${pair.copied.toFixed(1)} s, database alone ${floor.all.toFixed(1)} s.`,
      );
    }
    return { rounds, before, peak: peaks[0] ?? NaN, several: peaks.at(-1) ?? NaN };
  });
  const four = await withApi(place, async ({ port, peakMemory }) => {
    const seconds = await sendFile(port, large, 4 * rows, /** @type {Principal} */ (principals[0]));
    return { seconds, peak: await peakMemory() };
  });
  return {
    rows,
    seconds: median(one.rounds.map(({ imported }) => imported)),
    copySeconds: median(one.rounds.map(({ copied }) => copied)),
    ratio: median(one.rounds.map(({ imported, copied }) => imported / copied)),
    floor: {
      lines: median(one.rounds.map(({ floor, copied }) => floor.lines / copied)),
      all: median(one.rounds.map(({ floor, copied }) => floor.all / copied)),
    },
    largeSeconds: four.seconds,
    memory: { idle: one.before, small: one.peak, large: four.peak, several: one.several },
  };
}

/**
 * In another order each time, so that what else happens on the machine meets both of them alike.
 * @param {number} port
 * @param {{ adminUrl: string, path: string, rows: number, principal: Principal, copyFirst: boolean }} round
 * @returns {Promise<Pick<Round, 'imported' | 'copied'>>}
 */
async function race(port, { adminUrl, path, rows, principal, copyFirst }) {
  const first = copyFirst ? await copy(adminUrl, path) : undefined;
  const imported = await sendFile(port, path, rows, principal);
  return { imported, copied: first ?? (await copy(adminUrl, path)) };
}

/**
 * @param {number} port
 * @param {string} path
 * @param {number} rows
 * @param {Principal} principal
 * @returns {Promise<number>} seconds until Mortise says that all of it is there
 */
async function sendFile(port, path, rows, { headers }) {
  const started = performance.now();
  const sent = request({
    ...{ host: '127.0.0.1', port, method: 'POST' },
    path: `/imports/order-lines?createMissing=true&map=${MAP}`,
    headers: { ...headers, 'content-type': 'text/csv' },
  });
  const answered = once(sent, 'response');
  await Promise.all([pipeline(createReadStream(path), sent), answered]);
  const [response] = await answered;
  const answer = /** @type {Record<string, unknown>} */ (await json(response));
  const seconds = (performance.now() - started) / 1000;
  if (answer.status === 'SUCCEEDED' && answer.rowsAdded === rows) return seconds;
  throw new Error(`/imports/order-lines answered ${response.statusCode}: ${JSON.stringify(answer).slice(0, 1_000)}`);
}

/**
 * @param {string} adminUrl
 * @param {string} path
 * @returns {Promise<number>} seconds
 */
function copy(adminUrl, path) {
  return asAdmin(adminUrl, async (client) => {
    await client.query(`create table public.copied (${COLUMNS})`);
    const started = performance.now();
    const stream = client.query(copyFrom('copy public.copied from stdin with (format csv, header true)'));
    await pipeline(createReadStream(path), stream);
    const seconds = (performance.now() - started) / 1000;
    await client.query('drop table public.copied');
    return seconds;
  });
}

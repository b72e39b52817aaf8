// @ts-check
import { CONTENDERS } from '../contenders/contenders.mjs';
import { startServer } from './database.mjs';
import { Expectations, prepareReads } from './preparation.mjs';
import { signInStaff } from './principals.mjs';
import { summarise } from './report.mjs';
import { runRounds } from './rounds.mjs';
import { seed } from './seed.mjs';
import { STAFF } from './seed-people.mjs';
import { rounded } from './statistics.mjs';

/** @import { Contender } from './contender.mjs' */
/** @import { Server } from './database.mjs' */
/** @import { Options } from './options.mjs' */
/** @import { Resources } from './resources.mjs' */
/** @import { Racer } from './rounds.mjs' */

/** One contact, complaint and so on per account everywhere, so that only the number of accounts or tenants differs. */
const PER_ACCOUNT = { contacts: 1, complaints: 1, orderLines: 2 };
const GOAL = 1.5;
const READS = /** @type {const} */ (['R1', 'R2']);

/**
 * @typedef {object} Case what grows, and who asks
 * @property {string} key in the JSON
 * @property {string} title
 * @property {[small: Size, large: Size]} sizes
 * @property {number} staff
 * @property {{ listed: number, asked: number }} limits
 *
 * @typedef {{ tenants: number, accounts: number }} Size accounts per tenant
 * @typedef {{ adminUrl: string, port: number }} Place a database of one size and the server on it
 * @typedef {Map<string, Place>} Places
 * @typedef {{ workload: string, from: number, to: number, ratio: number }} Figures milliseconds
 * @typedef {Case & { figures?: Figures[], failure?: string }} Result
 * @typedef {{ resources: Resources, log: (line: string) => void }} Surroundings
 */

/** @param {number} scale @returns {Case[]} */
function cases(scale) {
  /** @type {[Size, Size]} */
  const accounts = [
    { tenants: 1, accounts: 10_000 },
    { tenants: 1, accounts: Math.round(1_000_000 * scale) },
  ];
  /** @type {[Size, Size]} */
  const tenants = [
    { tenants: 1, accounts: 400 },
    { tenants: Math.round(1_000 * scale), accounts: 400 },
  ];
  const [half, portfolio] = [STAFF.halfOfTheAccounts, STAFF.portfolio];
  const few = { listed: 40, asked: 4 };
  const many = { listed: 400, asked: 40 };
  return [
    { key: 'tenants', title: 'tenants of 400 accounts', sizes: tenants, staff: half, limits: few },
    {
      key: 'accounts',
      title: 'accounts of a tenant, asked by staff who see half of them',
      sizes: accounts,
      staff: half,
      limits: many,
    },
    {
      key: 'portfolio',
      title: 'accounts of a tenant, asked by staff who see 500 of them',
      sizes: accounts,
      staff: portfolio,
      limits: many,
    },
  ];
}

/**
 * How R1 and R2 of Mortise (or of the contender that `--only` names) keep their 95th percentile as data grows. Small and
 * large are databases of their own on one server, asked in turn.
 * @param {Options} options
 * @param {Surroundings & { print: (text: string) => void }} surroundings
 */
export async function growth({ only: [name = ''], ...options }, { print, ...surroundings }) {
  const [contender] = /** @type {[Contender]} */ (CONTENDERS[name]);
  const server = await surroundings.resources.add(startServer(surroundings.log));
  /** @type {Places} */
  const places = new Map();
  /** @type {Result[]} */
  const results = [];
  for (const each of cases(options.scale)) {
    for (const size of each.sizes) {
      if (!places.has(sizeName(size))) places.set(sizeName(size), await start(contender, server, size, surroundings));
    }
    // A statement that runs into its timeout is a result, too.
    const outcome = await measure(each, contender, places, options, surroundings).catch(({ message }) => ({
      failure: message,
    }));
    results.push({ ...each, ...outcome });
  }
  print(options.json ? asJson(results) : results.map(asText).join('\n'));
}

/**
 * @param {Case} each
 * @param {Contender} contender
 * @param {Places} places
 * @param {Pick<Options, 'rounds' | 'seconds' | 'connections'>} options
 * @param {Surroundings} surroundings
 */
async function measure({ sizes, staff, limits }, contender, places, { rounds, seconds, connections }, surroundings) {
  /** @type {Racer[]} */
  const racers = [];
  for (const size of sizes) {
    const { adminUrl, port } = /** @type {Place} */ (places.get(sizeName(size)));
    const members = await signInStaff(adminUrl, { firstTenant: 1, ...size }, staff);
    const entrant = { name: sizeName(size), contender, port };
    racers.push({ ...entrant, requests: await prepareReads(entrant, members, new Expectations(), limits) });
  }
  const plan = { workloads: READS, connections: connections.slice(0, 1), rounds, seconds };
  const summary = summarise(await runRounds(racers, plan, surroundings));
  return {
    figures: summary.map(({ workload, figures }) => {
      const [from = NaN, to = NaN] = sizes.map((size) => figures.get(sizeName(size))?.p95);
      return { workload, from, to, ratio: to / from };
    }),
  };
}

/**
 * @param {Contender} contender
 * @param {Server} server
 * @param {Size} size
 * @param {Surroundings} surroundings
 * @returns {Promise<Place>}
 */
async function start(contender, server, size, { resources, log }) {
  const database = await server.createDatabase(`of_${size.tenants}_${size.accounts}`);
  await seed(database.adminUrl, { firstTenant: 1, ...size, ...PER_ACCOUNT }, log);
  const { port } = await resources.add(contender.start(database, server.home));
  return { adminUrl: database.adminUrl, port };
}

/** @param {Size} size */
function sizeName({ tenants, accounts }) {
  return `${tenants} × ${accounts}`;
}

/** @param {readonly Result[]} results */
function asJson(results) {
  const entries = results.map(({ key, figures, failure }) => {
    if (!figures) return [key, { failure }];
    const ofEach = figures.map(({ workload, from, to, ratio }) => [
      workload,
      { from: rounded(from), to: rounded(to), ratio: rounded(ratio) },
    ]);
    return [key, Object.fromEntries(ofEach)];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** @param {Result} result */
function asText({ key, title, sizes: [small, large], figures, failure }) {
  const count = (/** @type {Size} */ { tenants, accounts }) =>
    (key === 'tenants' ? tenants : accounts).toLocaleString('en');
  const lines = figures?.map(({ workload, from, to, ratio }) => {
    const verdict = ratio <= GOAL ? '' : ` (more than ${GOAL})`;
    return `  ${workload}: p95 ${from.toFixed(2)} ms → ${to.toFixed(2)} ms, × ${ratio.toFixed(2)}${verdict}`;
  });
  return [`${count(small)} → ${count(large)} ${title}`, ...(lines ?? [`  failed: ${failure}`]), ''].join('\n');
}

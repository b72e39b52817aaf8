// @ts-check
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { asAdmin } from '../database.mjs';
import { signInStaff } from '../principals.mjs';
import { send } from '../requests.mjs';
import { seed, seededId } from '../seed.mjs';
import { KIND } from '../seed-people.mjs';
import { median } from '../statistics.mjs';
import { withApi } from './api.mjs';
import { HISTORIES } from './seed-histories.mjs';

/** @import { Principal } from '../principals.mjs' */
/** @import { EvaluationFigures } from './report.mjs' */
/** @import { Ground } from './trade.mjs' */

const ADMIN = 1;
const TOUCHED = [100, 1_000, 10_000];
const SUMS = 3;
const LONGEST_WAIT_MILLISECONDS = 1_000;

const EVALUATE = 'mutation Evaluate($ids: [ID!]) { evaluateAccounts(accountIds: $ids) }';
const JOB = 'query Job($id: ID!) { job(id: $id) { status percent error finishedAt detail } }';

/** What an evaluation reads, in one look. */
const SUM = `select (select sum(net_minor) from account_order_day where tenant_id = $1) + (select sum(net_minor) from account_category_month where tenant_id = $1)`;

/**
 * Evaluations of a whole tenant by a Mortise that answers and works, against the sum of what it has to read; then
 * evaluations of a few accounts of it.
 * @param {Ground} ground
 * @returns {Promise<EvaluationFigures>}
 */
export async function measureEvaluation({ options, server, resources, log }) {
  const { adminUrl } = await server.createDatabase('evaluation');
  const accounts = Math.max(200, Math.round(100_000 * options.scale));
  const population = { firstTenant: 1, tenants: 1, accounts, contacts: 2, complaints: 0, orderLines: 0 };
  await seed(adminUrl, population, log, HISTORIES);
  const [principal] = /** @type {[Principal]} */ (await signInStaff(adminUrl, population, ADMIN));
  const before = await sums(adminUrl, principal.tenantId);
  return withApi({ adminUrl, home: server.home, jobs: true, resources }, async ({ port, peakMemory }) => {
    const first = await evaluate(port, principal, null);
    expectCount(first, accounts);
    log(`First evaluation: ${first.seconds.toFixed(1)} s, ${JSON.stringify(first.detail)}`);
    const messagesSeconds = await settled(adminUrl);
    log(`What it had to tell was told ${messagesSeconds.toFixed(1)} s later.`);
    const again = await evaluate(port, principal, null);
    log(`Second evaluation: ${again.seconds.toFixed(1)} s, ${JSON.stringify(again.detail)}`);
    const peak = await peakMemory();
    const sumSeconds = median([...before, ...(await sums(adminUrl, principal.tenantId))]);
    const touched = TOUCHED.filter((count) => count <= accounts).map((count) => ({ count, seconds: seconds() }));
    for (let round = 0; round < options.rounds; round++) {
      for (const { count, seconds } of touched) {
        const run = await evaluate(port, principal, spread(accounts, count, round));
        expectCount(run, count);
        seconds.push(run.seconds);
      }
    }
    return {
      ...{
        accounts,
        cores: availableParallelism(),
        seconds: first.seconds,
        againSeconds: again.seconds,
        messagesSeconds,
        sumSeconds,
        peak,
      },
      ratio: first.seconds / sumSeconds,
      touched: touched.map(({ count, seconds }) => ({ accounts: count, seconds: median(seconds) })),
    };
  });
}

/** Messages that somebody still has to handle. */
const UNTOLD = `select from outbox o where o.relayed_at is null or (o.queued_at is not null and not exists (
  select from handled_message h where h.tenant_id = o.tenant_id and h.handler = o.topic and h.message_id = o.id)) limit 1`;

/**
 * Waits until what an evaluation has caused (notices of alerts and cases) is done, so that the next one has the machine for
 * itself.
 * @param {string} adminUrl
 * @returns {Promise<number>} seconds
 */
function settled(adminUrl) {
  return asAdmin(adminUrl, async (client) => {
    const started = performance.now();
    while ((await client.query(UNTOLD)).rowCount !== 0) await delay(100);
    return (performance.now() - started) / 1000;
  });
}

/** @returns {number[]} */
function seconds() {
  return [];
}

/** @param {string} adminUrl @param {string} tenantId @returns {Promise<number[]>} seconds of each */
function sums(adminUrl, tenantId) {
  return asAdmin(adminUrl, async (client) => {
    const taken = seconds();
    for (let time = 0; time < SUMS; time++) {
      const started = performance.now();
      await client.query(SUM, [tenantId]);
      taken.push((performance.now() - started) / 1000);
    }
    return taken;
  });
}

/**
 * @typedef {object} Run
 * @property {number} seconds from the request until the job has succeeded
 * @property {Record<string, unknown>} detail what the job says it has done
 */

/**
 * @param {number} port
 * @param {Principal} principal
 * @param {readonly string[] | null} ids
 * @returns {Promise<Run>}
 */
async function evaluate(port, principal, ids) {
  const started = Date.now();
  const { data } = await send(port, { path: '/graphql', body: { query: EVALUATE, variables: { ids } } }, principal);
  const ask = { path: '/graphql', body: { query: JOB, variables: { id: data.evaluateAccounts } } };
  for (;;) {
    const { job } = (await send(port, ask, principal)).data;
    // The job's own end: how often it is asked for makes no difference.
    if (job.status === 'SUCCEEDED')
      return { seconds: (Date.parse(job.finishedAt) - started) / 1000, detail: job.detail };
    if (job.status === 'FAILED' || job.error) throw new Error(`The evaluation failed: ${job.error}`);
    await delay(Math.min(LONGEST_WAIT_MILLISECONDS, 20 + (Date.now() - started) / 10));
  }
}

/** @param {Run} run @param {number} accounts */
function expectCount({ detail }, accounts) {
  if (detail.accounts !== accounts) {
    throw new Error(`The evaluation has judged ${detail.accounts} accounts instead of ${accounts}.`);
  }
}

/**
 * Accounts from all over the tenant.
 * @param {number} accounts
 * @param {number} count
 * @param {number} first
 */
function spread(accounts, count, first) {
  const step = accounts / count;
  return Array.from({ length: count }, (_, index) =>
    seededId(KIND.account, 1, 1 + ((first + Math.floor(index * step)) % accounts)),
  );
}

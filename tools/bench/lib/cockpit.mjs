// @ts-check
import { startServer } from './database.mjs';
import { signInStaff } from './principals.mjs';
import { send } from './requests.mjs';
import { seed, seededId } from './seed.mjs';
import { KIND } from './seed-people.mjs';
import { quantile, rounded } from './statistics.mjs';
import { withApi } from './trade/api.mjs';

/** @import { Options } from './options.mjs' */
/** @import { Principal } from './principals.mjs' */
/** @import { Resources } from './resources.mjs' */

const PEOPLE = 200;
const TOUCHES = 20_000;
/** What one round asks of each account. */
const TIMES = 40;
/** Milliseconds, for each of the accounts. */
const GOAL = 50;
/** Sees all accounts. */
const MANAGER = 2;
/** Each account spreads its contacts over so many days; the rules look back on 180. */
const SPANS = [
  { name: 'over ten years', days: 3_650 },
  { name: 'over two years', days: 730 },
  { name: 'all in the window of 180 days', days: 180 },
];
const POPULATION = { firstTenant: 1, tenants: 1, accounts: 5, contacts: PEOPLE, complaints: 1, orderLines: 50 };

/** Contacts of accounts 1, 2, … with each of their people, an adaptation a month, and an opening stage. */
const RELATIONSHIPS = SPANS.flatMap(({ days }, place) => {
  const account = `pg_temp.id(3, 1, ${place + 1})`;
  return [
    `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
      select pg_temp.id(0, 1, 0), pg_temp.id(20 + ${place}, 1, n), ${account}, 'TOUCH', d.day, d.day + interval '12 hours', 'system:bench', 'bench', 'A',
        jsonb_build_object('touchType', 'BUSINESS', 'channel', 'VISIT', 'initiator', 'OURS', 'ourPerson', pg_temp.id(1, 1, 1 + n % 7), 'ourFunction',
          pg_temp.pick('{SALES,ENGINEERING,QUALITY,LOGISTICS,MANAGEMENT}', n), 'contact', pg_temp.id(4, 1, ${place * PEOPLE} + 1 + n % ${PEOPLE}),
          'theirFunction', pg_temp.pick('{PURCHASING,ENGINEERING,QUALITY,LOGISTICS,MANAGEMENT}', n + n / 7), 'theirTier', pg_temp.pick('{WORKING,MIDDLE,TOP}', n)), false
      from generate_series(1, ${TOUCHES}) n cross join lateral (select current_date - 1 - (n * ${days} / ${TOUCHES + 1})::int as day) d`,
    `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
      select pg_temp.id(0, 1, 0), pg_temp.id(30 + ${place}, 1, n), ${account}, 'ADAPTATION', current_date - 30 * n::int, current_date - 30 * n::int, 'system:bench', 'bench',
        'A', jsonb_build_object('side', pg_temp.pick('{OURS,THEIRS}', n), 'area', 'PROCESS', 'effort', 1 + n % 9), false from generate_series(1, 60) n`,
    `insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, to_rank, opening)
      select pg_temp.id(0, 1, 0), ${account}, 1, 'STAGE_OPENED', d.at, d.at, 'system:bench',
        jsonb_build_object('type', 'STAGE_OPENED', 'stage', 'STABLE', 'at', d.at, 'by', 'system:bench'), 0, 3, true from (select now() - interval '2 years' as at) d`,
  ];
});

const AXIS = 'value floor target status stepsBelowFloor since reason source { facts asOf policyVersion }';
const COCKPIT = `query ($id: ID!) { account(id: $id) { name
  standing { on basis depthDeficit reading share { month share low high } stage { value target since reason }
    level { ${AXIS} } interface { ${AXIS} } posture { ${AXIS} } health { value since alertId } misalignments { code kind axes reading } }
  why { axis kind id on says }
  next { opening advance { to met steps { criterion status required oneOf measuredFrom recordedBy } } demotion { to met steps { criterion status } }
    tasks { kind id state dueOn overdue } } } }`;
const NAME = 'query ($id: ID!) { account(id: $id) { name } }';

/**
 * How long one person waits for the whole cockpit of an account with 200 people and 20,000 contacts, in one round trip; beside
 * it the name of the same account, which costs what a request costs by itself. One request at a time, in turn.
 * @param {Options} options
 * @param {{ resources: Resources, log: (line: string) => void, print: (text: string) => void }} surroundings
 */
export async function cockpit(options, { resources, log, print }) {
  const server = await resources.add(startServer(log));
  const { adminUrl } = await server.createDatabase('cockpit');
  await seed(adminUrl, POPULATION, log, RELATIONSHIPS);
  const [principal] = /** @type {[Principal]} */ (await signInStaff(adminUrl, POPULATION, MANAGER));
  const cells = SPANS.map((span, place) => {
    const id = seededId(KIND.account, 1, place + 1);
    return { ...span, id, cockpit: /** @type {number[]} */ ([]), name: span.name, bare: /** @type {number[]} */ ([]) };
  });
  await withApi({ adminUrl, home: server.home, jobs: false, resources }, async ({ port }) => {
    const timed = async (/** @type {string} */ query, /** @type {string} */ id) => {
      const started = performance.now();
      const { data } = await send(port, { path: '/graphql', body: { query, variables: { id } } }, principal);
      const took = performance.now() - started;
      if (!data?.account) throw new Error('The account was not found.');
      if (query === COCKPIT && data.account.standing.interface.value === null) throw new Error('No contact was read.');
      return took;
    };
    for (let round = 0; round <= options.rounds; round++) {
      for (let time = 0; time < TIMES; time++) {
        for (const cell of cells) {
          const [bare, whole] = [await timed(NAME, cell.id), await timed(COCKPIT, cell.id)];
          // The first round warms up.
          if (round > 0) void (cell.bare.push(bare), cell.cockpit.push(whole));
        }
      }
      log(round === 0 ? 'Warm.' : `Round ${round} of ${options.rounds} done.`);
    }
  });
  const figures = cells.map(({ name, cockpit: whole, bare }) => ({
    ...{ contacts: name, requests: whole.length, goal: GOAL },
    ...{
      p50: rounded(quantile(whole, 0.5)),
      p95: rounded(quantile(whole, 0.95)),
      bareP50: rounded(quantile(bare, 0.5)),
    },
    ratio: rounded(quantile(whole, 0.5) / quantile(bare, 0.5)),
  }));
  print(
    options.json
      ? JSON.stringify({ people: PEOPLE, touches: TOUCHES, cockpit: figures })
      : figures.map(asText).join('\n'),
  );
}

/** @param {{ contacts: string, goal: number, p50: number | null, p95: number | null, bareP50: number | null, ratio: number | null }} figures */
function asText({ contacts, goal, p50, p95, bareP50, ratio }) {
  const held = `goal ${goal} ms ${(p95 ?? Infinity) <= goal ? 'met' : 'MISSED'}`;
  return `20,000 contacts ${contacts}: p50 ${p50} ms, p95 ${p95} ms (${held}); the account's name alone ${bareP50} ms, ratio ${ratio}`;
}

import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { StandingKeeper } from '../src/features/standing/standing-keeper.service.js';
import { StandingService } from '../src/features/standing/standing.service.js';
import { StandingReadings } from '../src/features/standing/standing-readings.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries, type StoredEntry, touchOf } from './factories/ledger.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addShares } from './factories/trade.factory.js';
import { StageClient } from './stage-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { countStatements } from './support/statement-count.js';

const TODAY = '2026-11-22';
const AXIS = 'value floor target status stepsBelowFloor since reason source { facts asOf policyVersion }';
const COCKPIT = `query ($id: ID!, $on: Date, $and: Boolean = true) { account(id: $id) {
  standing(on: $on) { on basis policyVersion depthDeficit reading shareReason share { month share low high }
    stage { value target since reason source { facts asOf } } level { ${AXIS} stale roundId } interface { ${AXIS} } posture { ${AXIS} }
    health { value since alertId alertState } misalignments { code kind axes reading } }
  why(on: $on) @include(if: $and) { axis kind id on says }
  next @include(if: $and) { opening advance { to met steps { criterion status required oneOf measuredFrom recordedBy } }
    demotion { to met steps { criterion status } } tasks { kind id state dueOn overdue } } } }`;

interface Cockpit {
  readonly standing: Readonly<Record<string, unknown>> & {
    readonly misalignments: readonly { readonly code: string }[];
  };
  readonly why: readonly { readonly axis: string | null; readonly id: string | null; readonly says: string }[];
  readonly next: Readonly<Record<string, unknown>>;
}

describe('where accounts stand', () => {
  let test: TestApp;
  let now = `${TODAY}T09:00:00.000Z`;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;
  let stages: StageClient;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    stages = new StageClient(admin.client);
  });
  beforeEach(() => {
    now = `${TODAY}T09:00:00.000Z`;
  });
  afterAll(() => test.stop());

  const cockpit = async (id: string, on: IsoDate | null = null): Promise<Cockpit> =>
    (await admin.client.data<{ account: Cockpit }>(COCKPIT, { id, on })).account;
  const system = <T>(work: Parameters<ContextFactory['asSystem']>[2]): Promise<T> =>
    test.app.get(ContextFactory, { strict: false }).asSystem(tenant.id, 'test', work) as Promise<T>;
  /** Keeps how accounts stand on a day, at a moment. */
  const keep = (accountIds: readonly string[], day: IsoDate): Promise<void> =>
    system((ctx) => ctx.transaction(() => test.app.get(StandingKeeper, { strict: false }).keep(ctx, accountIds, day)));
  const someone = async (account: string): Promise<string> => (await createContact(test, tenant, account)).contactId;
  const selling = (contact: string, days: readonly number[]): StoredEntry[] =>
    days.map((ago) => ({
      kind: 'TOUCH',
      on: dateOfEpochDay(epochDay(TODAY) - ago),
      payload: touchOf(admin.id, contact, ['SALES', 'PURCHASING']),
    }));

  it('§1: says nothing of an account before its opening stage but why', async () => {
    const account = await createAccount(test, tenant);
    const { standing, why, next } = await cockpit(account);
    expect(standing).toMatchObject({
      ...{ on: TODAY, basis: 'COMPUTED', policyVersion: 0, misalignments: [], depthDeficit: 0 },
      ...{ share: null, shareReason: 'NO_WALLET' },
      stage: { value: null, since: null, reason: 'NO_OPENING_STAGE' },
      level: { value: 'EXPLORATORY', floor: null, target: null, status: 'UNKNOWN', reason: null },
      interface: { value: null, reason: 'NOTHING_LOGGED', status: 'UNKNOWN', source: { facts: ['ledger_entry'] } },
      posture: { value: null, reason: 'TOO_FEW_ADAPTATIONS' },
      health: { value: 'NORMAL', since: null, alertId: null },
    });
    expect([why, next]).toEqual([[], { opening: 'openStage', advance: null, demotion: null, tasks: [] }]);
  });

  it('§1, AS-04: shows share without depth as a danger, with the facts, what is missing and what would demote it', async () => {
    const account = await createAccount(test, tenant);
    await stages.open(account, 'STABLE');
    const entries = await addEntries(test, tenant.id, account, selling(await someone(account), [1, 3, 5]));
    await addShares(test, tenant.id, account, { '2026-08': 0.6, '2026-09': 0.6, '2026-10': 0.6 });
    const { standing, why, next } = await cockpit(account);
    expect(standing).toMatchObject({
      stage: { value: 'STABLE', since: TODAY, reason: null },
      level: {
        value: 'EXPLORATORY',
        floor: 'COOPERATIVE',
        target: 'INTERDEPENDENT',
        status: 'BELOW_FLOOR',
        stepsBelowFloor: 2,
      },
      interface: { value: 'BUTTERFLY', floor: 'TRIANGLE', target: 'TRIANGLE', status: 'BELOW_FLOOR', since: TODAY },
      share: { month: '2026-10-01', share: 0.6 },
      misalignments: [
        {
          code: 'SHARE_WITHOUT_DEPTH',
          kind: 'DANGER',
          axes: ['STAGE', 'LEVEL', 'INTERFACE'],
          reading: expect.stringContaining('Share without depth'),
        },
      ],
      reading: expect.stringContaining('Share without depth'),
      depthDeficit: 4,
    });
    expect(why.map(({ axis, id, says }) => [axis, id, says])).toEqual([
      ['STAGE', null, 'STABLE'],
      ['INTERFACE', entries[0], 'SALES-PURCHASING'],
      [null, null, '0.600'],
    ]);
    expect(next).toMatchObject({
      opening: null,
      advance: {
        to: 'STRATEGIC',
        met: false,
        steps: expect.arrayContaining([
          {
            criterion: 'SHARE_LOWER_BOUND',
            status: 'NOT_MET',
            required: true,
            oneOf: null,
            measuredFrom: 'SHARE',
            recordedBy: ['import:wallets', 'acceptProposedWallet'],
          },
          expect.objectContaining({
            criterion: 'INTERFACE_FORM',
            recordedBy: ['recordTouch', 'recordJointTeam', 'recordExecutiveVisit', 'attestStageEvidence'],
          }),
        ]),
      },
      demotion: { to: 'INITIAL', met: false },
    });
  });

  it('reads each day that is over as it was read then, whatever has been recorded, corrected and withdrawn since', async () => {
    const people = [1, 2, 3].map(() => uuidv7());
    for (const id of people)
      await test.admin.query(
        `insert into contact (tenant_id, id, name, name_lower, language, status) values ($1, $2, 'P', 'p', 'en', 'ACTIVE')`,
        [tenant.id, id],
      );
    const functions = fc.constantFrom('SALES', 'PURCHASING', 'MANAGEMENT', 'QUALITY', 'LOGISTICS');
    const action = fc.record({
      /** Days since the action before. */
      wait: fc.constantFrom(0, 0, 1, 2, 5, 9, 24),
      /** Days before its recording on which it was observed. */
      late: fc.integer({ min: 0, max: 40 }),
      what: fc.constantFrom(
        'RECORD',
        'RECORD',
        'RECORD',
        'ADAPT',
        'CORRECT',
        'WITHDRAW',
        'TEAM',
        'KEEP',
        'KEEP',
        'OPEN',
      ),
      touch: fc.tuple(fc.constantFrom(...people), functions, functions, fc.constantFrom('WORKING', 'MIDDLE', 'TOP')),
      flag: fc.boolean(),
      which: fc.nat(),
    });
    const known = async (account: string, day: IsoDate): Promise<string> =>
      system(async (ctx) =>
        JSON.stringify(
          (await test.app.get(StandingReadings, { strict: false }).on(ctx, [account], day)).get(account)?.content,
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 30, size: 'max' }), async (actions) => {
        const account = await createAccount(test, tenant);
        const then = new Map<IsoDate, string>();
        const open: { id: string; kind: string; on: IsoDate }[] = [];
        const first = epochDay('2026-01-05');
        let [day, opened] = [first, false];
        now = `${dateOfEpochDay(day)}T01:00:00.000Z`;
        await keep([account], dateOfEpochDay(day));
        for (const { wait, late, what, touch, flag, which } of actions) {
          if (wait > 0) {
            // What is known when a day ends is what will be asked for later.
            for (let over = day; over < day + wait; over += over === day ? 1 : 5) {
              now = `${dateOfEpochDay(over)}T23:59:59.900Z`;
              then.set(dateOfEpochDay(over), await known(account, dateOfEpochDay(over)));
            }
            day += wait;
            now = `${dateOfEpochDay(day)}T00:00:00.000Z`;
          }
          const [recordedOn, on, recordedAt] = [dateOfEpochDay(day), dateOfEpochDay(day - late), now];
          const taken = open.length === 0 ? undefined : open[which % open.length];
          const id = uuidv7();
          const [contact, ours, theirs, tier] = touch;
          const entries = (...given: StoredEntry[]) => addEntries(test, tenant.id, account, given);
          if (what === 'KEEP') {
            await keep([account], recordedOn);
          } else if (what === 'OPEN') {
            if (!opened) await stages.open(account, flag ? 'STABLE' : 'STRATEGIC');
            opened = true;
          } else if (what === 'WITHDRAW' || (what === 'CORRECT' && taken?.kind !== 'TOUCH')) {
            if (taken === undefined) continue;
            await entries({ ...taken, id, recordedAt, payload: {}, supersedes: taken.id, withdrawn: true });
            open.splice(open.indexOf(taken), 1);
          } else if (what === 'TEAM') {
            const payload = { subject: 'T', functions: ['SALES'], ourPeople: 1, theirPeople: 1, active: flag };
            await entries({ id, on, recordedAt, kind: 'JOINT_TEAM', payload });
          } else if (what === 'ADAPT') {
            await entries({
              id,
              on,
              recordedAt,
              kind: 'ADAPTATION',
              payload: { side: flag ? 'OURS' : 'THEIRS', area: 'PROCESS', effort: (which % 9) + 1 },
            });
            open.push({ id, kind: 'ADAPTATION', on });
          } else {
            const corrected = what === 'CORRECT' && taken ? { supersedes: taken.id } : {};
            await entries({
              id,
              on,
              recordedAt,
              kind: 'TOUCH',
              payload: touchOf(admin.id, contact, [ours, theirs], tier),
              ...corrected,
            });
            if (what === 'CORRECT' && taken) open.splice(open.indexOf(taken), 1);
            open.push({ id, kind: 'TOUCH', on });
          }
        }
        now = `${dateOfEpochDay(day + 1)}T02:00:00.000Z`;
        await keep([account], dateOfEpochDay(day + 1));
        now = `${TODAY}T09:00:00.000Z`;
        for (const [on, answer] of then) {
          const { content, basis } = await system<{ content: unknown; basis: string }>(async (ctx) => {
            const found = await test.app.get(StandingService, { strict: false }).found(ctx, account, on);
            return found as { content: unknown; basis: string };
          });
          if (epochDay(on) > day - 30) expect(basis).toBe('STORED');
          expect(content).toEqual(JSON.parse(answer));
          // What is known today of what was known then says the same.
          expect(JSON.parse(await known(account, on))).toEqual(JSON.parse(answer));
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});

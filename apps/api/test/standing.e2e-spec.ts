import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { StandingKeeper } from '../src/features/standing/standing-keeper.service.js';
import { StandingService } from '../src/features/standing/standing.service.js';
import { MOST_FACTS, StandingWhyService } from '../src/features/standing/standing-why.service.js';
import { InterfaceService } from '../src/features/relationships/interface.service.js';
import { StandingReadings } from '../src/features/standing/standing-readings.service.js';
import type { RequestContext } from '../src/platform/context/request-context.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { type AccountValues, createAccount, createTeam } from './factories/account.factory.js';
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

const BOARD = `{ portfolio { readOn all { accounts dangers warnings opportunities sales { minor } salesAtRisk { minor } }
  stages { stage counts { accounts dangers sales { minor } } } levels { stage level counts { accounts } }
  interfaces { stage interface counts { accounts dangers } } } }`;
const LIST = `query ($filter: PortfolioFilter, $first: Int, $after: String) { portfolioAccounts(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { endCursor } nodes { accountId since readOn stage level interface posture health misalignments kind danger share policyVersion
    sales { minor } account { id name } } } }`;

interface Cockpit {
  readonly standing: Readonly<Record<string, unknown>> & {
    readonly misalignments: readonly { readonly code: string }[];
  };
  readonly why: readonly { readonly axis: string | null; readonly id: string | null; readonly says: string }[];
  readonly next: Readonly<Record<string, unknown>>;
}

/** Statements that one cockpit may take, whatever the account; sign-in and rights among them. */
const COCKPIT_STATEMENTS = 29;

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
  const system = <T>(work: (ctx: RequestContext) => Promise<T>, tenantId = tenant.id): Promise<T> =>
    test.app.get(ContextFactory, { strict: false }).asSystem(tenantId, 'test', work);
  /** Keeps how accounts stand on a day, at a moment. */
  const keepOf = (tenantId: string, accountIds: readonly string[], day: IsoDate): Promise<void> =>
    system(
      (ctx) => ctx.transaction(() => test.app.get(StandingKeeper, { strict: false }).keep(ctx, accountIds, day)),
      tenantId,
    );
  const keep = (accountIds: readonly string[], day: IsoDate): Promise<void> => keepOf(tenant.id, accountIds, day);
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

  it('reads the whole cockpit of 200 people and thousands of contacts with as many statements as of one', async () => {
    const [small, large] = [await createAccount(test, tenant), await createAccount(test, tenant)];
    for (const id of [small, large]) await stages.open(id, 'INITIAL');
    await addEntries(test, tenant.id, small, selling(await someone(small), [1]));
    const people = await Promise.all(Array.from({ length: 200 }, () => someone(large)));
    const functions = ['SALES', 'ENGINEERING', 'QUALITY', 'LOGISTICS', 'MANAGEMENT'];
    await addEntries(
      test,
      tenant.id,
      large,
      Array.from({ length: 4_000 }, (_, i): StoredEntry => ({
        kind: 'TOUCH',
        on: dateOfEpochDay(epochDay(TODAY) - Math.floor((i * 700) / 4_000)),
        payload: touchOf(
          admin.id,
          people[i % 200] as string,
          [functions[i % 5] as string, functions[(i + Math.floor(i / 7)) % 5] as string],
          ['WORKING', 'MIDDLE', 'TOP'][i % 3] as string,
        ),
      })),
    );
    await cockpit(small);
    const few = await countStatements(() => cockpit(small));
    const many = await countStatements(() => cockpit(large));
    expect(many.answer).toMatchObject({ standing: { interface: { value: 'TRIANGLE', status: 'ABOVE_TARGET' } } });
    expect(many.answer.why.filter(({ axis }) => axis === 'INTERFACE')).toHaveLength(10);
    expect(many.sent).toBe(few.sent);
    expect(few.sent).toBeLessThanOrEqual(COCKPIT_STATEMENTS);
  });

  it('§1, AS-04: the board counts every account by stage, level and interface, and lists those with the most to lose first', async () => {
    const other = await createTenant(test);
    const manager = await createStaff(test, other);
    const seller = await createStaff(test, other, 'SALES');
    const client = new StageClient(manager.client);
    const place = async (
      stage: string | null,
      sales: number,
      days: readonly number[] = [],
      values: AccountValues = {},
    ) => {
      const account = await createAccount(test, other, values);
      if (stage !== null) await client.open(account, stage);
      if (sales > 0)
        await test.admin.query(
          `insert into account_order_day (tenant_id, account_id, day, net_minor, lines) values ($1, $2, '2026-11-02', $3, 1)`,
          [other.id, account, sales],
        );
      const contact = (await createContact(test, other, account)).contactId;
      const touches = days.map((ago): StoredEntry => ({
        kind: 'TOUCH',
        on: dateOfEpochDay(epochDay(TODAY) - ago),
        payload: touchOf(manager.id, contact, ['SALES', 'PURCHASING']),
      }));
      await addEntries(test, other.id, account, touches);
      return account;
    };
    const [small, large] = [await place('STABLE', 100, [1, 2, 3]), await place('STRATEGIC', 900, [1, 2, 3])];
    const [middle, quiet] = [await place('STABLE', 500, [1], { ownerId: seller.id }), await place('INITIAL', 70)];
    const unopened = await place(null, 0);
    await keepOf(other.id, [small, large, middle, quiet, unopened], TODAY);
    const { answer: board, sent } = await countStatements(() => manager.client.data<{ portfolio: unknown }>(BOARD));
    const money = (minor: number) => ({ minor: String(minor) });
    expect(board.portfolio).toEqual({
      readOn: TODAY,
      all: { accounts: 5, dangers: 3, warnings: 0, opportunities: 0, sales: money(1570), salesAtRisk: money(1500) },
      stages: [
        { stage: null, counts: { accounts: 1, dangers: 0, sales: money(0) } },
        { stage: 'INITIAL', counts: { accounts: 1, dangers: 0, sales: money(70) } },
        { stage: 'STABLE', counts: { accounts: 2, dangers: 2, sales: money(600) } },
        { stage: 'STRATEGIC', counts: { accounts: 1, dangers: 1, sales: money(900) } },
      ],
      levels: [
        { stage: null, level: 'EXPLORATORY', counts: { accounts: 1 } },
        { stage: 'INITIAL', level: null, counts: { accounts: 1 } },
        { stage: 'STABLE', level: null, counts: { accounts: 2 } },
        { stage: 'STRATEGIC', level: null, counts: { accounts: 1 } },
      ],
      interfaces: [
        { stage: null, interface: null, counts: { accounts: 1, dangers: 0 } },
        { stage: 'INITIAL', interface: null, counts: { accounts: 1, dangers: 0 } },
        { stage: 'STABLE', interface: 'BUTTERFLY', counts: { accounts: 2, dangers: 2 } },
        { stage: 'STRATEGIC', interface: 'BUTTERFLY', counts: { accounts: 1, dangers: 1 } },
      ],
    });
    const ids = async (by: typeof manager, filter: object, page: object = {}) => {
      const { portfolioAccounts: found } = await by.client.data<{
        portfolioAccounts: { totalCount: number; nodes: { accountId: string }[]; pageInfo: { endCursor: string } };
      }>(LIST, { filter, ...page });
      return { ...found, ids: found.nodes.map(({ accountId }) => accountId) };
    };
    const first = await ids(manager, {}, { first: 2 });
    expect(first).toMatchObject({ totalCount: 5, ids: [large, middle] });
    expect(first.nodes[0]).toMatchObject({
      ...{ stage: 'STRATEGIC', interface: 'BUTTERFLY', kind: 'DANGER', misalignments: ['SHARE_ON_NARROW_INTERFACE'] },
      ...{ health: 'NORMAL', since: TODAY, readOn: TODAY, sales: money(900), account: { id: large } },
    });
    expect((await ids(manager, {}, { first: 3, after: first.pageInfo.endCursor })).ids).toEqual([
      small,
      quiet,
      unopened,
    ]);
    expect(
      (await ids(manager, { kind: 'DANGER', stage: 'STABLE', interface: 'BUTTERFLY', health: 'NORMAL' })).ids,
    ).toEqual([middle, small]);
    expect((await ids(manager, { level: 'EXPLORATORY' })).ids).toEqual([unopened]);
    // Who sees one account is told of one.
    expect(await ids(seller, {})).toMatchObject({ totalCount: 1, ids: [middle] });
    const own = await seller.client.data<{ portfolio: { all: { accounts: number } } }>(BOARD);
    expect(own.portfolio.all.accounts).toBe(1);
    // Of an owner, and of a team and all below its accounts: the board and the list agree, and cost no statement more.
    const team = await createTeam(test, other);
    const above = await place('STABLE', 40, [1], { teamIds: [team] });
    const below = await place('STABLE', 30, [], { parentId: above });
    await keepOf(other.id, [above, below], TODAY);
    const ofWhom = async (by: typeof manager, filter: object) => {
      const { answer, sent: statements } = await countStatements(() =>
        by.client.data<{ portfolio: { all: { accounts: number; dangers: number } } }>(
          'query ($filter: PortfolioScope) { portfolio(filter: $filter) { all { accounts dangers } } }',
          { filter },
        ),
      );
      expect(statements).toBeLessThanOrEqual(sent);
      return answer.portfolio.all;
    };
    expect((await ids(manager, { ownerId: seller.id })).ids).toEqual([middle]);
    expect(await ofWhom(manager, { ownerId: seller.id })).toEqual({ accounts: 1, dangers: 1 });
    expect((await ids(manager, { teamId: team })).ids).toEqual([above, below]);
    expect(await ofWhom(manager, { teamId: team })).toEqual({ accounts: 2, dangers: 1 });
    expect((await ids(manager, { teamId: team, kind: 'DANGER' })).ids).toEqual([above]);
    expect(await ofWhom(manager, { teamId: team, ownerId: seller.id })).toEqual({ accounts: 0, dangers: 0 });
    // Naming a team shows nobody more than he or she sees.
    expect(await ofWhom(seller, { teamId: team })).toEqual({ accounts: 0, dangers: 0 });
    expect((await ids(seller, { teamId: team })).ids).toEqual([]);
    for (const query of [
      'query ($filter: PortfolioScope) { portfolio(filter: $filter) { readOn } }',
      'query ($filter: PortfolioFilter) { portfolioAccounts(filter: $filter) { totalCount } }',
    ])
      expect(await manager.client.code(query, { filter: { teamId: 'nobody' } })).toBe('INPUT_INVALID');
    const again = await countStatements(() => manager.client.data(BOARD));
    expect(again.sent).toBe(sent);
    expect(sent).toBeLessThanOrEqual(8);
  });

  it('ST-08, ST-15: tells how stages move, how long accounts stay and how often they fall back', async () => {
    const other = await createTenant(test);
    const { client } = await createStaff(test, other);
    const move = (account: string, seq: number, at: string, data: object, opening: boolean) =>
      test.admin.query(
        `insert into stage_event (tenant_id, account_id, seq, type, at, actor, data, policy_version, opening)
         values ($1, $2, $3, $4, $5, 'system:test', $6, 0, $7)`,
        [
          other.id,
          account,
          seq,
          opening ? 'STAGE_OPENED' : 'STAGE_CHANGED',
          `${at}T08:00:00Z`,
          JSON.stringify(data),
          opening,
        ],
      );
    for (const [at, to] of [
      ['2026-01-22', 'STABLE'],
      ['2026-05-22', null],
    ] as const) {
      const account = await createAccount(test, other);
      await move(account, 1, '2025-11-22', { stage: 'INITIAL' }, true);
      if (to !== null) await move(account, 2, at, { entry: { from: 'INITIAL', to } }, false);
      if (to !== null) await move(account, 3, '2026-07-22', { entry: { from: to, to: 'INITIAL' } }, false);
    }
    const { stageDynamics } = await client.data<{
      stageDynamics: { stages: unknown[] };
    }>(`{ stageDynamics { asOf higherIsSafer
      transitions { from to count share } stages { stage completed open medianMonths p75Months completedMedianMonths accountMonths regressions
        regressionHazard regressionInterval { lower upper } terminations } } }`);
    expect(stageDynamics).toMatchObject({
      ...{ asOf: TODAY, higherIsSafer: 'OPEN' },
      transitions: [
        { from: null, to: 'INITIAL', count: 2, share: 1 },
        { from: 'INITIAL', to: 'STABLE', count: 1, share: 1 },
        { from: 'STABLE', to: 'INITIAL', count: 1, share: 1 },
      ],
    });
    const near = (months: number) => expect.closeTo(months, 0);
    // Two months that ended, twelve and four that go on: a third of the stays has ended.
    expect(stageDynamics.stages[1]).toMatchObject({
      stage: 'INITIAL',
      completed: 1,
      open: 2,
      medianMonths: null,
      completedMedianMonths: near(2),
      accountMonths: near(18),
      regressions: 0,
      regressionHazard: 0,
    });
    const hazard = 1 / (181 / (365.25 / 12));
    expect(stageDynamics.stages[2]).toMatchObject({
      stage: 'STABLE',
      completed: 1,
      open: 0,
      medianMonths: near(6),
      regressions: 1,
      regressionHazard: expect.closeTo(hazard, 6),
    });
  });

  it.each(['Asia/Shanghai', 'America/Los_Angeles'])(
    'knows at once what is recorded while the day in %s is not the one in UTC, and says the same of that day later',
    async (zone) => {
      const other = await createTenant(test);
      await test.admin.query('update tenant set time_zone = $2 where id = $1', [other.id, zone]);
      for (const moment of ['2026-11-20T20:00:00.000Z', '2026-11-21T04:00:00.000Z']) {
        now = moment;
        const day = moment.slice(0, 10) as IsoDate;
        const { client, id: me } = await createStaff(test, other);
        const account = await createAccount(test, other);
        const contact = (await createContact(test, other, account)).contactId;
        await new StageClient(client).open(account, 'STABLE');
        const payload = touchOf(me, contact, ['SALES', 'PURCHASING']);
        await addEntries(test, other.id, account, [{ kind: 'TOUCH', on: '2026-11-19', recordedAt: now, payload }]);
        const read = async (by: typeof client, on: IsoDate | null): Promise<unknown> =>
          (
            await by.data(
              `query ($id: ID!, $on: Date) { account(id: $id) { standing(on: $on) { on stage { value } interface { value }
                misalignments { code } } relationshipInterface(asOf: $on) { reading form } } }`,
              { id: account, on },
            )
          )['account'];
        const told = {
          standing: {
            ...{ on: day, stage: { value: 'STABLE' }, interface: { value: 'BUTTERFLY' } },
            misalignments: [{ code: 'SHARE_WITHOUT_DEPTH' }],
          },
          relationshipInterface: { reading: 'BUTTERFLY', form: expect.anything() },
        };
        expect(await read(client, null)).toEqual(told);
        now = `${TODAY}T09:00:00.000Z`;
        expect(await read((await createStaff(test, other)).client, day)).toEqual(told);
      }
    },
  );

  it('keeps what is bought as the posture of a day that has just gone by, though nothing tells it later', async () => {
    const account = await createAccount(test, tenant);
    now = '2026-11-20T01:00:00.000Z';
    await stages.open(account, 'INITIAL');
    const [product, category] = [uuidv7(), uuidv7()];
    await test.admin.query(
      `insert into product_category (tenant_id, id, external_id, name) values ($1, $2, 'K', 'Seals')`,
      [tenant.id, category],
    );
    await test.admin.query(
      `insert into product (tenant_id, id, external_id, name, category_id, offer_form) values ($1, $2, 'P', 'Seal', $3, 'CUSTOM')`,
      [tenant.id, product, category],
    );
    await test.admin.query(
      `insert into account_product_month (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
       values ($1, $2, $3, $4, '2026-11-01', 1000, 1, 1, 0, 0, 0, 0)`,
      [tenant.id, account, product, category],
    );
    for (const day of ['2026-11-20', '2026-11-21', TODAY]) {
      now = `${day}T02:00:00.000Z`;
      await keep([account], day);
    }
    for (const day of ['2026-11-20', '2026-11-21', TODAY]) {
      expect((await cockpit(account, day)).standing).toMatchObject({
        ...{ basis: day === TODAY ? 'COMPUTED' : 'STORED', stage: { value: 'INITIAL' } },
        posture: { value: 'PROACTIVE', status: 'ABOVE_TARGET', since: '2026-11-20' },
        misalignments: [{ code: 'WE_ADAPT_BEYOND_STAGE', kind: 'WARNING', axes: ['STAGE', 'POSTURE'] }],
      });
    }
    const { rows } = await test.admin.query('select since from account_standing where account_id = $1', [account]);
    expect(rows).toHaveLength(1);
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
    const whyInterface = async (account: string, day: IsoDate): Promise<readonly string[]> => {
      const facts = await system((ctx) => test.app.get(StandingWhyService, { strict: false }).of(ctx, account, day));
      const told = facts.filter(({ axis, says }) => axis === 'INTERFACE' && says !== 'JOINT_TEAM');
      return told.map(({ on, id, says }) => `${on} ${id} ${says}`);
    };
    /** The newest of each pair of functions, those who met last first, out of the contacts one by one. */
    const newestContacts = async (account: string, day: IsoDate): Promise<readonly string[]> => {
      const { inside } = await system((ctx) =>
        test.app.get(InterfaceService, { strict: false }).basis(ctx, account, day),
      );
      const lines = inside.map(
        ({ on, id, ourFunction, theirFunction }) => `${on} ${id} ${ourFunction}-${theirFunction}`,
      );
      const newest = new Map(lines.sort().map((line) => [line.split(' ').at(-1), line]));
      return [...newest.values()].sort().reverse().slice(0, MOST_FACTS);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 25, size: 'max' }), async (actions) => {
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
          expect(await whyInterface(account, on)).toEqual(await newestContacts(account, on));
        }
      }),
      { numRuns: 3 },
    );
  }, 120_000);
});

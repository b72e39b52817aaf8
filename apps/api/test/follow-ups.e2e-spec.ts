import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant, PASSWORD } from './factories/tenant.factory.js';
import { NotificationWorld } from './notification-world.js';
import { importFile } from './support/import-client.js';

const TASK = `id kind text onDay untilDay dueOn status overdue result policyVersion owner { id } account { id } endedBy { id } season { name }
  promotion { id } touch { kind touch { channel minutes contact { id } } }`;
const QUEUE = `query ($f: FollowUpFilter, $n: Int = 50, $after: String) { followUps(filter: $f, first: $n, after: $after) { totalCount nodes { ${TASK} }
  pageInfo { endCursor hasNextPage } } }`;
const MINE = `{ myActions { totalCount nodes { id kind text dueOn overdue owner { id } account { id } planAction { id } followUp { id onDay } } } }`;
const COMPLETE = `mutation ($input: CompleteFollowUpInput!) { completeFollowUp(input: $input) { ${TASK} } }`;
const DROP = `mutation ($id: ID!) { dropFollowUp(id: $id, note: "Sold on.") { status result } }`;
const POSTPONE =
  'mutation ($id: ID!, $dueOn: Date!) { postponeFollowUp(id: $id, dueOn: $dueOn, note: "Away.") { dueOn overdue } }';
const ASSIGN = 'mutation ($id: ID!, $to: ID!) { assignFollowUp(id: $id, ownerId: $to) { owner { id } } }';
const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
const SEASON = 'id name version nextPeak { startsOn endsOn planBy }';
const CREATE = `mutation ($input: CreateSeasonInput!) { createSeason(input: $input) { ${SEASON} } }`;
const UPDATE = `mutation ($id: ID!, $v: Int!, $input: UpdateSeasonInput!) { updateSeason(id: $id, version: $v, input: $input) { ${SEASON} } }`;
const HEAD = 'account,orderNumber,lineNumber,promisedOn,quantity,deliveredOn,deliveredQuantity,deliveryNumber\n';
// A Monday.
const TODAY = '2026-11-23T09:00:00.000Z';
/** Two lines of one delivery and another of the account C1, one of C2; one so old that nobody asks any more. */
const DELIVERIES = `${HEAD}C1,O1,1,2026-11-20,10,2026-11-20,10,N1
C1,O1,2,2026-11-20,4,2026-11-20,4,N1
C1,O2,1,2026-11-09,10,2026-11-07,10,N2
C1,O0,1,2026-09-01,10,2026-09-01,10,N0
C2,O3,1,2026-11-20,10,2026-11-20,10,N3
`;

type Person = Awaited<ReturnType<typeof createStaff>>;
interface Task {
  readonly id: string;
  readonly onDay: string;
  readonly dueOn: string;
  readonly status: string;
}

describe('follow-ups', () => {
  let world: NotificationWorld;
  let tenant: { id: string; slug: string };
  let [seller, boss, helper, stranger]: Person[] = [];
  let [mill, nobodys]: string[] = [];

  beforeAll(async () => {
    world = await NotificationWorld.start(TODAY);
  });
  afterAll(() => world.stop());

  beforeEach(async () => {
    world.setTime(TODAY);
    tenant = await createTenant(world.test, 'Helix');
    const join = (role: Parameters<typeof createStaff>[2]) => createStaff(world.test, tenant, role);
    [seller, boss, helper, stranger] = [
      await join('SALES'),
      await join('ADMIN'),
      await join('SERVICE'),
      await join('SALES'),
    ];
    const teamIds = [await createTeam(world.test, tenant, [helper.id])];
    const about = { externalId: 'C1', name: 'North Mill', stage: 'STABLE', ownerId: seller.id, teamIds } as const;
    mill = await createAccount(world.test, tenant, about);
    nobodys = await createAccount(world.test, tenant, { externalId: 'C2', name: 'South Mill', stage: 'INITIAL' });
  });

  const keep = async (): Promise<void> => {
    await world.publish(tenant, 'follow-ups.keep', {});
    await world.settled(tenant);
  };
  const send = async (csv = DELIVERIES, query: Record<string, string> = {}) => {
    const sent = await importFile(world.test, boss!.token, 'deliveries', csv, { query });
    expect(sent.httpStatus).toBe(201);
    await world.settled(tenant);
    return sent;
  };
  const again = async ({ id, email }: Person): Promise<Person> => {
    const { signIn } = await world.test.staff.data<{ signIn: { accessToken: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      { input: { tenant: tenant.slug, email, password: PASSWORD } },
    );
    return { id, email, client: world.test.staff.as(signIn.accessToken), token: signIn.accessToken };
  };
  /** The same people, signed in anew, at nine o'clock of a later day. */
  const goTo = async (day: string): Promise<void> => {
    world.setTime(`${day}T09:00:00.000Z`);
    [seller, boss, helper, stranger] = await Promise.all([seller!, boss!, helper!, stranger!].map(again));
  };
  const queue = async (f: object = {}, { client }: Person = boss!): Promise<Task[]> =>
    (await client.data<{ followUps: { nodes: Task[] } }>(QUEUE, { f })).followUps.nodes;
  const dues = async (f: object = {}) => (await queue(f)).map(({ onDay, dueOn, status }) => [onDay, dueOn, status]);
  const mine = async ({ client }: Person) =>
    (await client.data<{ myActions: { nodes: Record<string, unknown>[] } }>(MINE)).myActions.nodes;

  it('SG-42: a delivery gives its customer one call-back, to whom the account is, however often it is told or looked for', async () => {
    await send();
    const asked = [
      ['2026-11-07', '2026-11-23', 'OPEN'],
      ['2026-11-20', '2026-12-04', 'OPEN'],
    ];
    expect(await dues({ accountId: mill })).toEqual(asked);
    await send();
    await Promise.all([keep(), keep()]);
    expect(await dues({ accountId: mill })).toEqual(asked);
    expect(await mine(seller!)).toMatchObject([
      {
        ...{ kind: 'CALL_BACK', dueOn: '2026-11-23', overdue: false, owner: { id: seller!.id }, account: { id: mill } },
        ...{ text: 'Call back: how does what arrived on 2026-11-07 serve them?', planAction: null },
        followUp: { onDay: '2026-11-07' },
      },
      { dueOn: '2026-12-04' },
    ]);
    expect([await mine(stranger!), await queue({}, stranger!)]).toEqual([[], []]);
    const [unowned] = await queue({ unowned: true });
    expect(unowned).toMatchObject({ account: { id: nobodys }, owner: null });
    await world.test.admin.query('update account set owner_id = $2 where id = $1', [nobodys, stranger!.id]);
    await keep();
    expect(await mine(stranger!)).toMatchObject([{ id: unowned?.id, account: { id: nobodys } }]);
  });

  it('SG-42: a delivery that is undone or corrected takes its open call-back along; what was done stays and is not asked again', async () => {
    const { id } = await send();
    const [first] = await queue({ accountId: mill });
    await seller!.client.data(COMPLETE, { input: { id: first?.id, note: 'Runs well.' } });
    await send(
      DELIVERIES.replaceAll('2026-11-20,10,N1', '2026-11-19,10,N1').replaceAll('2026-11-20,4,N1', '2026-11-19,4,N1'),
      {
        onChange: 'correct',
      },
    );
    const done = ['2026-11-07', '2026-11-23', 'DONE'];
    expect(await dues({ accountId: mill })).toEqual([done, ['2026-11-19', '2026-12-03', 'OPEN']]);
    const corrected = await world.test.admin.query<{ id: string }>(
      `select id from import where tenant_id = $1 and id <> $2`,
      [tenant.id, id],
    );
    for (const each of [corrected.rows[0]?.id, id]) await boss!.client.data(UNDO, { id: each });
    await world.settled(tenant);
    expect(await dues()).toEqual([done]);
    await send();
    expect(await dues({ accountId: mill })).toEqual([done, ['2026-11-20', '2026-12-04', 'OPEN']]);
    await world.test.admin.query(`update account set stage = 'ENDED' where id = $1`, [mill]);
    await keep();
    expect(await dues({ accountId: mill })).toEqual([done]);
  });

  it('SG-42: is done by its owner with a note and the contact in one step, or not at all', async () => {
    await send();
    const { contactId } = await createContact(world.test, tenant, mill!, { name: 'Mei' });
    const [{ id }] = (await queue({ accountId: mill })) as [Task];
    const input = {
      id,
      note: 'Two gaskets leak; a complaint follows.',
      touch: { contactId, channel: 'CALL', theirFunction: 'QUALITY', minutes: 12 },
    };
    expect(await stranger!.client.code(COMPLETE, { input })).toBe('NOT_FOUND');
    expect(await helper!.client.code(COMPLETE, { input })).toBe('FORBIDDEN');
    expect(await seller!.client.code(COMPLETE, { input: { ...input, note: ' ' } })).toBe('INPUT_INVALID');
    expect(await seller!.client.code(COMPLETE, { input: { ...input, promotionId: contactId } })).toBe('INPUT_INVALID');
    const wrong = await seller!.client.send(COMPLETE, { input: { ...input, touch: { ...input.touch, minutes: -1 } } });
    expect(wrong.errors?.[0]?.extensions.reasons).toMatchObject([{ path: ['input', 'touch', 'minutes'] }]);
    expect((await queue({ accountId: mill, status: 'DONE' })).length).toBe(0);
    expect(await seller!.client.data(COMPLETE, { input })).toMatchObject({
      completeFollowUp: {
        ...{ status: 'DONE', result: input.note, endedBy: { id: seller!.id }, overdue: false, policyVersion: 0 },
        touch: { kind: 'TOUCH', touch: { channel: 'CALL', minutes: 12, contact: { id: contactId } } },
      },
    });
    expect(await seller!.client.code(COMPLETE, { input })).toBe('FOLLOW_UP_ENDED');
    const told = await seller!.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 5) { nodes { kind } } } }',
      { id: mill },
    );
    expect(told.account.timeline.nodes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['follow-up.completed', 'ledger.recorded']),
    );
  });

  it('SG-42: what is overdue is listed in pages, told once, and put off or handed on', async () => {
    await send();
    await world.prefer(helper!, { topics: ['FOLLOW_UP_OVERDUE'], digest: 'NONE', locale: 'zh-CN' });
    await goTo('2026-12-05');
    await boss!.client.data(ASSIGN, { id: (await queue({ accountId: mill }))[1]?.id, to: helper!.id });
    const page = (after?: string) =>
      boss!.client.data<{ followUps: { totalCount: number; nodes: Task[]; pageInfo: { endCursor: string } } }>(QUEUE, {
        ...{ f: { overdue: true, kind: 'CALL_BACK' }, n: 2, after },
      });
    const { followUps: first } = await page();
    expect([first.totalCount, first.nodes.map(({ dueOn }) => dueOn)]).toEqual([3, ['2026-11-23', '2026-12-04']]);
    const { followUps: rest } = await page(first.pageInfo.endCursor);
    expect(rest.nodes).toHaveLength(1);
    for (let tick = 0; tick < 2; tick += 1) await world.tick(tenant);
    expect(world.mailsTo(helper!).map(({ subject }) => subject)).toEqual([
      'Helix：North Mill：电话回访：2026-11-20 到货的产品使用情况如何；自2026年12月4日起逾期',
    ]);
    const [own] = await queue({ ownerId: helper!.id });
    expect(await helper!.client.code(POSTPONE, { id: own?.id, dueOn: '2026-12-04' })).toBe('NOT_LATER');
    expect(await helper!.client.data(POSTPONE, { id: own?.id, dueOn: '2026-12-08' })).toEqual({
      postponeFollowUp: { dueOn: '2026-12-08', overdue: false },
    });
    expect(await helper!.client.code(ASSIGN, { id: own?.id, to: seller!.id })).toBe('FORBIDDEN');
    expect(await boss!.client.code(ASSIGN, { id: own?.id, to: stranger!.id })).toBe('OWNER_NOT_FOUND');
    await keep();
    expect(await queue({ overdue: true, accountId: mill })).toMatchObject([
      { dueOn: '2026-11-23', owner: { id: seller!.id } },
    ]);
    expect(await helper!.client.data(DROP, { id: own?.id })).toEqual({
      dropFollowUp: { status: 'DROPPED', result: 'Sold on.' },
    });
    expect(await mine(helper!)).toEqual([]);
  });

  it('SG-42: the days are the tenant’s own, and each call-back says under which policy it was asked for', async () => {
    await send(`${HEAD}C1,O2,1,2026-11-09,10,2026-11-07,10,N2\n`);
    const settings = [
      { path: 'followUp.callBackDays', value: 4 },
      { path: 'followUp.callBackLapseDays', value: 5 },
    ];
    await boss!.client.data('mutation ($input: UpdatePolicyInput!) { updatePolicy(input: $input) { version } }', {
      input: { expectedVersion: 0, settings },
    });
    await send();
    expect(await queue({ accountId: mill })).toMatchObject([
      { onDay: '2026-11-07', dueOn: '2026-11-23', policyVersion: 0 },
      { onDay: '2026-11-20', dueOn: '2026-11-24', policyVersion: 1 },
    ]);
  });

  describe('before a season', () => {
    const festival = { name: 'Spring Festival', country: 'TW', startsOn: '2027-02-06', endsOn: '2027-02-20' };
    const promote = async (code: string, startsOn: string, endsOn: string): Promise<string> => {
      const input = {
        code,
        name: code,
        startsOn,
        endsOn,
        mechanic: 'DISCOUNT',
        discountPercent: '5',
        audience: 'PARTICIPANTS',
      };
      const made = await boss!.client.data<{ createPromotion: { id: string } }>(
        'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { id } }',
        { input },
      );
      return made.createPromotion.id;
    };

    beforeEach(async () => {
      await world.test.admin.query(`update account set country = 'TW' where id = $1`, [mill]);
      await createAccount(world.test, tenant, { name: 'Never bought' });
    });

    it('SV-02: the market’s accounts are to be talked to weeks before the peak, and a promotion is agreed on', async () => {
      world.setTime('2026-11-13T09:00:00.000Z');
      await goTo('2026-11-13');
      expect(await seller!.client.code(CREATE, { input: festival })).toBe('FORBIDDEN');
      expect(await boss!.client.code(CREATE, { input: { ...festival, endsOn: '2027-02-05' } })).toBe('INPUT_INVALID');
      const { createSeason } = await boss!.client.data<{ createSeason: { id: string } }>(CREATE, { input: festival });
      expect(createSeason).toMatchObject({
        nextPeak: { startsOn: '2027-02-06', endsOn: '2027-02-20', planBy: '2026-12-12' },
      });
      await world.settled(tenant);
      expect(await queue()).toEqual([]);
      const peaks = `query ($id: ID!) { accountSeasonPeaks(accountId: $id) { seasonId name startsOn planBy } }`;
      const peak = { name: 'Spring Festival', startsOn: '2027-02-06', planBy: '2026-12-12' };
      expect(await seller!.client.data(peaks, { id: mill })).toEqual({
        accountSeasonPeaks: [{ seasonId: createSeason.id, ...peak }],
      });
      expect(await boss!.client.data(peaks, { id: nobodys })).toEqual({ accountSeasonPeaks: [] });
      expect(await stranger!.client.code(peaks, { id: mill })).toBe('NOT_FOUND');
      await goTo('2026-11-14');
      await keep();
      await keep();
      const [task, ...more] = await mine(seller!);
      expect([task, more]).toMatchObject([
        {
          ...{ kind: 'SEASON', dueOn: '2026-12-12', account: { id: mill } },
          text: 'Talk over the season with them, and what to promote: Spring Festival, from 2027-02-06 on',
        },
        [],
      ]);
      const [late, early] = [
        await promote('P1', '2027-02-01', '2027-02-28'),
        await promote('P2', '2026-11-01', '2026-12-31'),
      ];
      const input = { id: task?.['id'], note: 'They stock up by January.' };
      expect(await seller!.client.code(COMPLETE, { input: { ...input, promotionId: early } })).toBe(
        'PROMOTION_OUTSIDE_SEASON',
      );
      expect(await seller!.client.code(COMPLETE, { input: { ...input, promotionId: input.id } })).toBe('NOT_FOUND');
      expect(await seller!.client.data(COMPLETE, { input: { ...input, promotionId: late } })).toMatchObject({
        completeFollowUp: {
          status: 'DONE',
          untilDay: '2027-02-20',
          promotion: { id: late },
          season: { name: 'Spring Festival' },
        },
      });
      const agreed = await seller!.client.data(
        'query ($id: ID!) { account(id: $id) { promotionUptakes(first: 5) { nodes { promotion { id } } } } }',
        { id: mill },
      );
      expect(agreed).toEqual({ account: { promotionUptakes: { nodes: [{ promotion: { id: late } }] } } });
      await keep();
      expect(await mine(seller!)).toEqual([]);
    });

    it('SV-02: what is open follows a season that moves or is withdrawn; what was done stays', async () => {
      const soon = { ...festival, country: null, startsOn: '2026-12-20', endsOn: '2027-01-06', everyYear: true };
      const { createSeason } = await boss!.client.data<{ createSeason: { id: string } }>(CREATE, { input: soon });
      await world.settled(tenant);
      const asked = async () =>
        (await queue({ kind: 'SEASON' })).map(({ onDay, dueOn, status }) => [onDay, dueOn, status]);
      // Whoever has no stage yet is no customer to talk to.
      expect(await asked()).toEqual(Array(2).fill(['2026-12-20', '2026-10-25', 'OPEN']));
      const [own] = await queue({ accountId: mill });
      await seller!.client.data(COMPLETE, { input: { id: own?.id, note: 'No promotion.' } });
      const { id } = createSeason;
      expect(await boss!.client.code(UPDATE, { id, v: 9, input: {} })).toBe('VERSION_CONFLICT');
      await boss!.client.data(UPDATE, { id, v: 1, input: { startsOn: '2026-12-27' } });
      await world.settled(tenant);
      expect((await asked()).sort()).toEqual([
        ['2026-12-20', '2026-10-25', 'DONE'],
        ...Array(2).fill(['2026-12-27', '2026-11-01', 'OPEN']),
      ]);
      await boss!.client.data(UPDATE, { id, v: 2, input: { name: 'Year’s end', endsOn: '2027-01-02' } });
      await world.settled(tenant);
      expect(await queue({ kind: 'SEASON', status: 'OPEN', accountId: mill })).toMatchObject([
        { untilDay: '2027-01-02', text: expect.stringContaining('Year’s end, from 2026-12-27 on') },
      ]);
      await boss!.client.data('mutation ($id: ID!) { withdrawSeason(id: $id) }', { id });
      await world.settled(tenant);
      expect(await asked()).toEqual([['2026-12-20', '2026-10-25', 'DONE']]);
      expect(await boss!.client.data('{ seasons { totalCount } }')).toEqual({ seasons: { totalCount: 0 } });
      const kept = `query ($id: ID!) { season(id: $id) { name followUps(first: 5) { nodes { result } } } }`;
      expect(await boss!.client.data(kept, { id })).toEqual({
        season: { name: 'Year’s end', followUps: { nodes: [{ result: 'No promotion.' }] } },
      });
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseClient } from './case-client.js';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createAlert } from './factories/alert.factory.js';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { complaintInput, fileComplaint } from './factories/complaint.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays } from './factories/trade.factory.js';
import { NotificationWorld } from './notification-world.js';
import { StageClient } from './stage-client.js';

const NIGHT = { from: '20:00', to: '07:00' };
// A Monday in Berlin: after lunch, and in the evening, before sessions end.
const NOON = '2026-11-23T12:00:00.000Z';
const LATE = '2026-11-23T19:15:00.000Z';
const TOPICS = [
  'ALERT_OPENED',
  'CASE_ASSIGNED',
  'CASE_OVERDUE',
  'STAGE_APPROVAL',
  'COMPLAINT_FILED',
  'COMPLAINT_BREACHED',
  'PLAN_ACTION_ASSIGNED',
  'PLAN_ACTION_OVERDUE',
  'FOLLOW_UP_OVERDUE',
  'PLAN_APPROVAL',
  'ASSESSMENT_ASKED',
  'ADVISORY_APPROVAL',
  'ADVISORY_ACTED',
];
const MINE =
  '{ myNotificationPreferences { digest sendHour weekdays timeZone locale topics mailAccounts digestAccounts quietHours { from to } } }';

type Person = Awaited<ReturnType<typeof createStaff>>;

describe('notifications', () => {
  let world: NotificationWorld;
  let tenant: { id: string; slug: string };

  beforeAll(async () => {
    world = await NotificationWorld.start(NOON);
  });
  afterAll(() => world.stop());

  beforeEach(async () => {
    world.setTime(NOON);
    tenant = await createTenant(world.test, 'Helix');
    await world.test.admin.query(`update tenant set time_zone = 'Europe/Berlin' where id = $1`, [tenant.id]);
  });

  const subjects = (person: Person) => world.mailsTo(person).map(({ subject }) => subject);

  /** Somebody who is mailed at once and gets no digest. */
  async function given(role: Parameters<typeof createStaff>[2], input: object = {}): Promise<Person> {
    const person = await createStaff(world.test, tenant, role);
    await world.prefer(person, { digest: 'NONE', ...input });
    return person;
  }

  /** An alert of a new account, announced as the evaluation announces it. */
  async function raise(values: Parameters<typeof createAccount>[2], state = 'ALERT'): Promise<string> {
    const id = await createAlert(world.test, tenant, await createAccount(world.test, tenant, values), { state });
    const notify = state === 'ALERT' ? ['OWNER', 'MANAGER'] : [];
    await world.publish(tenant, 'alert.opened', {
      alertId: id,
      state,
      notify,
      signals: ['ORDER_GAP'],
      exceptional: false,
    });
    await world.settled(tenant);
    return id;
  }

  describe('preferences', () => {
    it('are sensible for somebody who has chosen nothing', async () => {
      const { client, id } = await createStaff(world.test, tenant, 'SALES');
      await world.test.admin.query(`update staff_member set locale = 'zh-TW' where id = $1`, [id]);
      expect(await client.data(MINE)).toEqual({
        myNotificationPreferences: {
          ...{ digest: 'DAILY', sendHour: 7, weekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] },
          ...{ timeZone: 'Europe/Berlin', locale: 'zh-TW', topics: ['ALERT_OPENED'], quietHours: null },
          ...{ mailAccounts: 'OWNED', digestAccounts: 'PORTFOLIO' },
        },
      });
    });

    it('change as far as they are given, for the caller alone, and are on record', async () => {
      const [person, other] = [
        await createStaff(world.test, tenant, 'SALES'),
        await createStaff(world.test, tenant, 'SALES'),
      ];
      const all = {
        ...{ digest: 'WEEKLY', sendHour: 9, weekdays: ['FRIDAY'], quietHours: NIGHT, timeZone: 'America/New_York' },
        ...{ locale: 'zh-CN', topics: ['CASE_OVERDUE', 'ALERT_OPENED'], mailAccounts: 'ALL', digestAccounts: 'OWNED' },
      };
      const stored = { ...all, topics: ['ALERT_OPENED', 'CASE_OVERDUE'] };
      expect(await world.prefer(person, all)).toEqual(stored);
      expect(await world.prefer(person, { sendHour: 10, topics: [] })).toEqual({ ...stored, sendHour: 10, topics: [] });
      expect(await world.prefer(person, { quietHours: null, timeZone: null, locale: null, digest: null })).toEqual({
        ...{ ...stored, sendHour: 10, topics: [] },
        ...{ quietHours: null, timeZone: 'Europe/Berlin', locale: 'en' },
      });
      expect((await other.client.data(MINE))['myNotificationPreferences']).toMatchObject({
        digest: 'DAILY',
        sendHour: 7,
      });
      const { rows } = await world.test.admin.query(
        `select entity_id from audit_log where tenant_id = $1 and action = 'notification-preferences-changed'`,
        [tenant.id],
      );
      expect(rows).toEqual([person, person, person].map(({ id }) => ({ entity_id: id })));
    });

    it.each([
      [{ sendHour: 24 }, 'input.sendHour', 'TOO_BIG'],
      [{ weekdays: [] }, 'input.weekdays', 'CUSTOM'],
      [{ digest: 'WEEKLY' }, 'input.weekdays', 'ONE_WEEKDAY'],
      [{ quietHours: { from: '24:00', to: '07:00' } }, 'input.quietHours.from', 'INVALID_FORMAT'],
      [{ quietHours: { from: '07:00', to: '07:00' } }, 'input.quietHours', 'CUSTOM'],
      [{ quietHours: { from: '06:30', to: '08:00' } }, 'input.sendHour', 'IN_QUIET_HOURS'],
      [{ timeZone: 'Mars/Olympus' }, 'input.timeZone', 'CUSTOM'],
      [{ locale: 'de' }, 'input.locale', 'INVALID_VALUE'],
    ])('are refused where they make no sense: %j', async (input, path, code) => {
      const person = await createStaff(world.test, tenant, 'SALES');
      expect(await world.refusal(person, input)).toEqual(['INPUT_INVALID', path, code]);
    });

    it('are for staff alone', async () => {
      expect(await world.test.staff.code(MINE)).toBe('UNAUTHENTICATED');
    });
  });

  describe('mail at once', () => {
    it('tells the owner of an account of its alert, without any choice made; nobody of what is only watched', async () => {
      const [owner, other] = [
        await createStaff(world.test, tenant, 'SALES'),
        await createStaff(world.test, tenant, 'SALES'),
      ];
      await raise({ ownerId: owner.id, name: 'Watched' }, 'WATCH');
      await raise({ ownerId: owner.id, name: 'North Mill' });
      expect(subjects(owner)).toEqual(['Helix: North Mill: no order for unusually long; 3 times the limit']);
      expect(subjects(other)).toEqual([]);
    });

    it('tells of the accounts that were chosen, and never of one that the person may not see', async () => {
      const people = {
        owned: await given('SALES', { mailAccounts: 'OWNED' }),
        team: await given('SALES', { mailAccounts: 'PORTFOLIO' }),
        stranger: await given('SALES', { mailAccounts: 'ALL' }),
        boss: await given('MANAGER', { mailAccounts: 'ALL' }),
        modest: await given('MANAGER', { mailAccounts: 'PORTFOLIO' }),
      };
      const teamId = await createTeam(world.test, tenant, [people.owned.id, people.team.id]);
      await raise({ name: 'Team Mill', teamIds: [teamId] });
      const told = Object.fromEntries(Object.entries(people).map(([name, person]) => [name, subjects(person).length]));
      expect(told).toEqual({ owned: 0, team: 1, stranger: 0, boss: 1, modest: 0 });
    });

    it('asks for rights when it is mailed: who has lost sight of the account meanwhile is told nothing', async () => {
      const person = await given('SALES', { quietHours: NIGHT, mailAccounts: 'ALL' });
      const teamId = await createTeam(world.test, tenant, [person.id]);
      world.setTime(LATE);
      await raise({ name: 'Team Mill', teamIds: [teamId] });
      await world.test.admin.query('delete from team_member where staff_id = $1', [person.id]);
      await world.tick(tenant, '2026-11-24T06:00:00.000Z');
      expect(subjects(person)).toEqual([]);
      expect(await waiting(person)).toBe(0);
    });

    it('waits for the end of the quiet hours and then is one mail, without what has settled itself', async () => {
      const person = await given('KEY_ACCOUNT_MANAGER', { quietHours: NIGHT, topics: TOPICS });
      world.setTime(LATE);
      await raise({ ownerId: person.id, name: 'North Mill' });
      const over = await raise({ ownerId: person.id, name: 'South Mill' });
      const customer = await createCustomer(world.test, tenant, { name: 'East Mill' });
      await world.test.admin.query('update account set owner_id = $2 where id = $1', [customer.accountId, person.id]);
      const buyer = await createBuyerSession(world.test, tenant, customer.accountContactId);
      await fileComplaint(buyer.client, { subject: 'Leaking gasket' });
      await world.test.admin.query(
        `update alert set state = 'NORMAL', closed_at = now(), close_reason = 'WITHIN_LIMITS' where id = $1`,
        [over],
      );
      await world.tick(tenant, '2026-11-24T05:45:00.000Z');
      expect(subjects(person)).toEqual([]);
      await world.tick(tenant, '2026-11-24T06:00:00.000Z');
      const [mail, ...more] = world.mailsTo(person);
      expect(more).toEqual([]);
      expect(mail?.subject).toBe('Helix: 2 notices');
      expect(mail?.text).toContain(
        'Alerts to look at (1)\n- North Mill: no order for unusually long; 3 times the limit',
      );
      expect(mail?.text).toContain(
        'New complaints (1)\n- East Mill: C-2026-000001; Leaking gasket; received; filed on November 23, 2026',
      );
      await world.tick(tenant, '2026-11-24T06:15:00.000Z');
      expect(subjects(person)).toHaveLength(1);
    });

    it('ends its quiet hours by the wall clock when clocks change', async () => {
      const start = '2026-10-24T22:30:00.000Z';
      world.setTime(start);
      const person = await given('SALES', { quietHours: NIGHT });
      await raise({ ownerId: person.id });
      // 07:00 is an hour later in UTC from that morning on.
      await world.tick(tenant, '2026-10-25T05:00:00.000Z');
      expect(subjects(person)).toHaveLength(0);
      await world.tick(tenant, '2026-10-25T06:00:00.000Z');
      expect(subjects(person)).toHaveLength(1);
    });

    it('is not sent to those who have unsubscribed or left while it waited', async () => {
      const [off, gone] = [await given('SALES', { quietHours: NIGHT }), await given('SALES', { quietHours: NIGHT })];
      world.setTime(LATE);
      for (const { id } of [off, gone]) await raise({ ownerId: id });
      await world.prefer(off, { topics: [] });
      await world.test.admin.query('update staff_member set disabled_at = now() where id = $1', [gone.id]);
      await world.tick(tenant, '2026-11-24T06:00:00.000Z');
      expect([off, gone].map((person) => subjects(person).length)).toEqual([0, 0]);
      expect([await waiting(off), await waiting(gone)]).toEqual([0, 0]);
    });

    it('comes together when much happens at once, and each thing once however often it is announced', async () => {
      const person = await given('SALES');
      const alerts = [];
      for (let each = 0; each < 6; each += 1)
        alerts.push(
          await createAlert(world.test, tenant, await createAccount(world.test, tenant, { ownerId: person.id })),
        );
      for (let time = 0; time < 3; time += 1) {
        await Promise.all(
          alerts.map((alertId) =>
            world.publish(tenant, 'alert.changed', { alertId, state: 'ALERT', from: 'WATCH', notify: ['OWNER'] }),
          ),
        );
      }
      await world.settled(tenant);
      expect(subjects(person)).toHaveLength(1);
      await raise({ ownerId: person.id });
      expect(subjects(person)).toHaveLength(1);
      await Promise.all(Array.from({ length: 6 }, () => world.publish(tenant, 'notifications.due', {})));
      await world.settled(tenant);
      expect(subjects(person)).toHaveLength(1);
      world.setTime('2026-11-23T12:15:00.000Z');
      await Promise.all(Array.from({ length: 6 }, () => world.publish(tenant, 'notifications.due', {})));
      await world.settled(tenant);
      await world.tick(tenant, '2026-11-23T12:30:00.000Z');
      const told = world.mailsTo(person).map(({ text }) => Number(/Alerts to look at \((\d+)\)/.exec(text)?.[1]));
      expect(told).toHaveLength(2);
      expect(told.reduce((sum, each) => sum + each, 0)).toBe(7);
    });

    it('tells whom a case was given to by somebody else, and once that something of it is overdue', async () => {
      const owner = await given('KEY_ACCOUNT_MANAGER', { topics: TOPICS });
      const boss = await given('MANAGER', { topics: TOPICS });
      const account = await createAccount(world.test, tenant, { ownerId: owner.id, name: 'North Mill' });
      const alert = await createAlert(world.test, tenant, account);
      const [mine, theirs] = [new CaseClient(owner.client, owner.id), new CaseClient(boss.client, boss.id)];
      // The owner confirms it and so opens his own case.
      expect(await mine.triage(alert, 'CONFIRMED')).toBeUndefined();
      await world.settled(tenant);
      expect(subjects(owner)).toEqual([]);
      const found = await mine.ofAlert(alert);
      await mine.assign(found?.id as string, boss.id);
      await world.settled(tenant);
      expect(subjects(boss)).toEqual([expect.stringMatching(/^Helix: North Mill: to be taken up; due on /)]);
      await theirs.assign(found?.id as string, owner.id);
      await world.settled(tenant);
      expect(subjects(owner)).toHaveLength(1);
      for (const day of ['2026-12-10', '2026-12-11', '2026-12-12']) await world.tick(tenant, `${day}T09:00:00.000Z`);
      expect(subjects(owner).slice(1)).toEqual([
        expect.stringMatching(/^Helix: North Mill: to be taken up; overdue since /),
      ]);
      expect(subjects(boss)).toHaveLength(1);
    });

    it('tells of what is overdue when the day is over where the tenant is, however long the list of those who have left', async () => {
      await world.test.admin.query(`update tenant set time_zone = 'Asia/Shanghai' where id = $1`, [tenant.id]);
      const leaver = await given('KEY_ACCOUNT_MANAGER', { topics: TOPICS });
      const owner = await given('KEY_ACCOUNT_MANAGER', { topics: ['CASE_OVERDUE'], timeZone: 'Asia/Shanghai' });
      const account = await createAccount(world.test, tenant, { ownerId: owner.id, name: 'North Mill' });
      // More cases of somebody who has left than one look takes, all of them due long ago.
      const old = `insert into alert (tenant_id, id, account_id, opened_at, version, state, since, raised_on, leading_kind, signal_kinds, score, exceptional, closed_at, close_reason)
        select $1, gen_random_uuid(), $2, '2026-01-01', 1, 'NORMAL', '2026-01-01', '2026-01-01', 'ORDER_GAP', '{ORDER_GAP}', 2, false, '2026-01-02', 'RECOVERED'
        from generate_series(1, 501) returning id`;
      await world.test.admin.query(
        `with a as (${old}) insert into relationship_case (tenant_id, id, account_id, alert_id, automatic, opened_at, state, since, open_due, opened_late,
           step_due, next_due, owner_id, version, policy_version)
         select $1, gen_random_uuid(), $2, a.id, false, '2026-01-01', 'TRIAGE', '2026-01-01', '2026-01-02', false, '2026-01-02', '2026-01-02', $3, 1, 0 from a`,
        [tenant.id, account, leaver.id],
      );
      await world.test.admin.query('update staff_member set disabled_at = now() where id = $1', [leaver.id]);
      const mine = new CaseClient(owner.client, owner.id);
      await mine.triage(await createAlert(world.test, tenant, account), 'CONFIRMED');
      const due = ((await mine.cases({ ownerId: owner.id }))[0] as { nextDue: string }).nextDue;
      // Midnight in Shanghai is at 16:00 of UTC.
      await world.tick(tenant, `${due}T15:45:00.000Z`);
      expect(subjects(owner)).toEqual([]);
      await world.tick(tenant, `${due}T16:15:00.000Z`);
      expect(subjects(owner)).toEqual([expect.stringMatching(/^Helix: North Mill: to be taken up; overdue since /)]);
    });

    it('P6: tells once of an action of a plan that is overdue, again when it was put off and is so once more', async () => {
      const owner = await given('KEY_ACCOUNT_MANAGER', { topics: ['PLAN_ACTION_OVERDUE'], locale: 'zh-CN' });
      const boss = await given('MANAGER', { topics: [] });
      const accountId = await createAccount(world.test, tenant, {
        ownerId: owner.id,
        name: 'North Mill',
        stage: 'INITIAL',
      });
      const plan = {
        accountId,
        startsOn: '2026-11-01',
        goal: 'HOLD',
        goalStage: 'INITIAL',
        objective: 'Keep',
        capMinor: '0',
      };
      const made = await owner.client.data<{ createAccountPlan: { id: string } }>(
        'mutation ($input: CreateAccountPlanInput!) { createAccountPlan(input: $input) { id } }',
        { input: plan },
      );
      const { id } = made.createAccountPlan;
      const added = await owner.client.data<{ addPlanPlay: { plays: { actions: { id: string }[] }[] } }>(
        'mutation ($input: AddPlanPlayInput!) { addPlanPlay(input: $input) { plays { actions { id } } } }',
        {
          input: {
            planId: id,
            playCode: 'WEAVE_CONTACTS',
            ownerId: owner.id,
            actions: [{ code: 'PAIR_FUNCTIONS', dueOn: '2026-11-24' }],
          },
        },
      );
      await owner.client.data('mutation ($id: ID!) { submitAccountPlan(id: $id) { id } }', { id });
      // What nobody works by yet is not overdue.
      await world.tick(tenant, '2026-11-25T09:00:00.000Z');
      expect(subjects(owner)).toEqual([]);
      world.setTime(NOON);
      await boss.client.data('mutation ($id: ID!) { approveAccountPlan(id: $id) { id } }', { id });
      await world.tick(tenant, '2026-11-24T09:00:00.000Z');
      expect(subjects(owner)).toEqual([]);
      const told = 'Helix：North Mill：使三对部门建立定期联系；自2026年11月24日起逾期';
      for (const hour of ['09', '10']) await world.tick(tenant, `2026-11-25T${hour}:00:00.000Z`);
      expect(subjects(owner)).toEqual([told]);
      world.setTime(NOON);
      await owner.client.data(
        'mutation ($id: ID!) { postponePlanAction(id: $id, dueOn: "2026-11-26", note: "They are away.") { id } }',
        { id: added.addPlanPlay.plays[0]?.actions[0]?.id },
      );
      await world.tick(tenant, '2026-11-26T09:00:00.000Z');
      await world.tick(tenant, '2026-11-27T09:00:00.000Z');
      expect(subjects(owner)).toEqual([told, told.replace('24日', '26日')]);
    });

    it('P6, P7: tells who may approve of plans and advisories that wait, and whose an action has become; nobody of the own doing', async () => {
      const topics = ['PLAN_APPROVAL', 'ADVISORY_APPROVAL', 'PLAN_ACTION_ASSIGNED'];
      const writer = await given('MANAGER', { topics });
      // Had a hand in the plan, and so is none of those who may approve it.
      const author = await given('MANAGER', { topics: ['PLAN_APPROVAL'] });
      const boss = await given('MANAGER', { topics, locale: 'zh-TW' });
      const doer = await given('SALES', { topics });
      const unasked = await given('SALES', { topics: [] });
      const teamIds = [await createTeam(world.test, tenant, [doer.id, unasked.id])];
      const accountId = await createAccount(world.test, tenant, { name: 'North Mill', stage: 'INITIAL', teamIds });
      const { createAccountPlan } = await author.client.data<{ createAccountPlan: { id: string } }>(
        'mutation ($input: CreateAccountPlanInput!) { createAccountPlan(input: $input) { id } }',
        {
          input: {
            ...{ accountId, startsOn: '2026-11-01', goal: 'HOLD', goalStage: 'INITIAL' },
            ...{ objective: 'Keep them', capMinor: '0' },
          },
        },
      );
      const plan = { id: createAccountPlan.id };
      const { addPlanPlay } = await author.client.data<{ addPlanPlay: { plays: { actions: { id: string }[] }[] } }>(
        'mutation ($input: AddPlanPlayInput!) { addPlanPlay(input: $input) { plays { actions { id } } } }',
        { input: { planId: plan.id, playCode: 'WEAVE_CONTACTS', ownerId: boss.id } },
      );
      const [handed] = addPlanPlay.plays[0]?.actions ?? [];
      const assign = (ownerId: string) =>
        boss.client.data('mutation ($id: ID!, $to: ID!) { assignPlanAction(id: $id, ownerId: $to) { id } }', {
          ...{ id: handed?.id, to: ownerId },
        });
      const submit = 'mutation ($id: ID!) { submitAccountPlan(id: $id) { id } }';
      await writer.client.data(submit, plan);
      await boss.client.data('mutation ($id: ID!) { returnAccountPlan(id: $id, note: "Who?") { id } }', plan);
      await writer.client.data(submit, plan);
      const text = { title: 'Tariffs rise', body: 'From January.' };
      await writer.client.data('mutation ($input: ComposeAdvisoryInput!) { composeAdvisory(input: $input) { id } }', {
        input: { accountId, kind: 'MACRO_POLICY', texts: [{ language: 'en', ...text }] },
      });
      await world.settled(tenant);
      await world.tick(tenant, '2026-11-23T12:15:00.000Z');
      // What was told at once had come back by then, so that only what waits now is in the mail that follows.
      const waiting = [
        'Helix：North Mill：Keep them；自2026年11月1日起',
        'Helix：North Mill：宏觀政策走向；Tariffs rise',
        'Helix：2 則通知',
      ];
      for (const subject of subjects(boss)) expect(waiting).toContain(subject);
      const toldToBoss = subjects(boss).length;
      expect(toldToBoss).toBeGreaterThan(0);
      await boss.client.data('mutation ($id: ID!) { approveAccountPlan(id: $id) { id } }', plan);
      await world.tick(tenant, '2026-11-23T12:30:00.000Z');
      // Whose the play is has approved it, and knows.
      expect(subjects(boss)).toHaveLength(toldToBoss);
      await assign(doer.id);
      await assign(unasked.id);
      await assign(doer.id);
      await world.settled(tenant);
      await world.tick(tenant, '2026-11-23T12:45:00.000Z');
      expect(subjects(doer).at(-1)).toMatch(
        /^Helix: North Mill: Bring three pairs of functions into regular contact; due on /,
      );
      expect([author, writer, unasked].map(subjects)).toEqual([[], [], []]);
    });

    it('tells those who may approve a stage transition once its evidence is complete, not whoever proposed it', async () => {
      const [proposer, approver, seller] = [
        await given('MANAGER', { topics: ['STAGE_APPROVAL'] }),
        await given('MANAGER', { topics: ['STAGE_APPROVAL'] }),
        await given('KEY_ACCOUNT_MANAGER', { topics: ['STAGE_APPROVAL'] }),
      ];
      const account = await createAccount(world.test, tenant, { name: 'North Mill', ownerId: seller.id });
      await addOrderDays(world.test, tenant.id, account, ['2024-03-01']);
      // Others do order: it is this customer who has stopped, not the data.
      await addOrderDays(world.test, tenant.id, await createAccount(world.test, tenant), ['2026-11-20']);
      const stages = new StageClient(proposer.client);
      expect(await stages.open(account, 'INITIAL')).toBeUndefined();
      const proposal = await stages.propose(account, 'ENDED', { cause: 'SCOPE_SHRINK' });
      await world.tick(tenant, '2026-11-23T12:15:00.000Z');
      expect(subjects(approver)).toEqual([]);
      await stages.attest(proposal.id, 'RECOVERABILITY_ASSESSMENT');
      await world.tick(tenant, '2026-11-23T12:30:00.000Z');
      await world.tick(tenant, '2026-11-23T12:45:00.000Z');
      expect(subjects(approver)).toEqual(['Helix: North Mill: stage initial → ended']);
      expect([subjects(proposer), subjects(seller)]).toEqual([[], []]);
    });

    it('tells of a deadline of a complaint that has passed unmet, once, and in the digest until the step is taken', async () => {
      const chosen = { topics: ['COMPLAINT_BREACHED'], mailAccounts: 'ALL' };
      const person = await given('MANAGER', chosen);
      const digested = await createStaff(world.test, tenant, 'MANAGER');
      await world.prefer(digested, { digest: 'DAILY', topics: [], sendHour: 7, digestAccounts: 'ALL' });
      const accountId = await createAccount(world.test, tenant, { name: 'North Mill' });
      const { createComplaint } = await person.client.data<{ createComplaint: { id: string } }>(
        'mutation ($input: CreateComplaintInput!) { createComplaint(input: $input) { id } }',
        { input: complaintInput({ accountId, subject: 'Leaking gasket', severity: 'CRITICAL' }) },
      );
      const look = async (at: string): Promise<void> => {
        world.setTime(at);
        await world.publish(tenant, 'complaints.clocks', {});
        await world.settled(tenant);
        await world.tick(tenant);
      };
      // Two hours of work after one o'clock in Berlin, and the next one at which somebody works.
      await look('2026-11-23T14:00:00.000Z');
      expect(subjects(person)).toEqual([]);
      for (const at of ['2026-11-23T14:15:00.000Z', '2026-11-23T14:30:00.000Z', '2026-11-23T15:00:00.000Z'])
        await look(at);
      expect(subjects(person)).toEqual([
        'Helix: North Mill: C-2026-000001; Leaking gasket; acknowledge it; overdue since November 23, 2026',
      ]);
      await world.tick(tenant, '2026-11-24T06:15:00.000Z');
      const digest = world.mailsTo(digested)[0]?.text;
      expect(digest).toContain(
        'Complaints that are overdue (1)\n- North Mill: C-2026-000001; Leaking gasket; acknowledge it; overdue since November 23, 2026',
      );
      const again = await createStaff(world.test, tenant, 'ADMIN');
      await again.client.data(
        'mutation ($i: ChangeComplaintStatusInput!) { changeComplaintStatus(input: $i) { id } }',
        { i: { id: createComplaint.id, version: 1, status: 'ACKNOWLEDGED' } },
      );
      await world.tick(tenant, '2026-11-25T06:15:00.000Z');
      expect(world.mailsTo(digested)[1]?.text ?? '').not.toContain('acknowledge it');
    });

    it('tells of a complaint, but not whoever filed it for the customer', async () => {
      const [quality, seller] = [
        await given('QUALITY', { topics: ['COMPLAINT_FILED'], mailAccounts: 'PORTFOLIO' }),
        await given('SALES', { topics: ['COMPLAINT_FILED'] }),
      ];
      const account = await createAccount(world.test, tenant, {
        ...{ name: 'North Mill', ownerId: seller.id },
        teamIds: [await createTeam(world.test, tenant, [quality.id])],
      });
      await seller.client.data('mutation ($input: CreateComplaintInput!) { createComplaint(input: $input) { id } }', {
        input: complaintInput({ accountId: account, subject: 'Leaking gasket' }),
      });
      await world.settled(tenant);
      expect(subjects(quality)).toEqual([
        'Helix: North Mill: C-2026-000001; Leaking gasket; received; filed on November 23, 2026',
      ]);
      expect(subjects(seller)).toEqual([]);
    });
  });

  it('forgets after a quarter of a year what people were told', async () => {
    const person = await given('SALES');
    await raise({ ownerId: person.id });
    const kept = async (): Promise<number> => {
      await world.publish(tenant, 'notifications.purge', {});
      await world.settled(tenant);
      const { rows } = await world.test.admin.query('select count(*)::int as n from notice where staff_id = $1', [
        person.id,
      ]);
      return rows[0].n as number;
    };
    expect(await kept()).toBe(1);
    world.setTime('2027-02-22T11:00:00.000Z');
    expect(await kept()).toBe(0);
  });

  async function waiting({ id }: Person): Promise<number> {
    const { rows } = await world.test.admin.query(
      'select count(*)::int as n from notice where staff_id = $1 and settled_at is null',
      [id],
    );
    return rows[0].n as number;
  }
});

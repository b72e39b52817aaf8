import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import { createBuyerSession, createCustomer, type Customer } from './factories/buyer.factory.js';
import { complaintInput } from './factories/complaint.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { EventListener } from './event-listener.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

/** A Monday, nine o'clock in Shanghai. */
const MONDAY = '2026-11-23T01:00:00.000Z';
const PERMISSIONS = ['ACCOUNT_READ', 'ACCOUNT_READ_ALL', 'ALERT_READ', 'COMPLAINT_READ', 'COMPLAINT_HANDLE'];
const DEADLINE = 'step dueAt reachedAt breached remaining escalation policyVersion';
const FIELDS = `id number status severity paused version breachedAt deadlines { ${DEADLINE} } nextDeadline { ${DEADLINE} }`;
const CREATE = `mutation ($input: CreateComplaintInput!) { createComplaint(input: $input) { ${FIELDS} } }`;
const CHANGE = `mutation ($input: ChangeComplaintStatusInput!) { changeComplaintStatus(input: $input) { ${FIELDS} events { type note answer severity } } }`;
const CONTAIN = `mutation ($input: ContainComplaintInput!) { containComplaint(input: $input) { ${FIELDS} events { type answer } } }`;
const ASSESS = `mutation ($input: AssessComplaintInput!) { assessComplaint(input: $input) { ${FIELDS} events { type severity note } } }`;
const PAUSE = `mutation ($input: PauseComplaintInput!) { pauseComplaint(input: $input) { ${FIELDS} } }`;
const RESUME = `mutation ($input: ResumeComplaintInput!) { resumeComplaint(input: $input) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { complaint(id: $id) { ${FIELDS} } }`;
const SIGNALS = `query ($account: ID!) { signals(filter: { accountId: $account, kind: COMPLAINT_BREACH }) { nodes { id grade score threshold closedOn sources
  why { complaintBreach { steps { number severity step dueAt hoursLate policyVersion complaint { id } } } } alert { id state } } } }`;

interface Deadline {
  readonly step: string;
  readonly dueAt: string | null;
  readonly reachedAt: string | null;
  readonly breached: boolean;
  readonly remaining: number;
}
interface Complaint {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly deadlines: readonly Deadline[];
  readonly nextDeadline: Deadline | null;
}

describe('deadlines of complaints', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  /** An administrator's key, which outlasts any session. */
  let staff: { readonly client: GraphqlClient; readonly token: string };
  let now = new Date(MONDAY);

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now } });
    tenant = await createTenant(test);
    await test.admin.query(`update tenant set time_zone = 'Asia/Shanghai' where id = $1`, [tenant.id]);
    const { client } = await createStaff(test, tenant);
    const { createApiKey } = await client.data<{ createApiKey: { token: string } }>(
      'mutation ($i: CreateApiKeyInput!) { createApiKey(input: $i) { token } }',
      { i: { name: 'tests', permissions: PERMISSIONS } },
    );
    staff = { token: createApiKey.token, client: test.staff.as(createApiKey.token) };
  });
  afterAll(() => test.stop());

  const at = (text: string): void => void (now = new Date(`${text}+08:00`));
  const local = (text: string): string => new Date(`${text}+08:00`).toISOString();

  /** A complaint of a new customer that staff took down now. */
  async function given(input: object = {}): Promise<Complaint & { readonly customer: Customer }> {
    const customer = await createCustomer(test, tenant);
    const { createComplaint } = await staff.client.data<{ createComplaint: Complaint }>(CREATE, {
      input: complaintInput({ accountId: customer.accountId, ...input }),
    });
    await timed(createComplaint.id);
    return { ...createComplaint, customer };
  }

  /** Waits until the job that follows a filing has looked at the clocks. */
  const timed = (id: string): Promise<unknown> =>
    until(async () => Number((await row('timed_version from complaint where id = $1', id))['timed_version']) >= 0);

  const rows = async (what: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await test.admin.query(`select ${what}`, values)).rows as Record<string, unknown>[];
  const row = async (what: string, ...values: unknown[]): Promise<Record<string, unknown>> =>
    (await rows(what, ...values))[0] ?? {};

  /** Does something to a complaint as it stands now. */
  async function act(
    document: string,
    id: string,
    input: object,
    client: GraphqlClient = staff.client,
  ): Promise<Complaint> {
    const version = Number((await row('version from complaint where id = $1', id))['version']);
    const [answer] = Object.values(await client.data(document, { input: { id, version, ...input } }));
    return answer as Complaint;
  }
  const move = (id: string, status: string, input: object = {}): Promise<Complaint> =>
    act(CHANGE, id, { status, ...input });
  const step = (complaint: Complaint, name: string): Deadline =>
    complaint.deadlines.find((each) => each.step === name) as Deadline;
  const read = async (id: string, client: GraphqlClient = staff.client): Promise<Complaint> =>
    (await client.data<{ complaint: Complaint }>(ONE, { id })).complaint;

  /** What the schedule does each quarter of an hour, and everything that follows from it. */
  async function tick(): Promise<void> {
    const contexts = test.app.get(ContextFactory);
    await contexts.asSystem(tenant.id, 'test', (ctx) =>
      ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'complaints.clocks', {})),
    );
    await settled();
  }
  const settled = (): Promise<unknown> =>
    until(async () => {
      const open = await rows(
        `1 from outbox o where o.tenant_id = $1 and o.topic = any('{complaints.clocks,accounts.evaluate,complaint.breached}')
           and not exists (select from handled_message h where h.tenant_id = o.tenant_id and h.handler = o.topic and h.message_id = o.id)`,
        tenant.id,
      );
      return open.length === 0;
    });

  it('are those of the severity, over the working days of the tenant, from the receipt on', async () => {
    at('2026-11-27T16:00');
    const minor = await given();
    expect(minor.deadlines.map(({ step: name, dueAt, remaining }) => [name, dueAt, remaining])).toEqual([
      // Friday at four: two hours of work are left on that day.
      ['ACKNOWLEDGE', local('2026-12-01T16:00'), 16],
      ['D3', local('2026-11-30T16:00'), 8],
      ['D4', local('2026-12-08T16:00'), 56],
      ['RESOLVE', local('2026-12-25T16:00'), 160],
    ]);
    expect(minor.nextDeadline).toMatchObject({ step: 'D3', dueAt: local('2026-11-30T16:00'), breached: false });
    const critical = await given({ severity: 'CRITICAL' });
    expect(critical).toMatchObject({ severity: 'CRITICAL' });
    expect(step(critical, 'ACKNOWLEDGE')).toMatchObject({ dueAt: local('2026-11-27T18:00'), remaining: 2 });
    expect(step(critical, 'RESOLVE')).toMatchObject({ remaining: 56 });
  });

  it('are met by acknowledging, containing, analysing and acting, and the buyer sees what comes next', async () => {
    at('2026-11-23T09:00');
    const { id, customer } = await given();
    const buyer = (await createBuyerSession(test, tenant, customer.accountContactId)).client;
    const next = async (): Promise<unknown> =>
      (
        await buyer.data(
          'query ($id: ID!) { complaint(id: $id) { answer waitingForYou severity nextDeadline { step dueAt overdue } events { type } } }',
          { id },
        )
      )['complaint'];
    expect(await next()).toEqual({
      ...{ answer: null, waitingForYou: false, severity: 'MINOR', events: [{ type: 'RECEIVED' }] },
      nextDeadline: { step: 'D3', dueAt: local('2026-11-23T18:00'), overdue: false },
    });
    at('2026-11-23T10:30');
    expect(step(await move(id, 'ACKNOWLEDGED'), 'ACKNOWLEDGE')).toEqual({
      ...{ step: 'ACKNOWLEDGE', dueAt: local('2026-11-24T18:00'), reachedAt: local('2026-11-23T10:30') },
      ...{ breached: false, remaining: 14.5, escalation: 0, policyVersion: 0 },
    });
    at('2026-11-23T14:00');
    const contained = await act(CONTAIN, id, { answer: 'Ten new ones are on their way.' });
    expect(step(contained, 'D3')).toMatchObject({ reachedAt: local('2026-11-23T14:00'), breached: false });
    expect(await next()).toMatchObject({
      ...{ answer: 'Ten new ones are on their way.', events: [{ type: 'RECEIVED' }, { type: 'ACKNOWLEDGED' }] },
      nextDeadline: { step: 'D4' },
    });
    at('2026-11-25T09:00');
    await move(id, 'ANALYSED');
    const acted = await move(id, 'ACTION');
    expect(acted.deadlines.map(({ reachedAt }) => reachedAt !== null)).toEqual([true, true, true, true]);
    expect(acted.nextDeadline).toBeNull();
    await move(id, 'CONFIRMED_BY_CUSTOMER');
    await move(id, 'CLOSED');
    expect(await next()).toMatchObject({ nextDeadline: null });
    expect(
      await row(
        'acknowledged_in::int a, resolved_in::int r, next_due_at d, breached_at b from complaint where id = $1',
        id,
      ),
    ).toEqual({
      ...{ a: 1.5 * 3_600_000, r: 16 * 3_600_000, d: null, b: null },
    });
    const reopened = await move(id, 'REOPENED', { note: 'It leaks again.' });
    expect(reopened.deadlines.map(({ reachedAt }) => reachedAt !== null)).toEqual([true, true, false, false]);
    expect(step(reopened, 'D4')).toMatchObject({ remaining: 56 });
  });

  it('stand still while something is waited for, and the buyer sees that it waits for him', async () => {
    at('2026-11-23T09:00');
    const { id, customer } = await given({ severity: 'MAJOR' });
    const buyer = (await createBuyerSession(test, tenant, customer.accountContactId)).client;
    at('2026-11-23T11:00');
    const paused = await act(PAUSE, id, { reason: 'WAITING_FOR_CUSTOMER', note: 'samples' });
    expect(paused).toMatchObject({ paused: 'WAITING_FOR_CUSTOMER', nextDeadline: null });
    expect(step(paused, 'ACKNOWLEDGE')).toMatchObject({ dueAt: null, reachedAt: null, remaining: 6 });
    expect(
      await buyer.data(
        'query ($id: ID!) { complaint(id: $id) { waitingForYou nextDeadline { step } events { type } } }',
        { id },
      ),
    ).toEqual({
      complaint: { waitingForYou: true, nextDeadline: null, events: [{ type: 'RECEIVED' }] },
    });
    expect(await code(PAUSE, id, { reason: 'WAITING_FOR_GOODS' })).toBe('ALREADY_PAUSED');
    at('2026-11-30T09:00');
    const resumed = await act(RESUME, id, {});
    expect(resumed.nextDeadline).toMatchObject({
      step: 'ACKNOWLEDGE',
      dueAt: local('2026-11-30T16:00'),
      breached: false,
    });
    expect(await code(RESUME, id, {})).toBe('NOT_PAUSED');
  });

  it('get shorter when somebody finds a complaint graver than it came in', async () => {
    at('2026-11-23T09:00');
    const { id } = await given();
    at('2026-11-23T11:30');
    const assessed = await act(ASSESS, id, { severity: 'CRITICAL', note: 'safety' });
    expect(assessed).toMatchObject({
      severity: 'CRITICAL',
      events: [{ type: 'RECEIVED' }, { type: 'SEVERITY_ASSESSED', severity: 'CRITICAL', note: 'safety' }],
    });
    expect(step(assessed, 'ACKNOWLEDGE')).toMatchObject({
      dueAt: local('2026-11-23T11:00'),
      breached: true,
      remaining: -0.5,
    });
    expect(await code(ASSESS, id, { severity: 'CRITICAL' })).toBe('SEVERITY_UNCHANGED');
    expect(await code(CONTAIN, id, { answer: 'x' })).toBe('COMMAND_NOT_ALLOWED_NOW');
  });

  it('are changed once for a key, from the version that was seen, by those who may', async () => {
    at('2026-11-23T09:00');
    const { id } = await given();
    const input = { id, version: 1, status: 'ACKNOWLEDGED', idempotencyKey: randomUUID() };
    const once = await staff.client.data(CHANGE, { input });
    expect(await staff.client.data(CHANGE, { input })).toEqual(once);
    const several = await Promise.all(Array.from({ length: 4 }, () => staff.client.code(CHANGE, { input })));
    expect(several).toEqual([undefined, undefined, undefined, undefined]);
    expect(await staff.client.code(CHANGE, { input: { ...input, note: 'other' } })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await staff.client.code(CHANGE, { input: { ...input, idempotencyKey: randomUUID() } })).toBe(
      'VERSION_CONFLICT',
    );
    expect(await rows('seq from complaint_event where complaint_id = $1', id)).toHaveLength(2);
    const kinds = await rows('kind from timeline_entry where entity_id = $1 order by kind', id);
    expect(kinds.map(({ kind }) => kind)).toEqual(['complaint.changed', 'complaint.filed']);
    await move(id, 'ANALYSED');
    await move(id, 'ACTION');
    expect(await code(CHANGE, id, { status: 'REOPENED' })).toBe('REASON_REQUIRED');
    expect(await code(CHANGE, id, { status: 'REOPENED', note: 'x', from: 'D8' })).toBe('STEP_NOT_IN_FORM');
    const analyst = await createStaff(test, tenant, 'ANALYST');
    expect(await code(CONTAIN, id, { answer: 'x' }, analyst.client)).toBe('FORBIDDEN');
  });

  it('are recorded once when they pass unmet, told to listeners, and warn of the account until the step is taken', async () => {
    at('2026-11-23T09:00');
    const listener = await EventListener.open(`${test.url}/events?topics=complaint.breached`, {
      authorization: `Bearer ${staff.token}`,
    });
    const { id, number, customer } = await given({ severity: 'MAJOR' });
    at('2026-11-23T18:00');
    await tick();
    // Met to the minute is in time, and so is the night that follows, in which nobody works.
    at('2026-11-24T09:00');
    await tick();
    expect(await breachesOf(id)).toEqual([]);
    at('2026-11-24T10:00');
    await Promise.all([tick(), tick(), tick()]);
    await tick();
    const due = local('2026-11-23T18:00');
    expect(await breachesOf(id)).toEqual([
      { step: 'ACKNOWLEDGE', due: due, run: 1, severity: 'MAJOR', policy: 0, reached: null },
      { step: 'D3', due: due, run: 1, severity: 'MAJOR', policy: 0, reached: null },
    ]);
    const told = await until(() => {
      const own = listener.events.filter(({ data }) => data['complaintId'] === id);
      return own.length >= 2 && own;
    });
    listener.close();
    expect(told.map(({ data }) => [data['number'], data['step'], data['dueAt'], data['notify']]).sort()).toEqual([
      [number, 'ACKNOWLEDGE', due, ['OWNER', 'MANAGER']],
      [number, 'D3', due, ['OWNER', 'MANAGER']],
    ]);
    const story = await rows(
      `at, actor, detail ->> 'step' as step from timeline_entry where entity_id = $1 and kind = 'complaint.breached' order by step`,
      id,
    );
    expect(story).toEqual([
      { at: new Date(due), actor: 'system:complaint-clock', step: 'ACKNOWLEDGE' },
      { at: new Date(due), actor: 'system:complaint-clock', step: 'D3' },
    ]);
    const [signal] = await signals(customer.accountId);
    expect(signal).toMatchObject({
      ...{
        grade: 'WATCH',
        score: 1.125,
        threshold: 1,
        closedOn: null,
        sources: ['complaint', 'complaint_event', 'complaint_breach'],
      },
      alert: { state: 'WATCH' },
      why: {
        complaintBreach: {
          steps: [
            {
              number,
              severity: 'MAJOR',
              step: 'ACKNOWLEDGE',
              dueAt: due,
              hoursLate: 1,
              policyVersion: 0,
              complaint: { id },
            },
            { step: 'D3', hoursLate: 1 },
          ],
        },
      },
    });
    // Half as late again as allowed is an executive's business.
    at('2026-11-24T15:30');
    await evaluateNow(customer.accountId);
    expect(await signals(customer.accountId)).toMatchObject([
      { id: signal?.id, grade: 'ALERT', alert: { state: 'ALERT' } },
    ]);
    await move(id, 'ACKNOWLEDGED');
    await act(CONTAIN, id, { answer: 'New ones are on their way.' });
    await settled();
    expect((await breachesOf(id)).map(({ reached }) => reached)).toEqual([
      local('2026-11-24T15:30'),
      local('2026-11-24T15:30'),
    ]);
    expect(await signals(customer.accountId)).toMatchObject([{ id: signal?.id, closedOn: '2026-11-24' }]);
    expect(await read(id)).toMatchObject({ breachedAt: due, nextDeadline: { step: 'D4' } });
  });

  it('are recorded again when a reopened complaint is left waiting again', async () => {
    at('2026-11-23T09:00');
    const { id } = await given();
    await move(id, 'ACKNOWLEDGED');
    await act(CONTAIN, id, { answer: 'x' });
    at('2026-12-07T09:00');
    await move(id, 'ANALYSED');
    await move(id, 'ACTION');
    const noticed = await row(`actor from timeline_entry where entity_id = $1 and kind = 'complaint.breached'`, id);
    expect(noticed).toEqual({ actor: 'system:complaint-clock' });
    await move(id, 'REOPENED', { note: 'still leaks', from: 'D4' });
    expect(await read(id)).toMatchObject({ breachedAt: null });
    at('2026-12-21T09:00');
    await tick();
    expect((await breachesOf(id)).map(({ step: name, run, reached }) => [name, run, reached])).toEqual([
      ['D4', 1, local('2026-12-07T09:00')],
      ['D4', 2, null],
    ]);
  });

  it('are those of the policy that was in force when the complaint came in, over the working days of today', async () => {
    at('2026-11-23T09:00');
    const before = await given();
    const admin = (await createStaff(test, tenant)).client;
    const set = (expectedVersion: number, settings: object[]): Promise<unknown> =>
      admin.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: { expectedVersion, settings },
      });
    await set(0, [
      { path: 'complaint.standards.MINOR.acknowledgeHours', value: 4 },
      { path: 'complaint.deadlines.days', value: { D3: 2 } },
    ]);
    const after = await given();
    expect([step(await read(before.id), 'ACKNOWLEDGE'), step(after, 'ACKNOWLEDGE')]).toMatchObject([
      { dueAt: local('2026-11-24T18:00'), policyVersion: 0 },
      { dueAt: local('2026-11-23T14:00'), policyVersion: 1 },
    ]);
    // A step without a deadline in the policy has none.
    expect(after.deadlines.map(({ step: name, remaining }) => [name, remaining])).toEqual([
      ...[
        ['ACKNOWLEDGE', 4],
        ['D3', 16],
        ['RESOLVE', 160],
      ],
    ]);
    await set(1, [{ path: 'calendar.holidays', value: ['2026-11-24'] }]);
    expect(step(await read(before.id), 'ACKNOWLEDGE')).toMatchObject({ dueAt: local('2026-11-25T18:00') });
    await tick();
    const stored = await row('next_due_at, timed_version from complaint where id = $1', before.id);
    expect(stored).toEqual({ next_due_at: new Date(local('2026-11-23T18:00')), timed_version: 2 });
    await set(2, [{ path: 'calendar.holidays', value: [] }]);
  });

  it('put the complaints in order, and those that were breached apart', async () => {
    const elsewhere = await createTenant(test);
    now = new Date('2026-11-23T09:00:00Z');
    const other = await createStaff(test, elsewhere);
    const customer = await createCustomer(test, elsewhere);
    const file = async (at: string, severity: string): Promise<string> => {
      now = new Date(at);
      const { createComplaint } = await other.client.data<{ createComplaint: Complaint }>(CREATE, {
        input: complaintInput({ accountId: customer.accountId, severity }),
      });
      await timed(createComplaint.id);
      return createComplaint.id;
    };
    const [minor, critical, major] = [
      await file('2026-11-23T09:00:00Z', 'MINOR'),
      await file('2026-11-23T09:01:00Z', 'CRITICAL'),
      await file('2026-11-23T09:02:00Z', 'MAJOR'),
    ];
    const list = async (args: string): Promise<string[]> =>
      (
        await other.client.data<{ complaints: { nodes: { id: string }[] } }>(`{ complaints(${args}) { nodes { id } } }`)
      ).complaints.nodes.map(({ id }) => id);
    expect(await list('orderBy: NEXT_DUE')).toEqual([critical, minor, major]);
    expect(await list('orderBy: NEXT_DUE, filter: { severity: MAJOR }')).toEqual([major]);
    expect(await list('filter: { breached: true }')).toEqual([]);
    now = new Date('2026-11-23T11:05:00Z');
    await test.app
      .get(ContextFactory)
      .asSystem(elsewhere.id, 'test', (ctx) =>
        ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'complaints.clocks', {})),
      );
    await until(async () => (await list('filter: { breached: true }')).length > 0);
    expect(await list('filter: { breached: true }')).toEqual([critical]);
    expect(await list('filter: { breached: false }')).toEqual([major, minor]);
    // Its other deadlines are still ahead.
    expect(await list('orderBy: NEXT_DUE')).toEqual([minor, critical, major]);
  });

  it('are compared with what was achieved, and the last quarter suggests what could be promised', async () => {
    const elsewhere = await createTenant(test);
    const customer = await createCustomer(test, elsewhere);
    const enter = (
      createdAt: string,
      severity: string,
      response: number | null,
      resolution: number | null,
    ): Promise<unknown> =>
      test.admin.query(
        `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at,
           updated_at, severity, acknowledged_in, resolved_in, timed_version)
         values ($1, gen_random_uuid(), gen_random_uuid()::text, $2, 's', 'd', 'CLOSED', 'STAFF', 'x', gen_random_uuid()::text, '', $3, $3, $4, $5, $6, 0)`,
        [elsewhere.id, customer.accountId, createdAt, severity, response, resolution],
      );
    const HOUR = 3_600_000;
    // Ten of the third quarter, one to ten hours and one to ten days; two of the fourth.
    for (let n = 1; n <= 10; n += 1) await enter('2026-08-10T09:00:00Z', 'MAJOR', n * HOUR, n * 8 * HOUR);
    await enter('2026-10-05T09:00:00Z', 'MAJOR', 6 * HOUR, null);
    await enter('2026-10-06T23:59:59Z', 'MAJOR', 12 * HOUR, 16 * 8 * HOUR);
    await enter('2026-10-07T00:00:00Z', 'MAJOR', 99 * HOUR, null);
    await enter('2026-08-10T09:00:00Z', 'MINOR', HOUR, null);
    now = new Date('2026-11-23T09:00:00Z');
    const { client } = await createStaff(test, elsewhere);
    const KIND = `inForce times { count p50 p80 p90 p95 heldShare } timesMissing suggested { limit measured median heldShare cases } suggestedMissing`;
    const { complaintStandards } = await client.data<{ complaintStandards: { severities: unknown[] } }>(
      `{ complaintStandards(from: "2026-10-01", to: "2026-10-06") { from to quarterFrom quarterTo leastCases policyVersion sources
         severities { severity response { ${KIND} } resolution { ${KIND} } } } }`,
    );
    const nothing = { times: null, timesMissing: 'NO_COMPLAINTS', suggested: null };
    expect(complaintStandards).toEqual({
      ...{
        from: '2026-10-01',
        to: '2026-10-06',
        quarterFrom: '2026-07-01',
        quarterTo: '2026-09-30',
        leastCases: 10,
        policyVersion: 0,
      },
      sources: ['complaint', 'complaint_event', 'policy'],
      severities: [
        {
          severity: 'MINOR',
          response: { inForce: 16, ...nothing, suggestedMissing: 'TOO_FEW_COMPLAINTS' },
          resolution: { inForce: 20, ...nothing, suggestedMissing: 'NO_COMPLAINTS' },
        },
        {
          severity: 'MAJOR',
          response: {
            ...{ inForce: 8, timesMissing: null, suggestedMissing: null },
            times: {
              count: 2,
              p50: 9,
              p80: expect.closeTo(10.8),
              p90: expect.closeTo(11.4),
              p95: expect.closeTo(11.7),
              heldShare: 0.5,
            },
            suggested: {
              limit: expect.closeTo(7.38),
              measured: expect.closeTo(8.2),
              median: 5.5,
              heldShare: 0.7,
              cases: 10,
            },
          },
          resolution: {
            ...{ inForce: 14, timesMissing: null, suggestedMissing: null },
            times: { count: 1, p50: 16, p80: 16, p90: 16, p95: 16, heldShare: 0 },
            suggested: {
              limit: expect.closeTo(7.38),
              measured: expect.closeTo(8.2),
              median: 5.5,
              heldShare: 0.7,
              cases: 10,
            },
          },
        },
        {
          severity: 'CRITICAL',
          response: { inForce: 2, ...nothing, suggestedMissing: 'NO_COMPLAINTS' },
          resolution: { inForce: 7, ...nothing, suggestedMissing: 'NO_COMPLAINTS' },
        },
      ],
    });
    const stranger = await createStaff(test, elsewhere, 'SALES');
    const seen = await stranger.client.data<{ complaintStandards: { severities: { response: { times: unknown } }[] } }>(
      `{ complaintStandards(from: "2026-10-01", to: "2026-10-06") { severities { response { times { count } } } } }`,
    );
    expect(seen.complaintStandards.severities.map(({ response }) => response.times)).toEqual([null, null, null]);
    expect(await client.code('{ complaintStandards(from: "2026-10-02", to: "2026-10-01") { from } }')).toBe(
      'INPUT_INVALID',
    );
  });

  const breachesOf = (id: string): Promise<Record<string, unknown>[]> =>
    rows(
      `step, run, severity, policy_version as policy, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due,
         to_char(reached_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as reached
       from complaint_breach where complaint_id = $1 order by step, run`,
      id,
    );
  const signals = async (account: string): Promise<{ id: string }[]> =>
    (await staff.client.data<{ signals: { nodes: { id: string }[] } }>(SIGNALS, { account })).signals.nodes;
  async function evaluateNow(accountId: string): Promise<void> {
    await test.app
      .get(ContextFactory)
      .asSystem(tenant.id, 'test', (ctx) =>
        ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'accounts.evaluate', { accountIds: [accountId] })),
      );
    await settled();
  }
  async function code(
    document: string,
    id: string,
    input: object,
    client: GraphqlClient = staff.client,
  ): Promise<unknown> {
    const version = Number((await row('version from complaint where id = $1', id))['version']);
    return client.code(document, { input: { id, version, ...input } });
  }
});

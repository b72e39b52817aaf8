import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, addShares, daysApart } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { countStatements } from './support/statement-count.js';
import { importFile } from './support/import-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const WHY = `query ($f: AlertFilter) { alerts(filter: $f) { nodes { id state leading signalKinds
  signals { kind grade ratio why { asOf mixLoss { recentFrom until lost { state share category { name } } }
    pricePressure { recentDiscount usualDiscount months } stagnation { stage since limitMonths limitSource shareNow } } }
  why { asOf agreeing currency droppedOn sources weekly { from sales } rhythm { lastOrder expectedNextOrder alarmFrom gapDays ratio threshold speaks orderDays }
    levels { kind weeks threshold speaks points { from to sales actual expected lowerLimit } }
    pastAlerts { raisedOn state closeReason note } causes { cause evidence days complaints { complaintId number step dueAt reachedAt } } plays { code name unmet } } } } }`;

interface Reason {
  readonly id: string;
  readonly state: string;
  readonly signalKinds: readonly string[];
  readonly signals: readonly { kind: string; grade: string; ratio: number; why: Record<string, unknown> }[];
  readonly why: {
    readonly agreeing: readonly string[];
    readonly weekly: readonly { sales: number }[];
    readonly rhythm: { speaks: boolean; orderDays: readonly string[] };
    readonly levels: readonly {
      kind: string;
      speaks: boolean;
      points: readonly { actual: number; lowerLimit: number | null; expected: number | null }[];
    }[];
    readonly plays: readonly { code: string }[];
  };
}

describe('why an alert was raised', () => {
  let test: TestApp;
  const now = '2026-11-22T09:00:00.000Z';
  let tenant: { id: string; slug: string };
  let admin: GraphqlClient;
  let token: string;
  let quiet: string;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    ({ client: admin, token } = await createStaff(test, tenant));
    for (let i = 0; i < 10; i++) {
      const account = await createAccount(test, tenant, { name: `Steady ${i}` });
      await addOrderDays(test, tenant.id, account, daysApart('2024-06-01', '2026-11-20', 5 + (i % 3)));
    }
    quiet = await createAccount(test, tenant, { name: 'Quiet', stage: 'STABLE' });
    await addOrderDays(test, tenant.id, quiet, daysApart('2024-06-01', '2026-10-01', 5));
    await evaluate(admin);
  });
  afterAll(() => test.stop());

  const reasons = async (filter: object): Promise<Reason[]> =>
    (await admin.data<{ alerts: { nodes: Reason[] } }>(WHY, { f: filter })).alerts.nodes;

  it('shows expected against actual with the limits, who agrees and what may help: a chart needs nothing else', async () => {
    const [alert] = await reasons({ accountId: quiet });
    expect(alert?.why).toMatchObject({
      asOf: '2026-11-22',
      currency: 'EUR',
      droppedOn: '2026-10-05',
      rhythm: { lastOrder: '2026-09-29', expectedNextOrder: '2026-10-05', gapDays: 54, speaks: true },
      pastAlerts: [],
      causes: [],
    });
    expect([...(alert?.why.agreeing ?? [])].sort()).toEqual(['FOUR_WEEK_LEVEL', 'ORDER_GAP', 'THIRTEEN_WEEK_LEVEL']);
    expect(alert?.why.rhythm.orderDays).toHaveLength(40);
    expect(alert?.why.weekly).toHaveLength(91);
    expect(alert?.why.weekly.slice(-7).map(({ sales }) => sales)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    for (const { kind, speaks, points } of alert?.why.levels ?? []) {
      const last = points.at(-1);
      expect({ kind, speaks }).toEqual({ kind, speaks: true });
      expect(last?.actual).toBeLessThan(last?.lowerLimit as number);
      expect(last?.expected).toBeGreaterThan(last?.lowerLimit as number);
      expect(points[0]).toMatchObject({ expected: null, lowerLimit: null });
    }
    expect(alert?.why.plays.length).toBeGreaterThan(0);
    expect(alert?.why.plays.length).toBeLessThanOrEqual(5);
  });

  it('tells how earlier alerts ended, and names whoever was the only thread and left', async () => {
    const contact = (
      await test.admin.query(
        `insert into contact (tenant_id, id, name, name_lower) values ($1, gen_random_uuid(), 'Li Wei', 'li wei') returning id`,
        [tenant.id],
      )
    ).rows[0].id as string;
    await test.admin.query(
      `insert into account_contact (tenant_id, id, account_id, contact_id, valid_from, valid_to)
       values ($1, gen_random_uuid(), $2, $3, '2020-01-01', '2026-09-01')`,
      [tenant.id, quiet, contact],
    );
    await test.admin.query(
      `insert into alert (tenant_id, id, account_id, state, since, raised_on, opened_at, closed_at, close_reason, score, leading_kind, exceptional, triage_note)
       values ($1, gen_random_uuid(), $2, 'FALSE_ALARM', now(), '2025-03-01', '2025-03-01', '2025-03-02', 'FALSE_ALARM', 1.2, 'ORDER_GAP', false, 'holidays')`,
      [tenant.id, quiet],
    );
    const [alert] = await reasons({ accountId: quiet, open: true });
    expect(alert?.why).toMatchObject({
      pastAlerts: [{ raisedOn: '2025-03-01', state: 'FALSE_ALARM', closeReason: 'FALSE_ALARM', note: 'holidays' }],
      causes: [{ cause: 'SINGLE_THREAD_LOST', evidence: [contact], days: 34, complaints: [] }],
    });
  });

  it('RG-04: names complaints of which a deadline had passed up to 180 days before the drop, with the complaints', async () => {
    /** A complaint of which a deadline passed at noon; where the tenant is, that is the same day. */
    const breached = async (
      number: string,
      ...steps: [step: string, dueOn: string, reachedOn: string | null][]
    ): Promise<string> => {
      const { rows } = await test.admin.query(
        `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
         values ($1, gen_random_uuid(), $3, $2, 's', 'd', 'CLOSED', 'STAFF', 'x', $3, '', '2026-01-01', now()) returning id`,
        [tenant.id, quiet, number],
      );
      for (const [step, dueOn, reachedOn] of steps)
        await test.admin.query(
          `insert into complaint_breach (tenant_id, id, complaint_id, account_id, step, run, due_at, recorded_at, reached_at, severity, policy_version)
           values ($1, gen_random_uuid(), $2, $3, $4, 1, $5::date + interval '12 hours', now(), $6::date, 'MINOR', 0)`,
          [tenant.id, rows[0].id, quiet, step, dueOn, reachedOn],
        );
      return rows[0].id as string;
    };
    // It began to drop on 2026-10-05: 180 days before is 2026-04-08.
    const first = await breached('C-1', ['D3', '2026-04-08', '2026-04-10']);
    await breached('C-2', ['D3', '2026-04-07', null]);
    await breached('C-3', ['D3', '2026-10-06', null]);
    const both = await breached('C-4', ['ACKNOWLEDGE', '2026-08-01', null], ['RESOLVE', '2026-10-05', null]);
    const [alert] = await reasons({ accountId: quiet, open: true });
    expect(alert?.why).toMatchObject({ sources: expect.arrayContaining(['complaint_breach']) });
    expect((alert?.why as unknown as { causes: object[] }).causes[0]).toEqual({
      cause: 'COMPLAINT_NOT_RESOLVED_IN_TIME',
      evidence: [both, first],
      days: 0,
      complaints: [
        { complaintId: both, number: 'C-4', step: 'RESOLVE', dueAt: '2026-10-05T12:00:00.000Z', reachedAt: null },
        {
          complaintId: first,
          number: 'C-1',
          step: 'D3',
          dueAt: '2026-04-08T12:00:00.000Z',
          reachedAt: '2026-04-10T00:00:00.000Z',
        },
      ],
    });
    const { createApiKey } = await admin.data<{ createApiKey: { token: string } }>(
      'mutation ($i: CreateApiKeyInput!) { createApiKey(input: $i) { token } }',
      { i: { name: 'no complaints', permissions: ['ACCOUNT_READ', 'ACCOUNT_READ_ALL', 'ALERT_READ', 'TRADE_READ'] } },
    );
    const { alerts } = await test.staff
      .as(createApiKey.token)
      .data<{ alerts: { nodes: { why: { causes: object[] } }[] } }>(
        'query ($f: AlertFilter) { alerts(filter: $f) { nodes { why { causes { cause } } } } }',
        { f: { accountId: quiet, open: true } },
      );
    expect(alerts.nodes[0]?.why.causes).toEqual([]);
  });

  it('needs the right to read sales', async () => {
    const { createApiKey } = await admin.data<{ createApiKey: { token: string } }>(
      'mutation ($i: CreateApiKeyInput!) { createApiKey(input: $i) { token } }',
      { i: { name: 'narrow', permissions: ['ACCOUNT_READ', 'ACCOUNT_READ_ALL', 'ALERT_READ'] } },
    );
    const client = test.staff.as(createApiKey.token);
    expect(await client.code('{ alerts { nodes { id why { asOf } } } }')).toBe('FORBIDDEN');
    expect(await client.code('{ alerts { nodes { id } } }')).toBeUndefined();
  });

  it('watches categories that slip away, prices under pressure and an account that stands still; two of them warn', async () => {
    const header =
      'accountExternalId,productExternalId,categoryExternalId,orderedOn,orderNumber,lineNumber,quantity,netAmount,listAmount';
    const days = daysApart('2025-05-05', '2026-11-21', 7);
    const lines = days.flatMap((day) => {
      const late = day >= '2026-08-01';
      return [
        `SLIPS,V,VALVES,${day},${day}-1,1,1,${late ? '980' : '500'}.00,`,
        `SLIPS,P,PUMPS,${day},${day}-1,2,1,${late ? '20' : '500'}.00,`,
        `PRESSED,V,VALVES,${day},${day}-2,1,1,950.00,${late ? '1357.14' : '1000.00'}`,
      ];
    });
    const query = { createMissing: 'true', evaluate: 'false' };
    const report = await importFile(test, token, 'order-lines', [header, ...lines].join('\n'), { query });
    expect(report).toMatchObject({ rowsRejected: 0, rowsAdded: lines.length });
    const { rows } = await test.admin.query('select id, external_id from account where tenant_id = $1', [tenant.id]);
    const idOf = (code: string): string => rows.find(({ external_id: each }) => each === code).id as string;
    const [slips, pressed] = [idOf('SLIPS'), idOf('PRESSED')];
    await evaluate(admin, [slips, pressed]);
    const [slipping] = await reasons({ accountId: slips });
    expect(slipping).toMatchObject({ state: 'WATCH', leading: 'MIX_LOSS', signalKinds: ['MIX_LOSS'] });
    expect(slipping?.signals[0]).toMatchObject({
      grade: 'WATCH',
      why: {
        mixLoss: {
          recentFrom: '2026-08-01',
          until: '2026-11-01',
          lost: [{ state: 'FADED', category: { name: 'PUMPS' } }],
        },
        pricePressure: null,
      },
    });
    const [cheaper] = await reasons({ accountId: pressed });
    expect(cheaper?.signals[0]?.why).toMatchObject({
      pricePressure: { recentDiscount: expect.closeTo(0.3, 4), usualDiscount: 0.05, months: 12 },
    });
    await test.admin.query(`update account set stage = 'INITIAL', stage_since = '2024-01-15' where id = $1`, [pressed]);
    await addShares(test, tenant.id, pressed, { '2026-10': 0.3, '2026-04': 0.31 });
    await evaluate(admin, [pressed]);
    const [both] = await reasons({ accountId: pressed });
    expect(both).toMatchObject({ id: cheaper?.id, state: 'ALERT', signalKinds: ['PRICE_PRESSURE', 'STAGNATION'] });
    expect(both?.signals.find(({ kind }) => kind === 'STAGNATION')?.why).toMatchObject({
      stagnation: { stage: 'INITIAL', since: '2024-01-15', limitMonths: 12, limitSource: 'DEFAULT', shareNow: 0.3 },
    });
    const { rows: story } = await test.admin.query(
      `select kind from timeline_entry where account_id = $1 and kind like 'alert.%' order by recorded_at, id`,
      [pressed],
    );
    expect(story.map(({ kind }) => kind as string)).toEqual(['alert.opened', 'alert.sharpened']);
  });

  it('reports how good the warnings were, and says where there is too little to tell', async () => {
    const report = `{ alertQuality(from: "2026-01-01", to: "2026-12-31") { from to alerts confirmed falseAlarms budget accountYears startsPerAccountYear
      precision { value cases reason } byKind { kind alerts precision { cases reason } } detectionDelay { days cases reason } lossesWarned { value reason }
      leadTime { days reason } sources } }`;
    const { alertQuality: few } = await admin.data<{ alertQuality: Record<string, unknown> }>(report);
    const before = few['alerts'] as number;
    expect(few).toMatchObject({
      ...{ confirmed: 0, falseAlarms: 0, budget: 0.5 },
      precision: { value: null, cases: 0, reason: 'TOO_FEW' },
      lossesWarned: { value: null, reason: 'TOO_FEW' },
    });
    for (const [i, label] of [
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'FALSE_ALARM',
      'CONFIRMED',
      'FALSE_ALARM',
    ].entries()) {
      const state = label === 'CONFIRMED' ? 'NORMAL' : 'FALSE_ALARM';
      await test.admin.query(
        `insert into alert (tenant_id, id, account_id, state, since, raised_on, alerted_on, opened_at, alerted_at, triaged_at, closed_at, label, score, leading_kind, signal_kinds, exceptional)
         select $1, gen_random_uuid(), id, $2, now(), $3::date, $3::date, $3::date, $3::date, $3::date + 1, $3::date + 2, $4, 1.2, 'ORDER_GAP', '{ORDER_GAP}', false
         from account where tenant_id = $1 and name = 'Steady 1'`,
        [tenant.id, state, `2026-0${i + 2}-02`, label],
      );
    }
    await test.admin.query(
      `insert into stage_event (tenant_id, account_id, seq, type, at, actor, data, policy_version)
       select $1, id, row_number() over (), 'STAGE_CHANGED', '2026-08-01', 'x', '{"entry":{"movement":"REGRESS"}}', 0 from account
       where tenant_id = $1 and name like 'Steady _' limit 5`,
      [tenant.id],
    );
    const { alertQuality: enough } = await admin.data<{ alertQuality: Record<string, unknown> }>(report);
    expect(enough).toMatchObject({
      ...{ alerts: before + 6, confirmed: 4, falseAlarms: 2 },
      precision: { value: 4 / 6, cases: 6, reason: null },
      lossesWarned: { reason: null },
    });
    expect(enough['startsPerAccountYear']).toBeCloseTo((before + 6) / (enough['accountYears'] as number), 12);
    const elsewhere = (await createStaff(test, await createTenant(test))).client;
    expect(await elsewhere.data(report)).toMatchObject({ alertQuality: { alerts: 0, startsPerAccountYear: null } });
    const sales = (await createStaff(test, tenant, 'SALES')).client;
    expect(await sales.data(report)).toMatchObject({ alertQuality: { alerts: 0, startsPerAccountYear: null } });
    for (const period of ['from: "2026-02-01", to: "2026-01-01"', 'from: "0999-12-31", to: "2026-01-01"'])
      expect(await admin.code(`{ alertQuality(${period}) { alerts } }`)).toBe('INPUT_INVALID');
  });

  it('costs as many statements for many alerts as for few, and every alert tells its own account', async () => {
    const other = await createTenant(test);
    // No job runs beside what is counted: this tenant is judged by hand.
    const { client } = await createStaff(test, other);
    const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    for (const [index, name] of names.entries()) {
      const account = await createAccount(test, other, { name, stage: 'STABLE' });
      await addOrderDays(test, other.id, account, daysApart('2024-06-01', '2026-10-01', 5 + index));
      await test.admin.query(
        `insert into alert (tenant_id, id, account_id, state, since, raised_on, opened_at, score, leading_kind, signal_kinds, exceptional)
         values ($1, gen_random_uuid(), $2, 'ALERT', now(), $3::date, $3::date, 2, 'ORDER_GAP', '{ORDER_GAP}', false)`,
        [other.id, account, `2026-11-${10 + index}`],
      );
    }
    const steady = await createAccount(test, other);
    await addOrderDays(test, other.id, steady, daysApart('2024-06-01', '2026-11-20', 5));
    await evaluate(client, [steady]);
    const query = `query ($n: Int!) { alerts(first: $n) { nodes { account { name } why { asOf weekly { sales } rhythm { orderDays lastOrder } }
      picture { svg url } } } }`;
    interface Answer {
      alerts: {
        nodes: {
          account: { name: string };
          why: { asOf: string; weekly: object[]; rhythm: { orderDays: string[]; lastOrder: string } | null };
          picture: { svg: string };
        }[];
      };
    }
    const read = (n: number) => countStatements(() => client.data<Answer>(query, { n }));
    await read(1);
    const [few, many] = [await read(1), await read(6)];
    expect(few.answer.alerts.nodes).toHaveLength(1);
    expect(many.answer.alerts.nodes.map(({ account }) => account.name)).toEqual(names.toReversed());
    expect(many.sent).toBe(few.sent);
    for (const { account, why, picture } of many.answer.alerts.nodes) {
      const index = names.indexOf(account.name);
      expect(why.asOf).toBe(`2026-11-${10 + index}`);
      expect(why.weekly).toHaveLength(91);
      expect(why.rhythm?.orderDays).toHaveLength(40);
      expect(why.rhythm?.lastOrder).toBe(daysApart('2024-06-01', '2026-10-01', 5 + index).at(-1));
      expect(picture.svg).toContain(`>${account.name}`);
    }
  });
});

import { replayAlert } from '@mortise/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { eventOf } from '../src/features/alerts/alert-event.codec.js';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const ALERTS = `query ($f: AlertFilter) { alerts(filter: $f) { totalCount nodes {
  id state raisedOn score leading signalKinds exceptional label openedAt alertedAt triageDueOn closedAt closeReason cyclesWithinLimits triageNote
  triagedBy { id } account { id name }
  signals { kind grade openedOn lastSeenOn closedOn score threshold ratio policyVersion sources why { asOf facts
    orderGap { lastOrder expectedIntervalDays expectedNextOrder gapDays alarmFrom intervals ownMeanIntervalDays tenantMedianIntervalDays }
    level { from to actual expected missing seasonalFactor } calibration { source budget startsPerAccountYear calibratedOn } } } } } }`;
const TRIAGE =
  'mutation ($id: ID!, $r: TriageResult!, $n: String!) { triageAlert(id: $id, result: $r, note: $n) { id state closedAt closeReason } }';

interface SignalNode {
  readonly kind: string;
  readonly closedOn: string | null;
  readonly score: number;
  readonly threshold: number;
  readonly why: { orderGap: { gapDays: number; lastOrder: string } | null };
}
interface AlertNode {
  readonly id: string;
  readonly state: string;
  readonly exceptional: boolean;
  readonly score: number;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  readonly account: { id: string };
  readonly signalKinds: readonly string[];
  readonly signals: readonly SignalNode[];
}

describe('alerts', () => {
  let test: TestApp;
  let now = '2026-11-21';
  let tenant: { id: string; slug: string };
  let admin: GraphqlClient;
  let adminId: string;
  let quiet: string;
  let steady: string[];

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(`${now}T09:00:00.000Z`) } });
  });
  afterAll(() => test.stop());

  /** Eleven accounts that order every ten days, give or take; one of them has been silent since 20 September. */
  beforeEach(async () => {
    now = '2026-11-21';
    tenant = await createTenant(test);
    ({ client: admin, id: adminId } = await createStaff(test, tenant));
    steady = [];
    for (let i = 0; i < 10; i++) {
      const account = await createAccount(test, tenant, { name: `Steady ${i}` });
      await addOrderDays(test, tenant.id, account, daysApart('2025-01-01', '2026-11-20', 9 + (i % 3)));
      steady.push(account);
    }
    quiet = await createAccount(test, tenant, { name: 'Quiet' });
    await addOrderDays(test, tenant.id, quiet, daysApart('2025-01-03', '2026-09-20', 10));
  });

  const list = async (filter: object = {}): Promise<AlertNode[]> =>
    (await admin.data<{ alerts: { nodes: AlertNode[] } }>(ALERTS, { f: filter })).alerts.nodes;
  const order = (account: string, ...days: string[]): Promise<void> => addOrderDays(test, tenant.id, account, days);

  const gapOf = (alert: AlertNode | undefined): SignalNode | undefined =>
    alert?.signals.find(({ kind }) => kind === 'ORDER_GAP');
  /** Moves on to a day on which the others have ordered as usual. */
  const passTo = async (day: string, from: string): Promise<void> => {
    now = day;
    ({ client: admin, id: adminId } = await createStaff(test, tenant));
    for (const account of steady) await order(account, ...daysApart(from, day, 10));
  };

  it('warns of the account that has gone silent, with everything that speaks for it, and says why', async () => {
    const job = await evaluate(admin);
    expect(job).toMatchObject({
      status: 'SUCCEEDED',
      percent: 100,
      detail: { accounts: 11, alertsOpened: 1, alertsClosed: 0, total: 11, asOf: '2026-11-21' },
    });
    const [alert, ...others] = await list();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      state: 'ALERT',
      raisedOn: '2026-11-21',
      leading: 'THIRTEEN_WEEK_LEVEL',
      exceptional: true,
      label: null,
      alertedAt: '2026-11-21T09:00:00.000Z',
      // A Saturday: the next working day is Monday.
      triageDueOn: '2026-11-23',
      closedAt: null,
      account: { id: quiet, name: 'Quiet' },
    });
    // The clearest first: a level so steady is left behind further than an interval.
    expect(alert?.signalKinds).toEqual(['THIRTEEN_WEEK_LEVEL', 'ORDER_GAP', 'FOUR_WEEK_LEVEL']);
    expect(gapOf(alert)).toMatchObject({
      grade: 'ALERT',
      openedOn: '2026-11-21',
      lastSeenOn: '2026-11-21',
      closedOn: null,
      score: 6.7,
      policyVersion: 0,
      sources: ['account_order_day', 'detector_calibration', 'signal_calibration'],
      why: {
        asOf: '2026-11-21',
        orderGap: {
          lastOrder: '2026-09-15',
          expectedIntervalDays: 10,
          expectedNextOrder: '2026-09-25',
          gapDays: 67,
          intervals: 62,
          ownMeanIntervalDays: 10,
          tenantMedianIntervalDays: 10,
        },
        level: null,
        calibration: { source: 'CALIBRATED', budget: 0.5, calibratedOn: '2026-11-21' },
      },
    });
    expect(alert?.signals.find(({ kind }) => kind === 'FOUR_WEEK_LEVEL')?.why).toMatchObject({
      orderGap: null,
      level: { from: '2026-10-19', to: '2026-11-15', actual: 0, missing: 1 },
    });
    const ratios = alert?.signals.map(({ score, threshold }) => score / threshold) ?? [];
    expect(alert?.score).toBeCloseTo(Math.max(...ratios), 9);
    const { rows } = await test.admin.query('select kind from timeline_entry where account_id = $1', [quiet]);
    expect(rows).toEqual([{ kind: 'alert.opened' }]);
    const outbox = await test.admin.query('select topic, payload from outbox where account_id = $1', [quiet]);
    const payload = {
      ...{ alertId: alert?.id, state: 'ALERT', notify: ['OWNER', 'MANAGER'] },
      ...{ signals: alert?.signalKinds, exceptional: true },
    };
    expect(outbox.rows).toEqual([{ topic: 'alert.opened', payload }]);
  });

  it('keeps the thresholds within the budget of alarm starts, a third for each member, and follows a changed budget', async () => {
    const calibrations = async () =>
      (
        await test.admin.query(
          'select detector, threshold, budget, starts_per_account_year from detector_calibration where tenant_id = $1 order by detector',
          [tenant.id],
        )
      ).rows as { detector: string; threshold: number; budget: number; starts_per_account_year: number }[];
    await evaluate(admin);
    const before = await calibrations();
    expect(before.map(({ detector }) => detector)).toEqual(['FOUR_WEEK_LEVEL', 'ORDER_GAP', 'THIRTEEN_WEEK_LEVEL']);
    for (const { budget, starts_per_account_year: starts } of before) {
      expect(budget).toBeCloseTo(0.5 / 3, 12);
      expect(starts).toBeLessThanOrEqual(budget);
    }
    const update =
      'mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version alarmStartsPerAccountYear } }';
    expect(await admin.data(update, { i: { expectedVersion: 0, alarmStartsPerAccountYear: 0.01 } })).toEqual({
      updatePolicy: { version: 1, alarmStartsPerAccountYear: 0.01 },
    });
    await evaluate(admin);
    const after = await calibrations();
    expect(after[1]?.budget).toBeCloseTo(0.01 / 3, 12);
    expect(after[1]?.threshold).toBeGreaterThan(before[1]?.threshold as number);
  });

  it('opens one alert however often it looks, and shows the figures of the last look', async () => {
    await evaluate(admin);
    const [first] = await list();
    const stored = async (): Promise<unknown[]> => [
      (await test.admin.query('select * from alert where tenant_id = $1', [tenant.id])).rows,
      (await test.admin.query('select * from signal where tenant_id = $1 order by id', [tenant.id])).rows,
      (await test.admin.query('select * from alert_event where tenant_id = $1', [tenant.id])).rows,
    ];
    const before = await stored();
    await evaluate(admin);
    expect(await stored()).toEqual(before);
    await passTo('2026-11-24', '2026-11-24');
    await evaluate(admin);
    const [again, ...others] = await list();
    expect(others).toEqual([]);
    expect(again?.id).toBe(first?.id);
    expect(gapOf(again)).toMatchObject({ lastSeenOn: '2026-11-24', why: { orderGap: { gapDays: 70 } } });
    expect(((await stored())[2] as unknown[]).length).toBe(1);
  });

  it('closes by itself when orders are back, and says so', async () => {
    await evaluate(admin);
    await order(quiet, ...daysApart('2026-09-25', '2026-11-14', 10), '2026-11-21');
    expect((await evaluate(admin, [quiet])).detail).toMatchObject({ accounts: 1, alertsClosed: 1 });
    const [alert] = await list();
    expect(alert).toMatchObject({
      state: 'NORMAL',
      closeReason: 'ORDER_RECEIVED',
      closedAt: '2026-11-21T09:00:00.000Z',
      triageDueOn: null,
    });
    expect(alert?.signals.map(({ closedOn }) => closedOn)).toEqual(alert?.signals.map(() => '2026-11-21'));
    expect(await list({ open: true })).toEqual([]);
  });

  it('stays open while one order after a long silence leaves the level low', async () => {
    await evaluate(admin);
    await order(quiet, '2026-11-21');
    expect((await evaluate(admin, [quiet])).detail).toMatchObject({ alertsClosed: 0 });
    const [alert] = await list();
    expect(alert?.state).toBe('ALERT');
    expect(gapOf(alert)?.closedOn).toBe('2026-11-21');
    expect(alert?.signals.filter(({ closedOn }) => closedOn === null).map(({ kind }) => kind)).toContain(
      'FOUR_WEEK_LEVEL',
    );
  });

  it('is not exceptional when there was a warning before', async () => {
    await evaluate(admin);
    await order(quiet, ...daysApart('2026-09-25', '2026-11-14', 10), '2026-11-21');
    await evaluate(admin, [quiet]);
    await passTo('2027-01-21', '2026-11-30');
    await evaluate(admin, [quiet]);
    expect(await list({ accountId: quiet, open: true })).toMatchObject([{ state: 'ALERT', exceptional: false }]);
  });

  it('closes as a false alarm with a note, and is silent about the same silence afterwards', async () => {
    await evaluate(admin);
    const [alert] = await list();
    expect(await admin.data(TRIAGE, { id: alert?.id, r: 'FALSE_ALARM', n: 'plant closed for holidays' })).toMatchObject(
      {
        triageAlert: { state: 'FALSE_ALARM', closeReason: 'FALSE_ALARM' },
      },
    );
    await evaluate(admin);
    await passTo('2026-12-20', '2026-11-30');
    await evaluate(admin);
    expect(await list()).toMatchObject([
      { id: alert?.id, state: 'FALSE_ALARM', label: 'FALSE_ALARM', triageNote: 'plant closed for holidays' },
    ]);
    expect(await admin.code(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'or not' })).toBe('TRANSITION_NOT_ALLOWED');
  });

  it('warns again after a false alarm when new facts have come: orders were back, and ceased', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'FALSE_ALARM', n: 'plant closed for holidays' });
    await order(quiet, ...daysApart('2026-11-30', '2027-03-20', 10));
    await passTo('2027-03-21', '2026-11-30');
    await evaluate(admin, [quiet]);
    expect(await list({ accountId: quiet, open: true })).toEqual([]);
    await passTo('2027-05-21', '2027-03-31');
    await evaluate(admin, [quiet]);
    expect(await list({ accountId: quiet, open: true })).toMatchObject([{ state: 'ALERT', label: null }]);
  });

  it('stays open when confirmed, recovers inside the limits and closes after two cycles', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    expect(await list()).toMatchObject([{ state: 'CONFIRMED', closedAt: null, triagedBy: { id: adminId } }]);
    await order(quiet, '2026-11-21');
    await evaluate(admin, [quiet]);
    // One order does not bring the level back.
    expect(await list()).toMatchObject([{ state: 'CONFIRMED', cyclesWithinLimits: 0 }]);
    await order(quiet, ...daysApart('2026-12-01', '2027-02-09', 10));
    await passTo('2027-02-15', '2026-11-30');
    await evaluate(admin, [quiet]);
    const [inside] = await list({ accountId: quiet });
    expect(inside?.signals.filter(({ closedOn }) => closedOn === null)).toEqual([]);
    expect(inside).toMatchObject({ state: 'NORMAL', closeReason: 'RECOVERED' });
  });

  it('falls back: a silence during recovery starts its cycles anew, within the same alert', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    // Nothing speaks any more and one order has come since: the first cycle of the recovery.
    await order(quiet, ...daysApart('2026-09-25', '2026-11-14', 10));
    await test.admin.query(`update alert set cycle_on = '2026-11-04' where id = $1`, [alert?.id]);
    await evaluate(admin, [quiet]);
    expect(await list()).toMatchObject([{ state: 'RECOVERING', cyclesWithinLimits: 1 }]);
    await passTo('2027-02-21', '2026-11-30');
    await evaluate(admin, [quiet]);
    expect(await list({ accountId: quiet })).toMatchObject([
      { id: alert?.id, state: 'RECOVERING', cyclesWithinLimits: 0, closedAt: null },
    ]);
  });

  it('is what its events say: the current row can be made of them at any time', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    await order(quiet, ...daysApart('2026-09-25', '2026-11-14', 10));
    await test.admin.query(`update alert set cycle_on = '2026-11-04' where id = $1`, [alert?.id]);
    await evaluate(admin, [quiet]);
    const { rows: events } = await test.admin.query(
      'select seq, type, data, policy_version from alert_event where alert_id = $1 order by seq',
      [alert?.id],
    );
    expect(events.map(({ seq, type }) => [seq, type] as unknown[])).toEqual([
      [1, 'ALERT_RAISED'],
      [2, 'ALERT_TRIAGED'],
      [3, 'RECOVERY_BEGUN'],
      [4, 'CYCLE_OBSERVED'],
    ]);
    const { rows } = await test.admin.query('select * from alert where id = $1', [alert?.id]);
    const record = replayAlert(events.map(({ data }) => eventOf(data as Record<string, unknown>)));
    expect(record).toEqual({
      version: rows[0].version,
      state: rows[0].state,
      since: (rows[0].since as Date).toISOString(),
      alertedAt: (rows[0].alerted_at as Date).toISOString(),
      signals: rows[0].signal_kinds,
      cyclesWithinLimits: rows[0].cycles_within_limits,
      label: rows[0].label,
      executive: rows[0].executive,
      budgetCapMinor: rows[0].budget_cap_minor,
    });
    const forbidden = 'update alert_event set type = type';
    await expect(test.app.get(DataSource, { strict: false }).query(forbidden)).rejects.toThrow('permission denied');
  });

  it('two people triage at the same time: one is told', async () => {
    await evaluate(admin);
    const [alert] = await list();
    const codes = await Promise.all(
      ['FALSE_ALARM', 'CONFIRMED', 'FALSE_ALARM'].map((r) => admin.code(TRIAGE, { id: alert?.id, r, n: 'seen' })),
    );
    expect(codes.filter((code) => code === 'TRANSITION_NOT_ALLOWED')).toHaveLength(2);
  });

  it('closes when the relationship is ended, and its signals with it', async () => {
    await evaluate(admin);
    await test.admin.query(`update account set stage = 'ENDED' where id = $1`, [quiet]);
    await evaluate(admin, [quiet]);
    const [alert] = await list();
    expect(alert).toMatchObject({ state: 'ENDED', closeReason: 'RELATIONSHIP_ENDED' });
    expect(alert?.signals.every(({ closedOn }) => closedOn === '2026-11-21')).toBe(true);
  });

  it('closes with its account, confirmed or not, when that is archived', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    await test.admin.query(`update account set archived_at = now() where id = $1`, [quiet]);
    expect((await evaluate(admin)).detail).toMatchObject({ accounts: 10, alertsClosed: 1 });
    expect(await list()).toMatchObject([{ state: 'ENDED', closeReason: 'RELATIONSHIP_ENDED' }]);
  });

  it('tells how an account fares, and finds accounts by it', async () => {
    await evaluate(admin);
    const health =
      '{ accounts(filter: { health: ALERT }) { nodes { name health { state since signals alert { id } } } } }';
    const [alert] = await list();
    expect(await admin.data(health)).toEqual({
      accounts: {
        nodes: [
          {
            name: 'Quiet',
            health: {
              ...{ state: 'ALERT', since: '2026-11-21T09:00:00.000Z' },
              ...{ signals: alert?.signalKinds, alert: { id: alert?.id } },
            },
          },
        ],
      },
    });
    const count = async (state: string): Promise<number> =>
      (
        await admin.data<{ accounts: { totalCount: number } }>(
          `{ accounts(filter: { health: ${state} }) { totalCount } }`,
        )
      ).accounts.totalCount;
    expect([await count('NORMAL'), await count('WATCH'), await count('ENDED')]).toEqual([10, 0, 0]);
    await test.admin.query(`update account set stage = 'ENDED', stage_since = now() where id = $1`, [quiet]);
    expect([await count('NORMAL'), await count('ALERT'), await count('ENDED')]).toEqual([10, 0, 1]);
    const quality = await createStaff(test, tenant, 'QUALITY');
    expect(await quality.client.data('{ accounts(filter: { health: ALERT }) { totalCount } }')).toEqual({
      accounts: { totalCount: 0 },
    });
  });

  it('keeps what is known today when a day in the past is judged', async () => {
    await evaluate(admin);
    const stored = async (): Promise<unknown> => ({
      alerts: (await test.admin.query('select * from alert where tenant_id = $1', [tenant.id])).rows,
      signals: (await test.admin.query('select * from signal where tenant_id = $1 order by id', [tenant.id])).rows,
      calibration: (await test.admin.query('select * from detector_calibration where tenant_id = $1', [tenant.id]))
        .rows,
    });
    const before = await stored();
    expect((await evaluate(admin, undefined, '2026-09-18')).detail).toMatchObject({ alertsOpened: 0, alertsClosed: 0 });
    expect(await stored()).toEqual(before);
  });

  it('replays the past from its first day on: what was to be seen then is opened as of then', async () => {
    const asOf = async (day: string) => (await evaluate(admin, undefined, day)).detail;
    expect(await asOf('2026-09-18')).toMatchObject({ alertsOpened: 0 });
    expect(await asOf('2026-10-25')).toMatchObject({ alertsOpened: 1 });
    expect(await list()).toMatchObject([{ raisedOn: '2026-10-25', account: { id: quiet } }]);
    expect(await asOf('2026-10-18')).toMatchObject({ alertsOpened: 0, alertsClosed: 0 });
    await evaluate(admin);
    expect(await list()).toMatchObject([{ raisedOn: '2026-10-25', state: 'ALERT' }]);
  });

  it('leaves accounts alone whose relationship has ended, or that are archived', async () => {
    await test.admin.query(`update account set stage = 'ENDED' where id = $1`, [quiet]);
    expect((await evaluate(admin)).detail).toMatchObject({ accounts: 11, alertsOpened: 0 });
    await test.admin.query(`update account set stage = null, archived_at = now() where id = $1`, [quiet]);
    expect((await evaluate(admin)).detail).toMatchObject({ accounts: 10, alertsOpened: 0 });
  });

  it('belongs to those who may see the account', async () => {
    await evaluate(admin);
    const [alert] = await list();
    const one = 'query ($id: ID!) { alert(id: $id) { id } }';
    const elsewhere = (await createStaff(test, await createTenant(test))).client;
    const sales = await createStaff(test, tenant, 'SALES');
    for (const stranger of [elsewhere, sales.client]) {
      expect(await stranger.code(one, { id: alert?.id })).toBe('NOT_FOUND');
      expect(await stranger.code(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'mine' })).toBe('NOT_FOUND');
      expect((await stranger.data<{ alerts: { totalCount: number } }>(ALERTS)).alerts.totalCount).toBe(0);
    }
    await test.admin.query('update account set owner_id = $2 where id = $1', [quiet, sales.id]);
    const nested = 'query ($id: ID!) { account(id: $id) { alerts(first: 1) { totalCount nodes { id } } } }';
    expect(await sales.client.data(nested, { id: quiet })).toEqual({
      account: { alerts: { totalCount: 1, nodes: [{ id: alert?.id }] } },
    });
    const { createApiKey } = await admin.data<{ createApiKey: { token: string } }>(
      'mutation ($i: CreateApiKeyInput!) { createApiKey(input: $i) { token } }',
      { i: { name: 'narrow', permissions: ['ACCOUNT_READ', 'ACCOUNT_READ_ALL'] } },
    );
    expect(await test.staff.as(createApiKey.token).send(nested, { id: quiet })).toMatchObject({
      errors: [{ path: ['account', 'alerts'], extensions: { code: 'FORBIDDEN' } }],
    });
    const quality = (await createStaff(test, tenant, 'QUALITY')).client;
    expect(await quality.code(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'mine' })).toBe('FORBIDDEN');
  });

  describe('labels', () => {
    const THRESHOLDS = `{ alarmThresholds { calibratedOn budget startsPerAccountYear tuned labelDays
      detectors { detector threshold untuned budgetShare confirmed falseAlarms falseAlarmIds words } sources } }`;
    interface Threshold {
      readonly detector: string;
      readonly threshold: number;
      readonly untuned: number;
      readonly budgetShare: number;
      readonly confirmed: number;
      readonly falseAlarms: number;
      readonly falseAlarmIds: readonly string[];
      readonly words: string;
    }
    const thresholds = async (client = admin): Promise<Threshold[]> =>
      (await client.data<{ alarmThresholds: { detectors: Threshold[] } }>(THRESHOLDS)).alarmThresholds.detectors;
    /** Alerts of last month that somebody has looked at. */
    const judged = async (label: string, kinds: string, count: number): Promise<void> => {
      await test.admin.query(
        `insert into alert (tenant_id, id, account_id, opened_at, version, state, since, raised_on, alerted_on, alerted_at, leading_kind, signal_kinds, score,
           exceptional, label, closed_at, close_reason)
         select $1, gen_random_uuid(), $2, '2026-10-20', 1, 'NORMAL', '2026-10-20', '2026-10-20', '2026-10-20', '2026-10-20', 'ORDER_GAP', $3, 2, false, $4,
           '2026-10-21', 'WITHIN_LIMITS' from generate_series(1, $5)`,
        [tenant.id, steady[0], kinds, label, count],
      );
    };
    const again = (): Promise<unknown> =>
      test.admin.query('update signal_calibration set calibrated_on = null where tenant_id = $1', [tenant.id]);

    it('false alarms hold a detector back within the budget, and it says from where to where and why', async () => {
      expect(await admin.data(THRESHOLDS)).toEqual({ alarmThresholds: null });
      await evaluate(admin);
      const before = await thresholds();
      for (const one of before) expect(one).toMatchObject({ untuned: one.threshold, budgetShare: 1, falseAlarms: 0 });
      await judged('FALSE_ALARM', '{ORDER_GAP}', 60);
      await judged('CONFIRMED', '{ORDER_GAP,FOUR_WEEK_LEVEL}', 2);
      await again();
      expect(await evaluate(admin)).toMatchObject({ status: 'SUCCEEDED' });
      const after = await thresholds();
      const [gap, fourWeeks] = [after[0] as Threshold, after[1] as Threshold];
      expect(gap).toMatchObject({
        detector: 'ORDER_GAP',
        confirmed: 2,
        falseAlarms: 60,
        untuned: before[0]?.threshold,
      });
      expect(gap.threshold).toBeGreaterThan(gap.untuned);
      expect(gap.budgetShare).toBeCloseTo(0.25, 12);
      expect(gap.falseAlarmIds).toHaveLength(50);
      expect(fourWeeks).toMatchObject({ confirmed: 2, falseAlarms: 0, budgetShare: 1, threshold: fourWeeks.untuned });
      const round = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');
      expect(gap.words).toBe(
        `Days without an order: threshold raised from ${round(gap.untuned)} to ${round(gap.threshold)}, because 60 of the 62 alerts that were ` +
          'judged in the last 365 days were false alarms; this detector may use 25% of its part of the alarm budget.',
      );
      expect(fourWeeks.words).toContain('which changes nothing');
      // Whoever does not see the accounts sees no alert of them.
      const sales = (await createStaff(test, tenant, 'SALES')).client;
      expect((await thresholds(sales))[0]).toMatchObject({ falseAlarms: 60, falseAlarmIds: [] });
      const stranger = (await createStaff(test, await createTenant(test))).client;
      expect(await stranger.data(THRESHOLDS)).toEqual({ alarmThresholds: null });
    });

    it('the policy switches it off, at once', async () => {
      await judged('FALSE_ALARM', '{ORDER_GAP}', 60);
      await evaluate(admin);
      const tuned = (await thresholds())[0] as Threshold;
      expect(tuned.threshold).toBeGreaterThan(tuned.untuned);
      await admin.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: { expectedVersion: 0, settings: [{ path: 'alarm.tuning.enabled', value: false }] },
      });
      await evaluate(admin);
      const off = (await thresholds())[0] as Threshold;
      expect(off).toMatchObject({ threshold: tuned.untuned, untuned: tuned.untuned, budgetShare: 1 });
      expect(off.words).toContain('switched that off');
    });
  });
});

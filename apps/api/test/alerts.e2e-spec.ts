import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const ALERTS = `query ($f: AlertFilter) { alerts(filter: $f) { totalCount nodes {
  id state score threshold exceptional openedAt closedAt closeReason triageNote triagedBy { id } account { id name }
  why { asOf lastOrder expectedIntervalDays expectedNextOrder gapDays ratio threshold alarmFrom intervals ownMeanIntervalDays
    tenantMedianIntervalDays thresholdSource alarmBudget alarmStartsPerAccountYear sources } } } }`;
const TRIAGE =
  'mutation ($id: ID!, $r: TriageResult!, $n: String!) { triageAlert(id: $id, result: $r, note: $n) { id state closedAt closeReason } }';

interface AlertNode {
  readonly id: string;
  readonly state: string;
  readonly exceptional: boolean;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  readonly threshold: number;
  readonly account: { id: string };
  readonly why: { ratio: number; gapDays: number; lastOrder: string; thresholdSource: string };
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

  it('warns of the account that has gone silent, and says why', async () => {
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
      exceptional: true,
      closedAt: null,
      account: { id: quiet, name: 'Quiet' },
      why: {
        asOf: '2026-11-21',
        lastOrder: '2026-09-15',
        expectedIntervalDays: 10,
        expectedNextOrder: '2026-09-25',
        gapDays: 67,
        ratio: 6.7,
        intervals: 62,
        ownMeanIntervalDays: 10,
        tenantMedianIntervalDays: 10,
        thresholdSource: 'CALIBRATED',
        alarmBudget: 0.5,
        sources: ['account_order_day', 'detector_calibration'],
      },
    });
    expect(alert?.why.ratio).toBeGreaterThan(alert?.threshold as number);
    const { rows } = await test.admin.query('select kind from timeline_entry where account_id = $1', [quiet]);
    expect(rows).toEqual([{ kind: 'alert.opened' }]);
    const outbox = await test.admin.query('select topic, payload from outbox where account_id = $1', [quiet]);
    expect(outbox.rows).toEqual([{ topic: 'alert.opened', payload: { alertId: alert?.id, detector: 'ORDER_GAP' } }]);
  });

  it('keeps the threshold within the budget of alarm starts, and follows a changed budget', async () => {
    await evaluate(admin);
    const before = await test.admin.query(
      'select threshold, budget, starts_per_account_year from detector_calibration where tenant_id = $1',
      [tenant.id],
    );
    expect(before.rows[0]).toMatchObject({ budget: 0.5 });
    expect(before.rows[0].starts_per_account_year).toBeLessThanOrEqual(0.5);
    const update =
      'mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version alarmStartsPerAccountYear } }';
    expect(await admin.data(update, { i: { expectedVersion: 0, alarmStartsPerAccountYear: 0.01 } })).toEqual({
      updatePolicy: { version: 1, alarmStartsPerAccountYear: 0.01 },
    });
    await evaluate(admin);
    const after = await test.admin.query('select threshold, budget from detector_calibration where tenant_id = $1', [
      tenant.id,
    ]);
    expect(after.rows[0].budget).toBe(0.01);
    expect(after.rows[0].threshold).toBeGreaterThan(before.rows[0].threshold as number);
  });

  it('opens one alert however often it looks, and shows the figures of the last look', async () => {
    await evaluate(admin);
    const [first] = await list();
    const stored = async (): Promise<unknown[]> =>
      (await test.admin.query('select * from alert where tenant_id = $1', [tenant.id])).rows;
    const before = await stored();
    await evaluate(admin);
    expect(await stored()).toEqual(before);
    now = '2026-11-24';
    ({ client: admin } = await createStaff(test, tenant));
    for (const account of steady) await order(account, '2026-11-24');
    await evaluate(admin);
    expect(await list()).toMatchObject([{ id: first?.id, why: { gapDays: 70, asOf: '2026-11-24' } }]);
  });

  it('closes by itself when an order comes, and says so', async () => {
    await evaluate(admin);
    await order(quiet, '2026-11-21');
    expect((await evaluate(admin, [quiet])).detail).toMatchObject({ accounts: 1, alertsClosed: 1 });
    expect(await list()).toMatchObject([
      { state: 'NORMAL', closeReason: 'ORDER_RECEIVED', closedAt: '2026-11-21T09:00:00.000Z' },
    ]);
    expect(await list({ open: true })).toEqual([]);
  });

  it('is not exceptional when there was a warning before', async () => {
    await evaluate(admin);
    await order(quiet, '2026-11-21');
    await evaluate(admin, [quiet]);
    now = '2027-01-21';
    ({ client: admin } = await createStaff(test, tenant));
    for (const account of steady) await order(account, ...daysApart('2026-11-30', '2027-01-20', 10));
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
    expect(await list()).toMatchObject([
      { id: alert?.id, state: 'FALSE_ALARM', triageNote: 'plant closed for holidays', triagedBy: { id: adminId } },
    ]);
    expect(await admin.code(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'or not' })).toBe('TRANSITION_NOT_ALLOWED');
  });

  it('stays open when confirmed, recovers with the next order and closes after two', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    expect(await list()).toMatchObject([{ state: 'CONFIRMED', closedAt: null }]);
    await order(quiet, '2026-11-19');
    await evaluate(admin, [quiet]);
    expect(await list()).toMatchObject([{ state: 'RECOVERING', closedAt: null }]);
    await order(quiet, '2026-11-21');
    await evaluate(admin, [quiet]);
    expect(await list()).toMatchObject([{ state: 'NORMAL', closeReason: 'RECOVERED' }]);
  });

  it('two people triage at the same time: one is told', async () => {
    await evaluate(admin);
    const [alert] = await list();
    const codes = await Promise.all(
      ['FALSE_ALARM', 'CONFIRMED', 'FALSE_ALARM'].map((r) => admin.code(TRIAGE, { id: alert?.id, r, n: 'seen' })),
    );
    expect(codes.filter((code) => code === 'TRANSITION_NOT_ALLOWED')).toHaveLength(2);
  });

  it('closes when the relationship is ended', async () => {
    await evaluate(admin);
    await test.admin.query(`update account set stage = 'ENDED' where id = $1`, [quiet]);
    await evaluate(admin, [quiet]);
    expect(await list()).toMatchObject([{ state: 'ENDED', closeReason: 'RELATIONSHIP_ENDED' }]);
  });

  it('closes with its account, confirmed or not, when that is archived', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    await test.admin.query(`update account set archived_at = now() where id = $1`, [quiet]);
    expect((await evaluate(admin)).detail).toMatchObject({ accounts: 10, alertsClosed: 1 });
    expect(await list()).toMatchObject([{ state: 'ENDED', closeReason: 'RELATIONSHIP_ENDED' }]);
  });

  it('raises a new alert when a confirmed one falls silent again after an order', async () => {
    await evaluate(admin);
    const [alert] = await list();
    await admin.data(TRIAGE, { id: alert?.id, r: 'CONFIRMED', n: 'they are testing a rival' });
    await order(quiet, '2026-11-21');
    await evaluate(admin, [quiet]);
    now = '2027-02-21';
    ({ client: admin } = await createStaff(test, tenant));
    for (const account of steady) await order(account, ...daysApart('2026-11-30', '2027-02-20', 10));
    await evaluate(admin, [quiet]);
    expect(await list({ accountId: quiet })).toMatchObject([
      { state: 'ALERT', why: { lastOrder: '2026-11-21' } },
      { id: alert?.id, state: 'NORMAL', closeReason: 'ORDER_RECEIVED' },
    ]);
  });

  it('keeps what is known today when a day in the past is judged', async () => {
    await evaluate(admin);
    const stored = async (): Promise<unknown> => ({
      alerts: (await test.admin.query('select * from alert where tenant_id = $1', [tenant.id])).rows,
      calibration: (await test.admin.query('select * from detector_calibration where tenant_id = $1', [tenant.id]))
        .rows,
    });
    const before = await stored();
    expect((await evaluate(admin, undefined, '2026-09-18')).detail).toMatchObject({ alertsOpened: 0, alertsClosed: 0 });
    expect(await stored()).toEqual(before);
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
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseClient, type CaseView } from './case-client.js';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createAlert } from './factories/alert.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const UPDATE = 'mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version note } }';
const SETTINGS = '{ policy { version settings { path value standard changed minimum maximum whole choices } } }';

interface Setting {
  readonly path: string;
  readonly value: unknown;
  readonly standard: unknown;
  readonly changed: boolean;
  readonly minimum: number | null;
  readonly choices: string[] | null;
}

describe('policies', () => {
  let test: TestApp;
  let now = '2026-11-21T09:00:00.000Z';
  let tenant: { id: string; slug: string };
  let admin: GraphqlClient;
  let adminId: string;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(now) } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    now = '2026-11-21T09:00:00.000Z';
    tenant = await createTenant(test);
    ({ client: admin, id: adminId } = await createStaff(test, tenant));
  });

  const set = async (expectedVersion: number, settings: Record<string, unknown>, note?: string): Promise<unknown> =>
    admin.data(UPDATE, {
      i: { expectedVersion, note, settings: Object.entries(settings).map(([path, value]) => ({ path, value })) },
    });
  const setting = async (path: string): Promise<Setting | undefined> =>
    (await admin.data<{ policy: { settings: Setting[] } }>(SETTINGS)).policy.settings.find((one) => one.path === path);
  /** Eleven accounts that order every ten days; one has been silent since 20 September. @returns the silent one */
  async function silence(): Promise<string> {
    for (let i = 0; i < 10; i++) {
      const steady = await createAccount(test, tenant);
      await addOrderDays(test, tenant.id, steady, daysApart('2025-01-01', '2026-11-20', 9 + (i % 3)));
    }
    const quiet = await createAccount(test, tenant, { ownerId: adminId });
    await addOrderDays(test, tenant.id, quiet, daysApart('2025-01-03', '2026-09-20', 10));
    await evaluate(admin);
    return quiet;
  }

  it('one mutation sets rules of any kind by their path, with what each may be, all of them or none', async () => {
    expect(await setting('alert.recoveryCycles')).toEqual({
      ...{ path: 'alert.recoveryCycles', value: 2, standard: 2, changed: false, minimum: 1, maximum: 100, whole: true },
      choices: null,
    });
    expect(await setting('calendar.weekdays')).toMatchObject({ choices: expect.arrayContaining(['SATURDAY']) });
    const rules = {
      ...{ 'alert.recoveryCycles': 3, 'signals.mixLoss.threshold': 0.4, 'case.stepWorkingDays.TRIAGE': 2 },
      ...{ 'value.repriceMonths': 9, 'silentComplaint.voicedShare': 0.2, 'alarm.tuning.enabled': false },
      ...{ 'stagnation.limitMonths': { STABLE: 24 }, 'calendar.workdays': ['2026-11-28'] },
    };
    expect(await set(0, rules, 'as the board decided')).toEqual({
      updatePolicy: { version: 1, note: 'as the board decided' },
    });
    for (const [path, value] of Object.entries(rules)) {
      expect(await setting(path)).toMatchObject({ value, changed: true });
    }
    const refused: [object, string][] = [
      [{ 'alert.recoveryCycles': 0 }, 'policy.alert.recoveryCycles'],
      [{ 'alert.recoveryCycles': 2.5 }, 'policy.alert.recoveryCycles'],
      [{ 'alert.recoveryCycles': null }, 'policy.alert.recoveryCycles'],
      [{ 'alert.colour': 1, 'alert.recoveryCycles': 4 }, 'policy.alert.colour'],
      [{ 'calendar.weekdays': [] }, 'policy.calendar.weekdays'],
      [{ 'calendar.holidays': ['2026-02-30'] }, 'policy.calendar.holidays.0'],
      [{ schema: 3 }, 'input.settings.0.path'],
      // In the document, but no decision goes by it yet.
      [{ 'culture.adviceLimit': 10 }, 'input.settings.0.path'],
    ];
    for (const [settings, path] of refused) {
      const input = {
        expectedVersion: 1,
        settings: Object.entries(settings).map(([at, value]: [string, unknown]) => ({ path: at, value })),
      };
      const [error] = (await admin.send(UPDATE, { i: input })).errors ?? [];
      const reasons = error?.extensions['reasons'] as { path: string[] }[] | undefined;
      expect([error?.extensions.code, reasons?.[0]?.path.join('.')]).toEqual(['INPUT_INVALID', path]);
    }
    expect(await admin.code(UPDATE, { i: { expectedVersion: 0, settings: [] } })).toBe('POLICY_CHANGED');
    expect(await setting('alert.recoveryCycles')).toMatchObject({ value: 3 });
    expect(await setting('culture.adviceLimit')).toBeUndefined();
  });

  it('keeps every version, with who, why and what it changed', async () => {
    await set(0, { 'alert.recoveryCycles': 3 }, 'steadier');
    await admin.data(UPDATE, { i: { expectedVersion: 1, repairMonths: 6, holidays: ['2026-12-25'] } });
    const history = `query ($b: Int, $n: Int) { policyHistory(beforeVersion: $b, first: $n) {
      version createdBy createdAt note changes { path from to } } }`;
    const by = { createdBy: `staff:${adminId}`, createdAt: now };
    const [second, first] = [
      {
        ...{ version: 2, ...by, note: null },
        changes: [
          { path: 'stage.repairMonths', from: 12, to: 6 },
          { path: 'calendar.holidays', from: [], to: ['2026-12-25'] },
        ],
      },
      { version: 1, ...by, note: 'steadier', changes: [{ path: 'alert.recoveryCycles', from: 2, to: 3 }] },
    ];
    const read = async (variables: Record<string, unknown>) =>
      (await admin.data<{ policyHistory: unknown[] }>(history, variables)).policyHistory;
    const sorted = (entries: unknown[]) =>
      (entries as { changes: { path: string }[] }[]).map((entry) => ({
        ...entry,
        changes: entry.changes.toSorted((a, b) => (a.path < b.path ? 1 : -1)),
      }));
    expect(sorted(await read({}))).toEqual([second, first]);
    expect(sorted(await read({ n: 1 }))).toEqual([second]);
    expect(await read({ b: 2 })).toEqual([first]);
    expect(await admin.code(history, { n: 51 })).toBe('INPUT_INVALID');
    const at = 'query ($v: Int) { policy(version: $v) { version repairMonths holidays } }';
    expect(await admin.data(at, { v: 1 })).toEqual({ policy: { version: 1, repairMonths: 12, holidays: [] } });
    expect(await admin.data(at, { v: 0 })).toMatchObject({ policy: { version: 0 } });
    expect(await admin.code(at, { v: 7 })).toBe('NOT_FOUND');
    const other = (await createStaff(test, await createTenant(test))).client;
    expect(await other.data(history, {})).toEqual({ policyHistory: [] });
    expect(await other.code(at, { v: 1 })).toBe('NOT_FOUND');
    const manager = (await createStaff(test, tenant, 'MANAGER')).client;
    expect(await manager.code(UPDATE, { i: { expectedVersion: 2, settings: [] } })).toBe('FORBIDDEN');
  });

  it('reads a policy of before, with its deadlines and holidays', async () => {
    const document = {
      case: {
        openWithinWorkingDays: 2,
        stepWorkingDays: { TRIAGE: 3, ANALYSE: 5, ENGAGE: 20, ESCALATED: 2 },
        holidays: ['2026-12-25'],
      },
    };
    await test.admin.query(
      `insert into policy (tenant_id, version, document, created_by) values ($1, 1, $2, 'staff:x')`,
      [...[tenant.id, document]],
    );
    expect(await admin.data('{ policy { version holidays caseWorkingDays { open triage engage } } }')).toEqual({
      policy: { version: 1, holidays: ['2026-12-25'], caseWorkingDays: { open: 2, triage: 3, engage: 20 } },
    });
    await test.admin.query('update policy set document = $2 where tenant_id = $1', [tenant.id, { schema: 99 }]);
    expect(await admin.code('{ policy { version } }')).toBe('POLICY_UNREADABLE');
  });

  it('a rule that was changed changes the outcome; what was decided before keeps its version', async () => {
    const quiet = await silence();
    const alerts = `query ($id: ID!) { account(id: $id) { alerts { nodes { id state signals { kind policyVersion } } } } }`;
    interface Alerts {
      account: {
        alerts: { nodes: { id: string; state: string; signals: { kind: string; policyVersion: number }[] }[] };
      };
    }
    const of = async () => (await admin.data<Alerts>(alerts, { id: quiet })).account.alerts.nodes;
    const [alert] = await of();
    expect(alert?.signals.map(({ policyVersion }) => policyVersion)).toEqual([0, 0, 0]);
    const kam = new CaseClient(admin, adminId);
    await kam.triage(alert?.id as string, 'CONFIRMED');
    // Given that one order shall be enough to be back, when one comes.
    await set(0, { 'alert.recoveryCycles': 1 });
    await addOrderDays(test, tenant.id, quiet, daysApart('2026-09-25', '2026-11-21', 3));
    await evaluate(admin, [quiet]);
    expect(await of()).toMatchObject([{ id: alert?.id, state: 'NORMAL' }]);
    const { rows } = await test.admin.query(
      'select type, policy_version as version from alert_event where alert_id = $1 order by seq',
      [alert?.id],
    );
    expect(rows).toEqual([
      { type: 'ALERT_RAISED', version: 0 },
      { type: 'ALERT_TRIAGED', version: 0 },
      ...['RECOVERY_BEGUN', 'CYCLE_OBSERVED', 'BACK_TO_NORMAL'].map((type) => ({ type, version: 1 })),
    ]);
  });

  describe('the calendar', () => {
    /** Friday the 20th, 17:30 in UTC: Saturday, 1:30 in Shanghai. */
    const FRIDAY_EVENING = '2026-11-20T17:30:00.000Z';
    const zone = (name: string) =>
      test.admin.query('update tenant set time_zone = $2 where id = $1', [tenant.id, name]);

    async function confirmed(): Promise<CaseView> {
      // An alert that no facts bear out would not outlast a judgement that a change of the policy asked for.
      await until(async () => {
        const sql = `select count(*)::int as n from job_run where tenant_id = $1 and status in ('QUEUED', 'RUNNING')`;
        return (await test.admin.query(sql, [tenant.id])).rows[0].n === 0;
      });
      const account = await createAccount(test, tenant, { ownerId: adminId });
      const alert = await createAlert(test, tenant, account);
      const kam = new CaseClient(admin, adminId);
      expect(await kam.triage(alert, 'CONFIRMED')).toBeUndefined();
      return (await kam.ofAlert(alert)) as CaseView;
    }

    it('RG-08: deadlines are counted in the working days of the tenant, in its own time zone', async () => {
      now = FRIDAY_EVENING;
      ({ client: admin, id: adminId } = await createStaff(test, tenant));
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-23', stepDue: '2026-11-23' });
      await set(0, {
        'calendar.holidays': ['2026-11-23'],
        'calendar.workdays': ['2026-11-28'],
        'case.stepWorkingDays.TRIAGE': 6,
      });
      // Without the Monday, and with the Saturday given for it.
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-24', stepDue: '2026-11-30' });
      await set(1, { 'calendar.weekdays': ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'] });
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-22' });
      await zone('Asia/Shanghai');
      now = '2026-11-22T17:30:00.000Z';
      ({ client: admin, id: adminId } = await createStaff(test, tenant));
      // Monday there already: a holiday.
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-24' });
    });

    it('RG-08: what is overdue is so when the day is over where the tenant is', async () => {
      now = FRIDAY_EVENING;
      await zone('Asia/Shanghai');
      ({ client: admin, id: adminId } = await createStaff(test, tenant));
      const { id } = await confirmed();
      // Due on Monday; in Shanghai Monday ends at 16:00 of UTC.
      for (const [moment, overdue] of [
        ['2026-11-23T15:59:00.000Z', false],
        ['2026-11-23T16:01:00.000Z', true],
      ] as const) {
        now = moment;
        const again = new CaseClient((await createStaff(test, tenant)).client, adminId);
        expect(await again.get(id)).toMatchObject({ nextDue: '2026-11-23', overdue });
        const board = await again.graphql.data('{ healthBoard { asOf during { entries { overdue } } } }');
        expect(board).toEqual({
          healthBoard: {
            asOf: overdue ? '2026-11-24' : '2026-11-23',
            during: { entries: [{ overdue }] },
          },
        });
      }
    });

    it('RG-08: alerts are due for triage in the tenant’s days', async () => {
      await set(0, { 'calendar.holidays': ['2026-11-23'] });
      const quiet = await silence();
      const query = 'query ($id: ID!) { account(id: $id) { alerts { nodes { triageDueOn } } } }';
      expect(await admin.data(query, { id: quiet })).toEqual({
        account: { alerts: { nodes: [{ triageDueOn: '2026-11-24' }] } },
      });
    });

    it('time zone and working days are set with the other rules, and what depends on days is judged again', async () => {
      const set =
        'mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version timeZone weekdays workdays } }';
      const judged = async (): Promise<number> =>
        (
          await test.admin.query(
            `select count(*)::int as n from outbox where tenant_id = $1 and topic = 'accounts.evaluate'`,
            [tenant.id],
          )
        ).rows[0].n as number;
      await admin.data(UPDATE, { i: { expectedVersion: 0, repairMonths: 7 } });
      expect(await judged()).toBe(0);
      const weekdays = ['SUNDAY', 'MONDAY'];
      const input = { expectedVersion: 1, timeZone: 'Pacific/Auckland', weekdays, workdays: ['2026-11-28'] };
      expect(await admin.data(set, { i: input })).toEqual({
        updatePolicy: { version: 2, timeZone: 'Pacific/Auckland', weekdays, workdays: ['2026-11-28'] },
      });
      expect(await judged()).toBe(1);
      // It is Sunday there already.
      now = '2026-11-21T11:30:00.000Z';
      ({ client: admin, id: adminId } = await createStaff(test, tenant));
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-23' });
      const { policyHistory } = await admin.data<{ policyHistory: { changes: unknown[] }[] }>(
        '{ policyHistory(first: 1) { changes { path from to } } }',
      );
      expect(policyHistory[0]?.changes).toContainEqual({ path: 'timeZone', from: 'UTC', to: 'Pacific/Auckland' });
      for (const timeZone of ['Mars/Olympus', '+08:00', 'UTC-3', '', 'a/b/c/d/e', "x'; drop"]) {
        const [error] = (await admin.send(UPDATE, { i: { expectedVersion: 2, timeZone } })).errors ?? [];
        expect([timeZone, error?.extensions['reasons']]).toEqual([
          timeZone,
          [expect.objectContaining({ path: ['input', 'timeZone'], code: 'TIME_ZONE_UNKNOWN' })],
        ]);
      }
      // Another supplier's days are its own.
      const other = await createTenant(test);
      const { client } = await createStaff(test, other);
      expect(await client.data('{ policy { timeZone weekdays } }')).toMatchObject({ policy: { timeZone: 'UTC' } });
    });

    it('a tenant’s time zone is one that is known', async () => {
      await expect(zone('Mars/Olympus')).rejects.toThrow('time zone');
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseClient, type CaseView } from './case-client.js';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';

interface Alert {
  readonly id: string;
  readonly state: string;
  readonly exceptional: boolean;
}

/** The months from one to another, `YYYY-MM`. */
function monthsFrom(first: string, count: number): string[] {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

describe('an account that slips', () => {
  let test: TestApp;
  let now = '2025-01-31';
  let tenant: { id: string; slug: string };
  let token: string;
  const people = {} as Record<'admin' | 'boss' | 'kam', CaseClient>;
  let kamId: string;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(`${now}T09:00:00.000Z`) } });
  });
  afterAll(() => test.stop());

  /** Everybody signs in again: a session is over long before a month is. The first key-account manager stays the owner. */
  async function signInAll(): Promise<void> {
    for (const [name, role] of [
      ['admin', 'ADMIN'],
      ['boss', 'MANAGER'],
      ['kam', 'MANAGER'],
    ] as const) {
      const member = await createStaff(test, tenant, role);
      people[name] = new CaseClient(member.client, member.id);
      if (name === 'admin') token = member.token;
    }
  }

  /** Goes on to the end of a month, imports the orders of all accounts in it and judges everybody. */
  async function replay(month: string, days: Readonly<Record<string, readonly string[]>>): Promise<void> {
    now = lastDayOf(month);
    await signInAll();
    const lines = Object.entries(days).flatMap(([account, all]) =>
      all.filter((day) => day.startsWith(month)).map((day) => `${account},I1,${day},10,100.00`),
    );
    const csv = `account,item,date,qty,net\n${lines.join('\n')}\n`;
    const { status, rowsAdded } = await importFile(test, token, 'order-lines', csv, {
      query: { createMissing: 'true' },
    });
    expect({ status, rowsAdded }).toEqual({ status: 'SUCCEEDED', rowsAdded: lines.length });
    expect(await evaluate(people.admin.graphql)).toMatchObject({ status: 'SUCCEEDED' });
  }

  async function alertsOf(accountId: string): Promise<Alert[]> {
    const query = 'query ($id: ID!) { account(id: $id) { alerts { nodes { id state exceptional } } } }';
    const data = await people.admin.graphql.data<{ account: { alerts: { nodes: Alert[] } } }>(query, { id: accountId });
    return data.account.alerts.nodes;
  }

  async function storyOf(accountId: string): Promise<string[]> {
    const query = 'query ($id: ID!) { account(id: $id) { timeline(first: 100) { nodes { kind } } } }';
    const data = await people.admin.graphql.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(query, {
      id: accountId,
    });
    return data.account.timeline.nodes.map(({ kind }) => kind).reverse();
  }

  it('is warned of, confirmed, worked on, escalated, won back and back to normal, and its story tells it in order', async () => {
    // Given eleven accounts that order every ten days, and one of them stops in spring 2026 and comes back in autumn.
    tenant = await createTenant(test);
    kamId = (await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER')).id;
    const slipping = await createAccount(test, tenant, {
      name: 'Slipping',
      externalId: 'C0',
      ownerId: kamId,
      stage: 'STABLE',
    });
    const contact = (await createContact(test, tenant, slipping)).accountContactId;
    const back = daysApart('2026-08-04', '2027-06-30', 10);
    const days: Record<string, readonly string[]> = { C0: [...daysApart('2025-01-03', '2026-03-12', 10), ...back] };
    for (let i = 1; i <= 10; i++) days[`C${i}`] = daysApart('2025-01-01', '2027-06-30', 9 + (i % 3));

    // When the orders arrive month by month, until the alert opens.
    const months = monthsFrom('2025-01', 30);
    const warned: string[] = [];
    for (let month = months.shift(); month !== undefined && warned.length === 0; month = months.shift()) {
      await replay(month, days);
      if ((await alertsOf(slipping)).some(({ state }) => state === 'ALERT')) warned.push(month);
      if (warned.length > 0) break;
    }
    // Then it opens three weeks after the last order, of 9 March, at the first look.
    expect(warned).toEqual(['2026-03']);
    const [alert] = await alertsOf(slipping);
    const alertId = alert?.id as string;
    // Orders stopped without any sign: the case is there at once, led by the owner.
    expect(alert).toMatchObject({ state: 'ALERT', exceptional: true });
    expect(await people.boss.ofAlert(alertId)).toMatchObject({
      state: 'TRIAGE',
      automatic: true,
      owner: { id: kamId },
    });

    // When somebody confirms it, finds the causes, talks, acts, escalates and wins back.
    expect(await people.boss.triage(alertId, 'CONFIRMED')).toBeUndefined();
    const { id } = (await people.boss.ofAlert(alertId)) as CaseView;
    await people.boss.causes(id, ['UNMET_NEED'], [], { note: 'nothing has changed at theirs' });
    await people.boss.talk(id, contact);
    const [action] = (await people.boss.plan(id, '2026-04-15')).actions;
    await people.boss.complete(id, action?.id as string);
    expect(await people.boss.escalate(id, people.boss.id)).toMatchObject({ alert: { state: 'CRISIS' } });
    const winBack = await people.boss.assess(id);
    expect(winBack).toMatchObject({ decision: 'GO' });
    await people.boss.startWinBack(winBack.id);
    await people.boss.step(winBack.id, { kind: 'ROOT_CAUSE_FIX', what: 'a steel grade of their own' });
    expect((await people.boss.resolve(id, 'RECOVERED')).extensions.code).toBe('ALERT_NOT_RECOVERED');
    // And orders come back and keep coming.
    const states = ['WIN_BACK'];
    for (const month of months) {
      await replay(month, days);
      const state = (await alertsOf(slipping))[0]?.state as string;
      if (state !== states.at(-1)) states.push(state);
      if (state === 'NORMAL') break;
    }
    expect(states.at(-1)).toBe('NORMAL');
    expect(now > '2026-08-31').toBe(true);
    expect(await people.boss.resolve(id, 'RECOVERED')).toMatchObject({
      ...{ state: 'RESOLVED', outcome: 'RECOVERED', winBack: { state: 'WON' }, alert: { state: 'NORMAL' } },
    });

    // Then the story and the reports tell it in order.
    expect(await alertsOf(slipping)).toMatchObject([{ id: alertId, state: 'NORMAL' }]);
    const story = (await storyOf(slipping)).filter(
      (kind) => /^(alert|case|win-back)\./.test(kind) && kind !== 'alert.signalled',
    );
    expect(story).toEqual([
      ...['alert.opened', 'case.opened', 'alert.triaged', 'case.analysis-started', 'case.causes-recorded'],
      ...['case.contact-recorded', 'case.action-planned', 'case.action-completed', 'case.escalated', 'alert.escalated'],
      ...['win-back.assessed', 'win-back.started', 'alert.win-back-started', 'win-back.step-recorded'],
      ...['alert.recovering', 'alert.closed', 'case.resolved', 'win-back.ended'],
    ]);
    const report = await people.boss.graphql.data(`{
      recoveryReport(from: "2026-01-01", to: "2027-12-31") { confirmedAlerts { recovered share } winBacks { recovered share }
        spent { decimal } budgetCap { decimal } overBudget }
      causePareto(from: "2026-01-01", to: "2027-12-31") { causes { cause count } owners { ownerId accountable } }
      healthBoard { before { total } during { total } after { total } } }`);
    expect(report).toEqual({
      recoveryReport: {
        ...{ confirmedAlerts: { recovered: 1, share: 1 }, winBacks: { recovered: 1, share: 1 } },
        ...{ spent: { decimal: '4000.00' }, budgetCap: { decimal: '150000.00' }, overBudget: 0 },
      },
      causePareto: { causes: [{ cause: 'UNMET_NEED', count: 1 }], owners: [{ ownerId: kamId, accountable: 1 }] },
      healthBoard: { before: { total: 0 }, during: { total: 0 }, after: { total: 0 } },
    });
  }, 240_000);

  describe('a sudden stop', () => {
    /** Eleven accounts of which one with an owner has stopped without warning. @returns its alert */
    async function stopped(): Promise<{ account: string; alertId: string }> {
      now = '2026-11-21';
      tenant = await createTenant(test);
      await signInAll();
      for (let i = 0; i < 10; i++) {
        const steady = await createAccount(test, tenant);
        await addOrderDays(test, tenant.id, steady, daysApart('2025-01-01', '2026-11-20', 9 + (i % 3)));
      }
      const account = await createAccount(test, tenant, { ownerId: people.kam.id });
      await addOrderDays(test, tenant.id, account, daysApart('2025-01-03', '2026-09-20', 10));
      await evaluate(people.admin.graphql);
      const [alert] = await alertsOf(account);
      expect(alert).toMatchObject({ state: 'ALERT', exceptional: true });
      return { account, alertId: alert?.id as string };
    }

    it('ST-10: has its case at once, and no second one when it is confirmed', async () => {
      const { alertId } = await stopped();
      const opened = await people.kam.ofAlert(alertId);
      expect(opened).toMatchObject({ state: 'TRIAGE', automatic: true, events: [{ actor: 'system:evaluation' }] });
      await people.kam.triage(alertId, 'CONFIRMED');
      expect(await people.kam.ofAlert(alertId)).toMatchObject({ id: opened?.id, version: 1 });
    });

    it('RG-08: a false alarm closes its case', async () => {
      const { account, alertId } = await stopped();
      expect(await people.kam.triage(alertId, 'FALSE_ALARM')).toBeUndefined();
      expect(await people.kam.ofAlert(alertId)).toMatchObject({
        state: 'RESOLVED',
        outcome: 'FALSE_ALARM',
        version: 2,
      });
      expect((await storyOf(account)).slice(-2)).toEqual(['alert.triaged', 'case.resolved']);
    });

    it('RG-08: an order before anybody has looked closes its case, unless somebody is at work', async () => {
      for (const atWork of [false, true]) {
        const { account, alertId } = await stopped();
        const { id } = (await people.kam.ofAlert(alertId)) as CaseView;
        if (atWork) await people.kam.plan(id, '2026-12-01');
        await addOrderDays(test, tenant.id, account, daysApart('2026-09-25', '2026-11-21', 3));
        await evaluate(people.admin.graphql, [account]);
        expect((await alertsOf(account))[0]?.state).toBe('NORMAL');
        expect(await people.kam.get(id)).toMatchObject(
          atWork ? { state: 'TRIAGE', outcome: null } : { state: 'RESOLVED', outcome: 'PASSED', resolvedBy: null },
        );
      }
    });

    it('P3: given up while the relationship goes on, it is warned of anew; a false alarm is not', async () => {
      for (const [outcome, expected] of [
        ['LOST', ['ALERT', 'ENDED']],
        ['FALSE_ALARM', ['FALSE_ALARM']],
      ] as const) {
        const { account, alertId } = await stopped();
        expect(await people.kam.triage(alertId, 'CONFIRMED')).toBeUndefined();
        const { id } = (await people.kam.ofAlert(alertId)) as CaseView;
        const contact = (await createContact(test, tenant, account)).accountContactId;
        await people.kam.causes(id, ['UNMET_NEED'], ['SCOPE_SHRINK']);
        await people.kam.talk(id, contact);
        const [action] = (await people.kam.plan(id, '2026-12-01')).actions;
        await people.kam.complete(id, action?.id as string);
        expect(await people.kam.resolve(id, outcome, { proposeEnd: false })).toMatchObject({ state: 'RESOLVED' });
        expect(await evaluate(people.admin.graphql, [account])).toMatchObject({ status: 'SUCCEEDED' });
        expect((await alertsOf(account)).map(({ state }) => state)).toEqual(expected);
      }
    });
  });
});

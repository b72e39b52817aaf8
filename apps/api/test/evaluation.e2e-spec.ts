import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, addShares, daysApart } from './factories/trade.factory.js';
import { StageClient } from './stage-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const STEADY = daysApart('2025-10-01', '2026-11-20', 10);

describe('evaluation', () => {
  let test: TestApp;
  let now = '2026-11-21';
  let tenant: { id: string; slug: string };
  let kim: StageClient;
  let lee: StageClient;

  beforeEach(() => {
    now = '2026-11-21';
  });
  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(`${now}T09:00:00.000Z`) } });
    tenant = await createTenant(test);
    kim = new StageClient((await createStaff(test, tenant)).client);
    lee = new StageClient((await createStaff(test, tenant)).client);
  });
  afterAll(() => test.stop());

  async function given(
    stage: string,
    shares: Record<string, number>,
    days: readonly string[] = STEADY,
  ): Promise<string> {
    const account = await createAccount(test, tenant);
    if (days.length > 0) await addOrderDays(test, tenant.id, account, days);
    await addShares(test, tenant.id, account, shares);
    expect(await kim.open(account, stage)).toBeUndefined();
    return account;
  }
  const held = (share: number): Record<string, number> => ({ '2026-08': share, '2026-09': share, '2026-10': share });
  const proposalsOf = async (account: string) => (await kim.proposals({ accountId: account })).nodes;

  it('proposes the step that three months of share speak for, with its evidence', async () => {
    const account = await given('INITIAL', held(0.6));
    expect((await evaluate(kim.graphql, [account])).detail).toMatchObject({ accounts: 1, proposed: 1 });
    // How it stands is kept on the way.
    const { portfolioAccounts } = await kim.graphql.data<{ portfolioAccounts: { nodes: unknown[] } }>(
      '{ portfolioAccounts { nodes { accountId stage readOn share } } }',
    );
    expect(portfolioAccounts.nodes).toContainEqual({ accountId: account, stage: 'INITIAL', readOn: now, share: 0.6 });
    const [proposal, ...others] = await proposalsOf(account);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      kind: 'ADVANCE',
      from: 'INITIAL',
      to: 'STABLE',
      status: 'EVIDENCE_CHECKED',
      proposedBy: { actor: 'system:evaluation', name: null },
      gate: { met: false },
    });
    expect(proposal?.evidence.find(({ criterion }) => criterion === 'SHARE_LOWER_BOUND')).toMatchObject({
      met: true,
      value: 0.58,
      source: 'MEASURED',
    });
  });

  it.each([
    ['a share between the bounds', 'STABLE', { '2026-08': 0.47, '2026-09': 0.47, '2026-10': 0.47 }],
    ['two months only', 'INITIAL', { '2026-09': 0.6, '2026-10': 0.6 }],
    ['a month missing', 'INITIAL', { '2026-07': 0.6, '2026-09': 0.6, '2026-10': 0.6 }],
    ['shares that are too old', 'INITIAL', { '2026-06': 0.6, '2026-07': 0.6, '2026-08': 0.6 }],
    ['one month below among three', 'INITIAL', { '2026-08': 0.6, '2026-09': 0.51, '2026-10': 0.6 }],
  ])('proposes nothing on %s', async (_, stage, shares) => {
    const account = await given(stage, shares);
    expect((await evaluate(kim.graphql, [account])).detail).toMatchObject({ proposed: 0 });
  });

  it('proposes a regression without knowing its cause, which people have to name first', async () => {
    const account = await given('STRATEGIC', held(0.6));
    await evaluate(kim.graphql, [account]);
    const [proposal] = await proposalsOf(account);
    expect(proposal).toMatchObject({
      kind: 'REGRESS',
      to: 'STABLE',
      cause: null,
      gate: { met: false, missing: ['CAUSE_CODE', 'REPAIR_PLAN'] },
    });
    const id = proposal?.id as string;
    expect((await lee.approve(id)).extensions.code).toBe('GATE_NOT_MET');
    expect(await kim.nameCause(id, 'COMMUNICATION_GAP')).toMatchObject({
      cause: 'COMMUNICATION_GAP',
      gate: { met: true },
    });
    expect(await lee.approve(id)).toMatchObject({ status: 'EFFECTIVE' });
  });

  it('proposes an end when nothing was ordered for twelve months', async () => {
    const account = await given('INITIAL', {}, ['2024-03-01', '2024-05-01']);
    await evaluate(kim.graphql, [account]);
    expect(await proposalsOf(account)).toMatchObject([{ kind: 'TERMINATE', to: 'ENDED', cause: null }]);
  });

  it('proposes the first step when a prospect orders', async () => {
    const account = await given('DEVELOPMENT', {});
    await evaluate(kim.graphql, [account]);
    expect(await proposalsOf(account)).toMatchObject([{ kind: 'ADVANCE', to: 'INITIAL' }]);
  });

  it('leaves the same rows when it runs twice, one after the other or at once', async () => {
    const accounts = [
      await given('INITIAL', held(0.6)),
      await given('STRATEGIC', held(0.6)),
      await given('STABLE', held(0.7)),
    ];
    await Promise.all([
      evaluate(kim.graphql, accounts),
      evaluate(kim.graphql, accounts),
      evaluate(kim.graphql, accounts),
    ]);
    const rows = async () => ({
      events: (
        await test.admin.query('select * from stage_event where account_id = any($1) order by account_id, seq', [
          accounts,
        ])
      ).rows as unknown[],
      proposals: (
        await test.admin.query('select * from stage_proposal where account_id = any($1) order by id', [accounts])
      ).rows as unknown[],
      alerts: (await test.admin.query('select * from alert where account_id = any($1) order by id', [accounts]))
        .rows as unknown[],
    });
    const before = await rows();
    expect(before.proposals).toHaveLength(2);
    await evaluate(kim.graphql, accounts);
    expect(await rows()).toEqual(before);
  });

  it('gives each of many accounts its own proposal, case and story', async () => {
    const owner = await createStaff(test, tenant);
    const gone = await createStaff(test, tenant);
    await test.admin.query('update staff_member set disabled_at = now() where id = $1', [gone.id]);
    const up = await given('INITIAL', held(0.6));
    const down = await given('STRATEGIC', held(0.6));
    const silent = daysApart('2025-01-03', '2026-09-01', 10);
    const stopped = async (ownerId?: string): Promise<string> => {
      const account = await createAccount(test, tenant, ownerId === undefined ? {} : { ownerId });
      await addOrderDays(test, tenant.id, account, silent);
      return account;
    };
    const [owned, left, nobodys] = [await stopped(owner.id), await stopped(gone.id), await stopped()];
    const accounts = [up, down, owned, left, nobodys];
    expect((await evaluate(kim.graphql, accounts)).detail).toMatchObject({ proposed: 2, alertsOpened: 3 });
    expect(await proposalsOf(up)).toMatchObject([{ kind: 'ADVANCE', from: 'INITIAL', to: 'STABLE' }]);
    expect(await proposalsOf(down)).toMatchObject([{ kind: 'REGRESS', from: 'STRATEGIC', to: 'STABLE' }]);
    const told = await test.admin.query<{ account_id: string; kind: string; subject: string }>(
      `select t.account_id, t.kind, coalesce(p.account_id, l.account_id, k.account_id, a.id) as subject from timeline_entry t
       left join stage_proposal p on p.id::text = t.entity_id::text left join alert l on l.id::text = t.entity_id::text
       left join relationship_case k on k.id::text = t.entity_id::text left join account a on a.id::text = t.entity_id::text
       where t.account_id = any($1) and t.actor = 'system:evaluation' order by t.id`,
      [accounts],
    );
    expect(told.rows.filter(({ account_id: account, subject }) => account !== subject)).toEqual([]);
    const story = (account: string) => told.rows.flatMap((row) => (row.account_id === account ? [row.kind] : []));
    expect([up, down].map(story)).toEqual([
      ['stage.proposed', 'stage.evidence-checked'],
      ['stage.proposed', 'stage.evidence-checked'],
    ]);
    // Without an owner nobody could be asked to look: the alert alone stands.
    expect([owned, left, nobodys].map(story)).toEqual([
      ['alert.opened', 'case.opened'],
      ['alert.opened'],
      ['alert.opened'],
    ]);
    const { rows: cases } = await test.admin.query(
      `select k.account_id, k.owner_id, k.automatic, k.version, e.seq, e.type, e.data ->> 'owner' as told, l.account_id as of
       from relationship_case k join case_event e on e.case_id = k.id join alert l on l.id = k.alert_id where k.account_id = any($1)`,
      [accounts],
    );
    expect(cases).toEqual([
      {
        ...{ account_id: owned, owner_id: owner.id, automatic: true, version: 1 },
        ...{ seq: 1, type: 'CASE_OPENED', told: owner.id, of: owned },
      },
    ]);
    const messages = await test.admin.query<{ topic: string; account_id: string }>(
      `select topic, account_id from outbox where account_id = any($1) and topic in ('stage.proposed', 'case.opened') order by topic, id`,
      [accounts],
    );
    expect(messages.rows).toEqual([
      { topic: 'case.opened', account_id: owned },
      { topic: 'stage.proposed', account_id: up },
      { topic: 'stage.proposed', account_id: down },
    ]);
  });

  it('does not repeat what was rejected until the facts change', async () => {
    const account = await given('INITIAL', held(0.6));
    await evaluate(kim.graphql, [account]);
    const [first] = await proposalsOf(account);
    await kim.reject(first?.id as string, 'wait for the tender');
    expect((await evaluate(kim.graphql, [account])).detail).toMatchObject({ proposed: 0 });
    await addShares(test, tenant.id, account, { '2026-10': 0.55 });
    expect((await evaluate(kim.graphql, [account])).detail).toMatchObject({ proposed: 1 });
    const [second] = await proposalsOf(account);
    await kim.reject(second?.id as string, 'still waiting');
    now = '2026-12-02';
    await addShares(test, tenant.id, account, { '2026-11': 0.6 });
    const { client } = await createStaff(test, tenant);
    expect((await evaluate(client, [account])).detail).toMatchObject({ proposed: 1, asOf: '2026-12-02' });
  });

  it('judges as of a day that is asked for', async () => {
    const account = await given('INITIAL', { '2026-01': 0.6, '2026-02': 0.6, '2026-03': 0.6, '2026-04': 0.3 });
    expect((await evaluate(kim.graphql, [account], '2026-04-15')).detail).toMatchObject({
      proposed: 1,
      asOf: '2026-04-15',
    });
    const future = 'mutation { evaluateAccounts(asOf: "2026-11-22") }';
    expect(await kim.graphql.code(future)).toBe('INPUT_INVALID');
  });

  it('counts a month only when it is over', async () => {
    const account = await given('INITIAL', { '2026-02': 0.6, '2026-03': 0.6, '2026-04': 0.6 });
    expect((await evaluate(kim.graphql, [account], '2026-04-30')).detail).toMatchObject({ proposed: 0 });
    expect((await evaluate(kim.graphql, [account], '2026-05-01')).detail).toMatchObject({ proposed: 1 });
  });

  it('judges as of the newest order where orders have stopped arriving, not every customer as silent', async () => {
    const other = await createTenant(test);
    const { client } = await createStaff(test, other);
    const account = await createAccount(test, other);
    await addOrderDays(test, other.id, account, daysApart('2012-01-01', '2016-05-29', 7));
    expect((await evaluate(client)).detail).toMatchObject({ asOf: '2016-05-29', alertsOpened: 0 });
  });

  it('looks at nothing but the accounts it is asked for', async () => {
    const [asked, other] = [await given('INITIAL', held(0.6)), await given('INITIAL', held(0.6))];
    expect((await evaluate(kim.graphql, [asked])).detail).toMatchObject({ accounts: 1, total: 1 });
    expect(await proposalsOf(other)).toEqual([]);
  });

  it('follows an import by itself, for the accounts the import touched and no others', async () => {
    const touched = await createAccount(test, tenant, { externalId: 'TOUCHED' });
    await kim.open(touched, 'DEVELOPMENT');
    const other = await given('DEVELOPMENT', {});
    const { client, token } = await createStaff(test, tenant);
    const csv =
      'accountExternalId,productExternalId,orderedOn,orderNumber,lineNumber,quantity,netAmount\nTOUCHED,P-1,2026-11-19,1,1,3,120.00\n';
    const response = await fetch(`${test.url}/imports/order-lines?createMissing=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: csv,
    });
    expect(await response.json()).toMatchObject({ rowsAdded: 1, rowsRejected: 0 });
    const seen = await until(async () => {
      const { nodes } = await new StageClient(client).proposals({ accountId: touched });
      return nodes.length > 0 && nodes;
    });
    expect(seen).toMatchObject([{ kind: 'ADVANCE', to: 'INITIAL', proposedBy: { actor: 'system:evaluation' } }]);
    // Both would have been judged in one transaction.
    expect(await proposalsOf(other)).toEqual([]);
  });

  it('goes through more accounts than one batch holds', async () => {
    const many = await createTenant(test);
    const { client } = await createStaff(test, many);
    await test.admin.query(
      `insert into account (tenant_id, id, name, name_lower) select $1, gen_random_uuid(), 'A' || n, 'a' || n from generate_series(1, 1201) n`,
      [many.id],
    );
    expect(await evaluate(client)).toMatchObject({ percent: 100, detail: { accounts: 1201, total: 1201 } });
  });

  it('is limited to the accounts the caller sees', async () => {
    const { client, id } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    const [mine, other] = [await given('INITIAL', held(0.6)), await given('INITIAL', held(0.6))];
    await test.admin.query('update account set owner_id = $2 where id = $1', [mine, id]);
    expect(await client.code('mutation { evaluateAccounts }')).toBe('FORBIDDEN');
    expect((await evaluate(client, [mine, other])).detail).toMatchObject({ accounts: 1, total: 1, proposed: 1 });
    expect(await proposalsOf(other)).toEqual([]);
  });

  it('is for those who may run imports', async () => {
    const { client } = await createStaff(test, tenant, 'SALES');
    expect(await client.code('mutation { evaluateAccounts }')).toBe('FORBIDDEN');
  });
});

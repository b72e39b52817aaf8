import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { HeldTable } from './support/held-table.js';
import { until } from './until.js';

const EVALUATE = 'mutation ($ids: [ID!]) { evaluateAccounts(accountIds: $ids) }';

describe('two evaluations at once', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let client: GraphqlClient;
  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date('2026-11-21T09:00:00.000Z') } });
    tenant = await createTenant(test);
    ({ client } = await createStaff(test, tenant));
  });
  afterAll(() => test.stop());

  const begin = async (...ids: string[]): Promise<string> =>
    (await client.data<{ evaluateAccounts: string }>(EVALUATE, { ids })).evaluateAccounts;
  const done = async (job: string): Promise<boolean> =>
    (await test.admin.query(`select from job_run where id = $1 and status = 'SUCCEEDED'`, [job])).rowCount === 1;
  const openAt = async (account: string): Promise<string[]> =>
    (
      await test.admin.query<{ what: string }>(
        `select 'alert' as what from alert where account_id = $1 and closed_at is null
         union all select 'signal' from signal where account_id = $1 and closed_on is null`,
        [account],
      )
    ).rows.map(({ what }) => what);

  it('leave what the newer facts say, whoever read them first', async () => {
    const silent = await createAccount(test, tenant);
    await addOrderDays(test, tenant.id, silent, daysApart('2025-10-01', '2026-09-20', 10));
    for (let i = 0; i < 10; i++)
      await addOrderDays(
        test,
        tenant.id,
        await createAccount(test, tenant),
        daysApart('2025-10-01', '2026-11-20', 8 + (i % 5)),
      );
    await HeldTable.during(
      test,
      'alert',
      async (held) => {
        const older = await begin(silent);
        // It has read that the account is silent, and is about to raise an alert.
        await until(async () => (await held.waiting()).length > 0, 60_000);
        await addOrderDays(test, tenant.id, silent, daysApart('2026-09-30', '2026-11-20', 10));
        const newer = await begin(silent);
        const isBlocked = async (): Promise<boolean> =>
          (
            await test.admin.query(
              `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).rowCount === 2;
        await until(async () => (await done(newer)) || (await isBlocked()), 60_000);
        await held.release();
        await until(async () => (await done(older)) && (await done(newer)), 60_000);
      },
      'share',
    );
    expect(await openAt(silent)).toEqual([]);
    expect((await test.admin.query('select state from alert')).rows).toEqual([{ state: 'NORMAL' }]);
  }, 200_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { ensureDemoTenant } from '../src/features/demo/demo-tenant.js';
import { type RootCall, rootCalls } from './document-generator.js';
import { createCustomer, signInBuyer } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

/** Calls that nobody has to sign in for. */
const PUBLIC = ['mutation signIn', 'query supplier', 'mutation requestMagicLink', 'mutation redeemMagicLink'];
/** Calls that end the session they are made with. */
const ENDING = ['mutation signOut'];
/** Which part of the calls with ids of things that they have nothing to do with is made, drawn anew each time. */
const OTHERS = Number(process.env['MORTISE_MATRIX_OTHERS'] ?? 0.25);
const NOBODYS_ID = '00000000-0000-4000-8000-00000000dead';

/**
 * Every query and mutation of both schemas, tried with the ids of somebody else. The yardstick is an id that does not
 * exist at all: whoever may not see a thing must get exactly the same answer for it, and must not have changed it.
 */
describe('tenancy matrix', () => {
  let test: TestApp;
  let demo: string;
  /** One id of every table of the demo tenant. */
  let ids: Record<string, string>;
  const calls: Record<'staff' | 'portal', RootCall[]> = { staff: [], portal: [] };

  beforeAll(async () => {
    test = await startTestApp({ env: { MORTISE_DEMO: '1' } });
    await ensureDemoTenant(test.app);
    demo = (await test.admin.query(`select id from tenant where slug = 'helix'`)).rows[0].id as string;
    // What follows from the demo's imports is written by jobs: from here on nothing but the calls changes anything.
    await until(async () => {
      const { rows } = await test.admin.query(
        `select not exists (select from outbox o where o.tenant_id = $1 and o.topic = 'value.compute' and not exists (
            select from handled_message h where h.tenant_id = $1 and h.message_id = o.id))
          and not exists (select from value_run where tenant_id = $1 and running is not null) as idle`,
        [demo],
      );
      return rows[0].idle === true;
    }, 60_000);
    ids = await idsOf(demo);
    for (const name of ['staff', 'portal'] as const) {
      const introspection = await test[name].data<IntrospectionQuery>(getIntrospectionQuery());
      calls[name] = rootCalls(buildClientSchema(introspection)).filter((call) => !ENDING.includes(call.name));
    }
  }, 120_000);
  afterAll(() => test.stop());

  it('tries ids of every kind of thing', () => {
    expect(Object.keys(ids)).toEqual(
      expect.arrayContaining([
        'account',
        'contact',
        'complaint',
        'stage_proposal',
        'alert',
        'import',
        'product',
        'team',
      ]),
    );
    expect(calls.staff.filter((call) => call.takesIds).length).toBeGreaterThan(25);
  });

  it('answers nobody but public calls without credentials', async () => {
    for (const name of ['staff', 'portal'] as const) {
      for (const call of calls[name].filter((each) => !PUBLIC.includes(each.name))) {
        const code = await test[name].code(call.document, call.variables(NOBODYS_ID));
        expect({ call: call.name, code }).toEqual({ call: call.name, code: 'UNAUTHENTICATED' });
      }
    }
  });

  it("shows another tenant's administrator nothing and lets nothing be changed", async () => {
    const { client } = await createStaff(test, await createTenant(test), 'ADMIN');
    await expectNoDifference(client, calls.staff, ids);
  }, 300_000);

  it("shows another tenant's buyer nothing and lets nothing be changed", async () => {
    const tenant = await createTenant(test);
    const { client } = await signInBuyer(test, tenant, await createCustomer(test, tenant));
    await expectNoDifference(client, calls.portal, ids);
  });

  it('shows a member of another team nothing of an account and what is under it', async () => {
    const slug = { id: demo, slug: 'helix' };
    const { client } = await createStaff(test, slug, 'KEY_ACCOUNT_MANAGER');
    await expectNoDifference(client, calls.staff.filter(onlyAboutAccounts), underAccounts(ids));
  }, 300_000);

  it("shows a sibling account's buyer nothing of an account and what is under it", async () => {
    const tenant = { id: demo, slug: 'helix' };
    const { client } = await signInBuyer(test, tenant, await createCustomer(test, tenant));
    await expectNoDifference(client, calls.portal, underAccounts(ids));
  });

  /** Sends every call that takes ids with ids of others and with one that does not exist, and compares. */
  async function expectNoDifference(
    client: GraphqlClient,
    of: readonly RootCall[],
    foreign: Readonly<Record<string, string>>,
  ): Promise<void> {
    const before = await checksum();
    for (const call of of.filter((each) => each.takesIds)) {
      const expected = await answer(client, call, NOBODYS_ID);
      for (const [table, id] of Object.entries(foreign)) {
        // Calls times tables would take minutes: those that have to do with each other, and of all others some each time.
        if (!mayBeAbout(call, table) && Math.random() > OTHERS) continue;
        expect({ call: call.name, table, answer: await answer(client, call, id) }).toEqual({
          call: call.name,
          table,
          answer: expected,
        });
      }
    }
    expect(await checksum()).toEqual(before);
  }

  async function answer(client: GraphqlClient, call: RootCall, id: string): Promise<string> {
    const { data, errors } = await client.send(call.document, call.variables(id));
    // Ids made by the call itself differ each time.
    return JSON.stringify({ data, errors }).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>');
  }

  /** What the demo tenant has in each of its tables, as a hash a table. */
  async function checksum(): Promise<Record<string, string>> {
    const sums: Record<string, string> = {};
    for (const table of await tenantTables()) {
      if (WRITTEN_BY_JOBS.includes(table)) continue;
      const { rows } = await test.admin.query(
        `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${table}" t where tenant_id = $1`,
        [demo],
      );
      sums[table] = rows[0].sum as string;
    }
    return sums;
  }

  async function idsOf(tenantId: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const table of await tenantTables()) {
      const { rows } = await test.admin
        .query(`select id from "${table}" where tenant_id = $1 order by id limit 1`, [tenantId])
        .catch(() => ({ rows: [] as { id: string }[] }));
      if (rows[0]) found[table] = rows[0].id as string;
    }
    return found;
  }

  async function tenantTables(): Promise<string[]> {
    const { rows } = await test.admin.query(
      `select table_name from information_schema.columns where table_schema = 'mortise' and column_name = 'tenant_id' order by 1`,
    );
    return rows.map((row) => row.table_name as string);
  }
});

/** Rows that come and go with the asking itself: sessions, and the housekeeping of jobs. */
const WRITTEN_BY_JOBS = [
  'staff_session',
  'portal_session',
  'staff_member',
  'outbox',
  'handled_message',
  'job_run',
  'audit_log',
  'contact',
  'account_contact',
];

/** Tables whose rows every member of staff may know, whatever the accounts. */
const SHARED_BY_STAFF = [
  ...['product', 'product_category', 'team', 'staff_member', 'import', 'department'],
  ...['promotion', 'promotion_item', 'season'],
];

function underAccounts(ids: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).filter(([table]) => !SHARED_BY_STAFF.includes(table)));
}

/** Whether a word of the table is one of the call's: `recovery_case` and `assignCase`. */
function mayBeAbout({ name }: RootCall, table: string): boolean {
  return table.split('_').some((word) => name.toLowerCase().includes(word.replace(/y$/, '')));
}

/** Calls that need no account are about the supplier's own things, which all staff share. */
function onlyAboutAccounts(call: RootCall): boolean {
  return !/(Product|Categor|Team|StaffMember|ApiKey|policy|Policy|job)/.test(call.name);
}

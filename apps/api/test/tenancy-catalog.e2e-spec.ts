import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { roleUrl, type DatabaseRole } from '../src/platform/database/database-roles.js';
import { createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

/** Tables without tenant data. */
const GLOBAL_TABLES = ['schema_migration', 'tenant'];
/** Tables whose rows are so many that what they belong to is asked once per statement that adds some. */
const BULK_TABLES = [
  'order_line',
  'account_product_month',
  'account_category_month',
  'account_month',
  'account_order_day',
  'product_month',
];
const APPEND_ONLY = ['audit_log', 'timeline_entry', 'stage_event', 'complaint_event', 'policy', 'ledger_entry'];

describe('tenancy in the catalog', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  const rows = async <R>(sql: string): Promise<R[]> => (await test.admin.query(sql)).rows as R[];

  it('has row-level security enabled, not forced, with one plain policy on every tenant table', async () => {
    const tables = await rows<{ name: string; enabled: boolean; forced: boolean; policies: string[] }>(`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        array(select p.qual || ' / ' || p.with_check from pg_policies p where p.schemaname = 'mortise' and p.tablename = c.relname) as policies
      from pg_class c where c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p')`);
    const tenantTables = tables.filter(({ name }) => !GLOBAL_TABLES.includes(name));
    expect(tenantTables.length).toBeGreaterThan(30);
    for (const table of tenantTables) {
      expect(table).toEqual({
        name: table.name,
        enabled: true,
        forced: false,
        policies: [
          BULK_TABLES.includes(table.name)
            ? '(tenant_id = current_tenant()) / (tenant_id = ( SELECT current_tenant() AS current_tenant))'
            : '(tenant_id = current_tenant()) / (tenant_id = current_tenant())',
        ],
      });
    }
  });

  it('leads every key and index of a tenant table with tenant_id', async () => {
    const strays = await rows(`
      select c.relname as table, i.relname as index from pg_index x
      join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'mortise'::regnamespace and a.attname is distinct from 'tenant_id'
        and c.relname not in ('schema_migration', 'tenant')`);
    expect(strays).toEqual([]);
  });

  it('leads every foreign key between tenant tables with tenant_id and never sets null on delete', async () => {
    const strays = await rows(`
      select conname from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.connamespace = 'mortise'::regnamespace
        and (a.attname <> 'tenant_id' or k.confdeltype in ('n', 'd'))`);
    expect(strays).toEqual([]);
  });

  it("has no trigger and no view that runs with its owner's rights", async () => {
    expect(
      await rows(`select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'mortise'::regnamespace and not tgisinternal`),
    ).toEqual([]);
    expect(
      await rows(`select relname from pg_class where relnamespace = 'mortise'::regnamespace and relkind = 'v'
      and not coalesce(reloptions @> array['security_invoker=true'], false)`),
    ).toEqual([]);
  });

  it('keeps owner, migrator and request roles apart', async () => {
    const roles = await rows<{ rolname: string }>(`
      select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        pg_has_role(rolname, 'mortise_owner', 'member') as owns
      from pg_roles where rolname like 'mortise\\_%' order by rolname`);
    const role = (rolname: string, rolcanlogin: boolean, owns: boolean) => ({
      rolname,
      rolcanlogin,
      owns,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    });
    expect(roles).toEqual([
      role('mortise_app', true, false),
      role('mortise_import', true, false),
      role('mortise_migrator', true, true),
      role('mortise_owner', false, true),
      role('mortise_queue', true, false),
    ]);
    const owners = await rows(`select distinct relowner::regrole::text as owner from pg_class
      where relnamespace = 'mortise'::regnamespace and relkind in ('r', 'p', 'S', 'v')`);
    expect(owners).toEqual([{ owner: 'mortise_owner' }]);
  });

  it('lets nobody but their owner change the histories', async () => {
    const grants = await rows<{ table_name: string; privilege_type: string }>(`
      select distinct table_name, privilege_type from information_schema.role_table_grants
      where table_schema = 'mortise' and grantee = 'mortise_app' and table_name = any('{${APPEND_ONLY.join(',')}}') order by 1, 2`);
    expect(grants).toEqual(
      [...APPEND_ONLY]
        .sort()
        .flatMap((table_name) => ['INSERT', 'SELECT'].map((privilege_type) => ({ table_name, privilege_type }))),
    );
  });

  describe('as the request role', () => {
    const as = async <T>(role: DatabaseRole, work: (client: pg.Client) => Promise<T>): Promise<T> => {
      const client = new pg.Client({
        connectionString: roleUrl(test.config.database.adminUrl, test.config.secret, role),
      });
      await client.connect();
      return work(client).finally(() => client.end());
    };

    it('sees nothing before a tenant is entered, and only the entered tenant afterwards', async () => {
      const [mine, theirs] = [await createTenant(test), await createTenant(test)];
      for (const { id } of [mine, theirs]) {
        await test.admin.query(`insert into counter (tenant_id, name, value) values ($1, 'seen', 1)`, [id]);
      }
      await as('mortise_app', async (client) => {
        const count = async () =>
          (await client.query('select tenant_id from counter')).rows.map((row) => row.tenant_id as string);
        expect(await count()).toEqual([]);
        await client.query(`begin; select enter_tenant('${mine.id}')`);
        expect(await count()).toEqual([mine.id]);
        await expect(
          client.query(`insert into counter (tenant_id, name, value) values ('${theirs.id}', 'x', 1)`),
        ).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
        expect(await count()).toEqual([]);
      });
    });

    it.each(BULK_TABLES)('lets an import write %s of the entered tenant alone', async (table) => {
      const [mine, theirs] = [await createTenant(test), await createTenant(test)];
      // A row of nothing but its tenant: whose it is comes first, what it lacks second.
      const add = (client: pg.Client, { id }: { id: string }) =>
        client.query(`insert into ${table} (tenant_id) values ('${id}')`);
      await as('mortise_import', async (client) => {
        await expect(add(client, mine)).rejects.toMatchObject({ code: '42501' });
        for (const [tenant, code] of [
          [mine, '23502'],
          [theirs, '42501'],
        ] as const) {
          await client.query(`begin; select enter_tenant('${mine.id}')`);
          await expect(add(client, tenant)).rejects.toMatchObject({ code });
          await client.query('rollback');
        }
      });
    });

    it.each(['mortise_app', 'mortise_queue'] as const)('%s cannot read what is being imported', async (role) => {
      await as(role, async (client) => {
        await expect(client.query('create table staging.x ()')).rejects.toMatchObject({ code: '42501' });
      });
    });

    it('cannot become the owner or turn row-level security off', async () => {
      await as('mortise_app', async (client) => {
        await expect(client.query('set role mortise_owner')).rejects.toMatchObject({ code: '42501' });
        await expect(client.query('alter table counter disable row level security')).rejects.toMatchObject({
          code: '42501',
        });
        await client.query('set row_security = off');
        await expect(client.query('select * from counter')).rejects.toMatchObject({ code: '42501' });
      });
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { underWay } from './support/derived-figures.js';
import { importFile } from './support/import-client.js';
import { strayFigures } from './support/rebuilt-figures.js';
import { ARRIVING, BEFORE } from './support/trade-files.js';
import { until } from './until.js';

interface Rebuilt {
  readonly status: string;
  readonly percent: number;
  readonly error: string | null;
  readonly detail: {
    readonly repair: boolean;
    readonly differing: number;
    readonly figures: Readonly<Record<string, { cells: number; stray: number; missing: number; wrong: number }>>;
  };
}

describe('figures that are kept beside facts', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let client: GraphqlClient;
  let token: string;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    ({ client, token } = await createStaff(test, tenant));
    for (const [kind, rows] of BEFORE) await load(kind, rows);
    for (const [kind, rows] of Object.entries(ARRIVING)) await load(kind, rows);
    await settled();
  }, 240_000);
  afterAll(() => test.stop());

  const settled = () => until(async () => (await underWay(test)) === undefined, 200_000);
  async function load(kind: string, rows: readonly string[]): Promise<void> {
    const query = { createMissing: 'true' };
    const { rowsRejected } = await importFile(test, token, kind, `${rows.join('\n')}\n`, { query });
    expect(rowsRejected).toBe(0);
  }
  async function rebuild(repair?: boolean): Promise<Rebuilt> {
    const { rebuildFigures: id } = await client.data<{ rebuildFigures: string }>(
      'mutation ($r: Boolean) { rebuildFigures(repair: $r) }',
      { r: repair },
    );
    return until(async () => {
      const { job } = await client.data<{ job: Rebuilt }>(
        'query ($id: ID!) { job(id: $id) { status percent error detail } }',
        { id },
      );
      return ['SUCCEEDED', 'FAILED'].includes(job.status) && job;
    }, 200_000);
  }
  const differing = ({ detail: { figures } }: Rebuilt) =>
    Object.fromEntries(
      Object.entries(figures).flatMap(([name, { stray, missing, wrong }]) =>
        stray + missing + wrong > 0 ? [[name, { stray, missing, wrong }]] : [],
      ),
    );

  /** One way in which each table can be off. */
  const FAULTS: readonly (readonly [table: string, statement: string, found: object])[] = [
    [
      'account_month',
      'update account_month set net_minor = net_minor + 1 where tenant_id = $1',
      { wrong: expect.any(Number) },
    ],
    [
      'account_product_month',
      'delete from account_product_month where tenant_id = $1',
      { missing: expect.any(Number) },
    ],
    [
      'account_order_day',
      `insert into account_order_day (tenant_id, account_id, day, net_minor, lines) select $1, id, '1999-01-01', 5, 1 from account where tenant_id = $1 limit 1`,
      { stray: 1 },
    ],
    [
      'account_product_year',
      'update account_product_year set n01 = n01 + 7, months = 4095 where tenant_id = $1',
      { wrong: expect.any(Number) },
    ],
    ['product_sales', 'update product_sales set lines = lines + 1 where tenant_id = $1', { wrong: expect.any(Number) }],
    ['invoice', 'update invoice set settled_on = null where tenant_id = $1', { wrong: expect.any(Number) }],
    [
      'account_receivable',
      'update account_receivable set open_minor = open_minor + 1, limit_minor = 77 where tenant_id = $1',
      { wrong: expect.any(Number) },
    ],
    [
      'account_receivable_month',
      'delete from account_receivable_month where tenant_id = $1',
      { missing: expect.any(Number) },
    ],
    [
      'delivery_promise',
      'update delivery_promise set delivered_quantity = delivered_quantity + 1 where tenant_id = $1',
      { wrong: expect.any(Number) },
    ],
    ['account_share', 'update account_share set share = 0.123 where tenant_id = $1', { wrong: expect.any(Number) }],
    ['share_of_wallet', 'delete from share_of_wallet where tenant_id = $1', { missing: expect.any(Number) }],
    [
      'account_value',
      'update account_value set contribution_minor = 1, clv_minor = 2 where tenant_id = $1',
      { wrong: expect.any(Number) },
    ],
  ];

  it('differ nowhere when all is well, and looking changes nothing', async () => {
    const found = await rebuild();
    expect([found.status, found.percent, found.detail.differing, differing(found)]).toEqual(['SUCCEEDED', 100, 0, {}]);
    const { figures } = found.detail;
    for (const [table] of FAULTS) expect([table, figures[table]?.cells ?? 0]).toEqual([table, expect.any(Number)]);
    expect(Object.values(figures).every(({ cells }) => cells > 0)).toBe(true);
    expect(await strayFigures(test, tenant.id)).toEqual({});
  }, 240_000);

  it('are told where they differ, changed only when that is asked for, and right afterwards', async () => {
    const other = await createTenant(test);
    const theirs = await createStaff(test, other);
    const lines = BEFORE.find(([kind]) => kind === 'order-lines')?.[1] ?? [];
    await importFile(test, theirs.token, 'order-lines', `${lines.join('\n')}\n`, { query: { createMissing: 'true' } });
    for (const [, statement] of FAULTS) await test.admin.query(statement, [tenant.id]);
    const expected = Object.fromEntries(
      FAULTS.map(([table, , found]) => [table, { stray: 0, missing: 0, wrong: 0, ...found }]),
    );
    expect(differing(await rebuild())).toEqual(expected);
    const repaired = await rebuild(true);
    expect(repaired.error).toBeNull();
    expect(differing(repaired)).toEqual(expected);
    expect(repaired.detail).toMatchObject({ repair: true, differing: expect.any(Number) });
    await settled();
    expect(differing(await rebuild())).toEqual({});
    expect(await strayFigures(test, tenant.id)).toEqual({});
    expect(await strayFigures(test, other.id)).toEqual({});
    // What is no figure stays.
    const { rows } = await test.admin.query(
      'select distinct limit_minor from account_receivable where tenant_id = $1',
      [tenant.id],
    );
    expect(rows).toEqual([{ limit_minor: '77' }]);
    const { rows: audited } = await test.admin.query(
      `select detail from audit_log where tenant_id = $1 and entity = 'figures' order by at`,
      [tenant.id],
    );
    expect(audited.map(({ detail }) => (detail as { repair: boolean }).repair)).toEqual([false, false, true, false]);
  }, 240_000);

  it('are rebuilt by administrators alone', async () => {
    const manager = await createStaff(test, tenant, 'MANAGER');
    expect(await manager.client.code('mutation { rebuildFigures }')).toBe('FORBIDDEN');
  });
});

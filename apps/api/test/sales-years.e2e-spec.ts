import { seededRandom } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SalesYears } from '../src/features/sales-analysis/sales-years.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';
import { until } from './until.js';

const QUERY = `{ salesAnalysis(by: PRODUCT, to: "2025-06-30", months: 9, filter: { regions: [null] }) {
  rows { label net { minor } before { minor } effects { accounts accountsBefore volume { minor } } } } }`;

/** Months that years tell otherwise than the months themselves do, of accounts that are not due. */
const DIFFERENCES = `
  with told as (
    select y.account_id, y.product_id, y.category_id, make_date(y.year, n.number, 1) as month, n.net, n.quantity
    from account_product_year y cross join lateral (values
      (1, n01, q01), (2, n02, q02), (3, n03, q03), (4, n04, q04), (5, n05, q05), (6, n06, q06),
      (7, n07, q07), (8, n08, q08), (9, n09, q09), (10, n10, q10), (11, n11, q11), (12, n12, q12)) n (number, net, quantity)
    where y.tenant_id = $1 and y.months & (1 << (n.number - 1)) <> 0 and y.account_id not in (select account_id from account_year_due where tenant_id = $1)),
  kept as (
    select account_id, product_id, category_id, month, net_minor, quantity from account_product_month
    where tenant_id = $1 and account_id not in (select account_id from account_year_due where tenant_id = $1))
  (select * from told except select * from kept) union all (select * from kept except select * from told)`;

describe(SalesYears.name, () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;
  const count = async (table: string): Promise<number> =>
    Number((await test.admin.query(`select count(*) from ${table} where tenant_id = $1`, [tenant.id])).rows[0].count);
  const send = (body: string) =>
    importFile(
      test,
      admin.token,
      'order-lines',
      `account,product,orderedOn,orderNumber,lineNumber,quantity,net\n${body}`,
      {
        query: { createMissing: 'true' },
      },
    );
  const undo = (id: string) => admin.client.data('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id });
  const differences = async (): Promise<unknown[]> => (await test.admin.query(DIFFERENCES, [tenant.id])).rows;
  /** Some of the accounts that are due, or all of them. */
  const compute = (limit: number | null) =>
    test.app.get(ContextFactory).asSystem(tenant.id, 'test', (ctx) =>
      ctx.transaction(async () => {
        const { rows } = await test.admin.query(
          'select account_id from account_year_due where tenant_id = $1 limit $2',
          [tenant.id, limit],
        );
        await test.app.get(SalesYears).compute(
          ctx,
          rows.map(({ account_id: id }) => id as string),
        );
      }),
    );

  describe('between imports', () => {
    beforeAll(async () => {
      test = await startTestApp({ parts: { requests: true, jobs: false } });
      tenant = await createTenant(test);
      admin = await createStaff(test, tenant, 'ADMIN');
    });
    afterAll(() => test.stop());

    it('answers are the same whoever’s years are added up, whatever was imported and taken back', async () => {
      const random = seededRandom(11);
      const pick = (n: number): number => Math.floor(random() * n);
      await send(Array.from({ length: 6 }, (_, n) => `A${n},P${n % 5},2020-05-01,R,${n},1,1`).join('\n'));
      const imports: string[] = [];
      for (let round = 0; round < 9; round++) {
        if (round % 3 === 2 && imports.length > 0) await undo(imports.splice(pick(imports.length), 1)[0] as string);
        else {
          const lines = Array.from(
            { length: 60 },
            (_, line) =>
              `A${pick(6)},P${pick(5)},${2023 + pick(3)}-0${1 + pick(9)}-1${pick(9)},R${round},${line},${pick(40) / 4},${(pick(90_000) / 100 - 100).toFixed(2)}`,
          );
          const { id, rowsAdded } = await send(lines.join('\n'));
          expect(rowsAdded).toBe(60);
          imports.push(id);
        }
        const before = await admin.client.data(QUERY);
        expect(await differences()).toEqual([]);
        await compute(2);
        expect(await differences()).toEqual([]);
        expect(await admin.client.data(QUERY)).toEqual(before);
        if (round % 2 === 0) await compute(null);
        expect(await differences()).toEqual([]);
        expect(await admin.client.data(QUERY)).toEqual(before);
      }
      expect(await count('account_product_year')).toBeGreaterThan(30);
    });

    it('nothing is left of what is taken back', async () => {
      for (const { id } of (
        await test.admin.query(`select id from import where tenant_id = $1 and status = 'SUCCEEDED' order by id desc`, [
          tenant.id,
        ])
      ).rows)
        await undo(id as string);
      await compute(null);
      expect([await count('account_product_year'), await count('account_year_due')]).toEqual([0, 0]);
    });
  });

  describe('after an import', () => {
    beforeAll(async () => {
      test = await startTestApp();
      tenant = await createTenant(test);
      admin = await createStaff(test, tenant, 'ADMIN');
    });
    afterAll(() => test.stop());

    it('a job adds up the years of the accounts it touched, also when it is undone', async () => {
      await send('A1,P1,2025-01-10,1,1,2,10\nA2,P1,2025-02-10,2,1,3,20');
      await until(async () => (await count('account_product_year')) === 2 && (await count('account_year_due')) === 0);
      const { id } = await send('A1,P1,2025-01-11,3,1,1,5\nA1,P2,2024-12-31,3,2,1,7');
      await until(async () => (await count('account_product_year')) === 3 && (await count('account_year_due')) === 0);
      expect(await differences()).toEqual([]);
      await undo(id);
      await until(async () => (await count('account_product_year')) === 2 && (await count('account_year_due')) === 0);
      expect(await differences()).toEqual([]);
    });
  });
});

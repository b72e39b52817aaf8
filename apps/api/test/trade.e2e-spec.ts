import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';

const LINES = `account,product,category,date,orderNumber,lineNumber,quantity,amount
C1,I1,G1,2023-02-10,R1,1,2,100.00
C1,I2,G2,2023-03-01,R2,1,1,50.50
C1,I1,G1,2024-01-15,R3,1,4,200.00
C1,I2,G2,2024-01-31,R3,2,3,30.25
C2,I1,G1,2024-02-20,R4,1,-1,-50.00
`;

interface Month {
  readonly month: string;
  readonly lines: number;
  readonly quantity: string | null;
  readonly net: { readonly minor: string; readonly currency: string };
}

describe('trade', () => {
  let test: TestApp;
  let client: GraphqlClient;
  let categoryId: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const tenant = await createTenant(test);
    const admin = await createStaff(test, tenant, 'ADMIN');
    client = admin.client;
    await createAccount(test, tenant, { externalId: 'C3' });
    await importFile(test, admin.token, 'order-lines', LINES, { query: { createMissing: 'true' } });
    const { rows } = await test.admin.query<{ id: string }>(
      `select id from product_category where tenant_id = $1 and external_id = 'G1'`,
      [tenant.id],
    );
    categoryId = rows[0]?.id ?? '';
  });
  afterAll(() => test.stop());

  const sales = async (externalId: string, args: Record<string, unknown> = {}): Promise<Month[]> => {
    const { account } = await client.data<{ account: { monthlySales: Month[] } }>(
      `query ($externalId: String, $months: Int, $categoryId: ID) { account(externalId: $externalId) {
        monthlySales(months: $months, categoryId: $categoryId) { month lines quantity net { minor currency } } } }`,
      { externalId, ...args },
    );
    return account.monthlySales;
  };
  const traded = (months: readonly Month[]): unknown[] =>
    months
      .filter(({ lines }) => lines > 0)
      .map(({ month, lines, quantity, net }) => [month, lines, quantity, net.minor]);

  describe('by month', () => {
    it('covers the twelve months up to the latest with trade of anybody', async () => {
      const months = await sales('C1');
      expect(months.map(({ month }) => month.slice(0, 7))).toEqual([
        ...Array.from({ length: 10 }, (_, index) => `2023-${String(index + 3).padStart(2, '0')}`),
        '2024-01',
        '2024-02',
      ]);
      expect(traded(months)).toEqual([
        ['2023-03-01', 1, null, '5050'],
        ['2024-01-01', 2, null, '23025'],
      ]);
      expect(months.at(-1)).toEqual({
        month: '2024-02-01',
        lines: 0,
        quantity: null,
        net: { minor: '0', currency: 'EUR' },
      });
      expect(await sales('C1', { months: null })).toEqual(months);
    });

    it('covers as many months as are asked for, also of an account without trade', async () => {
      expect(traded(await sales('C1', { months: 13 }))[0]).toEqual(['2023-02-01', 1, null, '10000']);
      expect(await sales('C1', { months: 120 })).toHaveLength(120);
      expect((await sales('C3', { months: 1 })).map(({ month, lines }) => [month, lines])).toEqual([['2024-02-01', 0]]);
    });

    it('has quantities within one category', async () => {
      const months = await sales('C1', { categoryId, months: 13 });
      expect(traded(months)).toEqual([
        ['2023-02-01', 1, '2', '10000'],
        ['2024-01-01', 1, '4', '20000'],
      ]);
      expect(months[1]).toMatchObject({ month: '2023-03-01', quantity: '0' });
      expect(await sales('C1', { categoryId: 'G1' })).toEqual([]);
    });

    it('answers several questions about several accounts at once', async () => {
      const { accounts } = await client.data<{ accounts: { nodes: unknown[] } }>(`{ accounts { nodes { externalId
        last: monthlySales(months: 1) { net { decimal } } two: monthlySales(months: 2, categoryId: "${categoryId}") { quantity } } } }`);
      expect(accounts.nodes).toEqual(
        expect.arrayContaining([
          { externalId: 'C1', last: [{ net: { decimal: '0.00' } }], two: [{ quantity: '4' }, { quantity: '0' }] },
          { externalId: 'C2', last: [{ net: { decimal: '-50.00' } }], two: [{ quantity: '0' }, { quantity: '-1' }] },
        ]),
      );
    });

    it('is empty before any trade', async () => {
      const tenant = await createTenant(test);
      const admin = await createStaff(test, tenant, 'ADMIN');
      await createAccount(test, tenant, { externalId: 'C1' });
      expect(await admin.client.data('{ account(externalId: "C1") { monthlySales { month } } }')).toEqual({
        account: { monthlySales: [] },
      });
    });

    it.each([0, 121])('refuses %p months', async (months) => {
      const { data, errors } = await client.send(
        `query ($months: Int) { account(externalId: "C1") { sales: monthlySales(months: $months) { lines } } }`,
        { months },
      );
      expect([data ?? null, errors]).toEqual([
        null,
        [
          expect.objectContaining({
            path: ['account', 'sales'],
            extensions: expect.objectContaining({
              code: 'INPUT_INVALID',
              reasons: [expect.objectContaining({ path: ['months'] })],
            }),
          }),
        ],
      ]);
    });
  });

  describe('by week', () => {
    interface Week {
      readonly week: string;
      readonly isoWeek: string;
      readonly lines: number;
      readonly quantity: string | null;
      readonly net: { readonly minor: string };
    }
    const weeks = async (externalId: string, args: Record<string, unknown> = {}): Promise<Week[]> => {
      const { account } = await client.data<{ account: { weeklySales: Week[] } }>(
        `query ($externalId: String, $weeks: Int, $categoryId: ID, $productId: ID) { account(externalId: $externalId) {
          weeklySales(weeks: $weeks, categoryId: $categoryId, productId: $productId) { week isoWeek lines quantity net { minor } } } }`,
        { externalId, ...args },
      );
      return account.weeklySales;
    };
    const sold = (of: readonly Week[]): unknown[] =>
      of
        .filter(({ lines }) => lines > 0)
        .map(({ week, isoWeek, lines, quantity, net }) => [week, isoWeek, lines, quantity, net.minor]);

    it('covers weeks from Monday to Sunday, up to that of the latest trade of anybody', async () => {
      const all = await weeks('C1');
      expect(all).toHaveLength(26);
      expect(all.at(-1)).toEqual({
        week: '2024-02-19',
        isoWeek: '2024-W08',
        lines: 0,
        quantity: null,
        net: { minor: '0' },
      });
      expect(sold(all)).toEqual([
        ['2024-01-15', '2024-W03', 1, null, '20000'],
        ['2024-01-29', '2024-W05', 1, null, '3025'],
      ]);
      expect(sold(await weeks('C1', { weeks: 5 }))).toHaveLength(1);
      expect(sold(await weeks('C1', { weeks: 260 }))[0]).toEqual(['2023-02-06', '2023-W06', 1, null, '10000']);
      expect(sold(await weeks('C3', { weeks: 60 }))).toEqual([]);
    });

    it('tells one category and one product, with quantities', async () => {
      const { rows } = await test.admin.query<{ id: string }>(`select id from product where external_id = 'I2'`);
      const productId = rows[0]?.id;
      expect(sold(await weeks('C1', { weeks: 60, categoryId }))).toEqual([
        ['2023-02-06', '2023-W06', 1, '2', '10000'],
        ['2024-01-15', '2024-W03', 1, '4', '20000'],
      ]);
      expect(sold(await weeks('C1', { weeks: 60, productId }))).toEqual([
        ['2023-02-27', '2023-W09', 1, '1', '5050'],
        ['2024-01-29', '2024-W05', 1, '3', '3025'],
      ]);
      expect(sold(await weeks('C1', { weeks: 60, productId, categoryId }))).toEqual([]);
      expect(await weeks('C1', { productId: 'I2' })).toEqual([]);
    });

    it('ends weeks on Sunday and begins years with the week of the first Thursday', async () => {
      const tenant = await createTenant(test);
      const admin = await createStaff(test, tenant, 'ADMIN');
      const file = `account,product,date,orderNumber,lineNumber,quantity,amount
C1,I1,2024-12-29,R1,1,1,1.00\nC1,I1,2024-12-30,R2,1,1,2.00\nC1,I1,2025-01-05,R3,1,1,3.00`;
      await importFile(test, admin.token, 'order-lines', file, { query: { createMissing: 'true' } });
      expect(
        await admin.client.data(
          '{ account(externalId: "C1") { weeklySales(weeks: 2) { week isoWeek net { minor } } } }',
        ),
      ).toEqual({
        account: {
          weeklySales: [
            { week: '2024-12-23', isoWeek: '2024-W52', net: { minor: '100' } },
            { week: '2024-12-30', isoWeek: '2025-W01', net: { minor: '500' } },
          ],
        },
      });
    });

    it('is empty before any trade', async () => {
      const tenant = await createTenant(test);
      const admin = await createStaff(test, tenant, 'ADMIN');
      await createAccount(test, tenant, { externalId: 'C1' });
      expect(await admin.client.data('{ account(externalId: "C1") { weeklySales { week } } }')).toEqual({
        account: { weeklySales: [] },
      });
    });

    it.each([0, 261])('refuses %p weeks', async (asked) => {
      expect(await client.code(`{ account(externalId: "C1") { weeklySales(weeks: ${asked}) { lines } } }`)).toBe(
        'INPUT_INVALID',
      );
    });
  });

  describe('order lines', () => {
    interface Lines {
      readonly totalCount: number;
      readonly nodes: readonly { readonly orderNumber: string; readonly lineNumber: string }[];
      readonly pageInfo: { readonly endCursor: string | null };
    }
    const lines = async (args: string): Promise<Lines> => {
      const { account } = await client.data<{ account: { orderLines: Lines } }>(
        `{ account(externalId: "C1") { orderLines(${args}) { totalCount nodes { orderNumber lineNumber } pageInfo { endCursor } } } }`,
      );
      return account.orderLines;
    };
    const names = ({ nodes }: Lines): string[] =>
      nodes.map(({ orderNumber, lineNumber }) => `${orderNumber}/${lineNumber}`);

    it('are listed from the newest, page by page, in both directions', async () => {
      const first = await lines('first: 3');
      expect([first.totalCount, names(first)]).toEqual([4, ['R3/2', 'R3/1', 'R2/1']]);
      expect(names(await lines(`first: 3, after: "${first.pageInfo.endCursor}"`))).toEqual(['R1/1']);
      expect(names(await lines('last: 2'))).toEqual(['R2/1', 'R1/1']);
    });

    it('are found by the days of a period, both included', async () => {
      const found = await lines('from: "2023-03-01", to: "2024-01-15"');
      expect([found.totalCount, names(found)]).toEqual([2, ['R3/1', 'R2/1']]);
    });
  });

  it('is shown to those alone who may read it, with its products to those who may read products', async () => {
    const { createApiKey } = await client.data<{ createApiKey: { token: string } }>(
      'mutation { createApiKey(input: { name: "ERP", permissions: [ACCOUNT_READ, ACCOUNT_READ_ALL] }) { token } }',
    );
    const { createApiKey: trader } = await client.data<{ createApiKey: { token: string } }>(
      'mutation { createApiKey(input: { name: "ERP", permissions: [ACCOUNT_READ, ACCOUNT_READ_ALL, TRADE_READ] }) { token } }',
    );
    const code = (token: string, fields: string): Promise<string | undefined> =>
      test.staff.as(token).code(`{ account(externalId: "C1") { ${fields} } }`);
    for (const fields of ['monthlySales { lines }', 'orderLines { totalCount }', 'share { share }', 'shares { share }'])
      expect([await code(createApiKey.token, fields), await code(trader.token, fields)]).toEqual([
        'FORBIDDEN',
        undefined,
      ]);
    for (const fields of [
      'orderLines { nodes { product { id } } }',
      'orderLines { nodes { category { id } } }',
      'shares { category { id } }',
    ])
      expect(await code(trader.token, fields)).toBe('FORBIDDEN');
  });
});

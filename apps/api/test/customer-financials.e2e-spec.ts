import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;

const HEAD =
  'account,year,currency,revenue,netIncome,totalAssets,currentAssets,currentLiabilities,receivables,inventory,cogs,purchases,source\n';
const YEAR_2024 = 'C1,2024,EUR,9000.00,450.00,20000,2800,2500,3000,1000,7300,6000,Annual report 2024\n';
const YEAR_2025 = 'C1,2025,EUR,10000.00,600.00,20000,3000,2500,3000,1000,7300,,Annual report 2025\n';
const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
const FINANCIALS = `query ($superseded: Boolean) { account(externalId: "C1") { financials(superseded: $superseded) { totalCount nodes {
  fiscalYear currency revenue { minor currency } netIncome { minor } purchases { minor } source version superseded importId
  ratios { code value light trend previous reason missing greenFrom redBeyond } } } } }`;
const RECORD = `mutation ($input: RecordCustomerFinancialsInput!) { recordCustomerFinancials(input: $input) { id version superseded revenue { minor currency } source } }`;
const WITHDRAW = 'mutation ($id: ID!) { withdrawCustomerFinancials(id: $id) }';

interface Statement {
  readonly fiscalYear: number;
  readonly version: number;
  readonly ratios: readonly Record<string, unknown>[];
  readonly [field: string]: unknown;
}

describe('customer financials', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let accountId: string;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  const fresh = async (): Promise<void> => {
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    accountId = await createAccount(test, tenant, { externalId: 'C1' });
  };
  const send = (csv: string): Promise<ImportResult> => importFile(test, admin.token, 'customer-financials', csv);
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];
  const statements = async (superseded?: boolean): Promise<readonly Statement[]> =>
    (await admin.client.data<{ account: { financials: { nodes: Statement[] } } }>(FINANCIALS, { superseded })).account
      .financials.nodes;

  it('CF-07: show the five ratios with light and trend, and why one is missing', async () => {
    await fresh();
    expect(counts(await send(HEAD + YEAR_2024 + YEAR_2025 + 'C1,2023,EUR,0,,,,,,,,,Rumour\n'))).toEqual([3, 3, 0, 0]);
    const [latest, before, first] = await statements();
    expect(latest).toMatchObject({
      fiscalYear: 2025,
      currency: 'EUR',
      revenue: { minor: '1000000', currency: 'EUR' },
      netIncome: { minor: '60000' },
      purchases: null,
      source: 'Annual report 2025',
      version: 1,
      superseded: false,
    });
    const close = (value: number) => expect.closeTo(value, 9) as unknown;
    expect(latest?.ratios).toEqual([
      {
        code: 'CURRENT_RATIO',
        value: close(1.2),
        light: 'AMBER',
        trend: 'BETTER',
        previous: close(1.12),
        reason: null,
        missing: [],
        greenFrom: 1.5,
        redBeyond: 1,
      },
      {
        code: 'NET_PROFIT_MARGIN',
        value: close(0.06),
        light: 'GREEN',
        trend: 'BETTER',
        previous: close(0.05),
        reason: null,
        missing: [],
        greenFrom: 0.05,
        redBeyond: 0,
      },
      {
        code: 'RETURN_ON_ASSETS',
        value: close(0.03),
        light: 'AMBER',
        trend: 'BETTER',
        previous: close(0.0225),
        reason: null,
        missing: [],
        greenFrom: 0.05,
        redBeyond: 0,
      },
      {
        code: 'COLLECTION_PERIOD',
        value: close(109.5),
        light: 'RED',
        trend: 'BETTER',
        previous: close((3000 / 9000) * 365),
        reason: null,
        missing: [],
        greenFrom: 60,
        redBeyond: 90,
      },
      {
        code: 'INVENTORY_PERIOD',
        value: close(50),
        light: 'GREEN',
        trend: 'LEVEL',
        previous: close(50),
        reason: null,
        missing: [],
        greenFrom: 60,
        redBeyond: 120,
      },
    ]);
    expect(before?.ratios.map(({ trend }) => trend)).toEqual([null, null, null, null, null]);
    expect(first?.ratios.map(({ value, reason, missing }) => [value, reason, missing])).toEqual([
      [null, 'LINE_MISSING', ['CURRENT_ASSETS', 'CURRENT_LIABILITIES']],
      [null, 'LINE_MISSING', ['NET_INCOME']],
      [null, 'LINE_MISSING', ['NET_INCOME', 'TOTAL_ASSETS']],
      [null, 'LINE_MISSING', ['RECEIVABLES']],
      [null, 'LINE_MISSING', ['INVENTORY', 'COST_OF_GOODS']],
    ]);
    expect(await send(`${HEAD}C1,2022,EUR,0,5,,,,,,,,Rumour\n`)).toMatchObject({ rowsAdded: 1 });
    expect((await statements()).at(-1)?.ratios[1]).toMatchObject({
      value: null,
      reason: 'DIVISOR_NOT_POSITIVE',
      missing: [],
    });
  });

  it('are in the currency of the statement, which trends do not cross', async () => {
    await fresh();
    await send(`${HEAD}C1,2025,JPY,10000,600,,,,,,,,Report\nC1,2024,KWD,1.234,0.1,,,,,,,,Report\n`);
    const [yen, dinar] = await statements();
    expect([yen?.['revenue'], dinar?.['revenue']]).toEqual([
      { minor: '10000', currency: 'JPY' },
      { minor: '1234', currency: 'KWD' },
    ]);
    expect(yen?.ratios[1]).toMatchObject({ value: 0.06, trend: null, previous: null });
  });

  it('are corrected by a further version of the year, and what was said before stays', async () => {
    await fresh();
    await send(HEAD + YEAR_2025);
    const input = {
      accountId,
      fiscalYear: 2025,
      revenueMinor: '1100000',
      netIncomeMinor: '-5',
      source: 'Audited report',
    };
    const { recordCustomerFinancials: second } = await admin.client.data<{ recordCustomerFinancials: { id: string } }>(
      RECORD,
      { input },
    );
    expect(second).toMatchObject({ version: 2, superseded: false, revenue: { minor: '1100000', currency: 'EUR' } });
    expect((await statements()).map(({ version }) => version)).toEqual([2]);
    expect((await statements(true)).map(({ version, superseded }) => [version, superseded])).toEqual([
      [2, false],
      [1, true],
    ]);
    const { recordCustomerFinancials: third } = await admin.client.data<{ recordCustomerFinancials: { id: string } }>(
      RECORD,
      {
        input: { ...input, source: 'Restated' },
      },
    );
    const code = (variables: Record<string, unknown>) => admin.client.code(WITHDRAW, variables);
    expect(await code({ id: second.id })).toBe('STATEMENT_SUPERSEDED');
    expect(await admin.client.data(WITHDRAW, { id: third.id })).toEqual({ withdrawCustomerFinancials: third.id });
    await admin.client.data(WITHDRAW, { id: second.id });
    expect((await statements()).map(({ version, superseded }) => [version, superseded])).toEqual([[1, false]]);
    const { account } = await admin.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 20) { nodes { kind } } } }',
      { id: accountId },
    );
    const told = account.timeline.nodes
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('customer-financials'));
    expect(told.sort()).toEqual([
      'customer-financials.recorded',
      'customer-financials.recorded',
      'customer-financials.withdrawn',
      'customer-financials.withdrawn',
    ]);
    const { rows } = await test.admin.query('select id::text from customer_financials where account_id = $1', [
      accountId,
    ]);
    expect(await code({ id: rows[0].id as string })).toBe('STATEMENT_IMPORTED');
    for (const wrong of [
      { fiscalYear: 1899 },
      { revenueMinor: '-1' },
      { revenueMinor: null, netIncomeMinor: null },
      { source: ' ' },
      { currency: 'EURO' },
    ])
      expect(await admin.client.code(RECORD, { input: { ...input, ...wrong } })).toBe('INPUT_INVALID');
  });

  it('are the same again when the file is sent again, and refuse other figures', async () => {
    await fresh();
    await send(HEAD + YEAR_2024 + YEAR_2025);
    const before = await checksums(test, tenant.id);
    expect(counts(await send(HEAD + YEAR_2024.replace('9000.00', '9000') + YEAR_2025))).toEqual([2, 0, 2, 0]);
    const refused = await send(
      `${HEAD}C1,2025,EUR,10001,,,,,,,,,Annual report 2025\nC9,2025,EUR,1,,,,,,,,,x\nC1,1800,EUR,1,,,,,,,,,x\nC1,2020,EUR,,,,,,,,,,x\nC1,2020,EUR,1,,,-5,,,,,,x\nC1,2020,EU1,1,,,,,,,,,x\nC1,2020,EUR,1.005,,,,,,,,,x\nC1,2020,EUR,1,,,,,,,,,\n`,
    );
    expect((await rejectedRows(test, refused.id)).map(([, column, code]) => [column, code])).toEqual([
      ['year', 'ROW_CHANGED'],
      ['account', 'UNKNOWN_ACCOUNT'],
      ['year', 'OUT_OF_RANGE'],
      ['revenue', 'REQUIRED'],
      ['currentAssets', 'OUT_OF_RANGE'],
      ['currency', 'NOT_ALLOWED'],
      ['revenue', 'TOO_MANY_DECIMALS'],
      ['source', 'REQUIRED'],
    ]);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });

  it('go with the import that brought them, unless somebody has corrected them', async () => {
    await fresh();
    const row = fc.record({ year: fc.constantFrom(2022, 2023, 2024), revenue: fc.constantFrom(1, 2) });
    const csv = (rows: readonly { year: number; revenue: number }[]): string =>
      HEAD + rows.map(({ year, revenue }) => `C1,${year},,${revenue},,,,,,,,,Report\n`).join('');
    const rows = fc.array(row, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (first, second) => {
        await test.admin.query('delete from customer_financials where tenant_id = $1', [tenant.id]);
        await send(csv(first));
        const before = await checksums(test, tenant.id);
        const { id } = await send(csv(second));
        await admin.client.data(UNDO, { id });
        expect(await checksums(test, tenant.id)).toEqual(before);
      }),
      { numRuns: 10 },
    );
    const { id } = await send(HEAD + YEAR_2025);
    const { recordCustomerFinancials: made } = await admin.client.data<{ recordCustomerFinancials: { id: string } }>(
      RECORD,
      {
        input: { accountId, fiscalYear: 2025, revenueMinor: '1', source: 'Report' },
      },
    );
    const { errors } = await admin.client.send(UNDO, { id });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'IMPORT_IN_USE',
      reasons: [{ code: 'STATEMENT_SUPERSEDED', count: 1 }],
    });
    await admin.client.data(WITHDRAW, { id: made.id });
    await admin.client.data(UNDO, { id });
  });

  it('are for those alone who may see them and the account', async () => {
    await fresh();
    await send(HEAD + YEAR_2025);
    const input = { accountId, fiscalYear: 2025, revenueMinor: '1', source: 'Report' };
    const sales = await createStaff(test, tenant, 'SALES');
    await test.admin.query('update account set owner_id = $2 where id = $1', [accountId, sales.id]);
    expect(await sales.client.code(FINANCIALS)).toBe('FORBIDDEN');
    expect(await sales.client.code(RECORD, { input })).toBe('FORBIDDEN');
    const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await manager.client.data(FINANCIALS)).toEqual({ account: null });
    expect(await manager.client.code(RECORD, { input })).toBe('NOT_FOUND');
    await test.admin.query('update account set owner_id = $2 where id = $1', [accountId, manager.id]);
    expect(await manager.client.data(FINANCIALS)).toMatchObject({ account: { financials: { totalCount: 1 } } });
    const stranger = await createStaff(test, await createTenant(test));
    expect(await stranger.client.data(FINANCIALS)).toEqual({ account: null });
  });
});

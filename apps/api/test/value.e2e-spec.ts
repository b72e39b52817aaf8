import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, rejectedRows } from './support/import-client.js';
import { until } from './until.js';

interface Money {
  readonly minor: string;
}
interface Step {
  readonly code: string;
  readonly total: boolean;
  readonly driver: string | null;
  readonly amount: Money | null;
  readonly running: Money | null;
  readonly coverage: number | null;
  readonly estimated: boolean;
  readonly reason: string | null;
}
interface Waterfall {
  readonly steps: readonly Step[];
  readonly netSales: Money;
  readonly contribution: Money | null;
  readonly reason: string | null;
  readonly missing: readonly string[];
  readonly contributionPerSalesHour: Money | null;
}

const NOW = new Date('2024-07-10T09:00:00Z');
const LINES = 'account,product,category,date,order,line,quantity,amount,list,cost\n';
const WATERFALL = `query ($id: ID!, $from: Date, $to: Date) { account(id: $id) { profitWaterfall(from: $from, to: $to) {
  steps { code total driver amount { minor } running { minor } coverage estimated reason } netSales { minor } contribution { minor } reason missing
  contributionPerSalesHour { minor } } } }`;

const decimal = (cents: number): string => (cents / 100).toFixed(2);
const day = (month: number, of: number): string => new Date(Date.UTC(2022, month, of)).toISOString().slice(0, 10);

describe('value of accounts', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => NOW } });
  });
  afterAll(() => test.stop());

  async function company(): Promise<{ tenant: { id: string; slug: string }; client: GraphqlClient; token: string }> {
    const tenant = await createTenant(test);
    return { tenant, ...(await createStaff(test, tenant)) };
  }

  const send = (token: string, kind: string, csv: string) =>
    importFile(test, token, kind, csv, { query: { createMissing: 'true' } });

  const idOf = async (tenantId: string, externalId: string): Promise<string> => {
    const { rows } = await test.admin.query('select id from account where tenant_id = $1 and external_id = $2', [
      tenantId,
      externalId,
    ]);
    return rows[0].id as string;
  };

  async function compute(client: GraphqlClient, tenantId: string): Promise<Record<string, unknown>> {
    await settled(tenantId);
    const { computeValue: id } = await client.data<{ computeValue: string }>('mutation { computeValue }');
    const job = await until(async () => {
      const { job } = await client.data<{ job: { status: string; detail: Record<string, unknown>; error: string } }>(
        'query ($id: ID!) { job(id: $id) { status detail error } }',
        { id },
      );
      return ['SUCCEEDED', 'FAILED'].includes(job.status) ? job : null;
    });
    expect(job).toMatchObject({ status: 'SUCCEEDED' });
    await settled(tenantId);
    return job.detail;
  }

  /** Nothing computes any more for the tenant, nor is it owed a run. */
  const settled = (tenantId: string): Promise<boolean> =>
    until(async () => {
      const { rows } = await test.admin.query(
        `select exists (select from outbox o where o.tenant_id = $1 and o.topic = 'value.compute' and not exists (
            select from handled_message h where h.tenant_id = o.tenant_id and h.message_id = o.id))
          or exists (select from value_run where tenant_id = $1 and running is not null) as busy`,
        [tenantId],
      );
      return rows[0].busy === false;
    }, 30_000);

  const rowsOf = async (table: string, tenantId: string): Promise<string[]> => {
    const { rows } = await test.admin.query(
      `select to_jsonb(t) as row from ${table} t where tenant_id = $1 order by to_jsonb(t)::text`,
      [tenantId],
    );
    return rows.map(({ row }) => JSON.stringify(row));
  };

  describe('profit waterfall', () => {
    it('PF-01: goes from list price to contribution, and says what is not known', async () => {
      const { tenant, client, token } = await company();
      await send(
        token,
        'order-lines',
        LINES +
          'A1,P1,C,2024-05-03,1,1,10,900.00,1000.00,500.00\n' +
          'A1,P1,C,2024-05-09,2,1,-1,-90.00,-100.00,-50.00\n' +
          'A1,P2,C,2024-06-01,3,1,1,10.00,,\n',
      );
      const id = await idOf(tenant.id, 'A1');
      await send(
        token,
        'costs-to-serve',
        'account,month,driver,quantity,rate\nA1,2024-05,VISIT_HOURS,2.5,40.00\nA1,2024-06,SALES_HOURS,2,30.00\n',
      );
      await client.data(
        'mutation ($input: RecordAcquisitionCostInput!) { recordAcquisitionCost(input: $input) { amount { minor } } }',
        { input: { accountId: id, amountMinor: '36000', wonIn: '2024-05-20', months: 36 } },
      );
      const { account } = await client.data<{ account: { profitWaterfall: Waterfall } }>(WATERFALL, {
        id,
        from: '2024-05-01',
        to: '2024-06-30',
      });
      const shown = account.profitWaterfall.steps.map(({ code, amount, reason }) => [code, amount?.minor ?? reason]);
      expect(shown).toEqual([
        ['LIST_SALES', '101000'],
        ['DISCOUNTS', '-10000'],
        ['REBATES', 'NOT_RECORDED'],
        ['RETURNS', '-9000'],
        ['NET_SALES', '82000'],
        // 10.00 of 820.00 tells no cost and is taken to cost what the others do.
        ['COST_OF_GOODS', '-45556'],
        ['GROSS_MARGIN', '36444'],
        ['COST_TO_SERVE', '-6000'],
        ['COST_TO_SERVE', '-10000'],
        ['CREDIT_COST', 'NOT_RECORDED'],
        ['ACQUISITION', '-2000'],
        ['OPERATING_CONTRIBUTION', '18444'],
      ]);
      const step = (code: string) => account.profitWaterfall.steps.find((each) => each.code === code);
      expect(step('DISCOUNTS')?.coverage).toBeCloseTo(900 / 910, 6);
      expect(step('COST_OF_GOODS')).toMatchObject({ estimated: true });
      expect(step('COST_OF_GOODS')?.coverage).toBeCloseTo(810 / 820, 6);
      expect(account.profitWaterfall).toMatchObject({
        contribution: { minor: '18444' },
        contributionPerSalesHour: { minor: '9222' },
        missing: ['REBATES', 'CREDIT_COST'],
      });
    });

    it('PF-01: counts what winning an account cost also while nothing is sold to it', async () => {
      const { tenant, client, token } = await company();
      await send(token, 'order-lines', `${LINES}A1,P,C,2024-05-03,1,1,1,900.00,,500.00\n`);
      const id = await idOf(tenant.id, 'A1');
      await client.data(
        'mutation ($input: RecordAcquisitionCostInput!) { recordAcquisitionCost(input: $input) { id } }',
        { input: { accountId: id, amountMinor: '36000', wonIn: '2024-05-20', months: 36 } },
      );
      const { account } = await client.data<{ account: { profitWaterfall: Waterfall } }>(WATERFALL, {
        id,
        from: '2024-06-01',
        to: '2024-06-30',
      });
      expect(account.profitWaterfall).toMatchObject({ contribution: { minor: '-1000' }, reason: null });
    });

    it('PF-01: counts what overdue money costs, by the days and amounts that were really open', async () => {
      const { tenant, client, token } = await company();
      await send(
        token,
        'order-lines',
        `${LINES}A1,P,C,2024-05-03,1,1,1,900.00,,500.00\nA1,P,C,2024-07-01,2,1,1,9.00,,5.00\n`,
      );
      await send(
        token,
        'invoices',
        'number,account,issuedOn,dueOn,amount\nI1,A1,2024-03-01,2024-04-20,100000.00\nI2,A1,2024-05-01,2024-06-10,365.00\nI3,A1,2024-05-01,2024-07-20,9.00\n',
      );
      await send(
        token,
        'payments',
        'number,invoice,paidOn,amount\nZ1,I1,2024-05-11,40000.00\nZ2,I1,2024-05-21,60000.00\n',
      );
      const { account } = await client.data<{ account: { profitWaterfall: Waterfall } }>(WATERFALL, {
        id: await idOf(tenant.id, 'A1'),
        from: '2024-05-01',
        to: '2024-06-30',
      });
      // May: ten days of 100,000 and ten of 60,000; June: twenty days of 365. At 8 % a year.
      const expected = Math.round(((10 * 10_000_000 + 10 * 6_000_000 + 20 * 36_500) * 0.08) / 365);
      const credit = account.profitWaterfall.steps.find(({ code }) => code === 'CREDIT_COST');
      expect(credit).toMatchObject({ amount: { minor: String(-expected) }, reason: null });
      expect(account.profitWaterfall.contribution?.minor).toBe(String(40_000 - expected));
      const { whaleCurve } = await client.data<{ whaleCurve: { total: Money } }>(
        '{ whaleCurve(from: "2024-05-01", to: "2024-06-30") { total { minor } } }',
      );
      expect(whaleCurve.total.minor).toBe(String(40_000 - expected));
    });

    it('tells no contribution where too few lines tell their cost', async () => {
      const { tenant, client, token } = await company();
      await send(
        token,
        'order-lines',
        LINES + 'A1,P,C,2024-05-03,1,1,1,90.00,,50.00\nA1,P,C,2024-05-04,2,1,1,10.00,,\n',
      );
      const { account } = await client.data<{ account: { profitWaterfall: Waterfall } }>(WATERFALL, {
        id: await idOf(tenant.id, 'A1'),
      });
      const { steps, contribution, reason } = account.profitWaterfall;
      expect({ contribution, reason }).toEqual({ contribution: null, reason: 'COST_COVERAGE_LOW' });
      const blind = steps.filter((each) => each.reason === 'COST_COVERAGE_LOW').map(({ code }) => code);
      expect(blind).toEqual(['COST_OF_GOODS', 'GROSS_MARGIN', 'OPERATING_CONTRIBUTION']);
      expect(steps.find(({ code }) => code === 'OPERATING_CONTRIBUTION')).toMatchObject({
        amount: null,
        running: null,
      });
    });

    it('adds up for whatever was sold and spent', async () => {
      const { tenant, client, token } = await company();
      const cents = fc.integer({ min: -500_000, max: 2_000_000 });
      const line = fc.record({ net: cents, list: fc.option(fc.nat(300_000)), cost: fc.nat(900_000), at: fc.nat(59) });
      const use = fc.record({
        driver: fc.constantFrom('ORDERS', 'FREIGHT', 'SALES_HOURS'),
        quantity: fc.nat(5_000_000).map((millis) => millis / 1_000),
        rate: fc.nat(90_000),
      });
      const facts = fc.record({
        lines: fc.array(line, { minLength: 1, maxLength: 12 }),
        uses: fc.uniqueArray(use, { selector: ({ driver }) => driver, maxLength: 3 }),
      });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(facts, async ({ lines, uses }) => {
          const account = `R${++round}`;
          await send(
            token,
            'order-lines',
            LINES +
              lines
                .map(
                  ({ net, list, cost, at }, number) =>
                    `${account},P,C,${day(at >> 1, 1 + (at % 28))},${account},${number},1,${decimal(net)},${list === null ? '' : decimal(net + list)},${decimal(cost)}\n`,
                )
                .join(''),
          );
          if (uses.length > 0)
            await send(
              token,
              'costs-to-serve',
              'account,month,driver,quantity,rate\n' +
                uses
                  .map((each) => `${account},2023-03,${each.driver},${each.quantity},${decimal(each.rate)}\n`)
                  .join(''),
            );
          const { account: found } = await client.data<{ account: { profitWaterfall: Waterfall } }>(WATERFALL, {
            id: await idOf(tenant.id, account),
            from: '2022-01-01',
            to: '2024-06-30',
          });
          const { steps, netSales, contribution } = found.profitWaterfall;
          let running = 0n;
          for (const { total, amount, running: shown } of steps) {
            if (!total) running += BigInt(amount?.minor ?? 0);
            expect(BigInt(shown?.minor ?? NaN)).toBe(running);
            if (total) expect(BigInt(amount?.minor ?? NaN)).toBe(running);
          }
          expect(BigInt(contribution?.minor ?? NaN)).toBe(running);
          const net = lines.reduce((sum, each) => sum + each.net, 0);
          expect(netSales.minor).toBe(String(net));
          // The other way to the same figure: over all accounts, from the roll-up.
          const { whaleCurve } = await client.data<{ whaleCurve: { total: Money } }>(
            '{ whaleCurve(from: "2022-01-01", to: "2024-06-30") { total { minor } } }',
          );
          totals.push(running);
          expect(BigInt(whaleCurve.total.minor)).toBe(totals.reduce((sum, each) => sum + each, 0n));
        }),
        { numRuns: 15, endOnFailure: true },
      );
    });
    const totals: bigint[] = [];
  });

  describe('lines', () => {
    it('tell list price and margin; what they cost only to those who may know', async () => {
      const { tenant, client, token } = await company();
      await send(
        token,
        'order-lines',
        `${LINES}A1,P,C,2024-06-03,1,1,1,90.00,100.00,50.00\nA1,P,C,2024-06-04,2,1,1,10.00,,\n`,
      );
      const cost = '{ accounts { nodes { orderLines { nodes { list { minor } cost { minor } } } } } }';
      const margin =
        '{ accounts { nodes { monthlySales(months: 1) { net { minor } margin { minor } costedNet { minor } } } } }';
      const nodes = [
        { list: null, cost: null },
        { list: { minor: '10000' }, cost: { minor: '5000' } },
      ];
      expect(await client.data(cost)).toEqual({ accounts: { nodes: [{ orderLines: { nodes } }] } });
      const month = { net: { minor: '10000' }, margin: { minor: '4000' }, costedNet: { minor: '9000' } };
      expect(await client.data(margin)).toEqual({ accounts: { nodes: [{ monthlySales: [month] }] } });
      const { client: sales } = await createStaff(test, tenant, 'SALES');
      for (const document of [cost, margin]) expect(await sales.code(document)).toBe('FORBIDDEN');
      await sales.data('{ accounts { nodes { orderLines { nodes { list { minor } } } } } }');
    });
  });

  describe('costs', () => {
    it('are there once by import and by hand, and go again as they came', async () => {
      const { tenant, client, token } = await company();
      const id = await createAccount(test, tenant, { externalId: 'A1' });
      const csv =
        'account,month,driver,quantity,rate\nA1,2024-05,DROPS,3,12.50\nA1,2024-05,DROPS,3,12.50\nA1,2024-05,DROPS,4,12.50\nA1,2024-05,JOKES,1,1\nA1,2024-06,DROPS,-1,1\n';
      const report = await send(token, 'costs-to-serve', csv);
      expect(report).toMatchObject({ rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 3 });
      expect(await rejectedRows(test, report.id)).toEqual([
        [4, 'driver', 'ROW_CHANGED', 'A1 / DROPS'],
        [5, 'driver', 'NOT_ALLOWED', 'JOKES'],
        [6, 'quantity', 'OUT_OF_RANGE', '-1'],
      ]);
      const record =
        'mutation ($input: RecordCostToServeInput!) { recordCostToServe(input: $input) { id cost { minor } importId } }';
      const input = { accountId: id, month: '2024-06-15', driver: 'DROPS', quantity: '2', rateMinor: '1000' };
      const { recordCostToServe: cost } = await client.data<{ recordCostToServe: { id: string } }>(record, { input });
      expect(cost).toMatchObject({ cost: { minor: '2000' }, importId: null });
      expect(await client.code(record, { input })).toBe('COST_RECORDED');
      expect(await client.code(record, { input: { ...input, quantity: '-2' } })).toBe('INPUT_INVALID');
      const listed = '{ accounts { nodes { costsToServe { nodes { month driver quantity cost { minor } } } } } }';
      expect(await client.data(listed)).toEqual({
        accounts: {
          nodes: [
            {
              costsToServe: {
                nodes: [
                  { month: '2024-06-01', driver: 'DROPS', quantity: '2', cost: { minor: '2000' } },
                  { month: '2024-05-01', driver: 'DROPS', quantity: '3', cost: { minor: '3750' } },
                ],
              },
            },
          ],
        },
      });
      await client.data('mutation ($id: ID!) { withdrawCostToServe(id: $id) }', { id: cost.id });
      expect(await client.code('mutation ($id: ID!) { withdrawCostToServe(id: $id) }', { id: cost.id })).toBe(
        'NOT_FOUND',
      );
      await client.data('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id: report.id });
      expect(await rowsOf('cost_to_serve', tenant.id)).toEqual([]);
    });
  });

  describe('account values', () => {
    /** Forty accounts over three years: the first earn most, the last lose; odd ones tell their wallet. */
    async function portfolio() {
      const it = await company();
      const rows: string[] = [];
      const wallets: string[] = [];
      for (let account = 1; account <= 40; account++) {
        for (let month = 0; month < 30; month += account > 30 ? 3 : 1) {
          const net = 400 - account * 8 + ((month * 7 + account) % 5) * 10;
          const cost = account > 36 ? net * 1.3 : net * 0.6;
          const product = `P${(account + month) % 7}`;
          rows.push(
            `A${account},${product},C${(account + month) % 3},${day(month, 1 + (account % 27))},O${account}-${month},1,2,${net.toFixed(2)},${(net * 1.1).toFixed(2)},${cost.toFixed(2)}`,
          );
        }
        if (account % 2 === 1)
          for (let year = 2022; year < 2025; year++)
            wallets.push(`A${account},C1,${year}-01,12,${account * 400}.00,DECLARED,A,Buyer,${year}-01-01`);
      }
      await send(it.token, 'order-lines', `${LINES}${rows.join('\n')}\n`);
      await send(
        it.token,
        'wallets',
        `account,category,month,months,amount,method,confidence,source,observedOn\n${wallets.join('\n')}\n`,
      );
      return it;
    }

    it('VA-13, ST-17: says of each account what it earns, where it stands and what it will bring', async () => {
      const { tenant, client } = await portfolio();
      const detail = await compute(client, tenant.id);
      expect(detail).toMatchObject({ accounts: 40, asOf: '2024-07-10' });
      const { account } = await client.data<{ account: { value: Record<string, never> } }>(
        `query ($id: ID!) { account(id: $id) { value { asOf fromMonth toMonth months costCoverage netSales { minor } contribution { minor } contributionShare
          rfm { recency frequency monetary score band } profitPercentile profitBand potential { minor } potentialBand proposal { move targetStage goal }
          moveReason lifetimeValue { value { minor } low { minor } high { minor } basis months expectedOrders } lifetimeReason } } }`,
        { id: await idOf(tenant.id, 'A1') },
      );
      expect(account.value).toMatchObject({
        asOf: '2024-07-10',
        fromMonth: '2023-07-01',
        toMonth: '2024-06-01',
        months: 12,
        costCoverage: 1,
        contributionShare: expect.closeTo(0.4, 3),
        profitBand: 'HIGH',
        rfm: { frequency: expect.any(Number), monetary: 5 },
        proposal: { move: 'DEFEND' },
        lifetimeValue: { basis: 'ACCOUNT', months: 36 },
        lifetimeReason: null,
      });
      const { value, low, high } = (account.value as unknown as { lifetimeValue: Record<string, Money> }).lifetimeValue;
      expect(BigInt(low?.minor ?? 0)).toBeLessThanOrEqual(BigInt(value?.minor ?? 0));
      expect(BigInt(value?.minor ?? 0)).toBeLessThanOrEqual(BigInt(high?.minor ?? 0));
      expect(BigInt(low?.minor ?? 0)).toBeGreaterThan(0n);
    });

    it('PF-01: pages the accounts by move, and only those one may see', async () => {
      const { tenant, client } = await portfolio();
      await compute(client, tenant.id);
      const page = await client.data<{
        accountValues: { totalCount: number; nodes: { account: { externalId: string } }[] };
      }>(
        '{ accountValues(first: 5, filter: { move: DEFEND }) { totalCount nodes { account { externalId } proposal { move } } } }',
      );
      expect(page.accountValues.totalCount).toBeGreaterThan(5);
      expect(page.accountValues.nodes[0]?.account.externalId).toBe('A1');
      const { client: manager, id } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      expect(await manager.data('{ accountValues { totalCount } }')).toEqual({ accountValues: { totalCount: 0 } });
      await test.admin.query('update account set owner_id = $2 where tenant_id = $1 and external_id = $3', [
        tenant.id,
        id,
        'A2',
      ]);
      expect(
        await manager.data('{ whaleCurve { accounts peak { profitShare } } accountValues { totalCount } }'),
      ).toEqual({
        whaleCurve: { accounts: 1, peak: { profitShare: 1 } },
        accountValues: { totalCount: 1 },
      });
      const { client: sales } = await createStaff(test, tenant, 'SALES');
      for (const document of [
        '{ accountValues { totalCount } }',
        '{ whaleCurve { accounts } }',
        '{ salesConcentration { gini } }',
      ])
        expect(await sales.code(document)).toBe('FORBIDDEN');
    });

    it('PF-01, ST-17, VA-12, IF-12: adds them up by move, matrix and stage, and says how few bring how much', async () => {
      const { tenant, client } = await portfolio();
      await client.data(
        'mutation ($input: RecordAcquisitionCostInput!) { recordAcquisitionCost(input: $input) { id } }',
        {
          input: { accountId: await idOf(tenant.id, 'A1'), amountMinor: '70000', wonIn: '2023-08-01' },
        },
      );
      await test.admin.query(
        `update account set stage = 'STABLE', stage_since = now() where tenant_id = $1 and external_id in ('A1', 'A2')`,
        [tenant.id],
      );
      await compute(client, tenant.id);
      interface Sums {
        accounts: number;
        netSales: Money;
        contribution: Money;
        contributionAccounts: number;
      }
      const sums = 'sums { accounts netSales { minor } contribution { minor } contributionAccounts }';
      const { portfolioValue, salesConcentration, accountValues } = await client.data<{
        portfolioValue: Record<'moves' | 'matrix' | 'stages', { sums: Sums; move?: string; stage?: string }[]> & {
          all: Sums;
          acquisitionAndRetention: Record<string, unknown>;
        };
        salesConcentration: {
          accounts: number;
          herfindahl: number;
          gini: number;
          top: { accounts: number; share: number }[];
        };
        accountValues: { nodes: { netSales: Money; contribution: Money }[] };
      }>(`{ portfolioValue { asOf policyVersion all { accounts netSales { minor } contribution { minor } contributionAccounts } moves { move ${sums} }
        matrix { profit potential ${sums} } stages { stage ${sums} netSalesPerAccount { minor } costToServeShare }
        acquisitionAndRetention { acquisitionCost { minor } newAccounts retainedAccounts ratio reference } }
        salesConcentration { accounts herfindahl gini top { accounts share } topFifthShare }
        accountValues(first: 100) { nodes { netSales { minor } contribution { minor } } } }`);
      const { nodes } = accountValues;
      const total = (of: 'netSales' | 'contribution') => nodes.reduce((sum, node) => sum + BigInt(node[of].minor), 0n);
      expect(portfolioValue.all).toMatchObject({
        accounts: 40,
        contributionAccounts: 40,
        netSales: { minor: String(total('netSales')) },
        contribution: { minor: String(total('contribution')) },
      });
      for (const part of ['moves', 'matrix', 'stages'] as const) {
        const parts = portfolioValue[part];
        expect(parts.reduce((sum, each) => sum + each.sums.accounts, 0)).toBe(40);
        expect(parts.reduce((sum, each) => sum + BigInt(each.sums.contribution.minor), 0n)).toBe(total('contribution'));
      }
      expect(portfolioValue.stages.map(({ stage, sums: of }) => [stage, of.accounts])).toEqual([
        ['STABLE', 2],
        [null, 38],
      ]);
      expect(portfolioValue.acquisitionAndRetention).toEqual({
        ...{ acquisitionCost: { minor: '70000' }, newAccounts: 0, retainedAccounts: 40, ratio: null, reference: 7 },
      });
      const shares = nodes.map(({ netSales }) => Number(netSales.minor) / Number(total('netSales')));
      expect(salesConcentration).toMatchObject({ accounts: 40 });
      expect(salesConcentration.herfindahl).toBeCloseTo(
        shares.reduce((sum, share) => sum + share ** 2, 0),
        9,
      );
      expect(salesConcentration.top[0]).toEqual({ accounts: 1, share: expect.closeTo(shares[0] ?? 0, 9) });
    });

    it('is the same after many imports and from scratch', async () => {
      const { tenant, client, token } = await portfolio();
      for (let part = 0; part < 4; part++)
        await send(
          token,
          'order-lines',
          `${LINES}A${part + 1},P1,C1,2024-06-2${part},X${part},1,2,55.00,60.00,20.00\n`,
        );
      await settled(tenant.id);
      await compute(client, tenant.id);
      const tables = ['account_value', 'item_neighbour', 'item_popularity', 'product_demand'];
      await settled(tenant.id);
      const incremental = await Promise.all(tables.map((table) => rowsOf(table, tenant.id)));
      expect(incremental.map((rows) => rows.length > 0)).toEqual([true, true, true, true]);
      for (const table of [...tables, 'value_run'])
        await test.admin.query(`delete from ${table} where tenant_id = $1`, [tenant.id]);
      await compute(client, tenant.id);
      expect(await Promise.all(tables.map((table) => rowsOf(table, tenant.id)))).toEqual(incremental);
    });

    it('go with the accounts that an undone import had brought', async () => {
      const { tenant, client, token } = await company();
      const report = await send(token, 'order-lines', `${LINES}A1,P,C,2024-05-03,1,1,1,90.00,,50.00\n`);
      await compute(client, tenant.id);
      expect(await rowsOf('account_value', tenant.id)).toHaveLength(1);
      await client.data('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id: report.id });
      for (const table of ['account', 'account_value', 'value_move'])
        expect(await rowsOf(table, tenant.id)).toEqual([]);
    });

    it('takes over from a worker that was killed and not heard of since', async () => {
      const { tenant, client } = await company();
      await createAccount(test, tenant);
      await compute(client, tenant.id);
      const before = await rowsOf('account_value', tenant.id);
      await test.admin.query('delete from account_value where tenant_id = $1', [tenant.id]);
      const silent = new Date(NOW.getTime() - 16 * 60_000);
      await test.admin.query('update value_run set running = $2, running_since = $3 where tenant_id = $1', [
        tenant.id,
        '018f0000-0000-7000-8000-000000000002',
        silent,
      ]);
      await client.data('mutation { computeValue }');
      await settled(tenant.id);
      expect(await rowsOf('account_value', tenant.id)).toEqual(before);
    });

    it('runs once at a time: who comes meanwhile is owed one run', async () => {
      const { tenant, client } = await company();
      await createAccount(test, tenant);
      await compute(client, tenant.id);
      const other = '018f0000-0000-7000-8000-000000000001';
      await test.admin.query('update value_run set running = $2, running_since = $3 where tenant_id = $1', [
        tenant.id,
        other,
        NOW,
      ]);
      await client.data('mutation { a: computeValue b: computeValue }');
      await until(async () => {
        const { rows } = await test.admin.query('select again from value_run where tenant_id = $1', [tenant.id]);
        return rows[0].again === true;
      });
      const { rows } = await test.admin.query('select running from value_run where tenant_id = $1', [tenant.id]);
      expect(rows).toEqual([{ running: other }]);
    });
  });

  describe('moves', () => {
    async function moveOf(client: GraphqlClient, externalId: string, tenantId: string) {
      const { account } = await client.data<{
        account: {
          targetStage: string | null;
          valueMove: { id: string; state: string; proposal: { move: string; targetStage: string } } | null;
        };
      }>(
        'query ($id: ID!) { account(id: $id) { targetStage valueMove { id state proposal { move targetStage } history { type actor move note openObligations } } } }',
        { id: await idOf(tenantId, externalId) },
      );
      return account;
    }
    const decide =
      'mutation ($id: ID!, $approve: Boolean!, $note: String) { decideValueMove(id: $id, approve: $approve, note: $note) { state inForce decidedBy } }';
    const check =
      'mutation ($id: ID!, $open: [String!]!) { checkValueMoveObligations(id: $id, openObligations: $open) { openObligations } }';

    /** Nine accounts that earn and one that has not for two years, whose wallet is all ours. */
    async function withLoser() {
      const it = await company();
      const rows: string[] = [];
      for (let account = 1; account <= 10; account++)
        for (let month = 0; month < 30; month++) {
          const net = account === 10 ? 20 : 200 + account;
          rows.push(
            `A${account},P,C,${day(month, 5)},O${account}-${month},1,1,${net}.00,,${account === 10 ? 30 : 100}.00`,
          );
        }
      await send(it.token, 'order-lines', `${LINES}${rows.join('\n')}\n`);
      const wallets = [2022, 2023, 2024].flatMap((year) => [
        `A10,C,${year}-01,12,240.00,DECLARED,A,Buyer,${year}-01-01`,
        `A3,C,${year}-01,12,90000.00,DECLARED,A,Buyer,${year}-01-01`,
      ]);
      await send(
        it.token,
        'wallets',
        `account,category,month,months,amount,method,confidence,source,observedOn\n${wallets.join('\n')}\n`,
      );
      return it;
    }

    it('ET-06: an account is let go only after mended terms, an obligation check and an executive who approves', async () => {
      const { tenant, client } = await withLoser();
      await compute(client, tenant.id);
      const first = await moveOf(client, 'A10', tenant.id);
      expect(first.valueMove).toMatchObject({ state: 'PROPOSED', proposal: { move: 'REPRICE' } });
      const id = first.valueMove?.id;
      await client.data(decide, { id, approve: true });
      // Mended half a year ago, by the story; it has stayed low.
      await test.admin.query(`update value_move set repriced_at = '2023-12-01' where id = $1`, [id]);
      await compute(client, tenant.id);
      expect((await moveOf(client, 'A10', tenant.id)).valueMove).toMatchObject({
        id,
        state: 'PROPOSED',
        proposal: { move: 'CULL', targetStage: 'ENDED' },
      });
      expect(await client.code(decide, { id, approve: true })).toBe('OBLIGATION_CHECK_REQUIRED');
      await client.data(check, { id, open: ['Spare parts until 2026'] });
      expect(await client.code(decide, { id, approve: true })).toBe('OBLIGATIONS_OPEN');
      await client.data(check, { id, open: [] });
      const { client: keyAccount, id: staffId } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      expect(await keyAccount.code(decide, { id, approve: true })).toBe('NOT_FOUND');
      await test.admin.query(`update account set owner_id = $2 where tenant_id = $1 and external_id = 'A10'`, [
        tenant.id,
        staffId,
      ]);
      expect(await keyAccount.code(decide, { id, approve: true })).toBe('FORBIDDEN');
      const { client: manager } = await createStaff(test, tenant, 'MANAGER');
      expect(await manager.data(decide, { id, approve: true })).toMatchObject({
        decideValueMove: { state: 'APPROVED', inForce: 'CULL' },
      });
      const { valueMove } = (await moveOf(client, 'A10', tenant.id)) as unknown as {
        valueMove: { history: { type: string }[] };
      };
      expect(valueMove.history.map(({ type }) => type)).toEqual([
        'MOVE_PROPOSED',
        'MOVE_APPROVED',
        'MOVE_PROPOSED',
        'OBLIGATIONS_CHECKED',
        'OBLIGATIONS_CHECKED',
        'MOVE_APPROVED',
      ]);
      // What stands is not proposed again.
      await compute(client, tenant.id);
      expect((await moveOf(client, 'A10', tenant.id)).valueMove).toMatchObject({ state: 'APPROVED' });
    });

    it('PF-01: an approved move sets the target stage; a rejected one is not made again on the same ground', async () => {
      const { tenant, client } = await withLoser();
      await compute(client, tenant.id);
      const defend = await moveOf(client, 'A9', tenant.id);
      expect(defend.valueMove).toMatchObject({ state: 'PROPOSED', proposal: { move: 'DEFEND' } });
      await client.data(decide, { id: defend.valueMove?.id, approve: true });
      expect((await moveOf(client, 'A9', tenant.id)).targetStage).toBe(defend.valueMove?.proposal.targetStage);
      const other = await moveOf(client, 'A8', tenant.id);
      expect(await client.code(decide, { id: other.valueMove?.id, approve: false })).toBe('NOTE_REQUIRED');
      await client.data(decide, { id: other.valueMove?.id, approve: false, note: 'Their works closes.' });
      await compute(client, tenant.id);
      expect((await moveOf(client, 'A8', tenant.id)).valueMove).toMatchObject({ state: 'REJECTED' });
      expect(await client.code(decide, { id: other.valueMove?.id, approve: true })).toBe('TRANSITION_NOT_ALLOWED');
      const { client: finance } = await createStaff(test, tenant, 'FINANCE');
      expect(await finance.code(decide, { id: other.valueMove?.id, approve: true })).toBe('FORBIDDEN');
      const listed =
        '{ valueMoves(filter: { state: PROPOSED, move: CULTIVATE }) { nodes { account { externalId } } } }';
      expect(await finance.data(listed)).toEqual({ valueMoves: { nodes: [{ account: { externalId: 'A3' } }] } });
    });
  });
});

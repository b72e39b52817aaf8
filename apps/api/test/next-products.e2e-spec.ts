import { fitNextProduct, recommendNext } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';
import { until } from './until.js';

const NOW = new Date('2024-07-01T09:00:00Z');
const HEAD = 'account,product,category,date,order,line,quantity,amount\n';

interface Purchase {
  readonly account: string;
  readonly item: string;
  readonly date: string;
}

/** Forty accounts that buy some of twelve products in a pattern: neighbours by number, more of the low ones. */
const PURCHASES: readonly Purchase[] = Array.from({ length: 40 }, (_, account) =>
  Array.from({ length: 12 }, (__, item) => ({ account: `A${account}`, item: `P${item}` }))
    .filter((_pair, item) => (account * 5 + item * item) % 7 < 3 && item <= 4 + (account % 8))
    .flatMap(({ account: of, item }, at) =>
      ['2024-03-04', '2024-04-15', '2024-06-02', '2024-06-20']
        // Some are bought for the first time in the last month: what probabilities are learnt from.
        .filter((_date, time) => (account + at) % 4 > 0 || time > 1)
        .filter((_date, time) => (account + at + time) % 3 > 0)
        .map((date) => ({ account: of, item, date })),
    ),
).flat();

describe('next products', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let client: GraphqlClient;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => NOW } });
    tenant = await createTenant(test);
    const staff = await createStaff(test, tenant);
    client = staff.client;
    const lines = PURCHASES.map(({ account, item, date }, at) =>
      [account, item, `C${Number(item.slice(1)) % 3}`, date, `O${at}`, 1, 2, '10.00'].join(','),
    );
    await importFile(test, staff.token, 'order-lines', `${HEAD}${lines.join('\n')}\n`, {
      query: { createMissing: 'true' },
    });
    await importFile(test, staff.token, 'products', 'externalId,name,categoryExternalId\nNEW,New plate,C1\n');
    await importFile(
      test,
      staff.token,
      'wallets',
      'account,category,month,months,amount,method,confidence,source,observedOn\nA1,C0,2023-07,12,5000.00,DECLARED,A,Buyer,2024-06-01\n',
    );
    await until(async () => {
      const { rows } = await test.admin.query(
        `select next_products is not null and running is null as done from value_run where tenant_id = $1`,
        [tenant.id],
      );
      return rows[0]?.done === true;
    });
    const { computeValue: id } = await client.data<{ computeValue: string }>('mutation { computeValue }');
    await until(async () => {
      const { job } = await client.data<{ job: { status: string } }>('query ($id: ID!) { job(id: $id) { status } }', {
        id,
      });
      return job.status === 'SUCCEEDED';
    });
  });
  afterAll(() => test.stop());

  const idOf = async (table: 'account' | 'product', externalId: string): Promise<string> => {
    const { rows } = await test.admin.query(`select id from ${table} where tenant_id = $1 and external_id = $2`, [
      tenant.id,
      externalId,
    ]);
    return rows[0].id as string;
  };

  it('DA-02: lists what the model over all purchases lists, with reasons and probabilities', async () => {
    const ids = new Map<string, string>();
    for (const item of new Set(PURCHASES.map((each) => each.item))) ids.set(item, await idOf('product', item));
    const model = fitNextProduct(
      PURCHASES.map((each) => ({ ...each, item: ids.get(each.item) as string })),
      '2024-07-02',
    );
    for (const account of ['A1', 'A6', 'A17', 'A39']) {
      const basket = model.baskets.get(account);
      const { account: found } = await client.data<{
        account: { nextProducts: { asOf: string; probabilityDays: number; fresh: Record<string, unknown>[] } };
      }>(
        `query ($id: ID!) { account(id: $id) { nextProducts(limit: 5) { asOf learntFrom probabilityDays
          fresh { productId name score similarity popularity recentBuyers probability reasons { productId similarity sharedBuyers buyers } }
          reorders { name orderDays lastOrder } } } }`,
        { id: await idOf('account', account) },
      );
      const { nextProducts } = found;
      expect(nextProducts).toMatchObject({ asOf: '2024-07-01', learntFrom: 40, probabilityDays: 30 });
      const expected = recommendNext(model, basket ?? new Map(), { limit: 5 });
      expect(expected.length).toBeGreaterThan(0);
      expect(nextProducts.fresh).toEqual(
        expected.map(({ item, score, similarity, popularity, recentBuyers, reasons }) => ({
          productId: item,
          name: [...ids].find(([, id]) => id === item)?.[0],
          score,
          similarity,
          popularity,
          recentBuyers,
          probability: expect.any(Number),
          reasons: reasons.map(({ because, ...shared }) => ({ productId: because, ...shared })),
        })),
      );
    }
  });

  it('DA-02: ranks re-orders by the own frequency of the account', async () => {
    const own = PURCHASES.filter(({ account }) => account === 'A6');
    const days = new Map<string, number>();
    for (const { item } of own) days.set(item, (days.get(item) ?? 0) + 1);
    const { account } = await client.data<{
      account: { nextProducts: { reorders: { name: string; orderDays: number }[] } };
    }>('query ($id: ID!) { account(id: $id) { nextProducts(limit: 50) { reorders { name orderDays } } } }', {
      id: await idOf('account', 'A6'),
    });
    const { reorders } = account.nextProducts;
    expect(new Map(reorders.map(({ name, orderDays }) => [name, orderDays]))).toEqual(days);
    expect(reorders.map(({ orderDays }) => orderDays)).toEqual([...days.values()].sort((a, b) => b - a));
  });

  it('DA-03: names who buys things like a new product, and not who has it', async () => {
    const launch =
      'query ($id: ID!) { launchAudience(productId: $id, limit: 10) { candidates { accountName score because { name } } month sources } }';
    const { launchAudience } = await client.data<{
      launchAudience: { candidates: { accountName: string; score: number; because: { name: string }[] }[] };
    }>(launch, { id: await idOf('product', 'NEW') });
    expect(launchAudience.candidates[0]?.score).toBe(1);
    const likes = new Set(
      PURCHASES.filter(({ item }) => Number(item.slice(1)) % 3 === 1).map(({ account }) => account),
    );
    for (const { accountName, because } of launchAudience.candidates) {
      expect(likes).toContain(accountName);
      for (const { name } of because) expect(Number(name.slice(1)) % 3).toBe(1);
    }
    expect(await client.code(launch, { id: await idOf('account', 'A1') })).toBe('NOT_FOUND');
  });

  it('SG-16: shows what accounts do not buy from us, known gaps first', async () => {
    interface Cell {
      accountName: string;
      categoryName: string;
      gap: { decimal: string } | null;
      peerPenetration: number | null;
      supplied: boolean;
    }
    const cells =
      '{ cells { accountName categoryName supplied gap { decimal } peerPenetration peers } month compared }';
    const { whiteSpace } = await client.data<{ whiteSpace: { cells: Cell[] } }>(`{ whiteSpace(limit: 200) ${cells} }`);
    expect(whiteSpace.cells[0]).toMatchObject({
      accountName: 'A1',
      categoryName: 'C0',
      gap: { decimal: expect.any(String) },
    });
    const bought = new Set(PURCHASES.map(({ account, item }) => `${account} C${Number(item.slice(1)) % 3}`));
    for (const { accountName, categoryName, supplied, peerPenetration } of whiteSpace.cells) {
      expect(bought.has(`${accountName} ${categoryName}`)).toBe(supplied);
      if (!supplied && peerPenetration !== null) expect(peerPenetration).toBeGreaterThan(0);
    }
    const { account } = await client.data<{ account: { whiteSpace: { cells: Cell[] } } }>(
      `query ($id: ID!) { account(id: $id) { whiteSpace ${cells} } }`,
      { id: await idOf('account', 'A1') },
    );
    expect(account.whiteSpace.cells).toEqual(whiteSpace.cells.filter(({ accountName }) => accountName === 'A1'));
  });

  it('DA-06: tells production what to expect, as a table and as a file, to who may see all', async () => {
    const { demandSignal } = await client.data<{
      demandSignal: {
        csvUrl: string;
        rows: { externalId: string; month: string; expected: number; accounts: number }[];
      };
    }>(
      '{ demandSignal(months: 2, first: 5) { asOf method csvUrl rows { externalId month expected highest accounts } } }',
    );
    expect(demandSignal.rows.map(({ month }) => month)).toEqual([
      ...Array<string>(5).fill('2024-08-01'),
      ...Array<string>(5).fill('2024-09-01'),
    ]);
    const top = demandSignal.rows[0];
    // Two pieces per order; what came in the twelve months before, spread over them.
    const orders = PURCHASES.filter(({ item }) => item === top?.externalId);
    expect(top?.expected).toBeCloseTo((orders.length * 2) / 12, 9);
    expect(top?.accounts).toBe(new Set(orders.map(({ account }) => account)).size);
    const { token } = await createStaff(test, tenant, 'FINANCE');
    const response = await fetch(`${test.url}${demandSignal.csvUrl}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const [head, first] = (await response.text()).split('\r\n');
    expect(head).toBe('productExternalId,name,unit,month,expected,highest,accounts');
    expect(first).toContain(`${top?.externalId},`);
    const { client: sales } = await createStaff(test, tenant, 'SALES');
    expect(await sales.code('{ demandSignal { method } }')).toBe('FORBIDDEN');
    expect(await client.code('{ demandSignal(months: 13) { method } }')).toBe('INPUT_INVALID');
  });
});

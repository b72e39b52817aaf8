import { decomposeSalesChange, salesChangeBy, seededRandom } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createCategory, createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { SalesYears } from '../src/features/sales-analysis/sales-years.service.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
interface Amount {
  readonly minor: string;
}
interface Row {
  readonly key: string | null;
  readonly label: string | null;
  readonly net: Amount;
  readonly before: Amount;
  readonly change: Amount;
  readonly changeShare: number | null;
  readonly effects: Readonly<Record<'customer' | 'volume' | 'price' | 'mix', Amount>> & {
    readonly accounts: number;
    readonly accountsBefore: number;
  };
}
interface Analysis {
  readonly from: string;
  readonly to: string;
  readonly comparedFrom: string;
  readonly comparedTo: string;
  readonly total: Row;
  readonly rows: readonly Row[];
  readonly rest: Pick<Row, 'net' | 'before' | 'change'>;
  readonly valueCount: number;
}
interface Cell {
  readonly account: number;
  readonly product: number;
  readonly month: string;
  readonly quantity: number;
  readonly salesMinor: bigint;
}

const FIGURES = 'net { minor } before { minor } change { minor }';
const ROW = `key label ${FIGURES} changeShare effects { accounts accountsBefore customer { minor } volume { minor } price { minor } mix { minor } }`;
const QUERY = `query ($by: SalesDimension!, $to: Date, $months: Int, $with: SalesComparison, $order: SalesOrder, $first: Int, $filter: SalesFilter) {
  salesAnalysis(by: $by, to: $to, months: $months, comparedWith: $with, order: $order, first: $first, filter: $filter) {
    from to comparedFrom comparedTo valueCount total { ${ROW} } rows { ${ROW} } rest { ${FIGURES} } } }`;
const REGIONS = ['North', 'South', null];

/** More accounts than whose months are looked up one by one. */
const MANY = 201;

describe('salesAnalysis', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let manager: Staff;
  let seller: Staff;
  const accounts: string[] = [];
  const products: string[] = [];
  let category: string;
  const cells: Cell[] = [];

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    tenant = await createTenant(test);
    [manager, seller] = [await createStaff(test, tenant), await createStaff(test, tenant, 'SALES')];
    category = await createCategory(test, tenant);
    for (let index = 0; index < 5; index++)
      products.push((await createProduct(test, tenant, { categoryId: category })).productId);
    for (let index = 0; index < 12; index++) {
      const id = await createAccount(test, tenant, {
        name: `Account ${index}`,
        ownerId: index % 4 === 0 ? seller.id : manager.id,
        ...(index > 9 ? { parentId: accounts[0] as string } : {}),
      });
      accounts.push(id);
      await test.admin.query(
        'update account set region = $3, country = $4, postcode = $5 where tenant_id = $1 and id = $2',
        [tenant.id, id, REGIONS[index % 3], index % 2 === 0 ? 'DE' : null, `4${index}000`],
      );
    }
    const random = seededRandom(7);
    for (let account = 0; account < accounts.length; account++) {
      for (let product = 0; product < products.length; product++) {
        for (const month of ['2024-03', '2024-11', '2025-01', '2025-03', '2025-11', '2025-12']) {
          if (random() < 0.5) continue;
          cells.push({
            account,
            product,
            month,
            // Some sales are of services without quantity, some quantities have decimals.
            quantity: random() < 0.15 ? 0 : Math.round(random() * 5_000) / 1_000,
            salesMinor: BigInt(Math.round(random() * 100_000) - 10_000),
          });
        }
      }
    }
    for (const { account, product, month, quantity, salesMinor } of cells) {
      await test.admin.query(
        `insert into account_product_month (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
         values ($1, $2, $3, $4, $5, $6, $7, 1, 0, 0, 0, 0)`,
        [tenant.id, accounts[account], products[product], category, `${month}-01`, String(salesMinor), quantity],
      );
    }
    await test.admin.query(
      `insert into account_month select tenant_id, account_id, month, sum(net_minor), sum(lines), 0, 0, 0, 0 from account_product_month group by 1, 2, 3`,
    );
    await test.admin.query(
      `insert into account_category_month (tenant_id, account_id, category_id, month, net_minor, quantity, lines)
       select tenant_id, account_id, category_id, month, sum(net_minor), sum(quantity), sum(lines) from account_product_month group by 1, 2, 3, 4`,
    );
    await test.admin.query(
      `insert into product_month select tenant_id, product_id, category_id, month, sum(net_minor), sum(quantity), sum(lines), 0, 0, 0, 0
       from account_product_month group by 1, 2, 3, 4`,
    );
  });
  afterAll(() => test.stop());

  const analyse = async (variables: object, as = manager): Promise<Analysis> =>
    (await as.client.data<{ salesAnalysis: Analysis }>(QUERY, { to: '2025-12-31', ...variables })).salesAnalysis;
  const within = (from: string, to: string, of: readonly Cell[] = cells) =>
    of
      .filter(({ month }) => month >= from && month <= to)
      .map((cell) => ({
        customer: String(cell.account),
        product: String(cell.product),
        quantity: cell.quantity,
        salesMinor: cell.salesMinor,
        dimensions: {
          REGION: String(REGIONS[cell.account % 3]),
          ACCOUNT: accounts[cell.account] as string,
          PRODUCT: products[cell.product] as string,
          CATEGORY: category,
        },
      }));
  const effectsOf = ({ before, net, change, effects }: Row) => ({
    beforeMinor: BigInt(before.minor),
    afterMinor: BigInt(net.minor),
    changeMinor: BigInt(change.minor),
    customerMinor: BigInt(effects.customer.minor),
    volumeMinor: BigInt(effects.volume.minor),
    priceMinor: BigInt(effects.price.minor),
    mixMinor: BigInt(effects.mix.minor),
  });

  /** Whose years are added up: of the others the months are read. */
  describe.each([
    ['months', () => false],
    ['months and years', (index: number) => index % 2 === 0],
    ['months of many and years', (index: number) => index % 2 === 0, MANY],
    ['years', () => true],
  ])('out of %s', (_source, addedUp, others = 0) => {
    beforeAll(async () => {
      await test.admin.query('truncate account_product_year, account_year_due');
      await test.admin.query(
        'insert into account_year_due select $1, gen_random_uuid() from generate_series(1, $2::int)',
        [tenant.id, others],
      );
      for (const [index, id] of accounts.entries()) {
        if (addedUp(index))
          await test.app
            .get(ContextFactory)
            .asSystem(tenant.id, 'test', (ctx) => ctx.transaction(() => test.app.get(SalesYears).compute(ctx, [id])));
        else await test.admin.query('insert into account_year_due values ($1, $2)', [tenant.id, id]);
      }
    });

    it.each(['REGION', 'ACCOUNT', 'PRODUCT', 'CATEGORY'] as const)(
      'CR-06: by %s takes the change apart as the domain does, cell by cell',
      async (by) => {
        const analysis = await analyse({ by });
        expect(analysis).toMatchObject({
          from: '2025-01-01',
          to: '2025-12-31',
          comparedFrom: '2024-01-01',
          comparedTo: '2024-12-31',
        });
        const [before, after] = [within('2024-01', '2024-12'), within('2025-01', '2025-12')];
        expect(effectsOf(analysis.total)).toEqual(decomposeSalesChange(before, after));
        const expected = salesChangeBy(by, before, after);
        const rows = new Map(analysis.rows.map((row) => [String(row.key), effectsOf(row)]));
        expect(rows).toEqual(new Map(expected.map(({ value, ...change }) => [value, change])));
        expect(analysis.valueCount).toBe(expected.length);
        const changes = analysis.rows.map(({ change }) => BigInt(change.minor));
        expect(changes).toEqual([...changes].sort((a, b) => (a < b ? -1 : 1)));
        expect(analysis.rest.change.minor).toBe('0');
      },
    );

    it('tells periods across years, and nothing of what was sold in other months of these years', async () => {
      const analysis = await analyse({ by: 'PRODUCT', to: '2025-02-10', months: 5, order: 'NET' });
      const [before, after] = [within('2023-10', '2024-02'), within('2024-10', '2025-02')];
      expect(effectsOf(analysis.total)).toEqual(decomposeSalesChange(before, after));
      expect(analysis.valueCount).toBe(new Set([...before, ...after].map(({ product }) => product)).size);
      const quiet = await analyse({
        by: 'PRODUCT',
        to: '2025-02-10',
        months: 1,
        with: 'PREVIOUS_PERIOD',
        filter: { productIds: products },
      });
      expect(quiet.valueCount).toBe(new Set(within('2025-01', '2025-02').map(({ product }) => product)).size);
      expect(
        await analyse({
          by: 'PRODUCT',
          to: '2024-08-01',
          months: 2,
          with: 'PREVIOUS_PERIOD',
          filter: { regions: REGIONS },
        }),
      ).toMatchObject({ valueCount: 0 });
    });

    it('compares with the months right before, and folds what is beyond the rows into the rest', async () => {
      const all = await analyse({ by: 'ACCOUNT', months: 2, with: 'PREVIOUS_PERIOD', order: 'NET' });
      expect(all).toMatchObject({ from: '2025-11-01', comparedFrom: '2025-09-01', comparedTo: '2025-10-31' });
      const some = await analyse({ by: 'ACCOUNT', months: 2, with: 'PREVIOUS_PERIOD', order: 'NET', first: 2 });
      expect(some.rows).toEqual(all.rows.slice(0, 2));
      expect(some.valueCount).toBe(all.valueCount);
      const sum = (rows: readonly Row[]) => rows.reduce((total, { net }) => total + BigInt(net.minor), 0n);
      expect(BigInt(some.rest.net.minor)).toBe(sum(all.rows.slice(2)));
      expect(sum(all.rows)).toBe(BigInt(all.total.net.minor));
      // Nothing was sold in the months before: no share can be told of it, and every account is new.
      expect(all.total).toMatchObject({ before: { minor: '0' }, changeShare: null, effects: { accountsBefore: 0 } });
      expect(all.total.effects.customer).toEqual(all.total.net);
    });

    it('drills down by what a row says', async () => {
      const keyOf = async (filter: object): Promise<bigint> =>
        BigInt((await analyse({ by: 'PRODUCT', filter })).total.net.minor);
      const expected = (keep: (cell: Cell) => boolean): bigint =>
        within('2025-01', '2025-12', cells.filter(keep)).reduce((sum, { salesMinor }) => sum + salesMinor, 0n);
      expect(await keyOf({ regions: ['North'] })).toBe(expected(({ account }) => account % 3 === 0));
      expect(await keyOf({ regions: ['South', null] })).toBe(expected(({ account }) => account % 3 !== 0));
      expect(await keyOf({ countries: [null], productIds: [products[1]] })).toBe(
        expected(({ account, product }) => account % 2 === 1 && product === 1),
      );
      expect(await keyOf({ categoryIds: [category] })).toBe(expected(() => true));
      expect(await keyOf({ categoryIds: [products[0]] })).toBe(0n);
      expect(await keyOf({ postcodePrefix: '41' })).toBe(expected(({ account }) => [1, 10, 11].includes(account)));
      expect(await keyOf({ accountId: accounts[0] })).toBe(expected(({ account }) => [0, 10, 11].includes(account)));
      expect(await keyOf({ ownerIds: [seller.id] })).toBe(expected(({ account }) => account % 4 === 0));
      expect(await keyOf({ regions: ["'; drop table account; --"] })).toBe(0n);
    });

    it('tells everybody about the accounts he or she sees, and other tenants nothing', async () => {
      const own = await analyse({ by: 'ACCOUNT', filter: {} }, seller);
      // Accounts 10 and 11 are below account 0, which the seller owns.
      const seen = new Set([0, 4, 8, 10, 11].map((index) => accounts[index]));
      expect(own.rows.length).toBeGreaterThan(3);
      for (const { key } of own.rows) expect(seen).toContain(key);
      const net = within(
        '2025-01',
        '2025-12',
        cells.filter(({ account }) => seen.has(accounts[account])),
      ).reduce((sum, { salesMinor }) => sum + salesMinor, 0n);
      for (const by of ['CATEGORY', 'PRODUCT', 'REGION'])
        expect((await analyse({ by, filter: { categoryIds: [category] } }, seller)).total.net.minor).toBe(String(net));
      expect((await analyse({ by: 'CATEGORY' }, seller)).total.net.minor).toBe(String(net));
      expect(await analyse({ by: 'ACCOUNT', filter: { accountId: accounts[1] } }, seller)).toMatchObject({
        valueCount: 0,
      });
      const stranger = await createStaff(test, await createTenant(test));
      expect(await analyse({ by: 'REGION' }, stranger)).toMatchObject({
        valueCount: 0,
        rows: [],
        total: { net: { minor: '0' } },
      });
    });
  });

  it('refuses days around which no months can be counted', async () => {
    for (const to of ['1000-01-01', '9999-12-31'])
      expect([to, await manager.client.code(QUERY, { by: 'ACCOUNT', to })]).toEqual([to, 'INPUT_INVALID']);
    expect(await manager.client.code(QUERY, { by: 'ACCOUNT', to: '1900-01-01' })).toBeUndefined();
  });

  it('names salespeople, accounts and products', async () => {
    const { rows } = await analyse({ by: 'SALESPERSON' });
    expect(new Set(rows.map(({ key }) => key))).toEqual(new Set([manager.id, seller.id]));
    expect(rows.every(({ label }) => typeof label === 'string' && label !== '')).toBe(true);
    const { rows: byAccount } = await analyse({ by: 'ACCOUNT' });
    for (const { key, label } of byAccount) expect(label).toBe(`Account ${accounts.indexOf(String(key))}`);
  });

  it.each([
    [{ months: 0 }, ['months']],
    [{ months: 24 }, ['months']],
    [{ first: 501 }, ['first']],
    [{ filter: { ownerIds: ['x'] } }, ['filter', 'ownerIds', 0]],
    [{ filter: { countries: ['Germany'] } }, ['filter', 'countries', 0]],
    [{ filter: { categoryIds: [] } }, ['filter', 'categoryIds']],
  ])('refuses %j', async (variables, path) => {
    const { errors } = await manager.client.send(QUERY, { by: 'REGION', ...variables });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', reasons: [{ path }] });
  });
});

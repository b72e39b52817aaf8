import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCategory, createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
interface Named {
  readonly id: string;
}

const CREATE_CATEGORY =
  'mutation ($input: CreateProductCategoryInput!) { createProductCategory(input: $input) { id externalId name } }';
const UPDATE_CATEGORY =
  'mutation ($id: ID!, $input: UpdateProductCategoryInput!) { updateProductCategory(id: $id, input: $input) { id externalId name } }';
const CREATE =
  'mutation ($input: CreateProductInput!) { createProduct(input: $input) { id externalId name unit offerForm category { id } } }';
const UPDATE =
  'mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) { id externalId name unit offerForm category { id } } }';

describe('products', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let foreigner: Staff;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    foreigner = await createStaff(test, await createTenant(test));
  });
  afterAll(() => test.stop());

  const refusal = async (document: string, variables: Record<string, unknown>): Promise<unknown> =>
    (await admin.client.send(document, variables)).errors?.[0]?.extensions;

  it('have categories', async () => {
    const input = { externalId: 'HX', name: 'Heat exchangers' };
    const { createProductCategory: made } = await admin.client.data<{ createProductCategory: Named }>(CREATE_CATEGORY, {
      input,
    });
    expect(made).toEqual({ id: made.id, ...input });
    expect(await admin.client.data(UPDATE_CATEGORY, { id: made.id, input: { name: 'Plate heat exchangers' } })).toEqual(
      {
        updateProductCategory: { id: made.id, externalId: 'HX', name: 'Plate heat exchangers' },
      },
    );
    expect(await admin.client.data('query ($id: ID!) { productCategory(id: $id) { name } }', { id: made.id })).toEqual({
      productCategory: { name: 'Plate heat exchangers' },
    });
    expect(await refusal(CREATE_CATEGORY, { input })).toEqual({
      code: 'EXTERNAL_ID_TAKEN',
      reasons: [{ path: ['input', 'externalId'], code: 'EXTERNAL_ID_TAKEN' }],
    });
    expect(await refusal(CREATE_CATEGORY, { input: { externalId: '', name: '' } })).toMatchObject({
      code: 'INPUT_INVALID',
      reasons: [{ path: ['input', 'externalId'] }, { path: ['input', 'name'] }],
    });
  });

  it('are added, changed and read', async () => {
    const [first, second] = [await createCategory(test, tenant), await createCategory(test, tenant)];
    const input = { externalId: 'P-100', name: 'Plate 100', categoryId: first, unit: 'pcs' };
    const { createProduct: made } = await admin.client.data<{ createProduct: Named }>(CREATE, { input });
    expect(made).toEqual({
      id: made.id,
      externalId: 'P-100',
      name: 'Plate 100',
      unit: 'pcs',
      offerForm: 'STANDARD',
      category: { id: first },
    });
    const { updateProduct } = await admin.client.data<{ updateProduct: unknown }>(UPDATE, {
      id: made.id,
      input: { categoryId: second, unit: null, offerForm: 'CUSTOM' },
    });
    expect(updateProduct).toEqual({ ...made, unit: null, offerForm: 'CUSTOM', category: { id: second } });
    expect(await admin.client.data('query ($id: ID!) { product(id: $id) { name } }', { id: made.id })).toEqual({
      product: { name: 'Plate 100' },
    });
    expect(await refusal(CREATE, { input })).toMatchObject({ code: 'EXTERNAL_ID_TAKEN' });
    expect(await refusal(CREATE, { input: { ...input, categoryId: made.id } })).toEqual({
      code: 'NOT_FOUND',
      reasons: [{ path: ['input', 'categoryId'], code: 'NOT_FOUND' }],
    });
    expect(await refusal(UPDATE, { id: made.id, input: { categoryId: 'none' } })).toMatchObject({
      code: 'INPUT_INVALID',
      reasons: [{ path: ['input', 'categoryId'] }],
    });
    expect(await refusal(UPDATE, { id: 'none', input: {} })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are listed by number, filtered, forwards and backwards', async () => {
    const categoryId = await createCategory(test, tenant);
    for (const n of [3, 1, 5, 2, 4])
      await createProduct(test, tenant, { externalId: `L-${n}`, name: `Listed ${n % 2 ? 'Odd' : 'Even'}`, categoryId });
    const list = async (
      args: string,
      filter: Record<string, unknown> = {},
    ): Promise<{ nodes: { externalId: string }[]; totalCount: number; pageInfo: Record<string, unknown> }> =>
      (
        await admin.client.data<{ products: Awaited<ReturnType<typeof list>> }>(
          `query ($filter: ProductFilter) { products(filter: $filter, ${args}) { nodes { externalId } totalCount pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`,
          { filter: { categoryId, ...filter } },
        )
      ).products;
    const numbers = ({ nodes }: { nodes: { externalId: string }[] }): string[] =>
      nodes.map(({ externalId }) => externalId);
    const first = await list('first: 3');
    expect([numbers(first), first.totalCount]).toEqual([['L-1', 'L-2', 'L-3'], 5]);
    expect(numbers(await list(`first: 3, after: "${String(first.pageInfo['endCursor'])}"`))).toEqual(['L-4', 'L-5']);
    const last = await list('last: 2');
    expect(numbers(last)).toEqual(['L-4', 'L-5']);
    expect(numbers(await list(`last: 9, before: "${String(last.pageInfo['startCursor'])}"`))).toEqual([
      'L-1',
      'L-2',
      'L-3',
    ]);
    expect(numbers(await list('first: 9', { search: 'EVEN' }))).toEqual(['L-2', 'L-4']);
    expect(numbers(await list('first: 9', { search: 'L-5' }))).toEqual(['L-5']);
  });

  it('belong to one tenant', async () => {
    const { productId, categoryId } = await createProduct(test, tenant, { externalId: 'T-1' });
    const query =
      'query ($p: ID!, $c: ID!) { product(id: $p) { id } productCategory(id: $c) { id } products { totalCount } productCategories { totalCount } }';
    expect(await foreigner.client.data(query, { p: productId, c: categoryId })).toEqual({
      product: null,
      productCategory: null,
      products: { totalCount: 0 },
      productCategories: { totalCount: 0 },
    });
    const attempts: [string, Record<string, unknown>][] = [
      [UPDATE, { id: productId, input: { name: 'Taken' } }],
      [UPDATE_CATEGORY, { id: categoryId, input: { name: 'Taken' } }],
      [CREATE, { input: { externalId: 'T-2', name: 'In a foreign category', categoryId } }],
    ];
    for (const [document, variables] of attempts)
      expect(await foreigner.client.code(document, variables)).toBe('NOT_FOUND');
    const { rows } = await test.admin.query(
      `select 1 from product where name = 'Taken' union all select 1 from product_category where name = 'Taken'`,
    );
    expect(rows).toEqual([]);
  });

  it('are changed only by those who may', async () => {
    const { productId, categoryId } = await createProduct(test, tenant);
    const { client } = await createStaff(test, tenant, 'MANAGER');
    const attempts: [string, Record<string, unknown>][] = [
      [CREATE_CATEGORY, { input: { externalId: 'X', name: 'X' } }],
      [UPDATE_CATEGORY, { id: categoryId, input: {} }],
      [CREATE, { input: { externalId: 'X', name: 'X', categoryId } }],
      [UPDATE, { id: productId, input: {} }],
    ];
    for (const [document, variables] of attempts) expect(await client.code(document, variables)).toBe('FORBIDDEN');
    expect(await client.data('query ($id: ID!) { product(id: $id) { category { id } } }', { id: productId })).toEqual({
      product: { category: { id: categoryId } },
    });
  });
});

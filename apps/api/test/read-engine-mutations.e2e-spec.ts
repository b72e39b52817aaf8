import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import pg from 'pg';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import { createProduct } from './factories/product.factory.js';
import { type AwkwardTenant, AWKWARD_TEXTS, createAwkwardTenant } from './support/awkward-data.js';
import { answersBy } from './support/answers-by-lane.js';
import { Caller } from './support/compared-caller.js';
import { randomSelection } from './support/random-documents.js';
import type { GraphqlClient, GraphqlError } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const SELECTIONS = 40;

const RENAME = `mutation ($id: ID!, $name: String) {
  updateProduct(id: $id, input: { name: $name }) { id name category { id name } } }`;
const RENAME_TWO = `mutation ($first: ID!, $second: ID!, $name: String) {
  one: updateProduct(id: $first, input: { name: $name }) { id name }
  two: updateProduct(id: $second, input: { name: $name }) { id }
  three: updateProduct(id: $first, input: { name: $name }) { id } }`;

describe('read engine, answers of mutations', () => {
  let test: TestApp;
  let tenant: AwkwardTenant;
  let admin: GraphqlClient;

  beforeAll(async () => {
    const start = new Date();
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      clock: { now: () => start },
      env: { MORTISE_DEMO: '1' },
    });
    tenant = await createAwkwardTenant(test);
    admin = tenant.callers.admin.client;
  }, 120_000);
  afterAll(() => test.stop());

  const idOf = async (table: string, condition = 'true'): Promise<string> => {
    const { rows } = await test.admin.query<{ id: string }>(
      `select id from ${table} where tenant_id = $1 and ${condition} order by id limit 1`,
      [tenant.id],
    );
    return rows[0]?.id as string;
  };
  /** How often something was done to it. */
  const done = async (id: string): Promise<number> => {
    const { rows } = await test.admin.query<{ count: number }>(
      'select count(*)::int as count from audit_log where tenant_id = $1 and entity_id = $2',
      [tenant.id, id],
    );
    return rows[0]?.count as number;
  };
  const without = (errors: readonly GraphqlError[] = []) =>
    errors.map(({ path = [], extensions }) => ({ path: path.slice(1), code: extensions.code }));

  it.each([
    ['Account', 'account', 'archiveAccount(id: $row)'],
    ['Account', 'account', 'restoreAccount(id: $row)'],
    ['Contact', 'contact', 'updateContact(id: $row, input: { title: "Dr" })'],
    ['Product', 'product', 'updateProduct(id: $row, input: { unit: "kg" })'],
  ])('show %s %s after %s as a query shows it', async (type, field, mutation) => {
    const { staff } = test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false });
    const caller = await Caller.of(test, 'admin', staff, tenant.callers.admin);
    const options = caller.options({ ids: tenant.ids, texts: AWKWARD_TEXTS, dates: ['2026-02-01'] });
    const node = caller.lane.schema.getType(type) as GraphQLObjectType;
    const row = await idOf(field, field === 'account' ? 'stage is not null' : 'true');
    for (let seed = 0; seed < SELECTIONS; seed++) {
      const { selection, fragments, declarations, variables } = randomSelection(seed, node, options);
      const document = (kind: string, root: string) =>
        [`${kind} ($row: ID!, ${declarations}) { ${root} ${selection} }`, ...fragments].join('\n');
      const given = { row, ...variables };
      const written = await admin.send(document('mutation', mutation), given);
      const read = await admin.send(document('query', `${field}(id: $row)`), given);
      const answer = (from: typeof read) => Object.values(from.data ?? {})[0] ?? null;
      expect({ seed, answer: answer(written), errors: without(written.errors) }).toEqual({
        seed,
        answer: answer(read),
        errors: without(read.errors),
      });
    }
    await caller.close();
  });

  it('run each mutation of a document once, also when a later one fails', async () => {
    const [{ productId: first }, { productId: second }] = [
      await createProduct(test, tenant),
      await createProduct(test, tenant),
    ];
    const both = await admin.send(RENAME_TWO, { first, second, name: 'Both' });
    expect(both.errors).toBeUndefined();
    expect([await done(first), await done(second)]).toEqual([2, 1]);
    // The document is known now: the next answers come without Apollo as far as possible.
    const hot = await answersBy(test, 'hot');
    await admin.data(RENAME_TWO, { first, second, name: 'Hot' });
    expect(await answersBy(test, 'hot')).toBe(hot + 1);
    for (const time of [1, 2]) {
      const failed = await admin.send(RENAME_TWO, { first, second: tenant.id, name: `Failed ${time}` });
      expect(failed.data).toBeNull();
      expect(failed.errors?.map(({ path, extensions }) => ({ path, code: extensions.code }))).toEqual([
        { path: ['two'], code: 'NOT_FOUND' },
      ]);
      // A null where none may be takes everything away; the third mutation is not begun any more.
      expect(await done(first)).toBe(4 + time);
    }
    expect(await done(second)).toBe(2);
  });

  it('run a mutation once when its answer is null where there must be something', async () => {
    const { productId: id, categoryId } = await createProduct(test, tenant);
    await admin.data(RENAME, { id, name: 'Whole' });
    const hot = await answersBy(test, 'hot');
    await admin.data(RENAME, { id, name: 'Hot' });
    expect(await answersBy(test, 'hot')).toBe(hot + 1);
    await hide('product_category', categoryId);
    for (const query of [RENAME, RENAME.replace('name category', 'name unit category')]) {
      const before = await done(id);
      const { data, errors } = await admin.send(query, { id, name: 'Broken' });
      expect(data).toBeNull();
      expect(errors?.map(({ path, extensions }) => ({ path, code: extensions.code }))).toEqual([
        { path: ['updateProduct', 'category'], code: 'INTERNAL_ERROR' },
      ]);
      expect(await done(id)).toBe(before + 1);
    }
    expect((await test.admin.query('select name from product where id = $1', [id])).rows).toEqual([{ name: 'Broken' }]);
  });

  it('report a null where there must be something as graphql-js does, in queries', async () => {
    const { productId: id, categoryId } = await createProduct(test, tenant);
    const query = `query ($id: ID!) { product(id: $id) { name category { id } } me { name }
      products { nodes { id category { name externalId } } edges { node { category { id } } } } }`;
    await admin.send(query, { id });
    await hide('product_category', categoryId);
    const { staff } = test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false });
    const caller = await Caller.of(test, 'admin', staff, tenant.callers.admin);
    const { data, errors } = await caller.same({ query, variables: { id } });
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    const alone = await caller.same({
      query: 'query ($id: ID!) { product(id: $id) { category { id } } me { name } }',
      variables: { id },
    });
    expect(alone.data).toMatchObject({ product: null, me: {} });
    await caller.close();
  });

  /** Takes a row away that others refer to, which nobody but a superuser can do. */
  async function hide(table: string, id: string): Promise<void> {
    const client = new pg.Client({
      connectionString: test.config.database.adminUrl,
      options: '-c search_path=mortise',
    });
    await client.connect();
    await client.query('set session_replication_role = replica');
    await client.query(`delete from ${table} where id = $1`, [id]);
    await client.end();
  }
});

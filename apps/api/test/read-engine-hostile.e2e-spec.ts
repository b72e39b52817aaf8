import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlError } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const DOCUMENTS = 2_000;
/** Per connection, with those that everybody needs. */
const MAX_PREPARED = 520;
const ACCOUNTS = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: AccountFilter) {
  accounts(first: $first, after: $after, last: $last, before: $before, filter: $filter) { nodes { id name } } }`;
const NESTED = `query ($id: ID!, $after: String) {
  account(id: $id) { children(after: $after) { nodes { name } } timeline(after: $after) { nodes { kind } } } }`;

/** Codes that say whose fault it was; everything else is one's own. */
const OWN_FAULT = ['INTERNAL_ERROR', 'INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'TIMEOUT'];

/** Nothing that comes in from outside is more than data; whatever is wrong with it has a code, and is never our fault. */
describe('read engine, hostile requests', () => {
  let test: TestApp;
  let token: string;
  let tenantId: string;
  let accountId: string;
  let foreignId: string;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const tenant = await createTenant(test);
    tenantId = tenant.id;
    token = (await createStaff(test, tenant)).token;
    accountId = await createAccount(test, tenant, { name: 'Ours', externalId: 'X' });
    for (let child = 0; child < 3; child++)
      await createAccount(test, tenant, { name: `Part ${child}`, parentId: accountId });
    foreignId = await createAccount(test, await createTenant(test), { name: 'FOREIGN', externalId: 'X' });
  });
  afterAll(() => test.stop());

  async function post(body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    const response = await fetch(`${test.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  /** Sends it twice: the second time the document may be known. @returns the codes of its errors */
  async function codes(body: unknown): Promise<string[]> {
    const [first, second] = [await post(body), await post(body)];
    expect({ body, again: second }).toEqual({ body, again: first });
    expect(first.status).toBeLessThan(500);
    expect(first.text).not.toContain('FOREIGN');
    const { errors = [] } = JSON.parse(first.text) as { errors?: GraphqlError[] };
    const found = errors.map(({ extensions }) => extensions.code);
    for (const code of found)
      expect({ body, code }).not.toEqual({ body, code: expect.stringMatching(`^(${OWN_FAULT.join('|')})$`) });
    return found;
  }

  async function expectRefused(body: unknown): Promise<void> {
    const found = await codes(body);
    expect({ body, found }).toEqual({ body, found: expect.arrayContaining([expect.stringMatching(/^[A-Z_]+$/)]) });
  }

  it.each([
    'accounts"; drop table account; --',
    'accounts { nodes { id; select 1 } }',
    '{ me { id" } }',
    "{ me { id' } }",
    '{ me { id ::text } }',
    '{ me { tenantId } }',
    '{ me { tenant_id } }',
    '{ me { passwordHash } }',
    '{ me { password_hash } }',
    '{ me { constructor } }',
    '{ me { __proto__ } }',
    '{ toString }',
    '{ me { $id } }',
    '{ a"b: me { id } }',
    "{ a'b: me { id } }",
    '{ ü: me { id } }',
    '{ me { id(x: 1) } }',
    '{ accounts(order: "NAME") { totalCount } }',
    '{ accounts(order: NAME_DESC) { totalCount } }',
    '{ accounts(order: name) { totalCount } }',
    '{ accounts(first: 99999999999999999999) { totalCount } }',
    '{ accounts(first: 1.5) { totalCount } }',
    '{ accounts(first: "1") { totalCount } }',
    '{ accounts(first: 1, first: 2) { totalCount } }',
    '{ accounts(filter: {stage: "STABLE"}) { totalCount } }',
    '{ accounts(filter: {constructor: 1}) { totalCount } }',
    '{ accounts(filter: {__proto__: {archived: true}}) { totalCount } }',
    '{ accounts(filter: {search: "a", search: "b"}) { totalCount } }',
    'query a { me { id } } query a { me { id } }',
    'query a { me { id } } query b { me { id } }',
    'fragment f on StaffMember { id } fragment f on StaffMember { name } { me { ...f } }',
    'fragment f on Account { children { nodes { ...f } } } { accounts { nodes { ...f } } }',
    'subscription { me { id } }',
    '{ me { id } ',
    '',
    ' ',
    '\u0000',
    '{ me { id @include(if: "x") } }',
    '{ me { id @skip } }',
    '{ me { id @sql(text: "1") } }',
    '{ __type(name: "Account") { fields { nope } } }',
  ])('refuses the document %j', async (query) => expectRefused({ query }));

  it('takes aliases for names and nothing else', async () => {
    const aliases = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'then',
      'select',
      'tenant_id',
      't1',
      'x',
      'e0',
      'r',
      'n',
      `a${'b'.repeat(200)}`,
    ];
    const fields = aliases.map((alias) => `${alias}: name`).join(' ');
    for (const query of [
      `{ account(id: "${accountId}") { ${fields} children { ${aliases.map((a) => `${a}: totalCount`).join(' ')} } } }`,
      `{ ${aliases.map((a) => `${a}: me { id }`).join(' ')} }`,
    ]) {
      expect(await codes({ query })).toEqual([]);
      const { text } = await post({ query });
      const found = Object.values(JSON.parse(text).data)[0] as object;
      expect(Object.keys(query.startsWith('{ account') ? found : JSON.parse(text).data)).toEqual(
        expect.arrayContaining(aliases),
      );
    }
  });

  const cursor = (key: unknown) =>
    Buffer.from(typeof key === 'string' ? key : JSON.stringify(key)).toString('base64url');
  it.each([
    [[]],
    [['a']],
    [['a', 'b', 'c']],
    [['a', 'b']],
    [["'; drop table account; --", "' or true --"]],
    [['a', "00000000-0000-4000-8000-000000000000' or true --"]],
    [['a', '00000000-0000-4000-8000-000000000000\n']],
    [[{ toString: 'x' }, 1]],
    [[['a'], ['00000000-0000-4000-8000-000000000000']]],
    [['\u0000', '00000000-0000-4000-8000-000000000000']],
    [{ 0: 'a', 1: 'b', length: 2 }],
    [1e400],
    [true],
    ['{"__proto__":[]}'],
    ['[1,'],
    ['\ud800'],
  ])('refuses the forged cursor %j', async (key) => {
    for (const variables of [{ after: cursor(key) }, { before: cursor(key), last: 3 }])
      await expectRefused({ query: ACCOUNTS, variables });
    await expectRefused({ query: NESTED, variables: { id: accountId, after: cursor(key) } });
  });

  it('lets well-formed cursors of its own making choose only among what is there', async () => {
    for (const key of [
      ['', accountId],
      ['zzz', foreignId],
      ['9', '00000000-0000-0000-0000-000000000000'],
      [true, accountId],
      [9e99, accountId],
    ]) {
      expect(await codes({ query: ACCOUNTS, variables: { after: cursor(key) } })).toEqual([]);
    }
  });

  it.each([
    [{ first: '1' }],
    [{ first: 1.5 }],
    [{ first: 1e20 }],
    [{ first: -1 }],
    [{ first: 0 }],
    [{ first: 101 }],
    [{ first: 2_147_483_647 }],
    [{ first: 2_147_483_648 }],
    [{ first: true }],
    [{ first: [1, 2] }],
    [{ first: { a: 1 } }],
    [{ after: 7 }],
    [{ after: {} }],
    [{ after: ['x', 'y'] }],
    [{ filter: 'x' }],
    [{ filter: { stage: 'stable' } }],
    [{ filter: { stage: 7 } }],
    [{ filter: { stage: '__proto__' } }],
    [{ filter: { stage: 'constructor' } }],
    [{ filter: { search: { $ne: null } } }],
    [{ filter: { search: 'x'.repeat(201) } }],
    [{ filter: { search: 'a\u0000b' } }],
    [{ filter: { ownerId: "' or 1=1 --" } }],
    [{ filter: { archived: 'yes' } }],
    [{ filter: { unknown: 1 } }],
    [{ filter: [[]] }],
  ])('refuses the variables %j', async (variables) => expectRefused({ query: ACCOUNTS, variables }));

  it('refuses a null that a default was to prevent', async () => {
    await expectRefused({ query: 'query ($id: ID = "x") { contact(id: $id) { id } }', variables: { id: null } });
  });

  it('is not led astray by names of JavaScript', async () => {
    for (const text of [
      `{"query":"query ($filter: AccountFilter) { accounts(filter: $filter) { totalCount } }","variables":{"filter":{"__proto__":{"archived":true}}}}`,
      `{"query":"query ($filter: AccountFilter) { accounts(filter: $filter) { totalCount } }","variables":{"filter":{"constructor":{"prototype":{}}}}}`,
    ]) {
      const { status, text: answer } = await post(text);
      expect([200, 400]).toContain(status);
      expect(answer).not.toContain('INTERNAL');
    }
    expect(await codes({ query: '{ me { id } }', variables: { toString: 1, constructor: null } })).toEqual([]);
    for (const id of ['__proto__', 'constructor', '$1', '{}', "'; select pg_sleep(9); --", foreignId]) {
      expect((await post({ query: NESTED, variables: { id } })).text).not.toContain('INTERNAL');
      expect(await codes({ query: NESTED, variables: { id } })).toEqual([]);
    }
  });

  it('answers only one document at a time, by POST, under a name that it has', async () => {
    const query = 'query a { me { id } } query b { me { name } }';
    for (const operationName of ['c', '', '__proto__', 7, ['a'], {}, null])
      await expectRefused({ query, operationName });
    expect(await codes({ query, operationName: 'b' })).toEqual([]);
    await expectRefused({ query: 'query a { me { id } }', operationName: 'b' });
    await expectRefused([{ query: '{ me { id } }' }, { query: '{ me { id } }' }]);
    for (const body of [
      'null',
      '7',
      '"x"',
      '{',
      '[]',
      '{}',
      '{"query":7}',
      '{"query":null}',
      '{"query":{}}',
      '{"query":"{ me { id } }","variables":"x"}',
      '{"query":"{ me { id } }","variables":[1]}',
      '{"query":"{ me { id } }","extensions":7}',
    ]) {
      const { status, text } = await post(body);
      expect({ body, status, known: /"code":"(?!INTERNAL)[A-Z_]+"/.test(text) }).toEqual({
        body,
        status: expect.any(Number),
        known: true,
      });
      expect(status).toBeLessThan(500);
    }
    const got = await fetch(`${test.url}/graphql?query=${encodeURIComponent('{ me { id } }')}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(500);
    const plain = await post({ query: '{ me { id } }' }, { 'content-type': 'text/plain' });
    expect(plain.status).toBeGreaterThanOrEqual(400);
    expect(plain.status).toBeLessThan(500);
  });

  it('refuses what is too long, too deep or too large before it runs', async () => {
    const deep = (levels: number): string =>
      levels === 0 ? 'id' : `children(first: 1) { nodes { ${deep(levels - 1)} } }`;
    const wide = Array.from({ length: 2_000 }, (_, index) => `a${index}: name`).join(' ');
    for (const query of [
      `{ account(id: "x") { ${deep(12)} } }`,
      `{ account(id: "x") { ${deep(3_000)} } }`,
      `{ accounts(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } }`,
      `{ me { ${wide} } }`,
      `{ ${'me { id } '.repeat(3_000)} }`,
      `mutation { ${Array.from({ length: 11 }, (_, index) => `m${index}: archiveAccount(id: "x") { id }`).join(' ')} }`,
    ])
      await expectRefused({ query });
    const { status } = await post(`{"query":"${'x'.repeat(2 * 1024 * 1024)}"}`);
    expect(status).toBe(413);
  });

  it('keeps no more statements prepared and connections open than it is meant to', async () => {
    for (let from = 0; from < DOCUMENTS; from += 20) {
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const query = `{ account(id: "${accountId}") { a${from + index}: name } }`;
          // Behind Apollo, then without it, where a statement gets a name when it comes again.
          for (let time = 0; time < 3; time++) expect((await post({ query })).status).toBe(200);
        }),
      );
    }
    const { rows } = await test.admin.query<{ connections: number }>(
      `select count(*)::int as connections from pg_stat_activity where datname = current_database() and application_name = 'mortise_app'`,
    );
    const { poolSize, readPoolSize } = test.config.database;
    expect(rows[0]?.connections).toBeLessThanOrEqual(poolSize + 2 * readPoolSize);
    const { database } = test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false }).staff;
    const counted = await Promise.all(
      Array.from({ length: readPoolSize }, () =>
        database.run(tenantId, [{ text: 'select count(*)::text from pg_prepared_statements', values: [] }]),
      ),
    );
    const most = Math.max(...counted.map(([count]) => Number(count)));
    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThan(MAX_PREPARED);
  }, 120_000);
});

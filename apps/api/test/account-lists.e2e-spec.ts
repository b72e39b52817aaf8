import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  readonly totalCount: number;
}

const NAMES = ['anna', 'Bert', 'Bert', 'carl', 'Dora'];
const PARTS = 'edges { cursor node { ...Part } } nodes { ...Part } totalCount';
const INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const UPDATE = `mutation ($id: ID!, $ownerId: ID!) { updateAccount(id: $id, version: 1, input: { ownerId: $ownerId }) {
  name owner { id } contacts { totalCount } departments { totalCount } timeline { totalCount } } }`;

describe('lists under an account', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let member: Staff;
  let full: string;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    [admin, member] = [await createStaff(test, tenant), await createStaff(test, tenant, 'SALES')];
    full = await createAccount(test, tenant, { name: 'A full', ownerId: member.id });
    await createAccount(test, tenant, { name: 'B empty', ownerId: member.id });
    for (const name of [...NAMES].reverse()) await createContact(test, tenant, full, { name });
    await test.admin.query(
      `insert into department (tenant_id, id, account_id, name, function)
       select $1, gen_random_uuid(), $2, name, 'SALES' from unnest($3::text[]) name`,
      [tenant.id, full, NAMES],
    );
    // All within one millisecond, two at the very same moment.
    await test.admin.query(
      `insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
       select $1, gen_random_uuid(), $2, timestamptz '2026-01-01T00:00:00Z' + moment * interval '1 microsecond', now(), 'account.updated',
         'system:test', 'account', moment::text, '{}' from unnest(array[1, 2, 2, 3, 4]) moment`,
      [tenant.id, full],
    );
  });
  afterAll(() => test.stop());

  /** The account's list page by page, after the paging arguments that `next` gives for the page before. */
  const walk = async (field: string, type: string, value: string, size: string, next: (page: Page) => string) => {
    const pages: Page[] = [];
    for (let args = size; ; args = `${size}, ${next(pages.at(-1) as Page)}`) {
      const { accounts } = await member.client.data<{ accounts: { nodes: { list: Page }[] } }>(
        `{ accounts { nodes { list: ${field}(${args}) { ${PARTS} ${INFO} } } } } fragment Part on ${type} { value: ${value} }`,
      );
      const [page, none] = accounts.nodes.map(({ list }) => list);
      expect(none?.totalCount).toBe(0);
      expect(page?.totalCount).toBe(NAMES.length);
      expect(page?.edges.map(({ node }) => node)).toEqual(page?.nodes);
      pages.push(page as Page);
      if (!(size.startsWith('first') ? page?.pageInfo.hasNextPage : page?.pageInfo.hasPreviousPage)) return pages;
    }
  };

  it.each([
    ['contacts', 'AccountContact', 'contact { name }', NAMES.map((name) => ({ name }))],
    // By name as PostgreSQL sorts it, upper and lower case apart.
    ['departments', 'Department', 'name', ['Bert', 'Bert', 'Dora', 'anna', 'carl']],
    ['timeline', 'TimelineEntry', 'entityId', ['4', '3', '2', '2', '1']],
  ])('give their %s in order, page by page in both directions', async (field, type, value, all) => {
    const values = (pages: readonly Page[]) => pages.flatMap(({ nodes }) => nodes.map((node) => node['value']));
    const cursors = (pages: readonly Page[]) => pages.flatMap(({ edges }) => edges.map(({ cursor }) => cursor));
    const forwards = await walk(field, type, value, 'first: 2', ({ pageInfo }) => `after: "${pageInfo.endCursor}"`);
    expect(forwards.map(({ nodes }) => nodes.length)).toEqual([2, 2, 1]);
    expect(values(forwards)).toEqual(all);
    const backwards = await walk(field, type, value, 'last: 2', ({ pageInfo }) => `before: "${pageInfo.startCursor}"`);
    expect(backwards.map(({ nodes }) => nodes.length)).toEqual([2, 2, 1]);
    expect(values([...backwards].reverse())).toEqual(all);
    expect(cursors([...backwards].reverse())).toEqual(cursors(forwards));
    expect(new Set(cursors(forwards)).size).toBe(NAMES.length);
  });

  it('refuse bad arguments before anything is read, with the place of the list', async () => {
    for (const [list, reason] of [
      ['contacts(at: "0999-12-31") { totalCount }', { path: ['at'] }],
      ['contacts(after: "x") { totalCount }', { path: ['after'], code: 'CURSOR_INVALID' }],
      ['departments(first: 0) { totalCount }', { path: ['first'], code: 'PAGE_SIZE' }],
      ['timeline(first: 1, last: 1) { totalCount }', { code: 'BOTH_DIRECTIONS' }],
    ] as const) {
      const { data, errors } = await member.client.send(`{ accounts { nodes { name list: ${list} } } }`);
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([
        { path: ['accounts', 'nodes', 'list'], extensions: { code: 'INPUT_INVALID', reasons: [reason] } },
      ]);
    }
  });

  it('are gone at once for whoever hands the account over', async () => {
    const id = await createAccount(test, tenant, { name: 'Handed over', ownerId: member.id });
    await createContact(test, tenant, id);
    const hidden = { totalCount: 0 };
    expect(await member.client.data(UPDATE, { id, ownerId: admin.id })).toEqual({
      updateAccount: {
        name: 'Handed over',
        owner: { id: admin.id },
        contacts: hidden,
        departments: hidden,
        timeline: hidden,
      },
    });
    const seen = 'query ($id: ID!) { account(id: $id) { contacts { totalCount } timeline { totalCount } } }';
    expect(await admin.client.data(seen, { id })).toEqual({
      account: { contacts: { totalCount: 1 }, timeline: { totalCount: 1 } },
    });
  });

  it('name the teams an account is assigned to itself, by name', async () => {
    const [second, first] = [await createTeam(test, tenant), await createTeam(test, tenant)];
    await test.admin.query(`update team set name = 'Early' where id = $1`, [first]);
    const id = await createAccount(test, tenant, { teamIds: [second, first] });
    const below = await createAccount(test, tenant, { parentId: id });
    const query =
      'query ($id: ID!, $below: ID!) { account(id: $id) { teams { id } } below: account(id: $below) { teams { id } } }';
    expect(await admin.client.data(query, { id, below })).toEqual({
      account: { teams: [{ id: first }, { id: second }] },
      below: { teams: [] },
    });
  });
});

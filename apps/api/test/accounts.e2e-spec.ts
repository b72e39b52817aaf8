import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
interface Node {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}
interface List {
  readonly edges: readonly { cursor: string; node: Node }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  readonly totalCount: number;
}

const CREATE =
  'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id name version owner { id } parent { id } } }';
const UPDATE = `mutation ($id: ID!, $version: Int!, $input: UpdateAccountInput!) {
  updateAccount(id: $id, version: $version, input: $input) { id name city version owner { id } } }`;
const MOVE =
  'mutation ($id: ID!, $parentId: ID) { moveAccount(id: $id, parentId: $parentId) { id version parent { id } } }';
const ARCHIVE = 'mutation ($id: ID!) { archiveAccount(id: $id) { id archivedAt version } }';
const RESTORE = 'mutation ($id: ID!) { restoreAccount(id: $id) { id archivedAt version } }';
const LIST = `query ($filter: AccountFilter, $order: AccountOrder, $first: Int, $after: String, $last: Int, $before: String) {
  accounts(filter: $filter, order: $order, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;

describe('accounts', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let member: Staff;
  let stranger: Staff;
  let foreigner: Staff;
  let teamId: string;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    member = await createStaff(test, tenant, 'SALES');
    stranger = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    foreigner = await createStaff(test, await createTenant(test));
    teamId = await createTeam(test, tenant, [member.id]);
  });
  afterAll(() => test.stop());

  const list = async (client: GraphqlClient, variables: Record<string, unknown> = {}): Promise<List> =>
    (await client.data<{ accounts: List }>(LIST, variables)).accounts;
  const ids = ({ edges }: List): string[] => edges.map(({ node }) => node.id);
  const read = async (client: GraphqlClient, id: string, fields: string): Promise<Record<string, unknown> | null> =>
    (
      await client.data<{ account: Record<string, unknown> | null }>(
        `query ($id: ID!) { account(id: $id) { ${fields} } }`,
        { id },
      )
    ).account;

  describe('changes', () => {
    it('creates an account that its number finds, and tells its timeline', async () => {
      const parentId = await createAccount(test, tenant, { name: 'Group' });
      const input = {
        name: '  Ostsee Werft ',
        externalId: 'C-1',
        parentId,
        country: 'de',
        city: 'Rostock',
        currency: 'eur',
        complexOffering: true,
        targetStage: 'STABLE',
        ownerId: member.id,
      };
      const { createAccount: made } = await admin.client.data<{ createAccount: Node }>(CREATE, { input });
      expect(made).toEqual({
        id: made.id,
        name: 'Ostsee Werft',
        version: 1,
        owner: { id: member.id },
        parent: { id: parentId },
      });
      const { account } = await admin.client.data<{ account: unknown }>(
        `{ account(externalId: "C-1") { id country city currency complexOffering targetStage stage stageSince archivedAt
          ancestors { id } timeline { nodes { kind actor entity entityId detail } totalCount } } }`,
      );
      expect(account).toEqual({
        id: made.id,
        country: 'DE',
        city: 'Rostock',
        currency: 'EUR',
        complexOffering: true,
        targetStage: 'STABLE',
        stage: null,
        stageSince: null,
        archivedAt: null,
        ancestors: [{ id: parentId }],
        timeline: {
          nodes: [
            { kind: 'account.created', actor: `staff:${admin.id}`, entity: 'account', entityId: made.id, detail: {} },
          ],
          totalCount: 1,
        },
      });
    });

    it('gives an account to whoever creates it without seeing all accounts', async () => {
      const { createAccount: made } = await member.client.data<{ createAccount: Node }>(CREATE, {
        input: { name: 'Found by sales' },
      });
      expect(made).toMatchObject({ owner: { id: member.id } });
      expect(await read(member.client, made.id, 'name')).toEqual({ name: 'Found by sales' });
      const { createAccount: unowned } = await admin.client.data<{ createAccount: Node }>(CREATE, {
        input: { name: 'Found by admin' },
      });
      expect(unowned).toMatchObject({ owner: null });
    });

    it('names every broken field', async () => {
      const input = { name: ' ', country: 'Germany', currency: 'E', parentId: 'x', city: 'a\u0000b' };
      const { errors } = await admin.client.send(CREATE, { input });
      expect(errors?.[0]?.extensions.code).toBe('INPUT_INVALID');
      expect(errors?.[0]?.extensions.reasons?.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['name', 'country', 'currency', 'parentId', 'city'].map((field) => ['input', field])),
      );
      const missing = await admin.client.send(CREATE, { input: { name: 'A', parentId: teamId } });
      expect(missing.errors?.[0]?.extensions).toEqual({
        code: 'NOT_FOUND',
        reasons: [{ path: ['input', 'parentId'], code: 'NOT_FOUND' }],
      });
      const nobody = await admin.client.send(CREATE, { input: { name: 'A', ownerId: foreigner.id } });
      expect(nobody.errors?.[0]?.extensions).toEqual({
        code: 'NOT_FOUND',
        reasons: [{ path: ['input', 'ownerId'], code: 'NOT_FOUND' }],
      });
      for (const query of ['{ account { id } }', '{ account(id: "a", externalId: "b") { id } }']) {
        expect(await admin.client.code(query)).toBe('INPUT_INVALID');
      }
      expect(
        await admin.client.data('{ a: account(id: "nonsense") { id } b: account(externalId: "nonsense") { id } }'),
      ).toEqual({ a: null, b: null });
    });

    it('keeps numbers unique within the tenant', async () => {
      const id = await createAccount(test, tenant, { externalId: 'U-1' });
      expect(await admin.client.code(CREATE, { input: { name: 'A', externalId: 'U-1' } })).toBe('EXTERNAL_ID_TAKEN');
      const other = await createAccount(test, tenant, { externalId: 'U-2' });
      expect(await admin.client.code(UPDATE, { id: other, version: 1, input: { externalId: 'U-1' } })).toBe(
        'EXTERNAL_ID_TAKEN',
      );
      expect(await foreigner.client.code(CREATE, { input: { name: 'A', externalId: 'U-1' } })).toBeUndefined();
      expect(await read(admin.client, id, 'externalId')).toEqual({ externalId: 'U-1' });
    });

    it('changes what is given, clears what is null, and refuses an outdated version', async () => {
      const id = await createAccount(test, tenant, { name: 'Old', ownerId: member.id });
      const { updateAccount } = await admin.client.data<{ updateAccount: Node }>(UPDATE, {
        id,
        version: 1,
        input: { name: 'New', city: 'Kiel' },
      });
      expect(updateAccount).toEqual({ id, name: 'New', city: 'Kiel', version: 2, owner: { id: member.id } });
      const { errors } = await admin.client.send(UPDATE, { id, version: 1, input: { name: 'Late' } });
      expect(errors?.[0]?.extensions).toEqual({
        code: 'VERSION_CONFLICT',
        reasons: [{ path: ['version'], code: 'VERSION_CONFLICT', current: 2 }],
      });
      const cleared = await admin.client.data(UPDATE, { id, version: 2, input: { city: null, ownerId: null } });
      expect(cleared).toEqual({ updateAccount: { id, name: 'New', city: null, version: 3, owner: null } });
      expect(ids(await list(admin.client, { filter: { search: 'nEW' } }))).toContain(id);
      expect((await read(admin.client, id, 'timeline(first: 2) { nodes { detail } }'))?.['timeline']).toEqual({
        nodes: [
          { detail: { city: { from: 'Kiel', to: null }, ownerId: { from: member.id, to: null } } },
          { detail: { city: { from: null, to: 'Kiel' }, name: { from: 'Old', to: 'New' } } },
        ],
      });
    });

    it('lets one of two simultaneous updates win', async () => {
      const id = await createAccount(test, tenant);
      const codes = await Promise.all(
        [1, 2, 3, 4].map((i) => admin.client.code(UPDATE, { id, version: 1, input: { city: `City ${i}` } })),
      );
      expect(codes.sort()).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT', undefined]);
    });

    it('archives out of the lists, and back', async () => {
      const parentId = await createAccount(test, tenant);
      const id = await createAccount(test, tenant, { parentId });
      await admin.client.data(ARCHIVE, { id });
      expect(await read(admin.client, id, 'archivedAt version')).toEqual({
        archivedAt: expect.any(String),
        version: 2,
      });
      expect(await list(admin.client, { filter: { parentId } })).toMatchObject({ totalCount: 0 });
      expect(ids(await list(admin.client, { filter: { parentId, archived: true } }))).toEqual([id]);
      expect(await read(admin.client, parentId, 'descendantCount children { totalCount }')).toEqual({
        descendantCount: 0,
        children: { totalCount: 0 },
      });
      expect(await admin.client.data(RESTORE, { id })).toEqual({
        restoreAccount: { id, archivedAt: null, version: 3 },
      });
      expect(ids(await list(admin.client, { filter: { parentId } }))).toEqual([id]);
    });
  });

  describe('lists', () => {
    let root: string;
    beforeAll(async () => {
      root = await createAccount(test, tenant, { name: 'Root of lists' });
      for (let i = 0; i < 13; i++)
        await createAccount(test, tenant, {
          name: `Same name ${i % 4}`,
          parentId: root,
          ...(i === 5 ? { stage: 'STABLE' as const } : {}),
        });
    });

    it.each(['NAME', 'CREATED'])('pages forwards and backwards over every account once, by %s', async (order) => {
      const filter = { below: root };
      const whole = ids(await list(admin.client, { filter, order, first: 100 }));
      expect(new Set(whole).size).toBe(13);
      const forwards: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: List = await list(admin.client, { filter, order, first: 5, after });
        forwards.push(...ids(page));
        expect(page.totalCount).toBe(13);
        [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      }
      expect(forwards).toEqual(whole);
      const backwards: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const page: List = await list(admin.client, { filter, order, last: 5, before });
        backwards.unshift(...ids(page));
        [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
      }
      expect(backwards).toEqual(whole);
    });

    it('pages the nested lists of several accounts at once', async () => {
      const other = await createAccount(test, tenant, { name: 'Other root' });
      const child = await createAccount(test, tenant, { parentId: other });
      const data = await admin.client.data<Record<string, { children: List }>>(
        `query ($a: ID!, $b: ID!, $c: ID!) { a: account(id: $a) { ...parts } b: account(id: $b) { ...parts } c: account(id: $c) { ...parts } }
         fragment parts on Account { children(first: 3) { edges { node { id name } } pageInfo { hasNextPage endCursor } totalCount } }`,
        { a: root, b: other, c: child },
      );
      expect(data['a']?.children.edges.map(({ node }) => node.name)).toEqual([
        'Same name 0',
        'Same name 0',
        'Same name 0',
      ]);
      expect(data['a']?.children).toMatchObject({ totalCount: 13, pageInfo: { hasNextPage: true } });
      expect(data['b']?.children).toMatchObject({
        totalCount: 1,
        edges: [{ node: { id: child } }],
        pageInfo: { hasNextPage: false },
      });
      expect(data['c']?.children).toMatchObject({ totalCount: 0, edges: [] });
      const next = await read(
        admin.client,
        root,
        `children(first: 2, after: "${data['a']?.children.pageInfo.endCursor}") { edges { node { name } } }`,
      );
      expect(next).toEqual({
        children: { edges: [{ node: { name: 'Same name 0' } }, { node: { name: 'Same name 1' } }] },
      });
    });

    it('filters by name, number, stage, owner and team', async () => {
      const owner = await createStaff(test, tenant, 'SALES');
      const id = await createAccount(test, tenant, {
        name: '100% _Guß_ 東方',
        externalId: 'F-1',
        ownerId: owner.id,
        teamIds: [teamId],
      });
      const below = await createAccount(test, tenant, { parentId: id });
      for (const filter of [
        { search: '% _' },
        { search: 'gUß' },
        { search: '東' },
        { search: 'F-1' },
        { ownerId: owner.id },
      ]) {
        expect(ids(await list(admin.client, { filter }))).toEqual([id]);
      }
      expect(ids(await list(admin.client, { filter: { teamId, parentId: id } }))).toEqual([below]);
      expect(await list(admin.client, { filter: { below: root, stage: 'STABLE' } })).toMatchObject({ totalCount: 1 });
      expect(await list(admin.client, { filter: { search: 'f-1' } })).toMatchObject({ totalCount: 0 });
    });

    it('refuses page sizes, cursors and filters that are none', async () => {
      const refused = async (variables: Record<string, unknown>): Promise<unknown> =>
        (await admin.client.send(LIST, variables)).errors?.[0]?.extensions;
      expect(await refused({ first: 101 })).toMatchObject({ code: 'INPUT_INVALID', reasons: [{ path: ['first'] }] });
      expect(await refused({ first: 1, after: 'x' })).toMatchObject({
        code: 'INPUT_INVALID',
        reasons: [{ path: ['after'] }],
      });
      expect(await refused({ filter: { ownerId: 'me' } })).toMatchObject({
        code: 'INPUT_INVALID',
        reasons: [{ path: ['filter', 'ownerId'] }],
      });
      const { errors } = await admin.client.send(
        `{ accounts(first: 1) { nodes { good: children { totalCount } bad: children(first: 0) { totalCount } } } }`,
      );
      expect(errors).toEqual([
        expect.objectContaining({
          path: ['accounts', 'nodes', 'bad'],
          extensions: expect.objectContaining({ code: 'INPUT_INVALID' }),
        }),
      ]);
    });
  });

  describe('hierarchy', () => {
    /** What the closure should be, by the parents alone, minus what it is and the other way round. */
    const differences = async (): Promise<unknown[]> => {
      const { rows } = await test.admin.query(
        `with recursive up (id, ancestor, depth) as (
           select id, id, 0 from account where tenant_id = $1
           union all select up.id, a.parent_id, up.depth + 1 from up join account a on a.tenant_id = $1 and a.id = up.ancestor where a.parent_id is not null),
         stored as (select descendant_id, ancestor_id, depth from account_closure where tenant_id = $1)
         (select 'missing' as what, * from (select * from up except all select * from stored) m)
         union all (select 'wrong', * from (select * from stored except all select * from up) w)`,
        [tenant.id],
      );
      return rows;
    };
    const chain = async (length: number): Promise<string[]> => {
      const made: string[] = [];
      for (let i = 0; i < length; i++)
        made.push(
          await createAccount(test, tenant, {
            name: `Level ${i}`,
            ...(i > 0 ? { parentId: made[i - 1] as string } : {}),
          }),
        );
      return made;
    };

    it('moves a branch of any depth, and knows what is above and below', async () => {
      const [top, second, ...rest] = (await chain(8)) as [string, string, ...string[]];
      const bottom = rest.at(-1) as string;
      expect(await read(admin.client, bottom, 'ancestors { name }')).toEqual({
        ancestors: [6, 5, 4, 3, 2, 1, 0].map((i) => ({ name: `Level ${i}` })),
      });
      expect(await read(admin.client, top, 'descendantCount')).toEqual({ descendantCount: 7 });
      const [elsewhere] = (await chain(1)) as [string];
      expect(await admin.client.data(MOVE, { id: second, parentId: elsewhere })).toEqual({
        moveAccount: { id: second, version: 2, parent: { id: elsewhere } },
      });
      expect(await read(admin.client, top, 'descendantCount')).toEqual({ descendantCount: 0 });
      expect(await read(admin.client, elsewhere, 'descendantCount')).toEqual({ descendantCount: 7 });
      expect((await read(admin.client, bottom, 'ancestors { id }'))?.['ancestors']).toEqual(
        [...rest.slice(0, -1).reverse(), second, elsewhere].map((id) => ({ id })),
      );
      expect(await admin.client.data(MOVE, { id: second })).toMatchObject({ moveAccount: { parent: null } });
      expect(await differences()).toEqual([]);
    });

    it('refuses to put an account below itself', async () => {
      const made = await chain(7);
      const [top, bottom] = [made[0], made.at(-1)];
      expect(await admin.client.code(MOVE, { id: top, parentId: bottom })).toBe('HIERARCHY_CYCLE');
      expect(await admin.client.code(MOVE, { id: top, parentId: top })).toBe('HIERARCHY_CYCLE');
      expect(await read(admin.client, top as string, 'parent { id } version')).toEqual({ parent: null, version: 1 });
    });

    it('agrees with a plain tree of parents after any moves', async () => {
      const size = 9;
      const step = fc.record({ moved: fc.nat(size - 1), to: fc.option(fc.nat(size - 1), { freq: 6 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 20 }), async (steps) => {
          const accounts = await chain(size);
          const parents = accounts.map((_, index) => (index === 0 ? null : index - 1));
          const above = (index: number | null): number[] =>
            index === null ? [] : [index, ...above(parents[index] as number | null)];
          for (const { moved, to } of steps) {
            const cycle = above(to).includes(moved);
            const code = await admin.client.code(MOVE, {
              id: accounts[moved],
              parentId: to === null ? null : accounts[to],
            });
            expect(code).toBe(cycle ? 'HIERARCHY_CYCLE' : undefined);
            if (!cycle) parents[moved] = to;
          }
          for (const [index, id] of accounts.entries()) {
            const expected = above(index)
              .slice(1)
              .map((each) => ({ id: accounts[each] }));
            expect(await read(admin.client, id, 'ancestors { id }')).toEqual({ ancestors: expected });
          }
          expect(await differences()).toEqual([]);
        }),
        { numRuns: 4 },
      );
    });

    it('stays whole when many move and add at the same time', async () => {
      for (let round = 0; round < 5; round++) {
        const [a, b, c, d] = (await Promise.all([chain(3), chain(3), chain(3), chain(3)])) as [
          string[],
          string[],
          string[],
          string[],
        ];
        const moves = [
          [a, b],
          [b, c],
          [c, d],
          [d, a],
          [b, a],
          [c, a],
        ] as const;
        const codes = await Promise.all([
          ...moves.map(([from, to]) => admin.client.code(MOVE, { id: from[0], parentId: to[2] })),
          ...[a, b, c, d].map((branch) => admin.client.code(CREATE, { input: { name: 'Added', parentId: branch[2] } })),
        ]);
        expect(new Set(codes)).toEqual(new Set([undefined, 'HIERARCHY_CYCLE']));
        expect(await differences()).toEqual([]);
      }
    });
  });

  describe('rights', () => {
    let top: string;
    let mine: string;
    let below: string;
    beforeAll(async () => {
      top = await createAccount(test, tenant, { name: 'Hidden top' });
      mine = await createAccount(test, tenant, { name: 'Mine', externalId: 'R-1', parentId: top, teamIds: [teamId] });
      below = await createAccount(test, tenant, { name: 'Below mine', parentId: mine });
      await createContact(test, tenant, mine);
      await admin.client.data('mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { id } }', {
        input: { accountId: mine, name: 'Purchasing', function: 'PURCHASING' },
      });
    });

    it('shows a member the accounts of the teams and all below, and nothing above', async () => {
      const story =
        'parent { id } ancestors { id } descendantCount children { nodes { id } } teams { id } departments { totalCount } contacts { totalCount } timeline { totalCount }';
      expect(await read(member.client, mine, story)).toEqual({
        parent: null,
        ancestors: [],
        descendantCount: 1,
        children: { nodes: [{ id: below }] },
        teams: [{ id: teamId }],
        departments: { totalCount: 1 },
        contacts: { totalCount: 1 },
        timeline: { totalCount: 1 },
      });
      expect(await read(member.client, below, 'parent { id } ancestors { id }')).toEqual({
        parent: { id: mine },
        ancestors: [{ id: mine }],
      });
      expect(await read(member.client, top, 'id')).toBeNull();
      for (const filter of [{ parentId: top }, { below: top }]) {
        expect(await list(member.client, { filter })).toMatchObject({ totalCount: 0, edges: [] });
        expect((await list(admin.client, { filter })).totalCount).toBeGreaterThan(0);
      }
    });

    it("shows neither another team's member nor another tenant's admin anything", async () => {
      for (const { client } of [stranger, foreigner]) {
        expect(await read(client, mine, 'id')).toBeNull();
        expect(await client.data('{ account(externalId: "R-1") { id } }')).toEqual({ account: null });
        for (const filter of [
          { search: 'mine' },
          { parentId: mine },
          { below: mine },
          { teamId },
          { ownerId: member.id },
        ]) {
          expect(await list(client, { filter })).toMatchObject({ totalCount: 0, edges: [] });
        }
      }
    });

    it('lets them change nothing, as if the account did not exist', async () => {
      const attempts: [string, Record<string, unknown>][] = [
        [CREATE, { input: { name: 'Below a hidden one', parentId: mine } }],
        [UPDATE, { id: mine, version: 1, input: { name: 'Taken' } }],
        [MOVE, { id: mine }],
        [ARCHIVE, { id: mine }],
        [RESTORE, { id: mine }],
        [
          'mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { id } }',
          { input: { accountId: mine, name: 'D', function: 'SALES' } },
        ],
      ];
      for (const [document, variables] of attempts) {
        for (const { client } of [stranger, foreigner]) {
          const hidden = await client.send(document, variables);
          const missing = await client.send(document, JSON.parse(JSON.stringify(variables).replaceAll(mine, teamId)));
          expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
          expect(hidden.errors).toEqual(missing.errors);
        }
      }
      const own = await createAccount(test, tenant, { ownerId: stranger.id });
      expect(await stranger.client.code(MOVE, { id: own, parentId: mine })).toBe('NOT_FOUND');
      expect(await read(admin.client, mine, 'name version archivedAt')).toEqual({
        name: 'Mine',
        version: 1,
        archivedAt: null,
      });
    });

    it('denies changes to those who may only read', async () => {
      const analyst = await createStaff(test, tenant, 'ANALYST');
      expect(await read(analyst.client, mine, 'name')).toEqual({ name: 'Mine' });
      const attempts: [string, Record<string, unknown>][] = [
        [CREATE, { input: { name: 'A' } }],
        [UPDATE, { id: mine, version: 1, input: {} }],
        [MOVE, { id: mine }],
        [ARCHIVE, { id: mine }],
        [RESTORE, { id: mine }],
      ];
      for (const [document, variables] of attempts)
        expect(await analyst.client.code(document, variables)).toBe('FORBIDDEN');
    });

    it('follows the owner', async () => {
      const id = await createAccount(test, tenant, { name: 'Handed over', ownerId: member.id });
      expect(await member.client.data(UPDATE, { id, version: 1, input: { ownerId: stranger.id } })).toMatchObject({
        updateAccount: { owner: { id: stranger.id } },
      });
      expect(await read(member.client, id, 'id')).toBeNull();
      expect(await read(stranger.client, id, 'name')).toEqual({ name: 'Handed over' });
    });

    it('tells the readers of a timeline nothing about a parent they may not see', async () => {
      const id = await createAccount(test, tenant, { teamIds: [teamId] });
      await admin.client.data(MOVE, { id, parentId: top });
      const story = await read(member.client, id, 'timeline { nodes { kind detail } }');
      expect(story).toEqual({ timeline: { nodes: [{ kind: 'account.moved', detail: {} }] } });
    });
  });

  describe('departments', () => {
    const ADD =
      'mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { id name function account { id } } }';
    const CHANGE =
      'mutation ($id: ID!, $input: UpdateDepartmentInput!) { updateDepartment(id: $id, input: $input) { name function } }';
    const DELETE = 'mutation ($id: ID!) { deleteDepartment(id: $id) }';

    it('are ours, for those who manage staff', async () => {
      const input = { name: 'Key accounts', function: 'SALES' };
      const { createDepartment: ours } = await admin.client.data<{ createDepartment: Node }>(ADD, { input });
      expect(ours).toEqual({ id: ours.id, ...input, account: null });
      expect(await member.client.data('{ departments { nodes { name } totalCount } }')).toEqual({
        departments: { nodes: [{ name: 'Key accounts' }], totalCount: 1 },
      });
      expect(await member.client.code(ADD, { input })).toBe('FORBIDDEN');
      expect(await member.client.code(CHANGE, { id: ours.id, input })).toBe('FORBIDDEN');
      expect(await member.client.code(DELETE, { id: ours.id })).toBe('FORBIDDEN');
      expect(await foreigner.client.data('{ departments { totalCount } }')).toEqual({ departments: { totalCount: 0 } });
      expect(await foreigner.client.code(DELETE, { id: ours.id })).toBe('NOT_FOUND');
      expect(await admin.client.data(CHANGE, { id: ours.id, input: { name: 'Large accounts' } })).toEqual({
        updateDepartment: { name: 'Large accounts', function: 'SALES' },
      });
      await test.admin.query('update staff_member set department_id = $1 where id = $2', [ours.id, member.id]);
      expect(await admin.client.code(DELETE, { id: ours.id })).toBe('DEPARTMENT_IN_USE');
      await test.admin.query('update staff_member set department_id = null where id = $1', [member.id]);
      expect(await admin.client.data(DELETE, { id: ours.id })).toEqual({ deleteDepartment: true });
    });

    it('are theirs, for those who may change the account', async () => {
      const accountId = await createAccount(test, tenant, { teamIds: [teamId] });
      const { createDepartment: theirs } = await member.client.data<{ createDepartment: Node }>(ADD, {
        input: { accountId, name: 'Lab', function: 'QUALITY' },
      });
      expect(theirs).toMatchObject({ account: { id: accountId } });
      for (const { client } of [stranger, foreigner]) {
        expect(await client.code(CHANGE, { id: theirs.id, input: { name: 'X' } })).toBe('NOT_FOUND');
        expect(await client.code(DELETE, { id: theirs.id })).toBe('NOT_FOUND');
      }
      expect(await read(member.client, accountId, 'departments { nodes { name function } }')).toEqual({
        departments: { nodes: [{ name: 'Lab', function: 'QUALITY' }] },
      });
      const { accountContactId } = await createContact(test, tenant, accountId);
      await test.admin.query('update account_contact set department_id = $1 where id = $2', [
        theirs.id,
        accountContactId,
      ]);
      expect(await member.client.code(DELETE, { id: theirs.id })).toBe('DEPARTMENT_IN_USE');
      expect(await member.client.code(ADD, { input: { accountId, name: '', function: 'QUALITY' } })).toBe(
        'INPUT_INVALID',
      );
    });
  });
});

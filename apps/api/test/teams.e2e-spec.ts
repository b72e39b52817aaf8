import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;

const CREATE = 'mutation ($input: CreateTeamInput!) { createTeam(input: $input) { id name } }';
const change = (mutation: string, of: 'staffId' | 'accountId'): string =>
  `mutation ($teamId: ID!, $${of}: ID!) { ${mutation}(teamId: $teamId, ${of}: $${of}) { id members { nodes { id } totalCount } accounts { nodes { id } totalCount } } }`;
const ADD = change('addTeamMember', 'staffId');
const REMOVE = change('removeTeamMember', 'staffId');
const ASSIGN = change('assignTeam', 'accountId');
const UNASSIGN = change('unassignTeam', 'accountId');
const SEES = 'query ($id: ID!) { account(id: $id) { id } }';

describe('teams', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let member: Staff;
  let foreigner: Staff;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    [admin, member] = [await createStaff(test, tenant), await createStaff(test, tenant, 'SERVICE')];
    foreigner = await createStaff(test, await createTenant(test));
  });
  afterAll(() => test.stop());

  const createTeam = async (name: string): Promise<string> =>
    (await admin.client.data<{ createTeam: { id: string } }>(CREATE, { input: { name } })).createTeam.id;
  const sees = async (id: string): Promise<boolean> =>
    (await member.client.data<{ account: unknown }>(SEES, { id })).account !== null;

  it('give their members the accounts assigned to them and all below, and take them back at once', async () => {
    const teamId = await createTeam('North');
    const accountId = await createAccount(test, tenant);
    const middle = await createAccount(test, tenant, { parentId: accountId });
    const bottom = await createAccount(test, tenant, { parentId: middle });
    expect(await sees(bottom)).toBe(false);
    await admin.client.data(ASSIGN, { teamId, accountId });
    expect(await sees(bottom)).toBe(false);
    const team = {
      id: teamId,
      members: { nodes: [{ id: member.id }], totalCount: 1 },
      accounts: { nodes: [{ id: accountId }], totalCount: 1 },
    };
    expect(await admin.client.data(ADD, { teamId, staffId: member.id })).toEqual({ addTeamMember: team });
    expect([await sees(accountId), await sees(bottom)]).toEqual([true, true]);
    expect(await admin.client.data(ADD, { teamId, staffId: member.id })).toEqual({ addTeamMember: team });
    expect(await admin.client.data(REMOVE, { teamId, staffId: member.id })).toMatchObject({
      removeTeamMember: { members: { totalCount: 0 } },
    });
    expect([await sees(accountId), await sees(bottom)]).toEqual([false, false]);
    expect(await member.client.data('{ accounts { totalCount } }')).toEqual({ accounts: { totalCount: 0 } });
    await admin.client.data(ADD, { teamId, staffId: member.id });
    expect(await sees(bottom)).toBe(true);
    expect(await admin.client.data(UNASSIGN, { teamId, accountId })).toMatchObject({
      unassignTeam: { accounts: { totalCount: 0 } },
    });
    expect(await sees(bottom)).toBe(false);
    const { rows } = await test.admin.query('select action from audit_log where entity_id = $1 order by id', [teamId]);
    expect(rows.map(({ action }) => action)).toEqual([
      'created',
      'assigned',
      'member-added',
      'member-removed',
      'member-added',
      'unassigned',
    ]);
  });

  it('are listed by name, and show only visible accounts', async () => {
    const teamId = await createTeam('South');
    const [shown, hidden] = [
      await createAccount(test, tenant, { ownerId: member.id, teamIds: [teamId] }),
      await createAccount(test, tenant, { teamIds: [teamId] }),
    ];
    const query =
      'query ($id: ID!) { team(id: $id) { name accounts { nodes { id } totalCount } } teams { nodes { name } } }';
    expect(await member.client.data(query, { id: teamId })).toMatchObject({
      team: { name: 'South', accounts: { nodes: [{ id: shown }], totalCount: 1 } },
    });
    const { teams } = await admin.client.data<{ teams: { nodes: { name: string }[] } }>(query, { id: teamId });
    expect(teams.nodes.map(({ name }) => name)).toEqual(['North', 'South']);
    expect(await admin.client.data(query, { id: teamId })).toMatchObject({ team: { accounts: { totalCount: 2 } } });
    expect(await member.client.data(SEES, { id: hidden })).toEqual({ account: null });
    expect(await foreigner.client.data(query, { id: teamId })).toEqual({ team: null, teams: { nodes: [] } });
  });

  it('have names of their own', async () => {
    await createTeam('Twice');
    expect(await admin.client.code(CREATE, { input: { name: 'Twice' } })).toBe('TEAM_NAME_TAKEN');
    const { errors } = await admin.client.send(CREATE, { input: { name: 'x'.repeat(101) } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', reasons: [{ path: ['input', 'name'] }] });
  });

  it('find only what is there and whom the tenant employs', async () => {
    const teamId = await createTeam('Careful');
    const accountId = await createAccount(test, tenant);
    const nobody = await createStaff(test, tenant, 'SALES');
    await test.admin.query('update staff_member set disabled_at = now() where id = $1', [nobody.id]);
    for (const staffId of [foreigner.id, nobody.id, 'none'])
      expect(await admin.client.code(ADD, { teamId, staffId })).toBe('NOT_FOUND');
    expect(await admin.client.code(ASSIGN, { teamId, accountId: teamId })).toBe('NOT_FOUND');
    for (const [document, variables] of [
      [ADD, { teamId, staffId: foreigner.id }],
      [REMOVE, { teamId, staffId: member.id }],
      [ASSIGN, { teamId, accountId }],
      [UNASSIGN, { teamId, accountId }],
    ] as const) {
      expect(await foreigner.client.code(document, variables)).toBe('NOT_FOUND');
    }
  });

  it('are changed only by those who manage staff', async () => {
    const teamId = await createTeam('Managed');
    const accountId = await createAccount(test, tenant);
    const { client } = await createStaff(test, tenant, 'MANAGER');
    for (const [document, variables] of [
      [CREATE, { input: { name: 'Own' } }],
      [ADD, { teamId, staffId: member.id }],
      [REMOVE, { teamId, staffId: member.id }],
      [ASSIGN, { teamId, accountId }],
      [UNASSIGN, { teamId, accountId }],
    ] as const) {
      expect(await client.code(document, variables)).toBe('FORBIDDEN');
    }
  });
});

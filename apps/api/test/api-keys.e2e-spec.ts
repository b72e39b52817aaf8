import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant, PASSWORD } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
interface Made {
  readonly token: string;
  readonly apiKey: { readonly id: string };
}

const CREATE =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token apiKey { id name permissions expiresAt lastUsedAt revokedAt owner { id } } } }';
const REVOKE = 'mutation ($id: ID!) { revokeApiKey(id: $id) { id revokedAt } }';
const CREATE_STAFF = 'mutation ($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { id } }';
const LIST = '{ apiKeys { nodes { id name } totalCount } }';

describe('API keys', () => {
  let now = new Date('2026-03-15T12:00:00Z');
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let sales: Staff;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now } });
    tenant = await createTenant(test);
    [admin, sales] = [await createStaff(test, tenant), await createStaff(test, tenant, 'SALES')];
  });
  afterAll(() => test.stop());

  const make = async (by: Staff, input: Record<string, unknown>): Promise<Made> =>
    (await by.client.data<{ createApiKey: Made }>(CREATE, { input: { name: 'ERP', ...input } })).createApiKey;

  it('act for their owner, with their own permissions alone', async () => {
    await createAccount(test, tenant, { ownerId: sales.id });
    await createAccount(test, tenant);
    const { token, apiKey } = await make(sales, { permissions: ['ACCOUNT_READ', 'ACCOUNT_READ'] });
    expect(apiKey).toEqual({
      id: apiKey.id,
      name: 'ERP',
      permissions: ['ACCOUNT_READ'],
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
      owner: { id: sales.id },
    });
    const program = test.staff.as(token);
    expect(await program.data('{ me { id } accounts { totalCount } }')).toEqual({
      me: { id: sales.id },
      accounts: { totalCount: 1 },
    });
    for (const document of [
      '{ contacts { totalCount } }',
      '{ accounts { nodes { contacts { totalCount } } } }',
      '{ accounts { nodes { teams { id } } } }',
      '{ accounts { nodes { owner { email } } } }',
    ]) {
      expect(await program.code(document)).toBe('FORBIDDEN');
    }
    const { rows } = await test.admin.query('select encode(secret_hash, $2) as hash from api_key where id = $1', [
      apiKey.id,
      'base64',
    ]);
    expect(token).not.toContain(rows[0].hash);
  });

  it('get nothing that their maker does not have', async () => {
    const { errors } = await sales.client.send(CREATE, {
      input: { name: 'Greedy', permissions: ['ACCOUNT_READ', 'STAFF_MANAGE', 'ACCOUNT_READ_ALL'] },
    });
    expect(errors?.[0]).toMatchObject({
      message: 'You do not have: staff.manage, account.read.all.',
      extensions: { code: 'PERMISSION_NOT_OWNED' },
    });
    const { token } = await make(admin, { permissions: ['STAFF_MANAGE', 'ACCOUNT_READ'] });
    await test.admin.query(`update staff_member set role = 'SALES' where id = $1`, [admin.id]);
    expect(await test.staff.as(token).code('mutation { createTeam(input: { name: "T" }) { id } }')).toBe('FORBIDDEN');
    await test.admin.query(`update staff_member set role = 'ADMIN' where id = $1`, [admin.id]);
  });

  it('cannot make further keys', async () => {
    const { token } = await make(admin, { permissions: ['ACCOUNT_READ'] });
    expect(await test.staff.as(token).code(CREATE, { input: { name: 'Child', permissions: ['ACCOUNT_READ'] } })).toBe(
      'SESSION_REQUIRED',
    );
  });

  it('cannot add staff, who would outlive them', async () => {
    const { token } = await make(admin, { permissions: ['STAFF_MANAGE'] });
    const input = { name: 'Sleeper', email: 'sleeper@example.com', role: 'ADMIN', password: PASSWORD };
    expect(await test.staff.as(token).code(CREATE_STAFF, { input })).toBe('SESSION_REQUIRED');
  });

  it('read of an account only the story they have the permissions for', async () => {
    const accountId = await createAccount(test, tenant);
    await test.admin.query(
      `insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
       select $1, gen_random_uuid(), $2, now(), now(), kind, 'system:test', split_part(kind, '.', 1), 'x', '{}'
       from unnest($3::text[]) kind`,
      [tenant.id, accountId, ['account.updated', 'stage.opened', 'complaint.filed', 'alert.opened', 'contact.linked']],
    );
    const story = async (...permissions: string[]): Promise<unknown> => {
      const { token } = await make(admin, { permissions: ['ACCOUNT_READ', 'ACCOUNT_READ_ALL', ...permissions] });
      const { account } = await test.staff
        .as(token)
        .data<{ account: { timeline: { nodes: { kind: string }[]; totalCount: number } } }>(
          'query ($id: ID!) { account(id: $id) { timeline { nodes { kind } totalCount } } }',
          { id: accountId },
        );
      const { nodes, totalCount } = account.timeline;
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ kind }) => kind).sort();
    };
    expect(await story()).toEqual(['account.updated', 'stage.opened']);
    expect(await story('COMPLAINT_READ', 'CONTACT_READ')).toEqual([
      'account.updated',
      'complaint.filed',
      'contact.linked',
      'stage.opened',
    ]);
    expect(await story('ALERT_READ')).toEqual(['account.updated', 'alert.opened', 'stage.opened']);
  });

  it('read the account of a complaint or department only with account.read', async () => {
    const accountId = await createAccount(test, tenant);
    await test.admin.query(
      `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
       values ($1, gen_random_uuid(), 'C-1', $2, 'S', 'D', 'RECEIVED', 'STAFF', 'system:test', 'k', 'h', now(), now())`,
      [tenant.id, accountId],
    );
    const code = async (permissions: string[], document: string): Promise<unknown> =>
      test.staff.as((await make(admin, { permissions: ['ACCOUNT_READ_ALL', ...permissions] })).token).code(document);
    const complaints = '{ complaints { nodes { account { name } } } }';
    expect(await code(['COMPLAINT_READ'], complaints)).toBe('FORBIDDEN');
    expect(await code(['COMPLAINT_READ', 'ACCOUNT_READ'], complaints)).toBeUndefined();
    const department = (name: string) =>
      `mutation { createDepartment(input: { accountId: "${accountId}", name: "${name}", function: PRODUCTION }) { account { name } } }`;
    expect(await code(['ACCOUNT_WRITE'], department('A'))).toBe('FORBIDDEN');
    expect(await code(['ACCOUNT_WRITE', 'ACCOUNT_READ'], department('B'))).toBeUndefined();
  });

  it('end when revoked or expired', async () => {
    const { token, apiKey } = await make(sales, { permissions: ['ACCOUNT_READ'] });
    expect(await sales.client.data(REVOKE, { id: apiKey.id })).toEqual({
      revokeApiKey: { id: apiKey.id, revokedAt: now.toISOString() },
    });
    expect(await test.staff.as(token).code('{ me { id } }')).toBe('UNAUTHENTICATED');
    const short = await make(sales, { permissions: ['ACCOUNT_READ'], expiresAt: '2026-03-15T12:30:00Z' });
    expect(await test.staff.as(short.token).code('{ me { id } }')).toBeUndefined();
    now = new Date('2026-03-15T12:30:00Z');
    expect(await test.staff.as(short.token).code('{ me { id } }')).toBe('UNAUTHENTICATED');
  });

  it('are listed and revoked by their owner and by those who manage staff', async () => {
    const other = await createStaff(test, tenant, 'SALES');
    const foreigner = await createStaff(test, await createTenant(test));
    const { apiKey } = await make(other, { name: 'Of the other', permissions: ['ACCOUNT_READ'] });
    const listed = { id: apiKey.id, name: 'Of the other' };
    expect(await other.client.data(LIST)).toEqual({ apiKeys: { nodes: [listed], totalCount: 1 } });
    const { apiKeys } = await admin.client.data<{ apiKeys: { nodes: unknown[]; totalCount: number } }>(LIST);
    expect(apiKeys.nodes[0]).toEqual(listed);
    expect(apiKeys.totalCount).toBeGreaterThan(3);
    expect((await sales.client.data<{ apiKeys: { nodes: unknown[] } }>(LIST)).apiKeys.nodes).not.toContainEqual(listed);
    expect(await foreigner.client.data(LIST)).toEqual({ apiKeys: { nodes: [], totalCount: 0 } });
    for (const { client } of [sales, foreigner]) expect(await client.code(REVOKE, { id: apiKey.id })).toBe('NOT_FOUND');
    expect(await admin.client.code(REVOKE, { id: apiKey.id })).toBeUndefined();
  });

  it('need a name, a permission and an end in the future', async () => {
    const { errors } = await sales.client.send(CREATE, {
      input: { name: '', permissions: [], expiresAt: '2020-01-01T00:00:00Z' },
    });
    expect(errors?.[0]?.extensions.code).toBe('INPUT_INVALID');
    expect(errors?.[0]?.extensions.reasons?.map(({ path }) => path)).toEqual([
      ['input', 'name'],
      ['input', 'permissions'],
      ['input', 'expiresAt'],
    ]);
  });

  it('say when they were last used, to within an hour', async () => {
    const { token, apiKey } = await make(sales, { permissions: ['ACCOUNT_READ'] });
    const lastUsed = async (): Promise<Date | null> =>
      (await test.admin.query('select last_used_at from api_key where id = $1', [apiKey.id])).rows[0].last_used_at;
    const use = async (): Promise<void> => void (await test.staff.as(token).data('{ me { id } }'));
    // Noted after the answer, so that it may come a little later.
    const until = async (expected: Date): Promise<void> => {
      const deadline = Date.now() + 10_000;
      while ((await lastUsed())?.getTime() !== expected.getTime())
        if (Date.now() > deadline) throw new Error(`last use is still ${String(await lastUsed())}`);
    };
    const first = now;
    await use();
    await until(first);
    now = new Date(first.getTime() + 59 * 60_000);
    await use();
    now = new Date(first.getTime() + 61 * 60_000);
    await use();
    await until(now);
  });
});

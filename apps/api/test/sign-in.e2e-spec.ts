import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant, PASSWORD } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken staff { name role } } }';

describe('staff sign-in', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
  });
  afterAll(() => test.stop());

  it('gives a token that says who is signed in, until signing out', async () => {
    const { client } = await createStaff(test, tenant, 'SALES');
    expect(await client.data('{ me { role } }')).toEqual({ me: { role: 'SALES' } });
    expect(await client.data('mutation { signOut }')).toEqual({ signOut: true });
    expect(await client.code('{ me { role } }')).toBe('UNAUTHENTICATED');
  });

  it('answers wrong tenant, address and password alike', async () => {
    const { email } = await createStaff(test, tenant);
    const attempts = [
      { tenant: 'nobody', email, password: PASSWORD },
      { tenant: tenant.slug, email: 'x@example.com', password: PASSWORD },
      { tenant: tenant.slug, email, password: 'wrong' },
    ];
    for (const input of attempts) {
      const { errors, data } = await test.staff.send(SIGN_IN, { input });
      expect(data).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: 'Tenant, e-mail or password are not right.',
          extensions: { code: 'SIGN_IN_REFUSED' },
        }),
      ]);
    }
  });

  it('locks an account after ten failures, also for the right password', async () => {
    const { email } = await createStaff(test, tenant);
    for (let i = 0; i < 10; i++)
      await test.staff.code(SIGN_IN, { input: { tenant: tenant.slug, email, password: 'wrong' } });
    expect(await test.staff.code(SIGN_IN, { input: { tenant: tenant.slug, email, password: PASSWORD } })).toBe(
      'SIGN_IN_REFUSED',
    );
    const { rows } = await test.admin.query(
      `select count(*)::int from audit_log where action = 'sign-in-refused' and tenant_id = $1`,
      [tenant.id],
    );
    expect(rows[0].count).toBeGreaterThanOrEqual(10);
  });

  it('begins to count anew when a lock is over', async () => {
    let now = new Date('2026-05-04T08:00:00Z');
    const clocked = await startTestApp({ clock: { now: () => now }, parts: { requests: true, jobs: false } });
    try {
      const there = await createTenant(clocked);
      const { email } = await createStaff(clocked, there);
      const attempt = (password: string) =>
        clocked.staff.code(SIGN_IN, { input: { tenant: there.slug, email, password } });
      for (let i = 0; i < 10; i++) await attempt('wrong');
      expect(await attempt(PASSWORD)).toBe('SIGN_IN_REFUSED');
      now = new Date('2026-05-04T08:16:00Z');
      expect(await attempt('wrong')).toBe('SIGN_IN_REFUSED');
      expect(await attempt(PASSWORD)).toBeUndefined();
    } finally {
      await clocked.stop();
    }
  });

  it('adds one of several people who ask for the same address at once', async () => {
    const { client } = await createStaff(test, tenant);
    const input = { name: 'N', email: 'same@example.com', role: 'SALES', password: 'a long enough password' };
    const document = 'mutation ($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { id } }';
    const codes = await Promise.all([1, 2, 3].map(() => client.code(document, { input })));
    expect(codes.sort()).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN', undefined]);
  });

  it('denies what the role does not allow', async () => {
    const { client } = await createStaff(test, tenant, 'SALES');
    const input = { name: 'N', email: 'n@example.com', role: 'SALES', password: 'a long enough password' };
    expect(
      await client.code('mutation ($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { id } }', {
        input,
      }),
    ).toBe('FORBIDDEN');
  });
});

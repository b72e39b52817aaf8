import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '../../src/platform/auth/password.js';
import type { StaffRole } from '../../src/platform/auth/permissions.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';

export const PASSWORD = 'correct horse battery staple';
let passwordHash: Promise<string> | undefined;

/** A tenant that nobody else uses. */
export async function createTenant(test: TestApp, name = 'Works'): Promise<{ id: string; slug: string }> {
  const tenant = { id: uuidv7(), slug: `t${randomBytes(5).toString('hex')}` };
  await test.admin.query('insert into tenant (id, slug, name, currency) values ($1, $2, $3, $4)', [
    tenant.id,
    tenant.slug,
    name,
    'EUR',
  ]);
  return tenant;
}

/** Somebody on the tenant's staff, signed in: the id and a client that acts as the person. */
export async function createStaff(
  test: TestApp,
  tenant: { id: string; slug: string },
  role: StaffRole = 'ADMIN',
): Promise<{ id: string; email: string; client: GraphqlClient; token: string }> {
  const id = uuidv7();
  const email = `${role.toLowerCase()}.${randomBytes(4).toString('hex')}@example.com`;
  passwordHash ??= hashPassword(PASSWORD);
  await test.admin.query(
    'insert into staff_member (tenant_id, id, name, email, email_lower, role, password_hash) values ($1, $2, $3, $4, $4, $5, $6)',
    [tenant.id, id, `${role} ${email.slice(-20, -12)}`, email, role, await passwordHash],
  );
  const { signIn } = await test.staff.data<{ signIn: { accessToken: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input: { tenant: tenant.slug, email, password: PASSWORD } },
  );
  return { id, email, client: test.staff.as(signIn.accessToken), token: signIn.accessToken };
}

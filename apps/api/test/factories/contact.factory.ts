import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../start-test-app.js';

interface ContactValues {
  readonly name?: string;
  readonly email?: string;
  readonly language?: string;
  readonly status?: 'ACTIVE' | 'MOVED' | 'LEFT';
  /** First and last day at the account; since 2020-01-01 and until further notice unless told. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** A person at an account. */
export async function createContact(
  test: TestApp,
  tenant: { id: string },
  accountId: string,
  values: ContactValues = {},
): Promise<{ contactId: string; accountContactId: string; email: string }> {
  const [contactId, accountContactId] = [uuidv7(), uuidv7()];
  const code = randomBytes(4).toString('hex');
  const {
    name = `Person ${code}`,
    email = `person.${code}@customer.example`,
    language = 'en',
    status = 'ACTIVE',
  } = values;
  await test.admin.query(
    `insert into contact (tenant_id, id, name, name_lower, email, email_lower, language, status) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tenant.id, contactId, name, name.toLowerCase(), email, email.toLowerCase(), language, status],
  );
  await test.admin.query(
    'insert into account_contact (tenant_id, id, account_id, contact_id, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)',
    [tenant.id, accountContactId, accountId, contactId, values.validFrom ?? '2020-01-01', values.validTo ?? null],
  );
  return { contactId, accountContactId, email };
}

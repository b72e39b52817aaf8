import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { issueToken } from '../../src/platform/auth/opaque-token.js';
import { MailFolder, type StoredMail } from '../../src/platform/mail/mail-folder.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';
import { until } from '../until.js';

/** A customer with one person at it. */
export interface Customer {
  readonly accountId: string;
  readonly contactId: string;
  readonly accountContactId: string;
  readonly email: string;
}

interface CustomerOptions {
  readonly name?: string;
  readonly email?: string | null;
  readonly language?: string;
  readonly parentId?: string;
  /** Whether the person was invited into the portal once, some time ago; true unless told. */
  readonly invited?: boolean;
}

/** An account, and a person who works there. */
export async function createCustomer(
  test: TestApp,
  tenant: { id: string },
  options: CustomerOptions = {},
): Promise<Customer> {
  const { name = 'Mill', language = 'en', parentId = null, invited = true } = options;
  const email = options.email === undefined ? `buyer.${randomBytes(5).toString('hex')}@example.com` : options.email;
  const [accountId, contactId, accountContactId] = [uuidv7(), uuidv7(), uuidv7()];
  await test.admin.query(
    'insert into account (tenant_id, id, name, name_lower, parent_id) values ($1, $2, $3, lower($3), $4)',
    [tenant.id, accountId, name, parentId],
  );
  await test.admin.query(
    `insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
     select $1::uuid, $2::uuid, $2::uuid, 0 union all
     select $1, ancestor_id, $2, depth + 1 from account_closure where tenant_id = $1 and descendant_id = $3`,
    [tenant.id, accountId, parentId],
  );
  await test.admin.query(
    'insert into contact (tenant_id, id, name, name_lower, email, email_lower, language) values ($1, $2, $3, lower($3), $4, lower($4), $5)',
    [tenant.id, contactId, 'Li Wei', email, language],
  );
  await test.admin.query(
    `insert into account_contact (tenant_id, id, account_id, contact_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
    [tenant.id, accountContactId, accountId, contactId],
  );
  if (invited) {
    await test.admin.query(
      `insert into magic_link (tenant_id, id, account_contact_id, secret_hash, purpose, created_at, expires_at)
       values ($1, $2, $3, '', 'INVITATION', '2020-01-01', '2020-01-15')`,
      [tenant.id, uuidv7(), accountContactId],
    );
  }
  return { accountId, contactId, accountContactId, email: email ?? '' };
}

/** An order line of the account. @returns its id */
export async function createOrderLine(
  test: TestApp,
  tenant: { id: string },
  accountId: string,
  orderNumber: string,
): Promise<string> {
  const [categoryId, productId, importId, id] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await test.admin.query('insert into product_category (tenant_id, id, external_id, name) values ($1, $2, $3, $4)', [
    tenant.id,
    categoryId,
    categoryId,
    'Exchangers',
  ]);
  await test.admin.query(
    `insert into product (tenant_id, id, external_id, name, category_id, unit) values ($1, $2, $3, 'Plate P-20', $4, 'pcs')`,
    [tenant.id, productId, productId, categoryId],
  );
  await test.admin.query(
    `insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor, currency, lot, import_id)
     values ($1, $2, $3, $4, $5, '2026-02-03', $6, '10', 12.5, 100000, 'EUR', 'L-77', $7)`,
    [tenant.id, id, accountId, productId, categoryId, orderNumber, importId],
  );
  return id;
}

/** The mails to an address, the newest first, once there are `count` of them. */
export function mailsTo(test: TestApp, email: string, count = 1): Promise<StoredMail[]> {
  const folder = new MailFolder(join(test.config.home, 'mail'));
  return until(async () => {
    const mails = (await folder.newest(1_000)).filter(({ to }) => to === email);
    return mails.length >= count && mails;
  });
}

/** The token of the link in a mail. */
export function tokenIn(mail: StoredMail | undefined): string {
  const token = /#token=(\S+)/.exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`No link in: ${mail?.text}`);
  return token;
}

export const REDEEM = `mutation ($token: String!) {
  redeemMagicLink(input: { token: $token }) { name language email account { id name } supplier { slug name } } }`;

/** The `name=value` of the session cookie that an answer sets. */
export function cookieOf(response: Response): string {
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('mortise_portal='));
  if (cookie === undefined) throw new Error('No session cookie was set.');
  return cookie.split(';')[0] as string;
}

/** The customer's person, signed in the way buyers are: asks for a link, gets a mail, redeems it. */
export async function signInBuyer(
  test: TestApp,
  tenant: { slug: string },
  { email }: Customer,
): Promise<{ client: GraphqlClient; cookie: string }> {
  await test.portal.data('mutation ($input: RequestMagicLinkInput!) { requestMagicLink(input: $input) }', {
    input: { supplier: tenant.slug, email },
  });
  const [mail] = await mailsTo(test, email);
  const { response } = await test.portal.send(REDEEM, { token: tokenIn(mail) });
  const cookie = cookieOf(response);
  return { client: test.portal.with({ cookie }), cookie };
}

/** A session of the buyer's as signing in begins one, without the mail. */
export async function createBuyerSession(
  test: TestApp,
  tenant: { id: string },
  accountContactId: string,
): Promise<{ client: GraphqlClient; token: string }> {
  const id = uuidv7();
  const { text: token, hash } = issueToken('PORTAL_SESSION', tenant.id, id);
  await test.admin.query(
    `insert into portal_session (tenant_id, id, account_contact_id, secret_hash, expires_at) values ($1, $2, $3, $4, '9999-01-01')`,
    [tenant.id, id, accountContactId, hash],
  );
  return { client: test.portal.with({ cookie: `mortise_portal=${token}` }), token };
}

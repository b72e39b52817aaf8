import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  GraphQLSchema,
  type IntrospectionQuery,
  isObjectType,
} from 'graphql';
import {
  cookieOf,
  createCustomer,
  type Customer,
  mailsTo,
  REDEEM,
  signInBuyer,
  tokenIn,
} from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const REQUEST = 'mutation ($input: RequestMagicLinkInput!) { requestMagicLink(input: $input) }';
const INVITE = 'mutation ($input: InviteContactInput!) { inviteContact(input: $input) { email expiresAt } }';
const ME = '{ me { name email account { id } supplier { slug } } }';
const MINUTE = 60_000;

describe('portal access', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let customer: Customer;
  let later = 0;

  beforeAll(async () => {
    test = await startTestApp({
      clock: { now: () => new Date(Date.now() + later) },
      env: { MORTISE_DEMO: '1', MORTISE_PUBLIC_URL: 'https://works.example' },
    });
    tenant = await createTenant(test);
    customer = await createCustomer(test, tenant);
  });
  afterAll(() => test.stop());

  async function linkFor({ email }: Customer): Promise<string> {
    const before = await mailCount(email);
    await test.portal.data(REQUEST, { input: { supplier: tenant.slug, email } });
    return tokenIn((await mailsTo(test, email, before + 1))[0]);
  }
  async function mailCount(email: string): Promise<number> {
    const { rows } = await test.admin.query<{ count: string }>(
      `select count(*) from magic_link l join account_contact ac on ac.id = l.account_contact_id join contact c on c.id = ac.contact_id where c.email = $1 and l.purpose = 'SIGN_IN'`,
      [email],
    );
    return Number(rows[0]?.count);
  }

  it('says who the supplier is, to anybody', async () => {
    const query = 'query ($slug: String!) { supplier(slug: $slug) { slug name } }';
    expect(await test.portal.data(query, { slug: tenant.slug })).toEqual({
      supplier: { slug: tenant.slug, name: 'Works' },
    });
    expect(await test.portal.data(query, { slug: 'nobody' })).toEqual({ supplier: null });
  });

  it('lets an invited contact in with a cookie that no script and no other site gets', async () => {
    const { client } = await createStaff(test, tenant, 'ADMIN');
    const invited = await createCustomer(test, tenant, { name: 'Invited', language: 'zh-TW' });
    const { inviteContact } = await client.data<{ inviteContact: { email: string } }>(INVITE, {
      input: { accountContactId: invited.accountContactId },
    });
    expect(inviteContact.email).toBe(invited.email);
    const [mail] = await mailsTo(test, invited.email);
    expect(mail?.subject).toBe('Works邀請您使用客戶入口網站');
    expect(mail?.text).toContain(`https://works.example/portal/${tenant.slug}/sign-in#token=ml_`);
    const { response, data } = await test.portal.send(REDEEM, { token: tokenIn(mail) });
    expect(data?.['redeemMagicLink']).toEqual({
      name: 'Li Wei',
      language: 'zh-TW',
      email: invited.email,
      account: { id: invited.accountId, name: 'Invited' },
      supplier: { slug: tenant.slug, name: 'Works' },
    });
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^mortise_portal=mp_[\w-]+; Max-Age=2592000; Path=\/portal; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await test.portal.with({ cookie: cookieOf(response) }).data(ME)).toMatchObject({
      me: { email: invited.email },
    });
  });

  it('tells who is signed in, in one of the languages of the portal, and whose portal it is', async () => {
    const somebody = await createCustomer(test, tenant, { name: 'Molkerei', language: 'de' });
    const { client } = await signInBuyer(test, tenant, somebody);
    expect(
      await client.data(
        '{ me { name language email account { id name } supplier { slug name } } supplier(slug: "nobody") { name } }',
      ),
    ).toEqual({
      me: {
        name: 'Li Wei',
        language: 'en',
        email: somebody.email,
        account: { id: somebody.accountId, name: 'Molkerei' },
        supplier: { slug: tenant.slug, name: 'Works' },
      },
      supplier: null,
    });
    expect(await client.data('{ me { name account { name } supplier { name } } }')).toEqual({
      me: { name: 'Li Wei', account: { name: 'Molkerei' }, supplier: { name: 'Works' } },
    });
    expect(await client.data(`{ supplier(slug: "${tenant.slug}") { name } }`)).toEqual({ supplier: { name: 'Works' } });
  });

  it('writes the invitation in the language staff choose', async () => {
    const { client } = await createStaff(test, tenant, 'ADMIN');
    const invited = await createCustomer(test, tenant, { language: 'de' });
    await client.data(INVITE, { input: { accountContactId: invited.accountContactId, language: 'zh-CN' } });
    expect((await mailsTo(test, invited.email))[0]?.subject).toBe('Works邀请您使用客户门户');
  });

  it('invites nobody whom the inviter may not see, who has left or has no address', async () => {
    const { client } = await createStaff(test, tenant, 'SALES');
    const admin = (await createStaff(test, tenant, 'ADMIN')).client;
    const silent = await createCustomer(test, tenant, { email: null });
    const gone = await createCustomer(test, tenant);
    await test.admin.query(`update contact set status = 'LEFT' where id = $1`, [gone.contactId]);
    const code = (who: typeof client, { accountContactId }: Customer) =>
      who.code(INVITE, { input: { accountContactId } });
    expect(await code(client, customer)).toBe('NOT_FOUND');
    expect(await code(admin, silent)).toBe('CONTACT_WITHOUT_EMAIL');
    expect(await code(admin, gone)).toBe('CONTACT_NOT_ACTIVE');
    expect(await code((await createStaff(test, tenant, 'QUALITY')).client, customer)).toBe('FORBIDDEN');
    expect(await code((await createStaff(test, await createTenant(test), 'ADMIN')).client, customer)).toBe('NOT_FOUND');
  });

  it('spends a link once; only the one who holds its session is answered again', async () => {
    const token = await linkFor(customer);
    const first = await test.portal.send(REDEEM, { token });
    expect(await test.portal.code(REDEEM, { token })).toBe('LINK_USED');
    const again = await test.portal.with({ cookie: cookieOf(first.response) }).send(REDEEM, { token });
    expect(again.data?.['redeemMagicLink']).toMatchObject({ email: customer.email });
    expect(again.response.headers.getSetCookie()).toEqual([]);
  });

  it('lets only one of two simultaneous clicks in', async () => {
    const token = await linkFor(await createCustomer(test, tenant));
    const answers = await Promise.all([1, 2, 3].map(() => test.portal.send(REDEEM, { token })));
    expect(answers.filter(({ data }) => data !== null)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? [])).toEqual([
      'LINK_USED',
      'LINK_USED',
    ]);
  });

  it('refuses an expired, a changed and a foreign link', async () => {
    const somebody = await createCustomer(test, tenant);
    const token = await linkFor(somebody);
    const bytes = Buffer.from(token.slice(3), 'base64url');
    const other = await createTenant(test);
    const foreign = Buffer.concat([Buffer.from(other.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)]);
    expect(await test.portal.code(REDEEM, { token: `ml_${foreign.toString('base64url')}` })).toBe('LINK_INVALID');
    bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
    expect(await test.portal.code(REDEEM, { token: `ml_${bytes.toString('base64url')}` })).toBe('LINK_INVALID');
    expect(await test.portal.code(REDEEM, { token: 'ml_nonsense' })).toBe('LINK_INVALID');
    later = 15 * MINUTE;
    expect(await test.portal.code(REDEEM, { token })).toBe('LINK_EXPIRED');
    later = 0;
    await test.admin.query(`update account_contact set valid_to = '2021-01-01' where id = $1`, [
      somebody.accountContactId,
    ]);
    expect(await test.portal.code(REDEEM, { token })).toBe('LINK_INVALID');
  });

  it('answers unknown addresses and suppliers like known ones, and mails nobody', async () => {
    expect(
      await test.portal.data(REQUEST, { input: { supplier: tenant.slug, email: 'stranger@example.com' } }),
    ).toEqual({ requestMagicLink: true });
    expect(await test.portal.data(REQUEST, { input: { supplier: 'nobody', email: customer.email } })).toEqual({
      requestMagicLink: true,
    });
    await linkFor(await createCustomer(test, tenant));
    const { rows } = await test.admin.query(
      `select 1 from outbox where payload::text like '%stranger@%' and topic = 'mail.send'`,
    );
    expect(rows).toEqual([]);
  });

  it('mails a sign-in link to nobody who was never invited', async () => {
    const uninvited = await createCustomer(test, tenant, { invited: false });
    const input = { supplier: tenant.slug, email: uninvited.email };
    expect(await test.portal.data(REQUEST, { input })).toEqual({ requestMagicLink: true });
    await until(async () => {
      const { rows } = await test.admin.query(
        `select 1 from outbox where tenant_id = $1 and topic = 'portal.sign-in' and payload <> '{}'`,
        [tenant.id],
      );
      return rows.length === 0;
    });
    expect(await mailCount(uninvited.email)).toBe(0);
  });

  it('counts days in UTC, wherever it runs', async () => {
    const day = new Date().toISOString().slice(0, 10);
    // Half an hour before midnight in UTC: east of Greenwich it is tomorrow already.
    later = Date.parse(`${day}T23:30:00Z`) - Date.now();
    const { client } = await createStaff(test, tenant, 'ADMIN');
    const leaving = await createCustomer(test, tenant);
    await test.admin.query('update account_contact set valid_to = $2 where id = $1', [leaving.accountContactId, day]);
    const code = await client.code(INVITE, { input: { accountContactId: leaving.accountContactId } });
    later = 0;
    expect(code).toBeUndefined();
  });

  it('sends one link for each account of the address, and only a few an hour', async () => {
    const here = await createCustomer(test, tenant, { name: 'Here' });
    await createCustomer(test, tenant, { name: 'There', email: here.email });
    const input = { supplier: tenant.slug, email: here.email.toUpperCase() };
    await Promise.all(Array.from({ length: 8 }, () => test.portal.data(REQUEST, { input })));
    const mails = await mailsTo(test, here.email, 10);
    expect(mails).toHaveLength(10);
    expect(mails.filter(({ text }) => text.includes('for There'))).toHaveLength(5);
    later = 61 * MINUTE;
    await test.portal.data(REQUEST, { input });
    expect(await mailsTo(test, here.email, 12)).toHaveLength(12);
    later = 0;
  });

  it('keeps neither the link nor its secret once the mail is out', async () => {
    const token = await linkFor(await createCustomer(test, tenant));
    const secret = Buffer.from(token.slice(3), 'base64url').subarray(32);
    // The mail is written before the transaction that blanks its message ends.
    await until(async () => {
      const { rows } = await test.admin.query(
        `select 1 from outbox where topic in ('mail.send', 'portal.sign-in') and payload <> '{}'`,
      );
      return rows.length === 0;
    });
    const { rows: jobs } = await test.admin.query<{ job: string }>('select data::text as job from queue.job');
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter(({ job }) => job.includes('ml_') || job.includes('@'))).toEqual([]);
    const { rows: links } = await test.admin.query<{ secret_hash: Buffer }>('select secret_hash from magic_link');
    expect(links.filter(({ secret_hash }) => secret_hash.equals(secret))).toEqual([]);
  });

  it('ends the session at once when signing out or when the person leaves', async () => {
    const somebody = await createCustomer(test, tenant);
    const { client } = await signInBuyer(test, tenant, somebody);
    expect(await client.data('mutation { signOut }')).toEqual({ signOut: true });
    expect(await client.code(ME)).toBe('UNAUTHENTICATED');
    const again = test.portal.with({
      cookie: cookieOf((await test.portal.send(REDEEM, { token: await linkFor(somebody) })).response),
    });
    expect(await again.data(ME)).toMatchObject({ me: { email: somebody.email } });
    await test.admin.query(`update contact set status = 'MOVED' where id = $1`, [somebody.contactId]);
    expect(await again.code(ME)).toBe('UNAUTHENTICATED');
  });

  it('ends sessions and open links when the address or status changes and when the place ends', async () => {
    const { client: admin } = await createStaff(test, tenant, 'ADMIN');
    const update = (id: string, input: Record<string, unknown>) =>
      admin.data('mutation ($id: ID!, $input: UpdateContactInput!) { updateContact(id: $id, input: $input) { id } }', {
        id,
        input,
      });
    const changes: ((person: Customer) => Promise<unknown>)[] = [
      ({ contactId, email }) => update(contactId, { email: `new.${email}` }),
      ({ contactId }) => update(contactId, { status: 'LEFT' }).then(() => update(contactId, { status: 'ACTIVE' })),
      ({ accountContactId: id }) => admin.data('mutation ($id: ID!) { endContactLink(id: $id) { id } }', { id }),
      ({ accountContactId: id }) =>
        admin
          .data('mutation ($id: ID!) { updateContactLink(id: $id, input: { validTo: "2021-01-01" }) { id } }', { id })
          .then(() =>
            admin.data('mutation ($id: ID!) { updateContactLink(id: $id, input: { validTo: null }) { id } }', { id }),
          ),
    ];
    for (const change of changes) {
      const person = await createCustomer(test, tenant);
      const { client } = await signInBuyer(test, tenant, person);
      const token = await linkFor(person);
      await change(person);
      expect(await client.code(ME)).toBe('UNAUTHENTICATED');
      expect(await test.portal.code(REDEEM, { token })).toBe('LINK_EXPIRED');
    }
  });

  it('is no way into the staff schema, nor the staff schema into the portal', async () => {
    const { cookie } = await signInBuyer(test, tenant, await createCustomer(test, tenant));
    expect(await test.staff.with({ cookie }).code('{ me { name } }')).toBe('UNAUTHENTICATED');
    const { token } = await createStaff(test, tenant, 'ADMIN');
    expect(await test.portal.as(token).code(ME)).toBe('UNAUTHENTICATED');
  });

  it('shares no type and no operation with the schema of staff', async () => {
    const { query, mutation } = buildClientSchema(
      await test.portal.data<IntrospectionQuery>(getIntrospectionQuery()),
    ).toConfig();
    const types = Object.values(new GraphQLSchema({ query, mutation }).getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    );
    expect(
      types
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('Portal'))
        .sort(),
    ).toEqual(['Mutation', 'PageInfo', 'Query']);
    expect(await test.portal.code('{ staffMembers { totalCount } }')).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('refuses requests that another site could send', async () => {
    const { cookie } = await signInBuyer(test, tenant, await createCustomer(test, tenant));
    const mutation = JSON.stringify({ query: 'mutation { signOut }' });
    const form = await fetch(test.portal.url, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: mutation,
    });
    const image = await fetch(`${test.portal.url}?query=${encodeURIComponent('{ me { name } }')}`, {
      headers: { cookie },
    });
    expect([form.status, image.status]).toEqual([400, 400]);
    expect(await test.portal.with({ cookie }).data(ME)).toBeTruthy();
  });

  it('shows the mails in demo mode with links to click and nothing to run', async () => {
    const victim = await createCustomer(test, tenant, { name: '<script>alert(1)</script>' });
    const token = await linkFor(victim);
    const list = await fetch(`${test.url}/mail`);
    expect(list.headers.get('content-security-policy')).toContain("default-src 'none'");
    const [mail] = await mailsTo(test, victim.email);
    expect(await list.text()).toContain(`href="/mail/${mail?.name}"`);
    const page = await (await fetch(`${test.url}/mail/${mail?.name}`)).text();
    expect(page).toContain(`href="https://works.example/portal/${tenant.slug}/sign-in#token=${token}"`);
    expect(page).not.toContain('<script');
    expect((await fetch(`${test.url}/mail/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  });
});

describe('the mail page', () => {
  it('does not exist outside demo mode', async () => {
    const test = await startTestApp();
    try {
      expect((await fetch(`${test.url}/mail`)).status).toBe(404);
      expect((await fetch(`${test.url}/mail/x.eml`)).status).toBe(404);
    } finally {
      await test.stop();
    }
  });
});

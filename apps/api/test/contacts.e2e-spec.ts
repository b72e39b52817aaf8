import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;
type Link = Readonly<Record<string, unknown>> & { readonly id: string };

const CREATE = `mutation ($input: CreateContactInput!) { createContact(input: $input) {
  id name email language status accounts { nodes { id account { id } } } } }`;
const UPDATE =
  'mutation ($id: ID!, $input: UpdateContactInput!) { updateContact(id: $id, input: $input) { id name email phone status } }';
const LINK_FIELDS = `id validFrom validTo tier roles influenceWeight stance stanceEvidence stanceAt coach relationStrength
  department { name } contact { id } account { id }`;
const LINK = `mutation ($contactId: ID!, $input: ContactLinkInput!) { linkContact(contactId: $contactId, input: $input) { ${LINK_FIELDS} } }`;
const UPDATE_LINK = `mutation ($id: ID!, $input: UpdateContactLinkInput!) { updateContactLink(id: $id, input: $input) { ${LINK_FIELDS} } }`;
const END_LINK = `mutation ($id: ID!, $on: Date) { endContactLink(id: $id, on: $on) { id validTo } }`;
const AT =
  'query ($id: ID!, $at: Date) { account(id: $id) { contacts(at: $at) { nodes { contact { id } } totalCount } } }';

describe('contacts', () => {
  const today = '2026-03-15';
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;
  let member: Staff;
  let stranger: Staff;
  let foreigner: Staff;
  let accountId: string;
  let elsewhere: string;

  beforeAll(async () => {
    // A clock that stands still, and far enough back for tokens to be read by it alone.
    test = await startTestApp({ clock: { now: () => new Date(`${today}T12:00:00Z`) } });
    tenant = await createTenant(test);
    [admin, member, stranger] = [
      await createStaff(test, tenant),
      await createStaff(test, tenant, 'SALES'),
      await createStaff(test, tenant, 'SALES'),
    ];
    foreigner = await createStaff(test, await createTenant(test));
    accountId = await createAccount(test, tenant, { teamIds: [await createTeam(test, tenant, [member.id])] });
    elsewhere = await createAccount(test, tenant, { teamIds: [await createTeam(test, tenant, [stranger.id])] });
  });
  afterAll(() => test.stop());

  const link = async (contactId: string, input: Record<string, unknown>): Promise<Link> =>
    (await admin.client.data<{ linkContact: Link }>(LINK, { contactId, input })).linkContact;
  const refusal = async (document: string, variables: Record<string, unknown>): Promise<unknown> =>
    (await admin.client.send(document, variables)).errors?.[0]?.extensions;

  it('adds a person together with where she works', async () => {
    const input = {
      name: 'Li Na',
      email: 'Li.Na@Customer.example',
      language: 'zh-CN',
      link: { accountId, roles: ['BUYER', 'BUYER', 'GATEKEEPER'] },
    };
    const { createContact: made } = await member.client.data<{ createContact: Link }>(CREATE, { input });
    expect(made).toMatchObject({ name: 'Li Na', email: 'Li.Na@Customer.example', language: 'zh-CN', status: 'ACTIVE' });
    expect(made['accounts']).toEqual({ nodes: [{ id: expect.any(String), account: { id: accountId } }] });
    const { account } = await member.client.data<{ account: unknown }>(
      `query ($id: ID!) { account(id: $id) { contacts { nodes { ${LINK_FIELDS} } } timeline(first: 1) { nodes { kind entityId } } } }`,
      { id: accountId },
    );
    expect(account).toEqual({
      contacts: {
        nodes: [
          {
            id: expect.any(String),
            validFrom: today,
            validTo: null,
            tier: 'WORKING',
            roles: ['BUYER', 'GATEKEEPER'],
            influenceWeight: null,
            stance: 'NEUTRAL',
            stanceEvidence: null,
            stanceAt: null,
            coach: false,
            relationStrength: 0,
            department: null,
            contact: { id: made.id },
            account: { id: accountId },
          },
        ],
      },
      timeline: { nodes: [{ kind: 'contact.linked', entityId: made.id }] },
    });
  });

  it('demands a place for the person of those who do not see all accounts', async () => {
    expect(await member.client.code(CREATE, { input: { name: 'Nobody' } })).toBe('LINK_REQUIRED');
    const { createContact: made } = await admin.client.data<{ createContact: Link }>(CREATE, {
      input: { name: 'Free agent' },
    });
    expect(await admin.client.data('query ($id: ID!) { contact(id: $id) { name } }', { id: made.id })).toEqual({
      contact: { name: 'Free agent' },
    });
    expect(await member.client.data('query ($id: ID!) { contact(id: $id) { name } }', { id: made.id })).toEqual({
      contact: null,
    });
  });

  it('changes a person, and keeps what the person told out of the histories', async () => {
    const { contactId } = await createContact(test, tenant, accountId, { email: 'before@customer.example' });
    const input = { email: 'after@customer.example', phone: '+49 40 1', status: 'LEFT' };
    expect(await member.client.data(UPDATE, { id: contactId, input })).toMatchObject({
      updateContact: { id: contactId, ...input },
    });
    const { rows } = await test.admin.query(
      `select coalesce(string_agg(detail::text, ''), '') as told from audit_log where entity_id = $1`,
      [contactId],
    );
    expect(rows[0].told).not.toContain('customer.example');
    const { account } = await member.client.data<{ account: unknown }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 1) { nodes { kind entityId detail } } } }',
      { id: accountId },
    );
    expect(account).toEqual({
      timeline: {
        nodes: [{ kind: 'contact.status-changed', entityId: contactId, detail: { from: 'ACTIVE', to: 'LEFT' } }],
      },
    });
    expect(await member.client.code(UPDATE, { id: contactId, input: { name: null } })).toBe('INPUT_INVALID');
  });

  it('says who is at an account on which day', async () => {
    const place = await createAccount(test, tenant);
    const gone = await createContact(test, tenant, place, {
      name: 'A gone',
      validFrom: '2020-01-01',
      validTo: '2024-12-31',
    });
    const here = await createContact(test, tenant, place, { name: 'B here', validFrom: '2024-12-31' });
    const soon = await createContact(test, tenant, place, { name: 'C soon', validFrom: '2026-03-16' });
    const at = async (day?: string): Promise<string[]> => {
      const { account } = await admin.client.data<{
        account: { contacts: { nodes: { contact: { id: string } }[]; totalCount: number } };
      }>(AT, { id: place, at: day });
      expect(account.contacts.totalCount).toBe(account.contacts.nodes.length);
      return account.contacts.nodes.map(({ contact }) => contact.id);
    };
    expect(await at()).toEqual([here.contactId]);
    expect(await at('2024-12-31')).toEqual([gone.contactId, here.contactId]);
    expect(await at('2019-12-31')).toEqual([]);
    expect(await at('2026-03-16')).toEqual([here.contactId, soon.contactId]);
  });

  it('lets people come back, but not be twice at one account on one day', async () => {
    const { contactId } = await createContact(test, tenant, elsewhere);
    const first = await link(contactId, { accountId, validFrom: '2022-01-01', validTo: '2022-12-31' });
    const overlap = {
      code: 'LINK_OVERLAPS',
      reasons: [{ path: ['input', 'validFrom'], code: 'LINK_OVERLAPS', accountContactId: first.id }],
    };
    expect(await refusal(LINK, { contactId, input: { accountId, validFrom: '2022-12-31' } })).toEqual(overlap);
    expect(await refusal(LINK, { contactId, input: { accountId, validFrom: '2020-01-01' } })).toEqual(overlap);
    const back = await link(contactId, { accountId, validFrom: '2023-01-01' });
    expect(await refusal(UPDATE_LINK, { id: back.id, input: { validFrom: '2022-06-01' } })).toEqual(overlap);
    expect(await refusal(UPDATE_LINK, { id: first.id, input: { validTo: null } })).toMatchObject({
      code: 'LINK_OVERLAPS',
    });
    expect(await refusal(END_LINK, { id: first.id, on: '2023-01-01' })).toMatchObject({ code: 'LINK_OVERLAPS' });
    expect(await refusal(END_LINK, { id: back.id, on: '2022-12-31' })).toMatchObject({
      code: 'LINK_DATES_REVERSED',
      reasons: [{ path: ['on'] }],
    });
    expect(await admin.client.data(END_LINK, { id: back.id })).toEqual({
      endContactLink: { id: back.id, validTo: today },
    });
    const codes = await Promise.all(
      [1, 2, 3].map(() => admin.client.code(LINK, { contactId, input: { accountId, validFrom: '2026-04-01' } })),
    );
    expect(codes.sort()).toEqual(['LINK_OVERLAPS', 'LINK_OVERLAPS', undefined]);
  });

  it('knows what a person is in the decision, and why', async () => {
    const { contactId } = await createContact(test, tenant, elsewhere);
    const { createDepartment } = await admin.client.data<{ createDepartment: Link }>(
      'mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { id } }',
      { input: { accountId, name: 'Works', function: 'PRODUCTION' } },
    );
    const made = await link(contactId, {
      accountId,
      departmentId: createDepartment.id,
      tier: 'TOP',
      roles: ['DECIDER'],
      influenceWeight: 0.35,
      coach: true,
      relationStrength: 4,
      stance: { stance: 'LEANS_TO_US', evidence: 'Asked for our trial first.' },
    });
    expect(made).toMatchObject({
      tier: 'TOP',
      roles: ['DECIDER'],
      influenceWeight: 0.35,
      coach: true,
      relationStrength: 4,
      department: { name: 'Works' },
      stance: 'LEANS_TO_US',
      stanceEvidence: 'Asked for our trial first.',
      stanceAt: today,
    });
    const { updateContactLink } = await admin.client.data<{ updateContactLink: Link }>(UPDATE_LINK, {
      id: made.id,
      input: { stance: null, relationStrength: 2, influenceWeight: null },
    });
    expect(updateContactLink).toEqual({
      ...made,
      stance: 'NEUTRAL',
      stanceEvidence: null,
      stanceAt: null,
      relationStrength: 2,
      influenceWeight: null,
    });
    const paths = async (input: Record<string, unknown>): Promise<unknown> => {
      const { errors } = await admin.client.send(UPDATE_LINK, { id: made.id, input });
      return errors?.[0]?.extensions.reasons?.map(({ path }) => path);
    };
    expect(await paths({ influenceWeight: 1.1, relationStrength: 6 })).toEqual([
      ['input', 'influenceWeight'],
      ['input', 'relationStrength'],
    ]);
    expect(await paths({ stance: { stance: 'SUPPORTS_RIVAL' } })).toEqual([['input', 'stance', 'evidence']]);
    expect(await paths({ validFrom: '2026-05-01', validTo: '2026-04-01' })).toEqual([['input', 'validTo']]);
    const { contactId: other } = await createContact(test, tenant, accountId);
    expect(
      await refusal(LINK, { contactId: other, input: { accountId: elsewhere, departmentId: createDepartment.id } }),
    ).toEqual({
      code: 'NOT_FOUND',
      reasons: [{ path: ['input', 'departmentId'], code: 'NOT_FOUND' }],
    });
  });

  it('finds people by part of the name, address, number and account, page by page', async () => {
    const place = await createAccount(test, tenant);
    for (let i = 0; i < 5; i++)
      await createContact(test, tenant, place, { name: `Searched ${i % 2}`, email: `searched${i}@customer.example` });
    const find = async (
      filter: Record<string, unknown>,
      page = 'first: 2',
    ): Promise<{ nodes: { id: string }[]; totalCount: number; pageInfo: Record<string, unknown> }> =>
      (
        await admin.client.data<{ contacts: Awaited<ReturnType<typeof find>> }>(
          `query ($filter: ContactFilter) { contacts(filter: $filter, ${page}) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
          { filter },
        )
      ).contacts;
    expect(await find({ search: 'eARCHED', accountId: place })).toMatchObject({ totalCount: 5 });
    expect(await find({ search: 'SEARCHED3@customer.example' })).toMatchObject({ totalCount: 1 });
    expect(await find({ search: 'searched', status: 'LEFT' })).toMatchObject({ totalCount: 0 });
    const seen: string[] = [];
    for (
      let page = await find({ search: 'searched' });
      ;
      page = await find({ search: 'searched' }, `first: 2, after: "${String(page.pageInfo['endCursor'])}"`)
    ) {
      seen.push(...page.nodes.map(({ id }) => id));
      if (!page.pageInfo['hasNextPage']) break;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  describe('rights', () => {
    let contactId: string;
    let accountContactId: string;
    beforeAll(async () => {
      ({ contactId, accountContactId } = await createContact(test, tenant, accountId, {
        name: 'Rightly hidden',
        validTo: '2025-01-01',
      }));
    });

    it('follow the accounts, whatever the dates of the link', async () => {
      const query =
        'query ($id: ID!) { contact(id: $id) { name } contacts(filter: { search: "rightly hidden" }) { totalCount } }';
      expect(await member.client.data(query, { id: contactId })).toEqual({
        contact: { name: 'Rightly hidden' },
        contacts: { totalCount: 1 },
      });
      for (const { client } of [stranger, foreigner]) {
        expect(await client.data(query, { id: contactId })).toEqual({ contact: null, contacts: { totalCount: 0 } });
        expect(
          await client.data('query ($id: ID!) { contacts(filter: { accountId: $id }) { totalCount } }', {
            id: accountId,
          }),
        ).toEqual({ contacts: { totalCount: 0 } });
      }
    });

    it('show of a shared person the visible accounts alone', async () => {
      const shared = await createContact(test, tenant, elsewhere);
      await link(shared.contactId, { accountId });
      const query = 'query ($id: ID!) { contact(id: $id) { accounts { nodes { account { id } } totalCount } } }';
      expect(await member.client.data(query, { id: shared.contactId })).toEqual({
        contact: { accounts: { nodes: [{ account: { id: accountId } }], totalCount: 1 } },
      });
      expect(await stranger.client.data(query, { id: shared.contactId })).toEqual({
        contact: { accounts: { nodes: [{ account: { id: elsewhere } }], totalCount: 1 } },
      });
      expect(await stranger.client.code(END_LINK, { id: accountContactId })).toBe('NOT_FOUND');
    });

    it('deny every change of what is hidden, as if it did not exist', async () => {
      const attempts: [string, Record<string, unknown>][] = [
        [CREATE, { input: { name: 'Spy', link: { accountId } } }],
        [UPDATE, { id: contactId, input: { name: 'Taken' } }],
        [LINK, { contactId, input: { accountId: elsewhere } }],
        [UPDATE_LINK, { id: accountContactId, input: { coach: true } }],
        [END_LINK, { id: accountContactId, on: '2024-01-01' }],
      ];
      for (const [document, variables] of attempts) {
        for (const { client } of [stranger, foreigner])
          expect(await client.code(document, variables)).toBe('NOT_FOUND');
      }
      const { rows } = await test.admin.query(
        'select c.name, k.coach, k.valid_to from contact c join account_contact k on k.contact_id = c.id where c.id = $1',
        [contactId],
      );
      expect(rows).toEqual([{ name: 'Rightly hidden', coach: false, valid_to: '2025-01-01' }]);
    });

    it('give no power over the address of a person who is also where the caller may not look', async () => {
      const change = ({ client }: Staff, id: string, input: Record<string, unknown>) =>
        client.code(UPDATE, { id, input });
      const shared = await createContact(test, tenant, elsewhere, { validFrom: '2026-03-16' });
      await link(shared.contactId, { accountId });
      expect(await change(member, shared.contactId, { phone: '+49 40 2' })).toBeUndefined();
      expect(await change(member, shared.contactId, { email: 'thief@example.com' })).toBe('FORBIDDEN');
      expect(await change(member, shared.contactId, { status: 'LEFT' })).toBe('FORBIDDEN');
      expect(await change(admin, shared.contactId, { email: 'right@example.com' })).toBeUndefined();
      const former = await createContact(test, tenant, elsewhere, { validTo: '2026-03-14' });
      await link(former.contactId, { accountId });
      expect(await change(member, former.contactId, { email: 'moved@example.com' })).toBeUndefined();
      expect(await change(stranger, former.contactId, { name: 'Taken' })).toBe('FORBIDDEN');
    });

    it('deny changes to those who may only read', async () => {
      const { client } = await createStaff(test, tenant, 'QUALITY');
      const attempts: [string, Record<string, unknown>][] = [
        [CREATE, { input: { name: 'A' } }],
        [UPDATE, { id: contactId, input: {} }],
        [LINK, { contactId, input: { accountId } }],
        [UPDATE_LINK, { id: accountContactId, input: {} }],
        [END_LINK, { id: accountContactId }],
      ];
      for (const [document, variables] of attempts) expect(await client.code(document, variables)).toBe('FORBIDDEN');
    });
  });
});

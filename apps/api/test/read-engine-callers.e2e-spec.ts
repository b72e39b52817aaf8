import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { complaintInput } from './factories/complaint.factory.js';
import { createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { answersBy, makeHot } from './support/answers-by-lane.js';
import { footprint } from './support/footprint.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const RENAME = `mutation ($id: ID!, $name: String) { updateProduct(id: $id, input: { name: $name }) { id name } }`;
const RENAME_TWO = `mutation ($id: ID!, $second: ID!, $name: String) {
  one: updateProduct(id: $id, input: { name: $name }) { name }
  two: updateProduct(id: $second, input: { name: $name }) { name } }`;
const FILE = 'mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { id number subject } }';
/** Known to both schemas. */
const BOTH = '{ complaints { totalCount nodes { id number } } }';

const NOBODY = ['UNAUTHENTICATED'];
const FORBIDDEN = ['FORBIDDEN'];

/** Who was recognised before is only guessed to be the same: whatever changed about somebody counts from the next call on. */
describe('read engine, callers that change', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    tenant = await createTenant(test);
  });
  afterAll(() => test.stop());

  const run = (text: string, ...values: readonly unknown[]) => test.admin.query(text, [...values]);
  const codes = ({ errors = [] }: Awaited<ReturnType<GraphqlClient['send']>>) => errors.map((e) => e.extensions.code);

  /** Nothing is written, and the answer is the one that an unknown document gets: two calls, for the second knows nobody. */
  async function expectRefused(
    client: GraphqlClient,
    document: string,
    variables: () => Record<string, unknown>,
    expected: readonly string[],
  ): Promise<void> {
    const [before, hot] = [await footprint(test, tenant.id), await answersBy(test, 'hot')];
    const refused = [];
    for (let time = 0; time < 2; time++) refused.push(await client.send(document, variables()));
    const unknown = await client.send(`${document} # ${randomUUID()}`, variables());
    for (const answer of refused) {
      expect(codes(answer)).toEqual(expected);
      expect({ ...answer, response: answer.response.status }).toEqual({
        ...unknown,
        response: unknown.response.status,
      });
    }
    expect(await footprint(test, tenant.id)).toEqual(before);
    expect(await answersBy(test, 'hot')).toBe(hot);
  }

  async function createKey(
    client: GraphqlClient,
    permissions: readonly string[],
  ): Promise<{ client: GraphqlClient; token: string }> {
    const { createApiKey } = await client.data<{ createApiKey: { token: string } }>(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }',
      { input: { name: 'a key', permissions } },
    );
    return { client: test.staff.as(createApiKey.token), token: createApiKey.token };
  }

  describe.each([
    ['one mutation', RENAME],
    ['two mutations', RENAME_TWO],
  ])('run nothing of %s', (_, document) => {
    it.each([
      ['whose session was ended', NOBODY, `update staff_session set revoked_at = now() where staff_id = $1`],
      ['whose session is over', NOBODY, `update staff_session set expires_at = now() where staff_id = $1`],
      ['who was shut out', NOBODY, `update staff_member set disabled_at = now() where id = $1`],
      ['whose role lost the right', FORBIDDEN, `update staff_member set role = 'SALES' where id = $1`],
    ])('for staff %s', async (_, expected, change) => {
      const { id: staffId, client } = await createStaff(test, tenant);
      const [{ productId: id }, { productId: second }] = [
        await createProduct(test, tenant),
        await createProduct(test, tenant),
      ];
      const variables = () => ({ id, second, name: randomUUID() });
      await makeHot(test, client, document, variables);
      await run(change, staffId);
      await expectRefused(client, document, variables, expected);
    });
  });

  it.each([
    ['that was ended', NOBODY, `update api_key set revoked_at = now() where staff_id = $1`],
    ['that is over', NOBODY, `update api_key set expires_at = now() where staff_id = $1`],
    ['whose right was taken away', FORBIDDEN, `update api_key set permissions = '{product.read}' where staff_id = $1`],
    ['whose owner lost the right', FORBIDDEN, `update staff_member set role = 'SALES' where id = $1`],
    ['whose owner was shut out', NOBODY, `update staff_member set disabled_at = now() where id = $1`],
    ['with another secret', NOBODY, `update api_key set secret_hash = sha256('x') where staff_id = $1`],
  ])('run nothing for an API key %s', async (_, expected, change) => {
    const staff = await createStaff(test, tenant);
    const { client: key } = await createKey(staff.client, ['PRODUCT_READ', 'PRODUCT_WRITE']);
    const { productId: id } = await createProduct(test, tenant);
    const variables = () => ({ id, name: randomUUID() });
    await makeHot(test, key, RENAME, variables);
    await run(change, staff.id);
    await expectRefused(key, RENAME, variables, expected);
  });

  it.each([
    ['whose session was ended', `update portal_session set revoked_at = now() where account_contact_id = $1`],
    [
      'who left',
      `update contact set status = 'LEFT' where id = (select contact_id from account_contact where id = $1)`,
    ],
    ['who works elsewhere now', `update account_contact set valid_to = '2020-02-01' where id = $1`],
  ])('take no complaint from a buyer %s', async (_, change) => {
    const { accountContactId } = await createCustomer(test, tenant);
    const { client } = await createBuyerSession(test, tenant, accountContactId);
    const variables = () => ({ input: complaintInput() });
    await makeHot(test, client, FILE, variables);
    await run(change, accountContactId);
    await expectRefused(client, FILE, variables, NOBODY);
  });

  it('take the complaint of a buyer who works for another account now as that account’s', async () => {
    const { accountContactId, accountId } = await createCustomer(test, tenant);
    const other = await createCustomer(test, tenant);
    const { client } = await createBuyerSession(test, tenant, accountContactId);
    await makeHot(test, client, FILE, () => ({ input: complaintInput() }));
    await run('update account_contact set account_id = $2 where id = $1', accountContactId, other.accountId);
    const { fileComplaint } = await client.data<{ fileComplaint: { id: string } }>(FILE, { input: complaintInput() });
    const filed = await run('select account_id from complaint where id = $1', fileComplaint.id);
    expect(filed.rows).toEqual([{ account_id: other.accountId }]);
    expect((await run('select 1 from complaint where account_id = $1', accountId)).rowCount).toBe(3);
  });

  it('run a mutation, once, for somebody who was given the right in the meantime', async () => {
    const { id: staffId, client } = await createStaff(test, tenant, 'SALES');
    const { productId: id } = await createProduct(test, tenant);
    // Known to the server, though not by this caller.
    await makeHot(test, (await createStaff(test, tenant)).client, RENAME, () => ({ id, name: randomUUID() }));
    for (let time = 0; time < 2; time++) expect(await client.code(RENAME, { id, name: 'X' })).toBe('FORBIDDEN');
    await run(`update staff_member set role = 'ADMIN' where id = $1`, staffId);
    expect(await client.data(RENAME, { id, name: 'Allowed' })).toEqual({ updateProduct: { id, name: 'Allowed' } });
    const audited = await run(
      `select 1 from audit_log where entity_id = $1 and actor like '%' || $2 || '%'`,
      id,
      staffId,
    );
    expect(audited.rowCount).toBe(1);
  });

  it('show nothing to somebody who may see it no more, or not as much', async () => {
    const { id: staffId, client } = await createStaff(test, tenant);
    await createCustomer(test, tenant);
    const document = '{ accounts { totalCount nodes { id } } }';
    await makeHot(test, client, document);
    expect(await client.data(document)).toMatchObject({ accounts: { totalCount: expect.any(Number) } });
    await run(`update staff_member set role = 'SALES' where id = $1`, staffId);
    expect(await client.data(document)).toEqual({ accounts: { totalCount: 0, nodes: [] } });
    await run(`update staff_member set role = 'ADMIN' where id = $1`, staffId);
    expect(await client.data(document)).not.toEqual({ accounts: { totalCount: 0, nodes: [] } });
    await run('update staff_session set revoked_at = now() where staff_id = $1', staffId);
    await expectRefused(client, document, () => ({}), NOBODY);
  });

  describe('with a credential of the other surface', () => {
    /** Status, headers and body as they go over the wire, without what is different each time. */
    async function wire(url: string, headers: Record<string, string>, query: string, variables: object) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const sent = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
      return { status: response.status, headers: Object.fromEntries(sent), body: await response.text() };
    }

    it('get what everybody gets who has none, also where the document is known and the caller too', async () => {
      const staff = await createStaff(test, tenant);
      const key = await createKey(staff.client, ['COMPLAINT_READ', 'PRODUCT_READ', 'PRODUCT_WRITE']);
      const buyer = await createBuyerSession(test, tenant, (await createCustomer(test, tenant)).accountContactId);
      const { productId: id } = await createProduct(test, tenant);
      const rename = () => ({ id, name: randomUUID() });
      const file = () => ({ input: complaintInput() });
      for (const client of [staff.client, key.client, buyer.client]) await makeHot(test, client, BOTH);
      await makeHot(test, staff.client, RENAME, rename);
      await makeHot(test, buyer.client, FILE, file);

      const foreign = {
        staff: [buyer.token].flatMap((token) => [
          { cookie: `mortise_portal=${token}` },
          { authorization: `Bearer ${token}` },
        ]),
        portal: [staff.token, key.token].flatMap((token) => [
          { authorization: `Bearer ${token}` },
          { cookie: `mortise_portal=${token}` },
        ]),
      };
      const documents = {
        staff: [
          [BOTH, () => ({})],
          [RENAME, rename],
        ],
        portal: [
          [BOTH, () => ({})],
          [FILE, file],
        ],
      } as const;
      const [before, hot] = [await footprint(test, tenant.id), await answersBy(test, 'hot')];
      for (const surface of ['staff', 'portal'] as const) {
        const { url } = test[surface];
        for (const [document, variables] of documents[surface]) {
          const nobody = await wire(url, {}, `${document} # ${randomUUID()}`, variables());
          expect(nobody.body).toContain('"code":"UNAUTHENTICATED"');
          for (const headers of foreign[surface]) {
            const about = { surface, headers, document };
            expect({ about, ...(await wire(url, headers, document, variables())) }).toEqual({ about, ...nobody });
          }
        }
      }
      expect(await footprint(test, tenant.id)).toEqual(before);
      expect(await answersBy(test, 'hot')).toBe(hot);
    });

    it('act as who their own surface’s credential says, when both are sent', async () => {
      const staff = await createStaff(test, tenant);
      const buyer = await createBuyerSession(test, tenant, (await createCustomer(test, tenant)).accountContactId);
      await fileOne(buyer.client);
      await makeHot(test, staff.client, BOTH);
      await makeHot(test, buyer.client, BOTH);
      const headers = { authorization: `Bearer ${staff.token}`, cookie: `mortise_portal=${buyer.token}` };
      for (const [client, own] of [
        [test.staff.with(headers), staff.client],
        [test.portal.with(headers), buyer.client],
      ] as const)
        expect(await client.data(BOTH)).toEqual(await own.data(BOTH));
      expect(await test.portal.with(headers).data(BOTH)).toMatchObject({ complaints: { totalCount: 1 } });
    });

    const fileOne = (client: GraphqlClient) => client.data(FILE, { input: complaintInput() });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientRequest, request, type Server } from 'node:http';
import { promisify } from 'node:util';
import { createAccount } from './factories/account.factory.js';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { complaintInput } from './factories/complaint.factory.js';
import { createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { answersBy } from './support/answers-by-lane.js';
import { HeldTable } from './support/held-table.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const POOL = 3;
/** More than all pools together have. */
const MANY = 12;
const PRODUCT = 'query ($id: ID!) { product(id: $id) { id name } }';
const RENAME = 'mutation ($id: ID!) { updateProduct(id: $id, input: { name: "Renamed" }) { id name } }';
const WITH_CATEGORY = RENAME.replace('{ id name }', '{ id category { name } }');
const OUTLOOK = 'query ($account: ID!) { account(id: $account) { id stageOutlook { __typename } } }';
const FILE = 'mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { id number } }';

/** A client may go away whenever it likes: nothing that was begun for it is left over. */
describe('read engine, clients that go away', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let id: string;
  let account: string;
  let staff: { id: string; token: string; client: GraphqlClient };
  let buyer: { token: string; client: GraphqlClient };

  beforeAll(async () => {
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      env: { DATABASE_POOL_SIZE: String(POOL), DATABASE_READ_POOL_SIZE: String(POOL) },
    });
    tenant = await createTenant(test);
    staff = await createStaff(test, tenant);
    buyer = await createBuyerSession(test, tenant, (await createCustomer(test, tenant)).accountContactId);
    ({ productId: id } = await createProduct(test, tenant));
    account = await createAccount(test, tenant);
  });
  afterAll(() => test.stop());

  const variables = () => ({ id, account, input: complaintInput() });
  const clientOf = (document: string) => (document === FILE ? buyer.client : staff.client);

  /** Sends it without waiting for an answer. */
  function begin(query: string): ClientRequest {
    const headers = { 'content-type': 'application/json', cookie: `mortise_portal=${buyer.token}` };
    const sent = request(clientOf(query).url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, authorization: `Bearer ${staff.token}` },
    });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify({ query, variables: variables() }));
    return sent;
  }

  async function sockets(): Promise<number> {
    const server = test.app.getHttpServer() as Server;
    return promisify(server.getConnections.bind(server))();
  }

  /** How many connections the application has, and how many of them are not idle. */
  async function connections(): Promise<{ open: number; busy: number }> {
    const { rows } = await test.admin.query<{ open: number; busy: number }>(
      `select count(*)::int as open, count(*) filter (where state <> 'idle')::int as busy from pg_stat_activity
       where datname = current_database() and application_name = 'mortise_app'`,
    );
    return rows[0] as { open: number; busy: number };
  }

  /** Everybody who asks goes away while the table is held, which is then let go. */
  async function abandon(table: string, document: () => string, meanwhile?: () => Promise<unknown>): Promise<void> {
    await HeldTable.during(test, table, async (held) => {
      const before = await sockets();
      const begun = Array.from({ length: MANY }, () => begin(document()));
      await held.awaited(POOL);
      expect(await sockets()).toBeGreaterThan(before);
      for (const each of begun) each.destroy();
      await until(async () => (await sockets()) <= before);
      await meanwhile?.();
    });
    await until(async () => (await connections()).busy === 0);
    expect((await connections()).open).toBeLessThanOrEqual(3 * POOL);
  }

  /** As many at once as went away, and each of them as fast as ever. */
  async function expectServed(): Promise<void> {
    for (const document of [PRODUCT, RENAME, FILE, OUTLOOK]) {
      for (let time = 0; time < 2; time++) await clientOf(document).data(document, variables());
      const hot = await answersBy(test, 'hot');
      await Promise.all(Array.from({ length: MANY }, () => clientOf(document).data(document, variables())));
      expect(await answersBy(test, 'hot')).toBe(hot + (document === OUTLOOK ? 0 : MANY));
    }
    // PostgreSQL tells a client its answer a moment before it tells others that it is idle.
    await until(async () => (await connections()).busy === 0);
  }

  it.each([
    ['a query', 'product', PRODUCT],
    ['a mutation with its transaction', 'product', RENAME],
    ['the answer to a mutation', 'product_category', WITH_CATEGORY],
    ['a mutation of one statement', 'complaint', FILE],
    ['what the executor reads', 'account', OUTLOOK],
  ])('leave no connection behind while %s runs', async (_, table, document) => {
    for (let time = 0; time < 3; time++) await clientOf(document).data(document, variables());
    await abandon(table, () => document);
    await expectServed();
  });

  it('leave none behind while a document that nobody knows is answered', async () => {
    let count = 0;
    await abandon('product', () => `${PRODUCT} # ${count++}`);
    await expectServed();
  });

  it('leave none behind where the executor has to finish what was begun', async () => {
    const whole = id;
    const broken = await createProduct(test, tenant);
    id = broken.productId;
    for (let time = 0; time < 3; time++) await staff.client.data(WITH_CATEGORY, variables());
    // A null where there must be something: the executor asks again, to tell what it is.
    await test.admin.query(`begin; set local session_replication_role = replica;
      delete from product_category where id = '${broken.categoryId}'; commit`);
    await abandon('product_category', () => WITH_CATEGORY);
    id = whole;
    await expectServed();
  });

  it('leave none behind where it turns out that they are somebody else by now', async () => {
    for (let time = 0; time < 3; time++) await staff.client.data(PRODUCT, variables());
    await abandon(
      'staff_session',
      () => PRODUCT,
      () => test.admin.query(`update staff_member set locale = 'zh-TW' where id = $1`, [staff.id]),
    );
    await expectServed();
  });
});

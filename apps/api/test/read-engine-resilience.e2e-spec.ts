import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { roleUrl } from '../src/platform/database/database-roles.js';
import { ReadDatabase } from '../src/platform/graphql/read-engine/read-database.js';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { complaintInput } from './factories/complaint.factory.js';
import { createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlError } from './graphql-client.js';
import { answersBy, makeHot } from './support/answers-by-lane.js';
import { HeldTable } from './support/held-table.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const PRODUCT = 'query ($id: ID!) { product(id: $id) { id name } }';
const RENAME = 'mutation ($id: ID!) { updateProduct(id: $id, input: { name: "Renamed" }) { id name } }';
const FILE = 'mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { id number } }';

describe('the read engine when things go wrong', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  it('fails the statement, not the process, when a connection is cut while it is in use', async () => {
    const url = new URL(roleUrl(test.config.database.adminUrl, test.config.secret, 'mortise_app'));
    const { hostname, port } = url;
    const sockets: Socket[] = [];
    const proxy = createServer((client) => {
      const server = connect(Number(port), hostname);
      sockets.push(client);
      client.pipe(server).pipe(client);
      client.on('error', () => server.destroy());
      server.on('error', () => client.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((proxy.address() as AddressInfo).port);
    const database = new ReadDatabase(url.toString(), 1);
    const tenant = await createTenant(test);
    const read = (text: string) => database.run(tenant.id, [{ text, values: [] }]);
    expect(await read('select 1')).toEqual(['1']);
    const cut = read('select pg_sleep(30)').then(
      () => 'answered',
      () => 'failed',
    );
    for (let running = 0; running === 0;) {
      const { rows } = await test.admin.query(`select 1 from pg_stat_activity where query = 'select pg_sleep(30)'`);
      running = rows.length;
    }
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await cut).toBe('failed');
    expect(await read('select 2')).toEqual(['2']);
    await database.end();
    proxy.close();
  });

  it('makes an error of a code that the schema does not know, and an answer of everything beside it', async () => {
    const tenant = await createTenant(test);
    const { client } = await createStaff(test, tenant);
    const IMPORTS = '{ imports(first: 5) { nodes { id kind } } }';
    await test.admin.query(
      `insert into import (tenant_id, id, kind, status, started_by) values ($1, gen_random_uuid(), 'order-lines', 'SUCCEEDED', 'test')`,
      [tenant.id],
    );
    await makeHot(test, client, IMPORTS);
    const { rows } = await test.admin.query<{ name: string; definition: string }>(
      `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
       where conrelid = 'import'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%order-lines%'`,
    );
    const { name, definition } = rows[0] as { name: string; definition: string };
    await test.admin.query(`alter table import drop constraint ${name}`);
    try {
      await test.admin.query(`update import set kind = 'of-a-newer-version' where tenant_id = $1`, [tenant.id]);
      const answer = await client.send<{ imports: unknown }>(IMPORTS);
      expect(answer.errors?.map(({ path }) => path)).toEqual([['imports', 'nodes', 0, 'kind']]);
    } finally {
      await test.admin.query(`delete from import where tenant_id = $1`, [tenant.id]);
      await test.admin.query(`alter table import add constraint ${name} ${definition}`);
    }
  });

  describe.each([
    ['is cut', 'pg_terminate_backend', 'UNAVAILABLE'],
    ['takes too long', 'pg_cancel_backend', 'TIMEOUT'],
  ])('sends a statement that %s no second time', (_, end, code) => {
    it.each([
      ['a query', 'product', PRODUCT],
      ['a mutation with its transaction', 'product', RENAME],
      ['a mutation of one statement', 'complaint', FILE],
    ])('for %s', async (_, table, document) => {
      const tenant = await createTenant(test);
      const staff = await createStaff(test, tenant);
      const { accountContactId } = await createCustomer(test, tenant);
      const buyer = await createBuyerSession(test, tenant, accountContactId);
      const { productId: id } = await createProduct(test, tenant);
      const client = document === FILE ? buyer.client : staff.client;
      await makeHot(test, client, document, () => ({ id, input: complaintInput() }));
      const written = () =>
        test.admin.query(
          `select count(*)::int as entries from audit_log where tenant_id = $1 and entity in ('product', 'complaint')`,
          [tenant.id],
        );
      const { rows: before } = await written();

      const variables = { id, input: complaintInput() };
      await HeldTable.during(test, table, async (held) => {
        let answered = false;
        const answer = client.send(document, variables).finally(() => (answered = true));
        const [first] = await held.awaited(1);
        await test.admin.query(`select ${end}($1)`, [first?.pid]);
        // The table is still held: whoever asks for it again waits.
        const again = async () => (await held.waiting()).some(({ since }) => since !== first?.since) && 'sent again';
        expect(await until(async () => answered || again())).toBe(true);
        const { data, errors } = await answer;
        expect(Object.values(data ?? { refused: null })).toEqual([null]);
        expect(errors?.map(({ extensions, path }) => [extensions.code, path?.length])).toEqual([[code, 1]]);
      });
      expect((await written()).rows).toEqual(before);

      const hot = await answersBy(test, 'hot');
      expect(Object.values(await client.data(document, variables))).toEqual([expect.anything()]);
      expect(await answersBy(test, 'hot')).toBe(hot + 1);
      expect((await written()).rows).toEqual([{ entries: before[0].entries + (document === PRODUCT ? 0 : 1) }]);
    });
  });

  it('says so while the database takes nobody, and goes on as before when it does again', async () => {
    const tenant = await createTenant(test);
    const { client } = await createStaff(test, tenant);
    const { productId: id } = await createProduct(test, tenant);
    for (const document of [PRODUCT, RENAME]) await makeHot(test, client, document, () => ({ id }));
    await allow(0);
    await test.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'mortise_app'`,
    );
    for (const document of [PRODUCT, RENAME, `${PRODUCT} # unknown`]) {
      for (let time = 0; time < 2; time++) {
        // Whoever cannot be recognised gets no GraphQL answer at all, but the same code.
        const answer: object = await client.send(document, { id });
        const { errors, code } = answer as { errors?: GraphqlError[]; code?: string };
        expect(errors?.[0]?.extensions.code ?? code).toBe('UNAVAILABLE');
      }
    }
    await allow(-1);
    const hot = await answersBy(test, 'hot');
    expect(await client.data(PRODUCT, { id })).toEqual({ product: { id, name: 'Renamed' } });
    expect(await client.data(RENAME, { id })).toEqual({ updateProduct: { id, name: 'Renamed' } });
    expect(await answersBy(test, 'hot')).toBe(hot + 2);
  });

  /** Lets so many connect who are no superusers; -1 for all. */
  async function allow(connections: number): Promise<void> {
    const { rows } = await test.admin.query<{ name: string }>('select current_database() as name');
    await test.admin.query(`alter database ${rows[0]?.name} connection limit ${connections}`);
  }

  it('answers a hundred root fields', async () => {
    const { client } = await createStaff(test, await createTenant(test));
    const aliases = Array.from({ length: 100 }, (_, index) => `a${index}: me { id }`).join(' ');
    const data = await client.data<Record<string, { id: string }>>(`{ ${aliases} }`);
    expect(Object.keys(data)).toHaveLength(100);
  });

  it('reports a switch that is null, whatever was answered before', async () => {
    const { client } = await createStaff(test, await createTenant(test));
    const document = 'query ($x: Boolean = true) { me { id name @include(if: $x) } }';
    for (const _ of [1, 2])
      expect(await client.data(document, { x: false })).toEqual({ me: { id: expect.any(String) } });
    const { errors } = await client.send(document, { x: null });
    expect(errors?.[0]?.extensions?.['code']).not.toBe('INTERNAL_ERROR');
    expect(errors).toHaveLength(1);
  });
});

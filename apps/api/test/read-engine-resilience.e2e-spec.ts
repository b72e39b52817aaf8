import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { roleUrl } from '../src/platform/database/database-roles.js';
import { ReadDatabase } from '../src/platform/graphql/read-engine/read-database.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe('the read engine when things go wrong', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
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

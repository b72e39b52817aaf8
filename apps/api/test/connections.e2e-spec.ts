import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

/** More than the pool has. */
const MANY = 20;

describe('database connections', () => {
  let test: TestApp;
  let token: string;
  let me: () => Promise<unknown>;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const staff = await createStaff(test, await createTenant(test));
    token = staff.token;
    me = () => staff.client.data('{ me { role } }');
  });
  afterAll(() => test.stop());

  const open = async (): Promise<number> => {
    const { rows } = await test.admin.query(
      `select count(*)::int as open from pg_stat_activity
       where datname = current_database() and application_name = 'mortise_app' and state like 'idle in transaction%'`,
    );
    return rows[0].open as number;
  };

  /** Begins a request whose body never comes. */
  async function halfARequest(): Promise<Socket> {
    const { hostname, port } = new URL(test.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":`,
    );
    return socket;
  }

  it('are not held while a body comes slowly', async () => {
    const slow = await Promise.all(Array.from({ length: MANY }, halfARequest));
    // The first may overtake them; the later ones come when all of them have been recognised.
    for (let i = 0; i < 5; i++) expect(await me()).toEqual({ me: { role: 'ADMIN' } });
    await until(async () => (await open()) === 0);
    for (const socket of slow) socket.destroy();
  });

  it('come back when the client goes away in the middle', async () => {
    const query = JSON.stringify({ query: '{ accounts { nodes { id timeline { totalCount } } } }' });
    for (let round = 0; round < 3; round++) {
      await Promise.all(
        Array.from({ length: MANY }, async (_, index) => {
          const controller = new AbortController();
          const answer = fetch(`${test.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: query,
            signal: controller.signal,
          });
          setImmediate(() => setTimeout(() => controller.abort(), index % 10));
          await answer.then((response) => response.text()).catch(() => undefined);
        }),
      );
    }
    await until(async () => (await open()) === 0);
    expect(await me()).toEqual({ me: { role: 'ADMIN' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { roleUrl } from '../src/platform/database/database-roles.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { Pgbouncer } from './support/pgbouncer.js';

const installed = Pgbouncer.installed();
const suite = installed ? describe : describe.skip;
const why = installed ? '' : ' (skipped: pgbouncer is not installed)';
/** Fewer than there are requests at once, so that they take turns on each connection. */
const CONNECTIONS = 3;

let pooler: Pgbouncer;

if (installed) {
  beforeAll(async () => {
    pooler = await Pgbouncer.start(process.env['TEST_DATABASE_URL'] ?? '', CONNECTIONS);
    process.env['TEST_POOLER_URL'] = pooler.url;
  });
  afterAll(() => pooler.stop());
  // The same tests once more, through the pooler.
  await import('./tenancy-matrix.e2e-spec.js');
  await import('./tenancy-catalog.e2e-spec.js');
}

suite(`behind a pooler in transaction mode${why}`, () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.stop());

  it('shows each tenant its own, however many take turns on one connection', async () => {
    const tenants = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        const tenant = await createTenant(test);
        await createAccount(test, tenant, { name });
        return { name, ...(await createStaff(test, tenant)) };
      }),
    );
    const asked = Array.from({ length: 60 }, (_, index) => tenants[index % tenants.length] ?? tenants[0]);
    const seen = await Promise.all(
      asked.map((each) => each?.client.data('{ accounts(first: 5) { totalCount nodes { name } } }')),
    );
    expect(seen).toEqual(asked.map((each) => ({ accounts: { totalCount: 1, nodes: [{ name: each?.name }] } })));
  });

  it('leaves no tenant behind on a connection', async () => {
    const url = roleUrl(test.config.database.pooledUrl, test.config.secret, 'mortise_app');
    const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    // Each holds a connection of its own, so that all of them are looked at.
    await Promise.all(clients.map((client) => client.query('begin')));
    const left = await Promise.all(clients.map((client) => client.query('select current_tenant() as tenant')));
    await Promise.all(clients.map((client) => client.end()));
    expect(left.map(({ rows }) => rows)).toEqual(clients.map(() => [{ tenant: null }]));
  });

  it('lets only requests and imports through it', async () => {
    const restricted = (await pooler.roles()).filter((role) => role.startsWith('mortise_'));
    expect(restricted.filter((role) => role !== 'mortise_import')).toEqual(['mortise_app']);
  });
});

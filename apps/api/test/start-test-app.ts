import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp, type Parts } from '../src/app.js';
import { type Config, readConfig } from '../src/platform/config/config.js';
import type { Clock } from '../src/platform/context/request-context.js';
import { migrate } from '../src/platform/database/migrate.js';
import { prepareQueue } from '../src/platform/jobs/queue.js';
import { GraphqlClient } from './graphql-client.js';
import { createPreparedDatabase } from './support/template-database.js';

/** A running Mortise of its own: own database, own folder, own port. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** e.g. http://127.0.0.1:41234 */
  readonly url: string;
  /** A superuser's connections to this app's database, for arranging and for looking at what was stored. */
  readonly admin: pg.Pool;
  readonly staff: GraphqlClient;
  readonly portal: GraphqlClient;
  stop(): Promise<void>;
}

interface Options {
  readonly clock?: Clock;
  readonly parts?: Parts;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Roles and their passwords are shared by all databases of the run's server, so the secret is too. */
const SECRET = 'a secret that only the tests of this run know';

export async function startTestApp({
  clock,
  parts = { requests: true, jobs: true },
  env = {},
}: Options = {}): Promise<TestApp> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is set by the global set-up of the e2e tests.');
  const database = `e2e_${randomBytes(6).toString('hex')}`;
  // A test may have all connections cut; dropping the database then needs another.
  const server = new pg.Pool({ connectionString: serverUrl, max: 1 });
  server.on('error', () => undefined);
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  const home = await mkdtemp(join(tmpdir(), 'mortise-e2e-'));
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url.toString(),
    MORTISE_SECRET: SECRET,
    MORTISE_HOME: home,
    PORT: '0',
    ...(process.env['TEST_POOLER_URL'] && { DATABASE_POOLER_URL: process.env['TEST_POOLER_URL'] }),
    ...env,
  });
  await createPreparedDatabase(server, database, config);
  // What is no part of a copy, such as who may connect.
  await migrate(config.database.adminUrl, config.secret);
  await prepareQueue(config);
  const app = await createApp(config, parts, clock);
  await app.listen(0, '127.0.0.1');
  const address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const admin = new pg.Pool({ connectionString: config.database.adminUrl, max: 2, options: '-c search_path=mortise' });
  // Its connections may still be closing when the database is dropped.
  admin.on('error', () => undefined);
  return {
    app,
    config,
    url: address,
    admin,
    staff: new GraphqlClient(`${address}/graphql`),
    portal: new GraphqlClient(`${address}/portal/graphql`),
    stop: async () => {
      await app.close();
      await admin.end();
      await server.query(`drop database ${database} with (force)`);
      await server.end();
      await rm(home, { recursive: true, force: true });
    },
  };
}

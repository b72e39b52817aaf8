import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/app.js';
import { JOB_QUEUE, type JobQueue } from '../src/platform/jobs/queue.js';
import { checkRedis } from '../src/platform/jobs/redis-check.js';
import { createCustomer, type Customer, mailsTo } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { LASTING, RedisServer } from './support/redis-server.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { until } from './until.js';

const INVITE = 'mutation ($id: ID!) { inviteContact(input: { accountContactId: $id }) { email } }';
/** More than a process has database connections. */
const SUPPLIERS = 10;

const installed = RedisServer.installed();
const suite = installed ? describe : describe.skip;
const why = installed ? '' : ' (skipped: redis-server is not installed)';

suite(`queue on Redis${why}`, () => {
  let redis: RedisServer;
  let test: TestApp;
  let worker: NestFastifyApplication | undefined;

  beforeEach(async () => {
    redis = await RedisServer.start();
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      env: { REDIS_URL: redis.url, MORTISE_WEBHOOK_NETWORKS: '127.0.0.0/8' },
    });
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await test.stop();
    await redis.stop();
  });

  const startWorker = async () => {
    worker = await createApp(test.config, { requests: false, jobs: true });
  };
  const queue = () => test.app.get<JobQueue>(JOB_QUEUE).queue;
  const waiting = () => queue().getJobCounts('waiting');
  const count = async (from: string) =>
    (await test.admin.query<{ count: number }>(`select count(*)::int as count from ${from}`)).rows[0]?.count;
  const relayed = (messages: number) =>
    until(
      async () => (await count(`outbox where topic = 'mail.send' and relayed_at is not null`)) === messages,
      30_000,
    );
  const handled = (messages: number) =>
    until(async () => (await count(`handled_message where handler = 'mail.send'`)) === messages, 30_000);

  async function supplier(): Promise<{ customer: Customer; client: GraphqlClient; invite: () => Promise<unknown> }> {
    const tenant = await createTenant(test);
    const customer = await createCustomer(test, tenant);
    const { client } = await createStaff(test, tenant, 'ADMIN');
    return { customer, client, invite: () => client.data(INVITE, { id: customer.accountContactId }) };
  }
  const suppliers = () => Promise.all(Array.from({ length: SUPPLIERS }, supplier));

  it('takes a message from the outbox and gives it to its handler, once', async () => {
    const { customer, invite } = await supplier();
    await invite();
    await relayed(1);
    expect(await waiting()).toEqual({ waiting: 1 });
    await startWorker();
    await handled(1);
    expect(await mailsTo(test, customer.email)).toHaveLength(1);
    expect(await waiting()).toEqual({ waiting: 0 });
  });

  it('brings webhooks, also those that have to wait', async () => {
    const to = await WebhookReceiver.start();
    to.answer = (count) => (count === 1 ? 503 : 204);
    const { client } = await supplier();
    const { createWebhookEndpoint: made } = await client.data<{ createWebhookEndpoint: { endpoint: { id: string } } }>(
      `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, description: "ERP", events: [CASE_OPENED] }) { endpoint { id } } }`,
      { url: to.url },
    );
    await startWorker();
    await client.data('mutation ($id: ID!) { sendTestWebhook(endpointId: $id) { id } }', { id: made.endpoint.id });
    await until(async () => (await count(`webhook_delivery where status = 'DELIVERED'`)) === 1, 30_000);
    expect(to.arrived).toHaveLength(2);
    await to.stop();
  });

  it('has after a crash what it had taken before', async () => {
    const { customer, invite } = await supplier();
    await invite();
    await relayed(1);
    await redis.signal('SIGKILL');
    await redis.restart();
    await startWorker();
    await handled(1);
    expect(await mailsTo(test, customer.email)).toHaveLength(1);
  });

  it('is given again what it was given before and has lost', async () => {
    const { customer, invite } = await supplier();
    await startWorker();
    await invite();
    await handled(1);
    await worker?.close();
    await invite();
    await relayed(2);
    await redis.restartEmpty();
    await startWorker();
    await handled(2);
    expect(await mailsTo(test, customer.email, 2)).toHaveLength(2);
    // Only what nobody had handled.
    expect(await queue().getJobs(['waiting', 'active', 'completed'])).toHaveLength(1);
  });

  it('gets its schedules back when it has lost them', async () => {
    await startWorker();
    await redis.restartEmpty();
    const names = await until(async () => {
      const found = (
        await queue()
          .getJobSchedulers()
          .catch(() => [])
      ).map(({ name }) => name);
      return found.length === 3 && found;
    });
    expect(new Set(names)).toEqual(new Set(['outbox.sweep', 'nightly', 'quarter-hourly']));
  });

  it.each([
    { trouble: 'gone', begin: () => redis.signal('SIGKILL'), end: () => redis.restart() },
    { trouble: 'hung', begin: () => redis.signal('SIGSTOP'), end: () => redis.signal('SIGCONT') },
  ])('being $trouble keeps nobody waiting, and afterwards every message is handled once', async ({ begin, end }) => {
    await startWorker();
    const all = await suppliers();
    await begin();
    const before = performance.now();
    await Promise.all(all.map(({ invite }) => invite()));
    // Again: by now the first ones' messages are on their way to a queue that does not answer.
    await Promise.all(all.map(({ client }) => client.data('{ me { name } }')));
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(await count('outbox where relayed_at is not null')).toBe(0);
    await end();
    await handled(SUPPLIERS);
    for (const { customer } of all) expect(await mailsTo(test, customer.email)).toHaveLength(1);
  });

  it('being gone does not keep a process from ending', async () => {
    await startWorker();
    await redis.signal('SIGKILL');
    const before = performance.now();
    await worker?.close();
    worker = undefined;
    await test.app.close();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

suite(`${checkRedis.name}${why}`, () => {
  let redis: RedisServer | undefined;
  afterEach(async () => {
    await redis?.stop();
    redis = undefined;
  });

  it.each([
    ['REDIS_KEEPS_NOTHING', 'appendonly yes', { appendonly: 'no', save: '' }],
    ['REDIS_EVICTS', 'maxmemory-policy noeviction', { ...LASTING, 'maxmemory-policy': 'allkeys-lru' }],
  ])('refuses with %s and says to set %s', async (code, advice, settings) => {
    redis = await RedisServer.start(settings);
    await expect(checkRedis(redis.url)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`^[^\\n]*"${advice}"[^\\n]*$`)),
    });
  });

  it('refuses a Redis that does not answer, without showing its password', async () => {
    redis = await RedisServer.start({ ...LASTING, requirepass: 'right' });
    const { port } = new URL(redis.url);
    for (const url of [`redis://:hunter2@127.0.0.1:${port}`, 'redis://:hunter2@127.0.0.1:1']) {
      const refusal = checkRedis(url);
      await expect(refusal).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
      await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') });
    }
  });

  it('refuses a Redis that hangs', async () => {
    redis = await RedisServer.start();
    await redis.signal('SIGSTOP');
    await expect(checkRedis(redis.url)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
  });

  it.each([LASTING, { appendonly: 'no', save: '60 1' }])('accepts a Redis with %o', async (settings) => {
    redis = await RedisServer.start(settings);
    await checkRedis(redis.url);
  });
});

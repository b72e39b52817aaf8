import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/app.js';
import { OutboxRelay } from '../src/platform/jobs/outbox.relay.js';
import { JOB_QUEUE, type JobQueue } from '../src/platform/jobs/queue.js';
import { createCustomer, type Customer, mailsTo } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const INVITE = 'mutation ($id: ID!) { inviteContact(input: { accountContactId: $id }) { email } }';

describe('outbox', () => {
  let test: TestApp;
  let worker: NestFastifyApplication | undefined;
  let tenant: { id: string; slug: string };
  let customer: Customer;
  let client: GraphqlClient;

  beforeEach(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    tenant = await createTenant(test);
    customer = await createCustomer(test, tenant);
    client = (await createStaff(test, tenant, 'ADMIN')).client;
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await test.stop();
  });

  const startWorker = async () => {
    worker = await createApp(test.config, { requests: false, jobs: true });
  };
  const queue = () => test.app.get<JobQueue>(JOB_QUEUE).queue;
  const message = async () =>
    (
      await test.admin.query<{ id: string; relayed_at: Date | null; payload: object }>(
        `select id, relayed_at, payload from outbox where topic = 'mail.send'`,
      )
    ).rows[0];
  const handled = () =>
    until(async () => (await test.admin.query(`select 1 from handled_message where handler = 'mail.send'`)).rows[0]);

  it('delivers what a process committed and could not pass on before it died', async () => {
    await test.app.get(OutboxRelay).stop();
    await client.data(INVITE, { id: customer.accountContactId });
    expect((await message())?.relayed_at).toBeNull();
    expect(await queue().getJobCounts('waiting')).toEqual({ waiting: 0 });
    await startWorker();
    expect(await mailsTo(test, customer.email)).toHaveLength(1);
    await handled();
    expect(await message()).toMatchObject({ relayed_at: expect.any(Date), payload: {} });
  });

  it('has no effect a second time when a job runs twice', async () => {
    await client.data(INVITE, { id: customer.accountContactId });
    await startWorker();
    const [mail] = await mailsTo(test, customer.email);
    await handled();
    const { id = '' } = (await message()) ?? {};
    // The same message as another job: what a worker that died after the commit leaves to the next one.
    const again = await queue().add(
      'mail.send',
      { id, tenantId: tenant.id, topic: 'mail.send' },
      { jobId: `${id}-again`, attempts: 1 },
    );
    await until(async () => ['completed', 'failed'].includes(await again.getState()));
    expect(await again.getState()).toBe('completed');
    expect(await mailsTo(test, customer.email)).toEqual([mail]);
    expect((await test.admin.query('select count(*)::int from job_run')).rows).toEqual([{ count: 0 }]);
  });

  it('is one job also when the process died between passing a message on and noting it', async () => {
    await client.data(INVITE, { id: customer.accountContactId });
    await until(async () => (await message())?.relayed_at);
    await test.admin.query('update outbox set relayed_at = null');
    await test.app.get(OutboxRelay).sweep();
    expect((await message())?.relayed_at).not.toBeNull();
    expect(await queue().getJobCounts('waiting')).toEqual({ waiting: 1 });
  });

  it('gives the queue again what it has lost', async () => {
    await client.data(INVITE, { id: customer.accountContactId });
    await until(async () => (await message())?.relayed_at);
    await queue().remove((await message())?.id ?? '');
    expect(await queue().getJobCounts('waiting')).toEqual({ waiting: 0 });
    await startWorker();
    await handled();
    expect(await mailsTo(test, customer.email)).toHaveLength(1);
  });

  it('makes no job of what was passed on before its topic started any', async () => {
    await test.admin.query(
      `insert into outbox (tenant_id, id, topic, payload, relayed_at) values ($1, $2, 'files.sweep', '{}', now())`,
      [tenant.id, uuidv7()],
    );
    // Handled in this order: once the second is done, the first would be too.
    await client.data(INVITE, { id: customer.accountContactId });
    await until(async () => (await message())?.relayed_at);
    await queue().remove((await message())?.id ?? '');
    await startWorker();
    await handled();
    const jobs = (await queue().getJobs()).map(({ name }) => name);
    expect(jobs).toContain('mail.send');
    expect(jobs).not.toContain('files.sweep');
  });

  it('announces nothing of what was undone', async () => {
    expect(
      await client.code(INVITE, { id: (await createCustomer(test, tenant, { email: null })).accountContactId }),
    ).toBe('CONTACT_WITHOUT_EMAIL');
    expect(await message()).toBeUndefined();
  });
});

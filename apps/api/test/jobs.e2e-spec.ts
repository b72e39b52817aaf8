import { describe, expect, it } from '@jest/globals';
import { OutboxPurgeService } from '../src/features/events/outbox-purge.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createCustomer } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { SmtpServer } from './smtp-server.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const INVITE = 'mutation ($id: ID!) { inviteContact(input: { accountContactId: $id }) { email } }';
const JOBS = '{ jobs(first: 10) { totalCount nodes { id name status errorCode error attempts percent finishedAt } } }';

interface Job {
  id: string;
  status: string;
}

/** A Mortise that sends through a mail server which answers as told. */
async function withMailServer(
  recipient: (attempt: number) => string,
  work: (test: TestApp, smtp: SmtpServer) => Promise<void>,
): Promise<void> {
  const smtp = await SmtpServer.start(recipient);
  const test = await startTestApp({ env: { SMTP_URL: smtp.url } });
  try {
    await work(test, smtp);
  } finally {
    await test.stop();
    await smtp.stop();
  }
}

describe('jobs', () => {
  it('that can never succeed are given up at once and shown to those who may read jobs', () =>
    withMailServer(
      () => '550 no such user',
      async (test, smtp) => {
        const tenant = await createTenant(test);
        const { client } = await createStaff(test, tenant, 'ADMIN');
        const customer = await createCustomer(test, tenant);
        await client.data(INVITE, { id: customer.accountContactId });
        const jobs = await until(async () => {
          const data = await client.data<{ jobs: { nodes: Job[] } }>(JOBS);
          return data.jobs.nodes.length > 0 && data.jobs.nodes;
        });
        expect(jobs).toEqual([
          expect.objectContaining({
            name: 'mail.send',
            status: 'FAILED',
            errorCode: 'MAIL_REFUSED',
            error: expect.stringContaining('550 no such user'),
            finishedAt: expect.any(String),
          }),
        ]);
        expect(smtp.attempts).toBe(1);
        const id = jobs[0]?.id;
        const one = 'query ($id: ID!) { job(id: $id) { id } }';
        expect(await client.data(one, { id })).toEqual({ job: { id } });
        expect(await client.data(one, { id: 'x' })).toEqual({ job: null });
        const foreign = (await createStaff(test, await createTenant(test), 'ADMIN')).client;
        expect(await foreign.data(one, { id })).toEqual({ job: null });
        expect(await foreign.data('{ jobs { totalCount } }')).toEqual({ jobs: { totalCount: 0 } });
        expect(await (await createStaff(test, tenant, 'SALES')).client.code(JOBS)).toBe('FORBIDDEN');
      },
    ));

  it('that fail in passing are tried again until they succeed, and leave no trace', () =>
    withMailServer(
      (attempt) => (attempt === 1 ? '451 try later' : '250 ok'),
      async (test, smtp) => {
        const tenant = await createTenant(test);
        const { client } = await createStaff(test, tenant, 'ADMIN');
        const customer = await createCustomer(test, tenant);
        await client.data(INVITE, { id: customer.accountContactId });
        await until(() => smtp.received.length === 1);
        expect(smtp.attempts).toBe(2);
        expect(smtp.received[0]).toContain(`To: ${customer.email}`);
        await until(
          async () => (await test.admin.query(`select 1 from handled_message where handler = 'mail.send'`)).rows[0],
        );
        expect(await client.data('{ jobs { totalCount } }')).toEqual({ jobs: { totalCount: 0 } });
      },
    ));

  it('that were given up are run again by administrators, with an effect that happens once', () =>
    withMailServer(
      (attempt) => (attempt <= 2 ? '550 no such user' : '250 ok'),
      async (test, smtp) => {
        const tenant = await createTenant(test);
        const { client, id: adminId } = await createStaff(test, tenant, 'ADMIN');
        const customer = await createCustomer(test, tenant);
        await client.data(INVITE, { id: customer.accountContactId });
        const list =
          'query ($s: JobStatus) { jobs(filter: { status: $s }) { totalCount nodes { id status retries attempts error } } }';
        const jobs = async (s: string | null) =>
          (await client.data<{ jobs: { nodes: (Job & { retries: number })[] } }>(list, { s })).jobs.nodes;
        const failed = (retries: number) =>
          until(async () => {
            const [job] = await jobs('FAILED');
            return job?.retries === retries && job;
          });
        const { id } = await failed(0);
        const again = 'mutation ($id: ID!) { retryJob(id: $id) { id status retries error finishedAt } }';
        const manager = (await createStaff(test, tenant, 'MANAGER')).client;
        expect(await manager.code(again, { id })).toBe('FORBIDDEN');
        const foreign = (await createStaff(test, await createTenant(test))).client;
        expect(await foreign.code(again, { id })).toBe('NOT_FOUND');
        expect(await client.code(again, { id: 'x' })).toBe('NOT_FOUND');
        expect(await client.data(again, { id })).toEqual({
          retryJob: { id, status: 'QUEUED', retries: 1, error: null, finishedAt: null },
        });
        // It fails again, and is there to be run once more; two who ask at once have it run once.
        await failed(1);
        const codes = await Promise.all([client.send(again, { id }), client.send(again, { id })]);
        expect(codes.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual([
          'JOB_NOT_FAILED',
          'ok',
        ]);
        await until(async () => (await jobs('SUCCEEDED')).length === 1);
        expect([smtp.attempts, smtp.received.length]).toEqual([3, 1]);
        expect(await jobs('FAILED')).toEqual([]);
        expect(await jobs(null)).toMatchObject([{ id, status: 'SUCCEEDED', retries: 2, error: null }]);
        expect(await client.code(again, { id })).toBe('JOB_NOT_FAILED');
        const { rows } = await test.admin.query(
          `select actor from audit_log where tenant_id = $1 and entity = 'job' and action = 'retried' and entity_id = $2`,
          [tenant.id, id],
        );
        expect(rows).toEqual([{ actor: `staff:${adminId}` }, { actor: `staff:${adminId}` }]);
      },
    ));

  it('that were given up keep their message for a month, and say so when it is gone', () =>
    withMailServer(
      () => '550 no such user',
      async (test) => {
        const tenant = await createTenant(test);
        const { client } = await createStaff(test, tenant, 'ADMIN');
        const customer = await createCustomer(test, tenant);
        await client.data(INVITE, { id: customer.accountContactId });
        const id = await until(async () => {
          const { jobs } = await client.data<{ jobs: { nodes: Job[] } }>(
            '{ jobs(filter: { status: FAILED }) { nodes { id } } }',
          );
          return jobs.nodes[0]?.id;
        });
        const purged = async (days: number): Promise<boolean> => {
          await test.admin.query(`update outbox set at = now() - make_interval(days => $2) where id = $1`, [id, days]);
          await test.app
            .get(ContextFactory)
            .asSystem(tenant.id, 'test', (ctx) =>
              ctx.transaction(() => test.app.get(OutboxPurgeService, { strict: false }).purge(ctx)),
            );
          return (await test.admin.query('select from outbox where id = $1', [id])).rowCount === 0;
        };
        expect(await purged(29)).toBe(false);
        expect(await purged(31)).toBe(true);
        expect(await client.code('mutation ($id: ID!) { retryJob(id: $id) { id } }', { id })).toBe('JOB_FORGOTTEN');
        expect(await client.data('query ($id: ID!) { job(id: $id) { status } }', { id })).toEqual({
          job: { status: 'FAILED' },
        });
      },
    ));
});

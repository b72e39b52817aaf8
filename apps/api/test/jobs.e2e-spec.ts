import { describe, expect, it } from '@jest/globals';
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
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/app.js';
import { ValueRunStore } from '../src/features/value/value-run.store.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import type { RequestContext } from '../src/platform/context/request-context.js';
import { JOB_QUEUE, type JobQueue } from '../src/platform/jobs/queue.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until as untilSoon } from './until.js';

/** A worker takes its time to start on a busy machine. */
const until: typeof untilSoon = (ask) => untilSoon(ask, 60_000);

jest.setTimeout(120_000);

describe('after a fault', () => {
  let test: TestApp;
  let worker: NestFastifyApplication | undefined;
  let tenant: { id: string; slug: string };
  beforeEach(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    tenant = await createTenant(test);
  });
  afterEach(async () => {
    await stopWorker();
    await test.stop();
  });

  const startWorker = async (): Promise<void> => {
    worker = await createApp(test.config, { requests: false, jobs: true });
  };
  const stopWorker = async (): Promise<void> => {
    await worker?.close();
    worker = undefined;
  };
  const begun = async (tenantId: string): Promise<number> => {
    const { rows } = await test.admin.query<{ count: number }>(
      `select count(*)::int from outbox where tenant_id = $1 and topic = 'accounts.evaluate'`,
      [tenantId],
    );
    return rows[0]?.count ?? 0;
  };

  it('a night that came while no worker was there is begun by the next one', async () => {
    await startWorker();
    await until(
      async () => (await test.admin.query(`select from queue.scheduler where scheduler_id = 'nightly'`)).rowCount === 1,
    );
    await stopWorker();
    const due = Date.now() - 60_000;
    await test.admin.query(
      `with s as (update queue.scheduler set next_run_ms = $1 where scheduler_id = 'nightly')
       update queue.job set id = 'repeat:nightly:' || $1, process_at_ms = $1 where scheduler_id = 'nightly'`,
      [due],
    );
    expect(await begun(tenant.id)).toBe(0);
    await startWorker();
    await until(async () => (await begun(tenant.id)) === 1);
    const { rows } = await test.admin.query<{ next: string }>(
      `select next_run_ms as next from queue.scheduler where scheduler_id = 'nightly'`,
    );
    expect(Number(rows[0]?.next)).toBeGreaterThan(Date.now());
  });

  it('a night is begun in the tenants that were left out, and nowhere twice', async () => {
    const other = await createTenant(test);
    await test.admin.query(
      `alter table outbox add constraint fault check (tenant_id <> '${tenant.id}' or topic <> 'outbox.purge') not valid`,
    );
    await startWorker();
    const job = await test.app.get<JobQueue>(JOB_QUEUE).queue.add('nightly', {}, { jobId: 'a-night' });
    await until(async () => (await job.getState()) === 'delayed');
    expect([await begun(tenant.id), await begun(other.id)]).toEqual([0, 1]);
    await test.admin.query('alter table outbox drop constraint fault');
    await until(async () => (await job.getState()) === 'completed');
    expect([await begun(tenant.id), await begun(other.id)]).toEqual([1, 1]);
  });

  it('a job of which worker after worker has died is given up and shown', async () => {
    const { client } = await createStaff(test, tenant);
    const { evaluateAccounts: id } = await client.data<{ evaluateAccounts: string }>('mutation { evaluateAccounts }');
    await until(async () => (await test.admin.query('select from queue.job where id = $1', [id])).rowCount === 1);
    await test.admin.query(
      `update queue.job set state = 'active', stalled_count = 10, stalled_marked = true, lock_token = 'dead', locked_until_ms = 1 where id = $1`,
      [id],
    );
    await startWorker();
    const status = async (): Promise<string | undefined> =>
      (await client.data<{ job: { status: string } | null }>('query ($id: ID!) { job(id: $id) { status } }', { id }))
        .job?.status;
    await until(async () => (await status()) === 'FAILED');
  });

  it('a job that was given up by a process that could not say so any more is shown by the next one', async () => {
    const { client } = await createStaff(test, tenant);
    const { evaluateAccounts: id } = await client.data<{ evaluateAccounts: string }>('mutation { evaluateAccounts }');
    await until(
      async () =>
        (await test.admin.query('select from outbox where id = $1 and queued_at is not null', [id])).rowCount === 1,
    );
    await test.admin.query(
      `update queue.job set state = 'failed', failed_reason = 'gone', finished_at_ms = 1 where id = $1`,
      [id],
    );
    await startWorker();
    await until(async () => {
      const { rows } = await test.admin.query<{ status: string }>('select status from job_run where id = $1', [id]);
      return rows[0]?.status === 'FAILED';
    });
  });

  it('values owed to somebody who came meanwhile are owed still when the run is taken up again', async () => {
    const runs = test.app.get(ValueRunStore, { strict: false });
    const write = <T>(work: (ctx: RequestContext) => Promise<T>): Promise<T> =>
      test.app.get(ContextFactory).asSystem(tenant.id, 'test', (ctx) => ctx.transaction(() => work(ctx)));
    const [first, second] = [uuidv7(), uuidv7()];
    const asked: boolean[] = [];
    for (const id of [first, second, first]) asked.push(await write((ctx) => runs.claim(ctx, id)));
    expect(asked).toEqual([true, false, true]);
    const day = '2026-01-01';
    const done = { asOf: day, from: day, to: day, policyVersion: 0, accounts: 0, orderFit: { key: '' } as never };
    await write((ctx) => runs.finish(ctx, first, done));
    const owed = await test.admin.query(`select 1 from outbox where topic = 'value.compute'`);
    expect(owed.rowCount).toBe(1);
  });

  it('an import that nobody could mark as failed is marked by a process that was there all the time', async () => {
    const id = uuidv7();
    await test.admin.query(
      `insert into import (tenant_id, id, kind, status, started_by, seen_at) values ($1, $2, 'order-lines', 'RUNNING', 'system:test', now() - interval '1 minute')`,
      [tenant.id, id],
    );
    const table = `staging.i_${id.replaceAll('-', '')}_row0`;
    await test.admin.query(`create unlogged table ${table} (n int); alter table ${table} owner to mortise_import`);
    await until(async () => (await test.admin.query(`select to_regclass($1) as name`, [table])).rows[0]?.name === null);
    const { rows } = await test.admin.query('select status, error_code from import where id = $1', [id]);
    expect(rows).toEqual([{ status: 'FAILED', error_code: 'INTERRUPTED' }]);
  });
});

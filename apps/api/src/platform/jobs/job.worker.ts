import { Inject, Injectable } from '@nestjs/common';
import type { Job, Worker } from 'bullmq';
import { ContextFactory } from '../context/context.factory.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { logger } from '../http/logger.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { OutboxRelay } from './outbox.relay.js';
import { Outbox } from './outbox.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import type { Message } from './topics.js';

/** Jobs that come by the clock rather than from the outbox. */
const SWEEP = 'outbox.sweep';
const NIGHTLY = 'nightly';

/** Takes jobs from the queue and runs their handlers. */
@Injectable()
export class JobWorker {
  private worker: Worker | undefined;

  constructor(
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JobRuns) private readonly runs: JobRuns,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async start(): Promise<void> {
    await this.queue.queue.waitUntilReady();
    const once = { removeOnComplete: true, removeOnFail: { age: 86_400 }, attempts: 1 };
    await this.queue.queue.upsertJobScheduler(SWEEP, { every: 5_000 }, { name: SWEEP, opts: once });
    await this.queue.queue.upsertJobScheduler(NIGHTLY, { pattern: '15 2 * * *' }, { name: NIGHTLY, opts: once });
    this.worker = this.queue.worker((job) => this.process(job), 4);
    this.worker.on('error', (error) => logger.warn({ err: error }, 'queue'));
    this.worker.on('failed', (job, error) => void this.failed(job, error));
    void this.worker.run();
  }

  /** Finishes the jobs under way and takes no new ones. */
  async stop(): Promise<void> {
    await this.worker?.close();
  }

  private async process(job: Job): Promise<void> {
    if (job.name === SWEEP) return this.relay.sweep();
    if (job.name === NIGHTLY) return this.nightly();
    const message = job.data as Message;
    const handler = this.handlers.get(message.topic);
    if (!handler) throw new Error(`No handler for ${message.topic}.`);
    await this.runs.started(message);
    await this.contexts.asSystem(message.tenantId, message.topic, (ctx) =>
      ctx.transaction(async () => {
        const first = await ctx.unit.execute(tenantSql`
          insert into handled_message (tenant_id, handler, message_id) values (${TENANT}, ${message.topic}, ${message.id})
          on conflict do nothing`);
        if (first === 0) return;
        await handler(ctx, message.payload, { id: message.id, progress: (percent, detail) => this.runs.progress(message, percent, detail) });
      }),
    );
    await this.runs.finished(message);
  }

  private async failed(job: Job | undefined, error: Error): Promise<void> {
    if (!job || job.name === SWEEP || job.name === NIGHTLY) return;
    const final = job.attemptsMade >= (job.opts.attempts ?? 1);
    logger.error({ err: error, jobId: job.id, topic: job.name, final }, 'job failed');
    if (final) await this.runs.failed(job.data as Message, error).catch((each: unknown) => logger.error({ err: each }, 'job failed'));
  }

  private async nightly(): Promise<void> {
    for (const tenantId of await this.contexts.tenantIds()) {
      await this.contexts.asSystem(tenantId, NIGHTLY, (ctx) =>
        ctx.transaction(() => this.outbox.publishTracked(ctx, 'accounts.evaluate', { accountIds: null })),
      );
    }
  }
}

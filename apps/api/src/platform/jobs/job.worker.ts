import { Inject, Injectable } from '@nestjs/common';
import type { Job, Worker } from 'bullmq';
import { ContextFactory } from '../context/context.factory.js';
import type { RequestContext } from '../context/request-context.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { logger } from '../http/logger.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { OutboxRelay } from './outbox.relay.js';
import { Outbox } from './outbox.js';
import { asPermanentFailure, PermanentFailure } from './permanent-failure.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import {
  type Message,
  NIGHTLY_TOPICS,
  PRIVATE_TOPICS,
  QUARTER_HOURLY_TOPICS,
  type Topic,
  type TopicPayloads,
} from './topics.js';

/** Jobs that come by the clock rather than from the outbox. */
const SWEEP = 'outbox.sweep';
const NIGHTLY = 'nightly';
const QUARTER_HOURLY = 'quarter-hourly';
const CLOCKED: readonly string[] = [SWEEP, NIGHTLY, QUARTER_HOURLY];

/** Takes jobs from the queue and runs their handlers. */
@Injectable()
export class JobWorker {
  private worker: Worker | undefined;
  private readonly running = new Set<Promise<void>>();

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
    this.queue.onReady(() => void this.track(this.catchUp()));
    this.worker = this.queue.worker((job) => this.track(this.process(job)), 4);
    this.worker.on('error', (error) => logger.warn({ err: error }, 'queue'));
    this.worker.on('failed', (job, error) => void this.failed(job, error));
    void this.worker.run();
    void this.track(this.catchUp());
  }

  /** Finishes the jobs under way and takes no new ones. */
  async stop(): Promise<void> {
    if (this.worker) await this.queue.closeWorker(this.worker);
    await Promise.allSettled(this.running);
  }

  private async schedule(): Promise<void> {
    const once = { removeOnComplete: true, removeOnFail: { age: 86_400 }, attempts: 1 };
    await this.queue.queue.upsertJobScheduler(SWEEP, { every: 5_000 }, { name: SWEEP, opts: once });
    await this.queue.queue.upsertJobScheduler(
      NIGHTLY,
      { pattern: '15 2 * * *', tz: 'UTC' },
      { name: NIGHTLY, opts: once },
    );
    await this.queue.queue.upsertJobScheduler(
      QUARTER_HOURLY,
      { pattern: '*/15 * * * *', tz: 'UTC' },
      { name: QUARTER_HOURLY, opts: once },
    );
  }

  /** The queue is there (again): it may have lost what it knew, and messages may have been waiting for it. */
  private async catchUp(): Promise<void> {
    try {
      await this.schedule();
      await this.relay.recover();
      await this.relay.sweep();
    } catch (error) {
      logger.warn({ err: error }, 'queue not caught up');
    }
  }

  private track(run: Promise<void>): Promise<void> {
    this.running.add(run);
    return run.finally(() => this.running.delete(run));
  }

  private async process(job: Job): Promise<void> {
    if (job.name === SWEEP) return this.relay.sweep();
    if (job.name === NIGHTLY) return this.inEveryTenant(NIGHTLY, (ctx) => this.beginNight(ctx));
    if (job.name === QUARTER_HOURLY) return this.inEveryTenant(QUARTER_HOURLY, (ctx) => this.beginQuarter(ctx));
    const message = job.data as Message;
    await this.runs.started(message);
    const stepped = this.handlers.getStepped(message.topic);
    const run = stepped
      ? this.handleInSteps(message, stepped)
      : this.contexts.asSystem(message.tenantId, message.topic, (ctx) =>
          ctx.transaction(() => this.handle(ctx, message)),
        );
    await run.catch((error: unknown) => {
      throw asPermanentFailure(error) ?? error;
    });
    await this.runs.finished(message);
  }

  private async handle(ctx: RequestContext, message: Message): Promise<void> {
    const { id, topic } = message;
    const handler = this.handlers.get(topic);
    if (!handler) throw new Error(`No handler for ${topic}.`);
    if (!(await isFirst(ctx, topic, id))) return;
    await handler(ctx, await payloadOf(ctx, id), {
      id,
      progress: (percent, detail) => this.runs.progress(message, percent, detail),
    });
    if (PRIVATE_TOPICS.includes(topic)) {
      await ctx.unit.execute(tenantSql`update outbox set payload = '{}' where tenant_id = ${TENANT} and id = ${id}`);
    }
  }

  private async handleInSteps(
    message: Message,
    { actor, run }: NonNullable<ReturnType<JobHandlers['getStepped']>>,
  ): Promise<void> {
    const { id, tenantId, topic } = message;
    const payload = await this.contexts.asSystem(tenantId, actor, async (ctx) =>
      (await isHandled(ctx, topic, id)) ? undefined : payloadOf(ctx, id),
    );
    if (payload === undefined) return;
    await run(
      { id, tenantId, payload },
      {
        step: (key, work) =>
          this.contexts.asSystem(tenantId, actor, (ctx) =>
            ctx.transaction(async () => {
              if (!(await isFirst(ctx, `${topic}#${key}`, id))) return false;
              await work(ctx);
              return true;
            }),
          ),
        progress: (percent, detail) => this.runs.progress(message, percent, detail),
      },
    );
    await this.contexts.asSystem(tenantId, actor, (ctx) => ctx.transaction(() => isFirst(ctx, topic, id)));
  }

  private async failed(job: Job | undefined, error: Error): Promise<void> {
    if (!job || CLOCKED.includes(job.name)) return;
    const final = error instanceof PermanentFailure || job.attemptsMade >= (job.opts.attempts ?? 1);
    logger.error({ err: error, jobId: job.id, topic: job.name, final }, 'job failed');
    if (final)
      await this.runs
        .failed(job.data as Message, error)
        .catch((each: unknown) => logger.error({ err: each }, 'job failed'));
  }

  private async inEveryTenant(name: string, begin: (ctx: RequestContext) => Promise<void>): Promise<void> {
    for (const tenantId of await this.contexts.tenantIds()) {
      // One tenant's trouble is not the others'.
      await this.contexts
        .asSystem(tenantId, name, (ctx) => ctx.transaction(() => begin(ctx)))
        .catch((error: unknown) => logger.error({ err: error, tenantId, name }, 'scheduled work not begun'));
    }
  }

  private async beginNight(ctx: RequestContext): Promise<void> {
    await this.outbox.publishTracked(ctx, 'accounts.evaluate', { accountIds: null });
    for (const topic of NIGHTLY_TOPICS) await this.outbox.publish(ctx, topic, {});
  }

  private async beginQuarter(ctx: RequestContext): Promise<void> {
    for (const topic of QUARTER_HOURLY_TOPICS) await this.outbox.publish(ctx, topic, {});
  }
}

/** Marks the message as handled, in the transaction of its effect; false when it was already. */
async function isFirst(ctx: RequestContext, handler: string, messageId: string): Promise<boolean> {
  const marked = await ctx.unit.execute(tenantSql`
    insert into handled_message (tenant_id, handler, message_id) values (${TENANT}, ${handler}, ${messageId}) on conflict do nothing`);
  return marked > 0;
}

async function isHandled(ctx: RequestContext, handler: string, messageId: string): Promise<boolean> {
  const mark = await ctx.unit.first(tenantSql`
    select 1 from handled_message where tenant_id = ${TENANT} and handler = ${handler} and message_id = ${messageId}`);
  return mark !== undefined;
}

async function payloadOf(ctx: RequestContext, id: string): Promise<TopicPayloads[Topic]> {
  const row = await ctx.unit.first<{ payload: TopicPayloads[Topic] }>(tenantSql`
    select payload from outbox where tenant_id = ${TENANT} and id = ${id}`);
  if (!row) throw new Error(`The outbox has no message ${id}.`);
  return row.payload;
}

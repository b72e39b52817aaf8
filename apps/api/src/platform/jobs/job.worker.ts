import { Inject, Injectable } from '@nestjs/common';
import { type Job, UnrecoverableError, type Worker } from 'bullmq';
import { ContextFactory } from '../context/context.factory.js';
import type { RequestContext } from '../context/request-context.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { logger } from '../http/logger.js';
import { ClockedJobs } from './clocked-jobs.js';
import { isFirst, isHandled } from './handled-messages.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { OutboxRelay } from './outbox.relay.js';
import { asPermanentFailure } from './permanent-failure.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import { type Message, PRIVATE_TOPICS, type Topic, type TopicPayloads } from './topics.js';

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
    @Inject(ClockedJobs) private readonly clocked: ClockedJobs,
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

  /** The queue is there (again): it may have lost what it knew, and messages may have been waiting for it. */
  private async catchUp(): Promise<void> {
    try {
      await this.clocked.schedule();
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
    if (this.clocked.has(job.name)) return this.clocked.run(job);
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
    if (!job) return;
    // Unrecoverable: refused for good, or the queue has given up because its workers died of it again and again.
    const final = error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
    logger.error({ err: error, jobId: job.id, topic: job.name, final }, 'job failed');
    if (final && !this.clocked.has(job.name))
      await this.runs
        .failed(job.data as Message, error)
        .catch((each: unknown) => logger.error({ err: each }, 'job failed'));
  }
}

async function payloadOf(ctx: RequestContext, id: string): Promise<TopicPayloads[Topic]> {
  const row = await ctx.unit.first<{ payload: TopicPayloads[Topic] }>(tenantSql`
    select payload from outbox where tenant_id = ${TENANT} and id = ${id}`);
  if (!row) throw new Error(`The outbox has no message ${id}.`);
  return row.payload;
}

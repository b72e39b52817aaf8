import { Inject, Injectable } from '@nestjs/common';
import { NIL } from 'uuid';
import { ContextFactory } from '../context/context.factory.js';
import type { RequestContext } from '../context/request-context.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { logger } from '../http/logger.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { Outbox } from './outbox.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import type { Message, Topic } from './topics.js';

const BATCH = 200;

/** How long after a message became a job its loss is noticed at the latest: a weekend. */
const RECOVERED_DAYS = 3;

/** A relay holds a connection while it waits for the queue; with a queue that hangs, requests must still have theirs. */
const LANES = 2;

type Pending = Pick<Message, 'id' | 'topic'> & {
  /** Somebody wants it run again after the queue had given it up. */
  readonly again?: boolean;
};

/** What else is done with messages of these topics in the transaction that passes them on: once for each, whatever fails. */
interface Companion {
  readonly topics: ReadonlySet<Topic>;
  readonly work: (ctx: RequestContext, messageIds: readonly string[]) => Promise<void>;
}

/**
 * Moves committed messages from the outbox into the queue. A message's id is its job's id, so that a message relayed
 * twice (the process died between queueing and marking) is still one job.
 */
@Injectable()
export class OutboxRelay {
  /** Tenants that have something to relay, and who is relaying. */
  private readonly waiting = new Set<string>();
  private readonly lanes = new Set<Promise<void>>();
  private readonly companions: Companion[] = [];
  private stopListening: () => void = () => undefined;
  private stopped = false;

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JobRuns) private readonly runs: JobRuns,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  start(): void {
    this.stopListening = this.outbox.onCommit((tenantId) => this.relaySoon(tenantId));
  }

  /**
   * Has `work` done with the messages of these topics in the transaction in which they are passed on, so that it is done
   * once for each. It is short, and only writes down what is to be done: nothing is passed on while it fails.
   */
  alongside(topics: readonly Topic[], work: Companion['work']): void {
    this.companions.push({ topics: new Set(topics), work });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopListening();
    await Promise.all(this.lanes);
  }

  /** Relays what any process has left behind; run by the schedule. */
  async sweep(): Promise<void> {
    for (const tenantId of await this.contexts.tenantIds()) {
      await this.relay(tenantId).catch((error: unknown) =>
        logger.warn({ err: error, tenantId }, 'outbox relay failed'),
      );
    }
  }

  /**
   * Gives the queue again what it was given and nobody has handled: a Redis that was restored, or whose power failed,
   * may have lost it. What the queue still has it knows by the id. What it has given up is shown: the process that was to
   * do so may have died of it.
   */
  async recover(): Promise<void> {
    for (const tenantId of await this.contexts.tenantIds()) {
      if (this.stopped) return;
      await this.contexts.asSystem(tenantId, 'outbox', (ctx) => this.recoverTenant(ctx));
    }
  }

  /** Relays everything that is pending for the tenant. */
  async relay(tenantId: string): Promise<void> {
    while (!this.stopped && (await this.relayBatch(tenantId)) === BATCH);
  }

  private relaySoon(tenantId: string): void {
    if (this.stopped) return;
    this.waiting.add(tenantId);
    if (this.lanes.size < LANES) {
      const lane: Promise<void> = this.relayWaiting(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
  }

  private async relayWaiting(ended: () => void): Promise<void> {
    // Never synchronously in the caller's commit; and a set is walked including what is added meanwhile.
    await Promise.resolve();
    for (const tenantId of this.waiting) {
      this.waiting.delete(tenantId);
      await this.relay(tenantId)
        // The schedule tries again; the message stays in the outbox until the queue has it.
        .catch((error: unknown) => logger.warn({ err: error, tenantId }, 'outbox relay failed'));
    }
    ended();
  }

  private relayBatch(tenantId: string): Promise<number> {
    return this.contexts.asSystem(tenantId, 'outbox', (ctx) =>
      ctx.transaction(async () => {
        const rows = await ctx.unit.query<Pending>(tenantSql`
          select id, topic, exists (select from job_run j where j.tenant_id = ${TENANT} and j.id = outbox.id and j.retries > 0) as again
          from outbox where tenant_id = ${TENANT} and relayed_at is null order by id limit ${BATCH} for update skip locked`);
        for (const { id, again } of rows) if (again) await this.dropGivenUp(id);
        await this.accompany(ctx, rows);
        await this.enqueue(
          tenantId,
          rows.filter(({ topic }) => this.handlers.has(topic)),
        );
        if (rows.length > 0) {
          await ctx.unit.execute(tenantSql`
            update outbox set relayed_at = ${ctx.now()},
              queued_at = case when topic = any(${this.handlers.topics()}) then ${ctx.now()}::timestamptz end
            where tenant_id = ${TENANT} and id = any(${rows.map(({ id }) => id)})`);
        }
        return rows.length;
      }),
    );
  }

  private async accompany(ctx: RequestContext, rows: readonly Pending[]): Promise<void> {
    for (const { topics, work } of this.companions) {
      const ids = rows.filter(({ topic }) => topics.has(topic)).map(({ id }) => id);
      if (ids.length > 0) await work(ctx, ids);
    }
  }

  private async recoverTenant(ctx: RequestContext): Promise<void> {
    const since = new Date(ctx.now().getTime() - RECOVERED_DAYS * 86_400_000);
    let after: string = NIL;
    for (;;) {
      const rows = await ctx.unit.query<Pending>(tenantSql`
        select o.id, o.topic from outbox o
        where o.tenant_id = ${TENANT} and o.id > ${after} and o.queued_at >= ${since} and o.topic = any(${this.handlers.topics()})
          and not exists (select 1 from handled_message h where h.tenant_id = ${TENANT} and h.handler = o.topic and h.message_id = o.id)
          and not exists (select 1 from job_run j where j.tenant_id = ${TENANT} and j.id = o.id and j.status = 'FAILED')
        order by o.id limit ${BATCH}`);
      await ctx.unit.refresh();
      await this.enqueue(ctx.tenantId, rows);
      for (const row of rows) await this.showGivenUp({ ...row, tenantId: ctx.tenantId });
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id ?? NIL;
    }
  }

  private async showGivenUp(message: Message): Promise<void> {
    const job = await this.queue.queue.getJob(message.id);
    if (job && (await job.isFailed())) await this.runs.failed(message, new Error(job.failedReason));
  }

  /** What the queue has given up it keeps, and would not take the same job anew beside it. */
  private async dropGivenUp(id: string): Promise<void> {
    const job = await this.queue.queue.getJob(id);
    if (job && (await job.isFailed())) await job.remove();
  }

  private async enqueue(tenantId: string, messages: readonly Pending[]): Promise<void> {
    if (messages.length === 0) return;
    const jobs = messages.map(({ id, topic }) => ({
      name: topic,
      data: { id, tenantId, topic } satisfies Message,
      opts: { jobId: id },
    }));
    await this.queue.queue.addBulk(jobs);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { ContextFactory } from '../context/context.factory.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { logger } from '../http/logger.js';
import { JobHandlers } from './job-handlers.js';
import { Outbox } from './outbox.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import type { Message, Topic } from './topics.js';

const BATCH = 200;

/**
 * Moves committed messages from the outbox into the queue. A message's id is its job's id, so that a message relayed
 * twice (the process died between queueing and marking) is still one job.
 */
@Injectable()
export class OutboxRelay {
  private readonly running = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private stopListening: () => void = () => undefined;
  private stopped = false;

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  start(): void {
    this.stopListening = this.outbox.onCommit((tenantId) => this.relaySoon(tenantId));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopListening();
    await Promise.all(this.running.values());
  }

  /** Relays what any process has left behind; run by the schedule. */
  async sweep(): Promise<void> {
    for (const tenantId of await this.contexts.tenantIds()) {
      await this.relay(tenantId).catch((error: unknown) =>
        logger.warn({ err: error, tenantId }, 'outbox relay failed'),
      );
    }
  }

  /** Relays everything that is pending for the tenant. */
  async relay(tenantId: string): Promise<void> {
    while (!this.stopped && (await this.relayBatch(tenantId)) === BATCH);
  }

  private relaySoon(tenantId: string): void {
    if (this.stopped) return;
    if (this.running.has(tenantId)) {
      this.again.add(tenantId);
      return;
    }
    const run = this.relay(tenantId)
      // The schedule tries again; the message stays in the outbox until the queue has it.
      .catch((error: unknown) => logger.warn({ err: error, tenantId }, 'outbox relay failed'))
      .finally(() => {
        this.running.delete(tenantId);
        if (this.again.delete(tenantId)) this.relaySoon(tenantId);
      });
    this.running.set(tenantId, run);
  }

  private relayBatch(tenantId: string): Promise<number> {
    return this.contexts.asSystem(tenantId, 'outbox', (ctx) =>
      ctx.transaction(async () => {
        const rows = await ctx.unit.query<{ id: string; topic: Topic }>(tenantSql`
          select id, topic from outbox where tenant_id = ${TENANT} and relayed_at is null
          order by id limit ${BATCH} for update skip locked`);
        const jobs = rows
          .filter(({ topic }) => this.handlers.has(topic))
          .map(({ id, topic }) => ({
            name: topic,
            data: { id, tenantId, topic } satisfies Message,
            opts: { jobId: id },
          }));
        if (jobs.length > 0) await this.queue.queue.addBulk(jobs);
        if (rows.length > 0) {
          await ctx.unit.execute(tenantSql`
            update outbox set relayed_at = ${ctx.now()} where tenant_id = ${TENANT} and id = any(${rows.map(({ id }) => id)})`);
        }
        return rows.length;
      }),
    );
  }
}

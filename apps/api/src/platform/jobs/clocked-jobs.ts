import { Inject, Injectable } from '@nestjs/common';
import type { Job, JobSchedulerTemplateOptions, RepeatOptions } from 'bullmq';
import { v5 as uuidv5 } from 'uuid';
import { ContextFactory } from '../context/context.factory.js';
import type { RequestContext } from '../context/request-context.js';
import { logger } from '../http/logger.js';
import { isFirst } from './handled-messages.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox.relay.js';
import { JOB_QUEUE, type JobQueue } from './queue.js';
import { NIGHTLY_TOPICS, QUARTER_HOURLY_TOPICS } from './topics.js';

const SWEEP = 'outbox.sweep';
const NIGHTLY = 'nightly';
const QUARTER_HOURLY = 'quarter-hourly';

/** Name space of the ids of runs, which are derived from their jobs' ids. */
const RUNS = '3d0f0f5e-6d0e-4b5b-9a53-8c1f7c2f6a10';

/** When each runs, and how often it is tried: what comes again soon is not. */
const CLOCK: Readonly<Record<string, { readonly repeat: Omit<RepeatOptions, 'key'>; readonly attempts: number }>> = {
  [SWEEP]: { repeat: { every: 5_000 }, attempts: 1 },
  [NIGHTLY]: { repeat: { pattern: '15 2 * * *', tz: 'UTC' }, attempts: 24 },
  [QUARTER_HOURLY]: { repeat: { pattern: '*/15 * * * *', tz: 'UTC' }, attempts: 5 },
};

/** Jobs that come by the clock rather than from the outbox. */
@Injectable()
export class ClockedJobs {
  constructor(
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  has(name: string): boolean {
    return name in CLOCK;
  }

  /** Makes sure that the queue has every schedule; can be called at any time, by any number of processes. */
  async schedule(): Promise<void> {
    for (const [name, { repeat, attempts }] of Object.entries(CLOCK)) {
      const opts = { removeOnComplete: true, removeOnFail: { age: 86_400 }, attempts, backoff: { type: 'custom' } };
      // Setting a schedule drops the run that is due: a night that began while no worker was there would be left out.
      if (!(await this.isSet(name, repeat, opts)))
        await this.queue.queue.upsertJobScheduler(name, repeat, { name, opts });
    }
  }

  async run(job: Job): Promise<void> {
    if (job.name === SWEEP) return this.relay.sweep();
    if (job.name === NIGHTLY) return this.inEveryTenant(job, (ctx) => this.beginNight(ctx));
    return this.inEveryTenant(job, (ctx) => this.beginQuarter(ctx));
  }

  private async isSet(
    name: string,
    repeat: Omit<RepeatOptions, 'key'>,
    opts: JobSchedulerTemplateOptions,
  ): Promise<boolean> {
    const known = await this.queue.queue.getJobScheduler(name);
    if (!known?.next || known.pattern !== repeat.pattern || Number(known.every ?? 0) !== (repeat.every ?? 0))
      return false;
    if (known.template?.opts?.attempts !== opts.attempts) return false;
    return (await this.queue.queue.getJob(`repeat:${name}:${known.next}`)) !== undefined;
  }

  /** Once in each tenant however often the job runs: after a fault, it goes on with the tenants that are left. */
  private async inEveryTenant({ id = '', name }: Job, begin: (ctx: RequestContext) => Promise<void>): Promise<void> {
    const run = uuidv5(id, RUNS);
    let missing = 0;
    for (const tenantId of await this.contexts.tenantIds()) {
      // One tenant's trouble is not the others'.
      await this.contexts
        .asSystem(tenantId, name, (ctx) =>
          ctx.transaction(async () => {
            if (await isFirst(ctx, name, run)) await begin(ctx);
          }),
        )
        .catch((error: unknown) => {
          missing++;
          logger.error({ err: error, tenantId, name }, 'scheduled work not begun');
        });
    }
    if (missing > 0) throw new Error(`${name} could not be begun in ${missing} tenants.`);
  }

  private async beginNight(ctx: RequestContext): Promise<void> {
    await this.outbox.publishTracked(ctx, 'accounts.evaluate', { accountIds: null });
    for (const topic of NIGHTLY_TOPICS) await this.outbox.publish(ctx, topic, {});
  }

  private async beginQuarter(ctx: RequestContext): Promise<void> {
    for (const topic of QUARTER_HOURLY_TOPICS) await this.outbox.publish(ctx, topic, {});
  }
}

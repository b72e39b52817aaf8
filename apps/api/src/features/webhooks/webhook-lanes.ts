import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter } from 'prom-client';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { registry } from '../../platform/http/metrics.controller.js';
import { type AddSideJobs, SideQueues } from '../../platform/jobs/side-queues.js';
import { type ClaimedDelivery, WebhookDeliveryStore } from './webhook-delivery.store.js';
import { webhookBody } from './webhook-events.js';
import { WebhookNames } from './webhook-names.js';
import { targetPolicy } from './webhook-policy.js';
import { nextAttempt } from './webhook-schedule.js';
import { WebhookSecretStore } from './webhook-secret.store.js';
import { type SendOutcome, type WebhookFailure, WebhookSender } from './webhook-sender.js';
import { webhookHeaders } from './webhook-signature.js';
import { WebhookSwitch } from './webhook-switch.service.js';

/** How many endpoints a process sends to at once, how many of them may be one tenant's, and how much goes to each at once. */
const LANES = 32;
const LANES_PER_TENANT = 8;
const SENT_AT_ONCE = 4;

/** When a tenant has all of its lanes, the next one is tried so much later. */
const WAIT_MS = 500;

/** After so long a lane that still has work queues up again behind the others. */
const SLICE_MS = 20_000;

/** Longer than a slice and an attempt together: who is silent for so long does not send any more. */
const HELD_MS = 60_000;
const LOCK_MS = 20_000;

const NO_ANSWER = { statusCode: null, body: null, durationMs: 0, retryAfterMs: 0 } as const;

const attempts = new Counter({
  name: 'mortise_webhook_attempts_total',
  help: 'Attempts to send webhooks by how they ended: DELIVERED, or why not.',
  labelNames: ['outcome'] as const,
  registers: [registry],
});

/** Whose lane it is to look at. */
interface Wake {
  readonly tenantId: string;
  readonly endpointId: string;
}

interface Batch {
  readonly url: string;
  readonly keys: readonly Buffer[];
  readonly deliveries: readonly ClaimedDelivery[];
}

/**
 * Sends what is due. Each endpoint has one lane, in whichever process: a slow endpoint holds up itself and nobody else. What
 * is due stands in PostgreSQL; the queue only says where to look, and when.
 */
@Injectable()
export class WebhookLanes implements OnModuleInit {
  private readonly sender: WebhookSender;
  private readonly busy = new Map<string, number>();
  private add: AddSideJobs<Wake> = () => Promise.reject(new Error('The queue of webhooks is not open yet.'));

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(SideQueues) private readonly queues: SideQueues,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(WebhookDeliveryStore) private readonly store: WebhookDeliveryStore,
    @Inject(WebhookSecretStore) private readonly secrets: WebhookSecretStore,
    @Inject(WebhookSwitch) private readonly endpoints: WebhookSwitch,
  ) {
    this.sender = new WebhookSender(targetPolicy(config), new WebhookNames());
  }

  onModuleInit(): void {
    this.add = this.queues.declare<Wake>('webhooks', { concurrency: LANES, lockMs: LOCK_MS }, ({ id, data }, ending) =>
      this.inTurn(data, () => this.work(id, data, ending)),
    );
  }

  /** Has the lanes of these endpoints look for what is due. @param cause one look for each */
  async wake(tenantId: string, endpointIds: readonly string[], cause: string): Promise<void> {
    await this.add(endpointIds.map((endpointId) => ({ id: `${endpointId}_${cause}`, data: { tenantId, endpointId } })));
  }

  private async inTurn({ tenantId }: Wake, work: () => Promise<void>): Promise<number | undefined> {
    const busy = this.busy.get(tenantId) ?? 0;
    if (busy >= LANES_PER_TENANT) return WAIT_MS;
    this.busy.set(tenantId, busy + 1);
    try {
      await work();
      return undefined;
    } finally {
      const left = (this.busy.get(tenantId) ?? 1) - 1;
      if (left > 0) this.busy.set(tenantId, left);
      else this.busy.delete(tenantId);
    }
  }

  private async work(job: string, { tenantId, endpointId }: Wake, ending: AbortSignal): Promise<void> {
    if (!(await this.write(tenantId, (ctx) => this.take(ctx, endpointId, job)))) return;
    const until = performance.now() + SLICE_MS;
    while (!ending.aborted && performance.now() < until) {
      const batch = await this.write(tenantId, (ctx) => this.begin(ctx, endpointId));
      if (!batch || batch.deliveries.length === 0) break;
      // All of them have ended before any error is, so that nothing of this lane is under way when it begins again.
      const ends = await Promise.allSettled(
        batch.deliveries.map((delivery) => this.deliver(tenantId, endpointId, batch, delivery)),
      );
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    }
    const due = await this.write(tenantId, (ctx) => this.release(ctx, endpointId, job));
    if (!due) return;
    const id = `${endpointId}_${due.at.getTime()}`;
    // A job cannot queue up behind itself.
    await this.add([{ id: id === job ? `${id}_` : id, data: { tenantId, endpointId }, delayMs: due.inMs }]);
  }

  /**
   * Whoever finds the lane held leaves: the holder looks once more after it has let go, and so finds what was committed
   * before. A job that runs again after its worker died has the lane already.
   */
  private async take(ctx: RequestContext, endpointId: string, job: string): Promise<boolean> {
    const now = ctx.now();
    const taken = await ctx.unit.first<{ status: string }>(tenantSql`
      update webhook_endpoint set lane_job = ${job}, lane_until = ${new Date(now.getTime() + HELD_MS)}
      where tenant_id = ${TENANT} and id = ${endpointId} and (lane_job is null or lane_job = ${job} or lane_until <= ${now})
      returning status`);
    if (!taken) return false;
    await this.store.interrupt(ctx, endpointId);
    // It was disabled between what happened and the delivery that was made of it.
    if (taken.status !== 'ACTIVE') await this.store.cancel(ctx, endpointId);
    return true;
  }

  private async begin(ctx: RequestContext, endpointId: string): Promise<Batch | undefined> {
    const endpoint = await ctx.unit.first<{ url: string }>(tenantSql`
      select url from webhook_endpoint where tenant_id = ${TENANT} and id = ${endpointId} and status = 'ACTIVE' for key share`);
    if (!endpoint) return undefined;
    const deliveries = await this.store.claim(ctx, endpointId, SENT_AT_ONCE);
    const keys = deliveries.length > 0 ? await this.secrets.keys(ctx, endpointId) : [];
    return { url: endpoint.url, keys, deliveries };
  }

  private async release(
    ctx: RequestContext,
    endpointId: string,
    job: string,
  ): Promise<{ readonly at: Date; readonly inMs: number } | undefined> {
    await ctx.unit.execute(tenantSql`
      update webhook_endpoint set lane_job = null, lane_until = null
      where tenant_id = ${TENANT} and id = ${endpointId} and lane_job = ${job}`);
    const at = await this.store.nextDue(ctx, endpointId);
    return at && { at, inMs: at.getTime() - ctx.now().getTime() };
  }

  private async deliver(
    tenantId: string,
    endpointId: string,
    { url, keys }: Batch,
    delivery: ClaimedDelivery,
  ): Promise<void> {
    const { eventId, event, occurredAt, data } = delivery;
    const body = webhookBody(event, occurredAt, data);
    const outcome = await this.contexts.asSystem(tenantId, 'webhooks', async (ctx) => {
      if (keys.length === 0) return { ...NO_ANSWER, failure: 'SECRET_UNREADABLE' as const };
      const signed = webhookHeaders({ id: eventId, at: ctx.now(), body }, keys);
      const headers = { 'content-type': 'application/json', 'user-agent': 'Mortise-Webhooks/1', ...signed };
      return this.sender.send(url, headers, body, ctx.now());
    });
    attempts.inc({ outcome: outcome.failure ?? 'DELIVERED' });
    await this.write(tenantId, (ctx) => this.record(ctx, endpointId, delivery, outcome));
  }

  private async record(
    ctx: RequestContext,
    endpointId: string,
    delivery: ClaimedDelivery,
    outcome: SendOutcome & { readonly failure: WebhookFailure | null },
  ): Promise<void> {
    const { failure, statusCode, retryAfterMs } = outcome;
    const endpoint = await this.endpoints.hold(ctx, endpointId);
    if (!endpoint || !(await this.store.finish(ctx, delivery, failure, outcome))) return;
    if (failure === null) {
      await this.store.delivered(ctx, delivery.id);
      return this.endpoints.works(ctx, endpoint);
    }
    const gone = statusCode === 410;
    await this.store.failed(ctx, delivery.id, gone ? null : nextAttempt(ctx.now(), delivery.tries, { retryAfterMs }));
    if (gone) await this.endpoints.disable(ctx, endpointId, 'GONE');
    else await this.endpoints.fails(ctx, endpoint);
  }

  private write<T>(tenantId: string, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
    return this.contexts.asSystem(tenantId, 'webhooks', (ctx) => ctx.transaction(() => work(ctx)));
  }
}

import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import type { Topic, TopicPayloads } from '../src/platform/jobs/topics.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { until } from './until.js';

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret endpoint { id } } }`;
const DELIVERIES = `query ($filter: WebhookDeliveryFilter, $order: WebhookDeliveryOrder) { webhookDeliveries(filter: $filter, order: $order, first: 100) { totalCount nodes {
  id eventId event occurredAt data status attemptCount dueAt deliveredAt account { id } endpoint { id }
  attempts { number startedAt finishedAt durationMs statusCode errorCode responseBody } } } }`;

/** A delivery as its administrator sees it. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly event: string;
  readonly occurredAt: string;
  readonly data: Record<string, unknown>;
  readonly status: string;
  readonly attemptCount: number;
  readonly dueAt: string | null;
  readonly deliveredAt: string | null;
  readonly account: { id: string } | null;
  readonly endpoint: { id: string };
  readonly attempts: readonly {
    readonly number: number;
    readonly startedAt: string;
    readonly finishedAt: string | null;
    readonly durationMs: number | null;
    readonly statusCode: number | null;
    readonly errorCode: string | null;
    readonly responseBody: string | null;
  }[];
}

/** A supplier with somebody who may manage webhooks. */
export interface Supplier {
  readonly id: string;
  readonly slug: string;
  readonly client: GraphqlClient;
  readonly staffId: string;
  readonly email: string;
}

/** An endpoint and the key that was shown when it was made. */
export interface Subscribed {
  readonly id: string;
  readonly secret: string;
}

/** A Mortise whose clock a test moves, and which may send webhooks to servers on this machine. */
export class WebhookWorld {
  private readonly receivers: WebhookReceiver[] = [];

  private constructor(
    readonly test: TestApp,
    private readonly clock: { at: Date },
  ) {}

  static async start(parts = { requests: true, jobs: true }): Promise<WebhookWorld> {
    const clock = { at: new Date() };
    const env = { MORTISE_WEBHOOK_NETWORKS: '127.0.0.0/8' };
    const test = await startTestApp({ clock: { now: () => clock.at }, env, parts });
    return new WebhookWorld(test, clock);
  }

  async stop(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.stop()));
    await this.test.stop();
  }

  get time(): Date {
    return this.clock.at;
  }

  /** Moves the clock on, by milliseconds or to a moment. Sessions end after a while: see {@link again}. */
  pass(to: number | string): void {
    this.clock.at = typeof to === 'number' ? new Date(this.clock.at.getTime() + to) : new Date(to);
  }

  async receiver(): Promise<WebhookReceiver> {
    const receiver = await WebhookReceiver.start();
    this.receivers.push(receiver);
    return receiver;
  }

  async supplier(): Promise<Supplier> {
    return this.again(await createTenant(this.test, 'Helix'));
  }

  /** The same supplier, with somebody who has signed in by the present time. */
  async again({ id, slug }: { readonly id: string; readonly slug: string }): Promise<Supplier> {
    const { client, id: staffId, email } = await createStaff(this.test, { id, slug });
    return { id, slug, client, staffId, email };
  }

  async subscribe(of: Supplier, url: string, events: readonly string[] = ['COMPLAINT_FILED']): Promise<Subscribed> {
    const { createWebhookEndpoint: made } = await of.client.data<{
      createWebhookEndpoint: { secret: string; endpoint: { id: string } };
    }>(CREATE, { input: { url, description: 'ERP', events } });
    return { id: made.endpoint.id, secret: made.secret };
  }

  /** Announces something as the feature does in which it happens. @returns the event's identifier */
  publish<T extends Topic>(of: Supplier, topic: T, payload: TopicPayloads[T], accountId?: string): Promise<string> {
    const outbox = this.test.app.get(Outbox);
    return this.test.app
      .get(ContextFactory)
      .asSystem(of.id, 'test', (ctx) =>
        ctx.transaction(() => outbox.publish(ctx, topic, payload, accountId === undefined ? {} : { accountId })),
      );
  }

  /** A complaint, as far as webhooks are concerned. */
  file(of: Supplier, number = 'C-1'): Promise<string> {
    return this.publish(of, 'complaint.filed', { complaintId: number, number, subject: 'Leaking gasket' });
  }

  /** What the schedule does each quarter of an hour. */
  tick(of: Supplier): Promise<string> {
    return this.publish(of, 'webhooks.due', {});
  }

  async deliveries({ client }: Supplier, filter: object = {}, order = 'OLDEST'): Promise<readonly Delivery[]> {
    const found = await client.data<{ webhookDeliveries: { nodes: Delivery[] } }>(DELIVERIES, { filter, order });
    return found.webhookDeliveries.nodes;
  }

  /** Resolves when every delivery has become what `is` says, with what they are then. */
  settled(
    of: Supplier,
    is: (delivery: Delivery) => boolean = ({ status }) => status === 'DELIVERED',
    filter: object = {},
  ): Promise<readonly Delivery[]> {
    return until(async () => {
      const found = await this.deliveries(of, filter);
      return found.length > 0 && found.every(is) && found;
    }, 45_000);
  }
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { mailsTo } from './factories/buyer.factory.js';
import { createStaff } from './factories/tenant.factory.js';
import { type Delivery, type Subscribed, type Supplier, WebhookWorld } from './webhook-world.js';
import type { WebhookReceiver } from './support/webhook-receiver.js';
import { until as untilSoon } from './until.js';

/** Machines are busy. */
const until: typeof untilSoon = (ask) => untilSoon(ask, 45_000);

const REPLAY = 'mutation ($id: ID!) { replayWebhookDelivery(id: $id) { id status eventId attemptCount } }';
const REPLAY_ALL =
  'mutation ($input: ReplayWebhookDeliveriesInput!) { replayWebhookDeliveries(input: $input) { replayed more lastOccurredAt } }';
const ENDPOINT = 'query ($id: ID!) { webhookEndpoint(id: $id) { status disabledReason failingSince } }';
const DISABLE = 'mutation ($id: ID!) { disableWebhookEndpoint(id: $id) { id } }';
const ENABLE = 'mutation ($id: ID!) { enableWebhookEndpoint(id: $id) { id } }';
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Seconds until each attempt after the first. */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

describe('deliveries of webhooks', () => {
  let world: WebhookWorld;
  let helix: Supplier;
  let to: WebhookReceiver;
  let endpoint: Subscribed;

  beforeAll(async () => {
    world = await WebhookWorld.start();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.pass(new Date().toISOString());
    [helix, to] = [await world.supplier(), await world.receiver()];
    endpoint = await world.subscribe(helix, to.url);
  });

  const failed =
    (count: number) =>
    ({ attemptCount, attempts }: Delivery): boolean =>
      attemptCount === count && attempts.every(({ finishedAt }) => finishedAt !== null);
  const stateOf = async (id: string): Promise<Record<string, unknown>> =>
    (await helix.client.data<{ webhookEndpoint: Record<string, unknown> }>(ENDPOINT, { id })).webhookEndpoint;
  /** Waits for the present attempt, and moves the clock to the next one. */
  async function next(count: number): Promise<Delivery> {
    const [delivery] = (await world.settled(helix, failed(count))) as [Delivery];
    if (delivery.dueAt !== null) world.pass(delivery.dueAt);
    helix = await world.again(helix);
    await world.tick(helix);
    return delivery;
  }

  describe('that fail', () => {
    it('are tried ten times in three days with the same identifier, and then no more', async () => {
      to.answer = (count) => (count === 1 ? (response) => response.writeHead(500).end('not now') : 500);
      const id = await world.file(helix);
      const waits: number[] = [];
      for (let count = 1; count <= WAITS.length; count++) {
        const at = world.time.getTime();
        const { dueAt, status } = await next(count);
        expect(status).toBe('PENDING');
        waits.push((Date.parse(dueAt ?? '') - at) / 1_000);
      }
      const [last] = (await world.settled(helix, ({ status }) => status === 'FAILED')) as [Delivery];
      for (const [index, wait] of WAITS.entries()) {
        expect(waits[index]).toBeGreaterThanOrEqual(wait);
        expect(waits[index]).toBeLessThanOrEqual(wait * 1.1 + 0.001);
      }
      expect(to.ids).toEqual(Array.from({ length: 10 }, () => id));
      expect(last).toMatchObject({ dueAt: null, deliveredAt: null, attemptCount: 10 });
      expect(last.attempts.map(({ number, statusCode, errorCode }) => [number, statusCode, errorCode])).toEqual(
        Array.from({ length: 10 }, (_, index) => [index + 1, 500, 'STATUS_REFUSED']),
      );
      expect(last.attempts[0]?.responseBody).toBe('not now');
      // Each attempt is signed anew at its own time.
      expect(new Set(to.arrived.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
      // Sent again, it has as many attempts before it.
      await helix.client.data(REPLAY, { id: last.id });
      const [again] = (await world.settled(helix, failed(11))) as [Delivery];
      expect(again.status).toBe('PENDING');
      expect(Date.parse(again.dueAt ?? '') - world.time.getTime()).toBeLessThan(6_000);
    });

    it('arrive a few seconds later by themselves when the endpoint has come back', async () => {
      to.answer = (count) => (count === 1 ? 503 : 204);
      await world.file(helix);
      const [delivery] = (await world.settled(helix, failed(1))) as [Delivery];
      expect(await stateOf(endpoint.id)).toMatchObject({ failingSince: world.time.toISOString() });
      // Nobody looks: the queue has been told when.
      world.pass(delivery.dueAt ?? '');
      await world.settled(helix);
      expect(to.arrived).toHaveLength(2);
      expect(await stateOf(endpoint.id)).toEqual({ status: 'ACTIVE', disabledReason: null, failingSince: null });
    });

    it('wait for as long as the endpoint asks for', async () => {
      to.answer = () => (response) => response.writeHead(429, { 'retry-after': '3600' }).end();
      await world.file(helix);
      const [delivery] = (await world.settled(helix, failed(1))) as [Delivery];
      const wait = Date.parse(delivery.dueAt ?? '') - world.time.getTime();
      expect(wait).toBeGreaterThanOrEqual(HOUR);
      expect(wait).toBeLessThanOrEqual(1.1 * HOUR);
    });

    it('are not sent where a redirect leads', async () => {
      const elsewhere = await world.receiver();
      to.answer = () => (response) => response.writeHead(308, { location: elsewhere.url }).end();
      await world.file(helix);
      const [delivery] = (await world.settled(helix, failed(1))) as [Delivery];
      expect(delivery.attempts).toMatchObject([{ statusCode: 308, errorCode: 'REDIRECT_REFUSED' }]);
      expect(elsewhere.connections).toBe(0);
    });
  });

  describe('to an endpoint', () => {
    it('that is gone end, and administrators are told', async () => {
      to.answer = () => 410;
      await createStaff(world.test, helix, 'SALES');
      for (let i = 0; i < 6; i++) await world.file(helix, `C-${i}`);
      await until(async () => (await stateOf(endpoint.id))['status'] === 'DISABLED');
      expect(await stateOf(endpoint.id)).toMatchObject({ disabledReason: 'GONE' });
      const ended = await world.settled(helix, ({ status }) => status === 'FAILED' || status === 'CANCELLED');
      expect(ended.some(({ status }) => status === 'FAILED')).toBe(true);
      const [mail] = await mailsTo(world.test, helix.email);
      expect([mail?.subject, mail?.text]).toEqual([
        'Helix: webhooks to “ERP” were stopped',
        expect.stringContaining(`${to.url}/) has answered 410`),
      ]);
      const { rows } = await world.test.admin.query<{ payload: { to: string } }>(
        `select topic, payload from outbox where tenant_id = $1 and topic in ('mail.send', 'webhook.disabled') order by id`,
        [helix.id],
      );
      expect(rows.map((row) => (row as unknown as { topic: string }).topic)).toEqual(['webhook.disabled', 'mail.send']);
      expect(rows[0]?.payload).toEqual({ endpointId: endpoint.id, reason: 'GONE' });
      const before = to.arrived.length;
      await world.file(helix, 'C-9');
      await world.settled(helix, ({ status }) => status !== 'PENDING');
      expect(to.arrived).toHaveLength(before);
    });

    it('at which nothing has arrived for five days end, and administrators are told', async () => {
      to.answer = () => 500;
      await world.file(helix);
      await world.settled(helix, failed(1));
      world.pass(5 * DAY - MINUTE);
      helix = await world.again(helix);
      await world.file(helix, 'C-2');
      await until(async () => (await world.deliveries(helix)).every(failedAtLeast(1)) && to.arrived.length >= 3);
      expect(await stateOf(endpoint.id)).toMatchObject({ status: 'ACTIVE' });
      world.pass(2 * MINUTE);
      await world.tick(helix);
      await until(async () => (await stateOf(endpoint.id))['status'] === 'DISABLED');
      expect(await stateOf(endpoint.id)).toMatchObject({ disabledReason: 'FAILING' });
      await world.settled(helix, ({ status }) => status === 'CANCELLED' || status === 'FAILED');
      expect(await mailsTo(world.test, helix.email)).toMatchObject([{ text: expect.stringContaining('five days') }]);
    });

    it('that is slow hold up nobody else, and go to it a few at a time', async () => {
      const [other, fast] = [await world.supplier(), await world.receiver()];
      await world.subscribe(other, fast.url);
      const waiting: ServerResponse[] = [];
      to.answer = () => (response) => void waiting.push(response);
      for (let i = 0; i < 9; i++) await world.file(helix, `C-${i}`);
      await until(() => waiting.length > 0);
      const id = await world.file(other);
      await world.settled(other);
      expect(fast.ids).toEqual([id]);
      expect(waiting.length).toBeLessThanOrEqual(4);
      const most: number[] = [];
      while (to.arrived.length < 9 || waiting.length > 0) {
        most.push(waiting.length);
        for (const response of waiting.splice(0)) response.writeHead(204).end();
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(Math.max(...most)).toBeLessThanOrEqual(4);
      await world.settled(helix);
      expect(new Set(to.ids).size).toBe(9);
      expect(to.arrived).toHaveLength(9);
    });
  });

  it('to many slow endpoints of one supplier leave room for others, and all go in the end', async () => {
    const [other, fast] = [await world.supplier(), await world.receiver()];
    await world.subscribe(other, fast.url);
    for (let i = 0; i < 11; i++) await world.subscribe(helix, `${to.url}/${i}`);
    const waiting: ServerResponse[] = [];
    let open = false;
    to.answer = () => (open ? 204 : (response) => void waiting.push(response));
    await world.file(helix);
    await until(() => waiting.length === 8);
    const id = await world.file(other);
    await world.settled(other);
    expect(fast.ids).toEqual([id]);
    expect(waiting.length).toBe(8);
    open = true;
    for (const response of waiting) response.writeHead(204).end();
    expect(await world.settled(helix)).toHaveLength(12);
    expect(to.arrived).toHaveLength(12);
  });

  describe('are sent again', () => {
    it('one, with its identifier', async () => {
      const id = await world.file(helix);
      const [first] = (await world.settled(helix)) as [Delivery];
      expect(await helix.client.data(REPLAY, { id: first.id })).toEqual({
        replayWebhookDelivery: { id: first.id, status: 'PENDING', eventId: id, attemptCount: 1 },
      });
      const [second] = (await world.settled(helix)) as [Delivery];
      expect(to.ids).toEqual([id, id]);
      expect(second.attempts.map(({ number, statusCode }) => [number, statusCode])).toEqual([
        [1, 204],
        [2, 204],
      ]);
      const other = await world.supplier();
      expect(await other.client.code(REPLAY, { id: first.id })).toBe('NOT_FOUND');
      await helix.client.data(DISABLE, { id: endpoint.id });
      expect(await helix.client.code(REPLAY, { id: first.id })).toBe('WEBHOOK_DISABLED');
    });

    it('all that an endpoint has missed in a time, also while it was disabled, and nothing else', async () => {
      const arrived = await world.file(helix, 'C-1');
      await world.settled(helix);
      await helix.client.data(DISABLE, { id: endpoint.id });
      const missed = [await world.file(helix, 'C-2'), await world.file(helix, 'C-3')];
      await world.publish(helix, 'case.opened', { caseId: 'k', alertId: 'a' });
      const relayed = async (): Promise<boolean> =>
        (await world.test.admin.query('select from outbox where tenant_id = $1 and relayed_at is null', [helix.id]))
          .rowCount === 0;
      await until(relayed);
      const replay = async (input: object): Promise<{ lastOccurredAt: string | null }> =>
        (
          await helix.client.data<{ replayWebhookDeliveries: { lastOccurredAt: string | null } }>(REPLAY_ALL, {
            input: {
              ...{ endpointId: endpoint.id, since: new Date(Date.now() - HOUR).toISOString() },
              ...{ until: new Date(Date.now() + HOUR).toISOString(), ...input },
            },
          })
        ).replayWebhookDeliveries;
      await expect(replay({})).rejects.toThrow('WEBHOOK_DISABLED');
      await helix.client.data(ENABLE, { id: endpoint.id });
      expect(await replay({ until: new Date(Date.now() - MINUTE).toISOString() })).toEqual({
        ...{ replayed: 0, more: false, lastOccurredAt: null },
      });
      expect(await replay({ limit: 1 })).toMatchObject({ replayed: 1, more: true });
      expect(await replay({})).toMatchObject({ replayed: 1, more: false });
      await world.settled(helix);
      expect(await replay({})).toMatchObject({ replayed: 0, more: false });
      await world.settled(helix);
      expect([...to.ids].sort()).toEqual([arrived, ...missed].sort());
      // What has arrived goes again only where that is wanted.
      const first = await replay({ delivered: true, limit: 2 });
      expect(first).toMatchObject({ replayed: 2, more: true });
      await world.settled(helix);
      expect([...to.ids.slice(3)].sort()).toEqual([arrived, missed[0]].sort());
      await replay({ delivered: true, since: first.lastOccurredAt });
      await world.settled(helix);
      expect(to.ids.slice(5)).toContain(missed[1]);
      expect(to.ids.slice(5)).not.toContain(arrived);
      await expect(replay({ until: '2020-01-01T00:00:00Z' })).rejects.toThrow('PERIOD_INVALID');
      await expect(replay({ limit: 1_001 })).rejects.toThrow('INPUT_INVALID');
      await expect(replay({ endpointId: helix.staffId })).rejects.toThrow('NOT_FOUND');
    });
  });

  it('are found by endpoint, event, state and time', async () => {
    const second = await world.subscribe(helix, to.url, ['CASE_OPENED']);
    const filed = await world.file(helix);
    await world.settled(helix);
    to.answer = () => 500;
    const opened = await world.publish(helix, 'case.opened', { caseId: 'k', alertId: 'a' });
    await until(async () => (await world.deliveries(helix, { endpointId: second.id }))[0]?.attemptCount === 1);
    const found = async (filter: object, order = 'OLDEST') =>
      (await world.deliveries(helix, filter, order)).map(({ eventId }) => eventId);
    expect(await found({})).toEqual([filed, opened]);
    expect(await found({}, 'NEWEST')).toEqual([opened, filed]);
    expect(await found({ endpointId: endpoint.id })).toEqual([filed]);
    expect(await found({ endpointId: 'nonsense' })).toEqual([]);
    expect(await found({ event: 'CASE_OPENED' })).toEqual([opened]);
    expect(await found({ status: 'DELIVERED' })).toEqual([filed]);
    const [, last] = await world.deliveries(helix);
    expect(await found({ since: last?.occurredAt })).toEqual([opened]);
    expect(await found({ until: last?.occurredAt })).toEqual([filed]);
  });

  it('are forgotten after thirty days, and keys that sign no more with them', async () => {
    await world.file(helix);
    await world.settled(helix);
    await helix.client.data('mutation ($id: ID!) { rotateWebhookSecret(endpointId: $id) { secret } }', {
      id: endpoint.id,
    });
    const counts = async (): Promise<unknown> =>
      (
        await world.test.admin.query(
          `select (select count(*) from webhook_delivery d where d.tenant_id = $1)::int as deliveries,
             (select count(*) from webhook_attempt a where a.tenant_id = $1)::int as attempts, (select count(*) from webhook_secret s where s.tenant_id = $1)::int as keys`,
          [helix.id],
        )
      ).rows[0];
    const purge = async (): Promise<void> => {
      const id = await world.publish(helix, 'webhooks.purge', {});
      await until(async () => {
        const { rowCount } = await world.test.admin.query('select from handled_message where message_id = $1', [id]);
        return rowCount === 1;
      });
    };
    await purge();
    expect(await counts()).toEqual({ deliveries: 1, attempts: 1, keys: 2 });
    world.pass(31 * DAY);
    await purge();
    expect(await counts()).toEqual({ deliveries: 0, attempts: 0, keys: 1 });
  });
});

function failedAtLeast(count: number) {
  return ({ attemptCount, attempts }: Delivery): boolean =>
    attemptCount >= count && attempts.every(({ finishedAt }) => finishedAt !== null);
}

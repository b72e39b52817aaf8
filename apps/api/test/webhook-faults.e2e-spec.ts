import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { OutboxRelay } from '../src/platform/jobs/outbox.relay.js';
import { ApiProcess } from './support/api-process.js';
import { freePort } from './support/free-port.js';
import { HeldTable } from './support/held-table.js';
import type { WebhookReceiver } from './support/webhook-receiver.js';
import { type Supplier, WebhookWorld } from './webhook-world.js';
import { until as untilSoon } from './until.js';

/** A worker takes its time to start on a busy machine, and to be missed. */
const until: typeof untilSoon = (ask) => untilSoon(ask, 60_000);

describe('webhooks, when a worker dies', () => {
  let world: WebhookWorld;
  let worker: ApiProcess | undefined;
  let helix: Supplier;
  let to: WebhookReceiver;

  beforeAll(async () => {
    world = await WebhookWorld.start({ requests: true, jobs: false });
    // Whatever is committed is passed on by the worker alone.
    await world.test.app.get(OutboxRelay).stop();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    [helix, to] = [await world.supplier(), await world.receiver()];
    await world.subscribe(helix, to.url);
  });
  afterEach(() => worker?.kill('SIGKILL'));

  async function startWorker(): Promise<void> {
    const { database, secret, home } = world.test.config;
    const env = { DATABASE_URL: database.adminUrl, MORTISE_SECRET: secret, MORTISE_HOME: home, LOG_LEVEL: 'fatal' };
    const more = { MORTISE_WEBHOOK_NETWORKS: '127.0.0.0/8', NODE_COMPILE_CACHE: join(home, 'compiled') };
    worker = await ApiProcess.start({ ...env, ...more }, await freePort(), 'worker');
  }
  const delivered = (count: number) =>
    until(async () => {
      const found = await world.deliveries(helix);
      return found.length === count && found.every(({ status }) => status === 'DELIVERED') && found;
    });

  it('after an endpoint has taken one and before that is written down, it arrives again under the same identifier', async () => {
    const held: ServerResponse[] = [];
    to.answer = (count) => (count === 1 ? (response) => void held.push(response) : 200);
    await startWorker();
    const id = await world.file(helix);
    await until(() => held.length === 1);
    await HeldTable.during(world.test, 'webhook_attempt', async (table) => {
      held[0]?.writeHead(200).end();
      await table.awaited(1);
      await worker?.kill('SIGKILL');
    });
    await startWorker();
    const [delivery] = await delivered(1);
    expect(to.ids).toEqual([id, id]);
    expect(to.arrived[1]?.body).toBe(to.arrived[0]?.body);
    expect(delivery?.attempts.map(({ number, errorCode, statusCode }) => [number, errorCode, statusCode])).toEqual([
      [1, 'INTERRUPTED', null],
      [2, null, 200],
    ]);
  }, 120_000);

  it('while it turns what happened into deliveries, there is one of each all the same', async () => {
    const second = await world.receiver();
    await world.subscribe(helix, second.url);
    await HeldTable.during(world.test, 'webhook_delivery', async (table) => {
      for (let i = 0; i < 5; i++) await world.file(helix, `C-${i}`);
      await startWorker();
      await table.awaited(1);
      await worker?.kill('SIGKILL');
    });
    await startWorker();
    const found = await delivered(10);
    expect(found.every(({ attemptCount }) => attemptCount === 1)).toBe(true);
    for (const receiver of [to, second]) {
      expect(receiver.arrived).toHaveLength(5);
      expect(new Set(receiver.ids).size).toBe(5);
    }
  }, 120_000);

  it('or the queue forgets what it was told, the schedule finds what is due', async () => {
    to.answer = (count) => (count === 1 ? 503 : 204);
    await startWorker();
    await world.file(helix);
    const waiting = (): Promise<boolean> =>
      world.test.admin
        .query(`select from queue.job where queue = 'mortise-webhooks' and state = 'delayed'`)
        .then(({ rowCount }) => rowCount === 1);
    await until(waiting);
    await world.test.admin.query(`delete from queue.job where queue = 'mortise-webhooks'`);
    const [delivery] = await world.deliveries(helix);
    await until(() => Date.now() > Date.parse(delivery?.dueAt ?? ''));
    expect(to.arrived).toHaveLength(1);
    await world.tick(helix);
    await delivered(1);
    expect(to.arrived).toHaveLength(2);
  }, 120_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { OutboxPurgeService } from '../src/features/events/outbox-purge.service.js';
import { TENANT, tenantSql } from '../src/platform/database/tenant-sql.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import { EventListener } from './event-listener.js';
import { createCustomer, type Customer, signInBuyer } from './factories/buyer.factory.js';
import { fileComplaint } from './factories/complaint.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

describe('event stream', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let customer: Customer;
  let buyer: Awaited<ReturnType<typeof signInBuyer>>;
  let admin: Awaited<ReturnType<typeof createStaff>>;
  const writers: pg.Client[] = [];

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    customer = await createCustomer(test, tenant);
    buyer = await signInBuyer(test, tenant, customer);
    admin = await createStaff(test, tenant, 'ADMIN');
  });
  afterAll(async () => {
    await Promise.all(writers.map((writer) => writer.end()));
    await test.stop();
  });

  const listen = (token: string, query = '', lastEventId?: string) =>
    EventListener.open(`${test.url}/events${query}`, {
      authorization: `Bearer ${token}`,
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    });
  const refusal = async (query: string, headers: Record<string, string>) => {
    const response = await fetch(`${test.url}/${query}`, { headers });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  /** A process of its own that writes messages. */
  async function writer(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: test.config.database.adminUrl });
    await client.connect();
    await client.query('set search_path = mortise');
    writers.push(client);
    return client;
  }
  const write = (client: pg.Client, name: string) =>
    client.query(
      `insert into outbox (tenant_id, id, topic, account_id, payload) values ($1, $2, 'alert.opened', $3, $4)`,
      [tenant.id, uuidv7(), customer.accountId, JSON.stringify({ alertId: name })],
    );
  const names = (listener: EventListener) => listener.events.map(({ data }) => data['alertId'] as string);

  it('tells staff and the buyers of the account what happened', async () => {
    const [staff, theirs] = [
      await listen(admin.token),
      await EventListener.open(`${test.url}/portal/events`, { cookie: buyer.cookie }),
    ];
    const { id, number } = await fileComplaint(buyer.client);
    for (const listener of [staff, theirs]) {
      const [event] = await listener.wait('complaint.filed');
      expect(event?.data).toEqual({
        complaintId: id,
        number,
        subject: 'Leaking gasket',
        accountId: customer.accountId,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      listener.close();
    }
    expect(theirs.events.map(({ topic }) => topic)).toEqual(['complaint.filed']);
  });

  it('tells nobody what they may not see: other accounts, teams, suppliers, mail and sign-in', async () => {
    const sibling = await signInBuyer(
      test,
      tenant,
      await createCustomer(test, tenant, { parentId: customer.accountId }),
    );
    const elsewhere = await createTenant(test);
    const foreign = await createStaff(test, elsewhere, 'ADMIN');
    const sales = await createStaff(test, tenant, 'SALES');
    const listeners = [
      await EventListener.open(`${test.url}/portal/events`, { cookie: sibling.cookie }),
      await listen(foreign.token),
      await listen(sales.token),
    ];
    const all = await listen(admin.token);
    await signInBuyer(test, tenant, await createCustomer(test, tenant));
    await fileComplaint(buyer.client);
    await all.wait('complaint.filed');
    // Each gets something of its own afterwards: by then what it must not see would have come.
    const [siblings, foreigns, saleses] = listeners as [EventListener, EventListener, EventListener];
    await fileComplaint(sibling.client);
    await siblings.wait('complaint.filed');
    await fileComplaint((await signInBuyer(test, elsewhere, await createCustomer(test, elsewhere))).client);
    await foreigns.wait('complaint.filed');
    const owned = await createCustomer(test, tenant);
    await test.admin.query('update account set owner_id = $1 where id = $2', [sales.id, owned.accountId]);
    await fileComplaint((await signInBuyer(test, tenant, owned)).client);
    await saleses.wait('complaint.filed');
    for (const listener of listeners) {
      expect(listener.events.map(({ topic }) => topic)).toEqual(['complaint.filed']);
      listener.close();
    }
    all.close();
    expect(new Set(all.events.map(({ topic }) => topic))).toEqual(new Set(['complaint.filed']));
  });

  it('tells of jobs only those who may read them, and only the topics asked for', async () => {
    const [reader, sales, complaints] = [
      await listen(admin.token),
      await listen((await createStaff(test, tenant, 'SALES')).token),
      await listen(admin.token, '?topics=complaint.filed'),
    ];
    await test.app
      .get(ContextFactory)
      .asSystem(tenant.id, 'test', (ctx) =>
        ctx.transaction(() => test.app.get(Outbox).publishTracked(ctx, 'rate-limits.purge', {})),
      );
    expect((await reader.wait('job.progress', 2)).map(({ data }) => data['status'])).toEqual(['RUNNING', 'SUCCEEDED']);
    await fileComplaint(buyer.client);
    await complaints.wait('complaint.filed');
    expect(complaints.events).toHaveLength(1);
    expect(sales.events).toEqual([]);
    for (const listener of [reader, sales, complaints]) listener.close();
  });

  it('is not held back by a transaction under way, and shows it when it commits late', async () => {
    const listener = await listen(admin.token);
    const [slow, quick] = [await writer(), await writer()];
    await slow.query('begin');
    await write(slow, 'slow');
    await write(quick, 'quick');
    await until(() => listener.events.length === 1);
    listener.close();
    const resumed = await listen(admin.token, '', listener.lastId);
    await slow.query('commit');
    await until(() => resumed.events.length === 1);
    await write(quick, 'last');
    await until(() => resumed.events.length === 2);
    resumed.close();
    expect([...names(listener), ...names(resumed)]).toEqual(['quick', 'slow', 'last']);
  });

  it('resumes in the middle of what came at once', async () => {
    const listener = await listen(admin.token);
    const client = await writer();
    await client.query('begin');
    for (let i = 0; i < 5; i++) await write(client, `m${i}`);
    await client.query('commit');
    await until(() => listener.events.length === 5);
    listener.close();
    for (const [index, { id }] of listener.events.entries()) {
      const resumed = await EventListener.open(`${test.url}/events?lastEventId=${encodeURIComponent(id)}`, {
        authorization: `Bearer ${admin.token}`,
      });
      await until(() => resumed.events.length === 4 - index);
      expect(names(resumed)).toEqual(names(listener).slice(index + 1));
      resumed.close();
    }
  });

  it('loses and doubles nothing while many write and the listener keeps breaking off', async () => {
    const BREAKS = 12;
    const clients = await Promise.all(Array.from({ length: 6 }, writer));
    const first = await listen(admin.token);
    first.close();
    let { lastId } = first;
    let breaks = 0;
    const written: string[] = [];
    const work = Promise.all(
      clients.map(async (client, w) => {
        for (let i = 0; breaks < BREAKS; i++) {
          // Transactions of different length overlap, so that commits come in another order than ids.
          await client.query('begin');
          await write(client, `${w}-${i}`);
          await client.query(`select pg_sleep(${((w * 7 + i * 3) % 11) / 100})`);
          await client.query('commit');
          written.push(`${w}-${i}`);
        }
      }),
    );
    const seen: string[] = [];
    while (breaks < BREAKS || seen.length < written.length) {
      const listener = await listen(admin.token, '?topics=alert.opened', lastId);
      const goal = breaks < BREAKS ? 1 + (breaks % 5) : written.length - seen.length;
      await until(() => listener.events.length >= goal);
      listener.close();
      await until(() => listener.ended);
      breaks = Math.min(breaks + 1, BREAKS);
      seen.push(...names(listener));
      lastId = listener.lastId;
      // Whoever has written something by now may not have said so yet.
      if (breaks === BREAKS) await work;
    }
    expect([...seen].sort()).toEqual([...written].sort());
  });

  it('ends with the session', async () => {
    const leaving = await createStaff(test, tenant, 'ADMIN');
    const [staff, theirs] = [
      await listen(leaving.token),
      await EventListener.open(`${test.url}/portal/events`, { cookie: buyer.cookie }),
    ];
    await leaving.client.data('mutation { signOut }');
    await buyer.client.data('mutation { signOut }');
    await until(() => staff.ended && theirs.ended);
    buyer = await signInBuyer(test, tenant, { ...customer, email: (await createCustomer(test, tenant)).email });
  });

  it('is closed to strangers and to bad questions', async () => {
    const authorization = `Bearer ${admin.token}`;
    expect(await refusal('events', {})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal('portal/events', { authorization })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal('events?topics=mail.send', { authorization })).toEqual([400, 'INPUT_INVALID']);
    expect(await refusal('events?topics=complaint.filed,mail.send', { authorization })).toEqual([400, 'INPUT_INVALID']);
    expect(await refusal('events?lastEventId=1;drop', { authorization })).toEqual([400, 'INPUT_INVALID']);
    expect(await refusal('events', { authorization: 'Bearer mk_nonsense' })).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('holds no connection while it waits', async () => {
    const listeners = await Promise.all(Array.from({ length: 20 }, () => listen(admin.token)));
    // The pool has eight connections: with twenty listeners holding one each this would never be answered.
    expect(await admin.client.data('{ me { role } }')).toEqual({ me: { role: 'ADMIN' } });
    for (const listener of listeners) listener.close();
  });

  it('forgets messages after a week, except those that have still to be done', async () => {
    // In one transaction, so that nothing passes the pending one on meanwhile.
    const left = await test.app.get(ContextFactory).asSystem(tenant.id, 'test', (ctx) =>
      ctx.transaction(async () => {
        for (const [name, days, relayed] of [
          ['old', 8, true],
          ['pending', 8, false],
          ['young', 6, true],
        ] as const) {
          const at = new Date(ctx.now().getTime() - days * 86_400_000);
          await ctx.unit.execute(tenantSql`
            insert into outbox (tenant_id, id, topic, payload, at, relayed_at)
            values (${TENANT}, ${uuidv7()}, 'import.finished', ${JSON.stringify({ importId: name })}, ${at}, ${relayed ? at : null})`);
        }
        await test.app.get(OutboxPurgeService).purge(ctx);
        return ctx.unit.query<{ name: string }>(tenantSql`
          select payload->>'importId' as name from outbox where tenant_id = ${TENANT} and topic = 'import.finished' order by id`);
      }),
    );
    expect(left.map(({ name }) => name)).toEqual(['pending', 'young']);
  });
});

describe('a stopping process', () => {
  it('ends its streams and stops', async () => {
    const test = await startTestApp();
    const tenant = await createTenant(test);
    const { token } = await createStaff(test, tenant, 'ADMIN');
    const listener = await EventListener.open(`${test.url}/events`, { authorization: `Bearer ${token}` });
    const begun = performance.now();
    await test.stop();
    await until(() => listener.ended);
    // A stream that goes on would be cut off only when the grace of ten seconds is over.
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebhookEndpointService } from '../src/features/webhooks/webhook-endpoint.service.js';
import type { WebhookTopic } from '../src/features/webhooks/webhook-events.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import type { StaffPrincipal } from '../src/platform/context/principal.js';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { fileComplaint } from './factories/complaint.factory.js';
import { createStaff } from './factories/tenant.factory.js';
import { type Subscribed, type Supplier, WebhookWorld } from './webhook-world.js';
import { signedBy, type WebhookReceiver } from './support/webhook-receiver.js';
import { until } from './until.js';

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret endpoint { id url description events status
  disabledReason disabledAt failingSince createdBy { id } secrets { id createdAt expiresAt } deliveries { totalCount } } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(id: $id, input: $input) { url description events status } }`;
const ROTATE = `mutation ($id: ID!, $hours: Int) { rotateWebhookSecret(endpointId: $id, overlapHours: $hours) { secret endpoint { secrets { expiresAt } } } }`;
const DISABLE = 'mutation ($id: ID!) { disableWebhookEndpoint(id: $id) { status disabledReason disabledAt } }';
const ENABLE =
  'mutation ($id: ID!) { enableWebhookEndpoint(id: $id) { status disabledReason disabledAt failingSince } }';
const DELETE = 'mutation ($id: ID!) { deleteWebhookEndpoint(id: $id) }';
const PING = 'mutation ($id: ID!) { sendTestWebhook(endpointId: $id) { id event status eventId data } }';
const HOUR = 3_600_000;

describe('webhooks', () => {
  let world: WebhookWorld;
  let helix: Supplier;
  let to: WebhookReceiver;

  beforeAll(async () => {
    world = await WebhookWorld.start();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    [helix, to] = [await world.supplier(), await world.receiver()];
  });

  const input = (values: object = {}) => ({
    input: { url: `${to.url}/in`, description: 'ERP', events: ['COMPLAINT_FILED'], ...values },
  });
  const audited = async (id: string): Promise<string[]> =>
    (
      await world.test.admin.query<{ action: string }>(
        'select action from audit_log where entity_id = $1 order by id',
        [id],
      )
    ).rows.map(({ action }) => action);

  it('arrive signed, with what the complaint is called and nothing that the customer wrote', async () => {
    const { id, secret } = await world.subscribe(helix, `${to.url}/in`);
    const customer = await createCustomer(world.test, helix);
    const buyer = await createBuyerSession(world.test, helix, customer.accountContactId);
    const complaint = await fileComplaint(buyer.client);
    const [delivery] = await world.settled(helix);
    expect(to.arrived).toHaveLength(1);
    const [arrived] = to.arrived as [(typeof to.arrived)[number]];
    expect(signedBy(arrived, [secret, 'whsec_bm90IHRoZSBrZXk='])).toEqual([true, false]);
    expect(Number(arrived.headers['webhook-timestamp'])).toBe(Math.floor(world.time.getTime() / 1000));
    expect([arrived.path, arrived.headers['content-type'], arrived.headers['user-agent']]).toEqual([
      ...['/in', 'application/json', 'Mortise-Webhooks/1'],
    ]);
    const data = {
      complaintId: complaint.id,
      number: complaint.number,
      accountId: customer.accountId,
      tenantId: helix.id,
    };
    expect(JSON.parse(arrived.body)).toEqual({ type: 'complaint.filed', timestamp: delivery?.occurredAt, data });
    expect(delivery).toEqual({
      ...{
        id: delivery?.id,
        eventId: arrived.headers['webhook-id'],
        event: 'COMPLAINT_FILED',
        occurredAt: delivery?.occurredAt,
      },
      ...{ data, status: 'DELIVERED', attemptCount: 1, dueAt: null, deliveredAt: world.time.toISOString() },
      ...{ account: { id: customer.accountId }, endpoint: { id } },
      attempts: [
        {
          ...{ number: 1, startedAt: world.time.toISOString(), finishedAt: world.time.toISOString() },
          ...{ durationMs: expect.any(Number), statusCode: 204, errorCode: null, responseBody: '' },
        },
      ],
    });
    const { rows } = await world.test.admin.query(
      `select id from outbox where tenant_id = $1 and topic = 'complaint.filed'`,
      [helix.id],
    );
    expect(rows).toEqual([{ id: arrived.headers['webhook-id'] }]);
  });

  it('go to the endpoints that ask for the event, once to each, and to no other supplier', async () => {
    const [other, theirs, second] = [await world.supplier(), await world.receiver(), await world.receiver()];
    await world.subscribe(helix, to.url, ['COMPLAINT_FILED', 'CASE_CHANGED']);
    await world.subscribe(helix, second.url, ['CASE_CHANGED', 'CASE_CHANGED']);
    await world.subscribe(other, theirs.url, ['COMPLAINT_FILED', 'CASE_CHANGED']);
    const filed = await world.file(helix);
    const changed = await world.publish(helix, 'case.changed', {
      ...{ caseId: 'k', from: 'TRIAGE', state: 'ANALYSE', event: 'ANALYSIS_STARTED' },
    });
    await world.publish(helix, 'case.opened', { caseId: 'k', alertId: 'a' });
    await world.file(other);
    await world.settled(helix);
    await world.settled(other);
    expect([...to.ids].sort()).toEqual([filed, changed].sort());
    expect(second.ids).toEqual([changed]);
    expect(JSON.parse(second.arrived[0]?.body ?? '')).toMatchObject({
      data: { caseId: 'k', before: { state: 'TRIAGE' }, after: { state: 'ANALYSE' } },
    });
    expect(theirs.ids).toHaveLength(1);
    expect((await world.deliveries(helix, { event: 'CASE_CHANGED' })).map(({ eventId }) => eventId)).toEqual([
      changed,
      changed,
    ]);
  });

  it('make no job for suppliers who have none', async () => {
    await world.file(helix);
    await until(async () => {
      const { rows } = await world.test.admin.query('select from outbox where tenant_id = $1 and relayed_at is null', [
        helix.id,
      ]);
      return rows.length === 0;
    });
    const { rows } = await world.test.admin.query('select distinct topic from outbox where tenant_id = $1', [helix.id]);
    expect(rows).toEqual([{ topic: 'complaint.filed' }]);
  });

  describe('an endpoint', () => {
    it('is made, seen and changed by those who may manage webhooks', async () => {
      const made = await helix.client.data<{ createWebhookEndpoint: { secret: string; endpoint: { id: string } } }>(
        CREATE,
        input({ events: ['STAGE_CHANGED', 'COMPLAINT_FILED', 'STAGE_CHANGED'] }),
      );
      const { secret, endpoint } = made.createWebhookEndpoint;
      const { id } = endpoint;
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(endpoint).toEqual({
        ...{ id, url: `${to.url}/in`, description: 'ERP', events: ['COMPLAINT_FILED', 'STAGE_CHANGED'] },
        ...{ status: 'ACTIVE', disabledReason: null, disabledAt: null, failingSince: null },
        ...{ createdBy: { id: helix.staffId }, deliveries: { totalCount: 0 } },
        secrets: [{ id: expect.any(String), createdAt: world.time.toISOString(), expiresAt: null }],
      });
      expect(
        await helix.client.data(UPDATE, { id, input: { description: ' CRM ', events: ['ALERT_OPENED'] } }),
      ).toEqual({
        updateWebhookEndpoint: { url: `${to.url}/in`, description: 'CRM', events: ['ALERT_OPENED'], status: 'ACTIVE' },
      });
      expect(await helix.client.data(UPDATE, { id, input: { url: `${to.url}/other` } })).toMatchObject({
        updateWebhookEndpoint: { url: `${to.url}/other`, description: 'CRM' },
      });
      expect(await helix.client.data('{ webhookEndpoints { nodes { id } totalCount } }')).toEqual({
        webhookEndpoints: { nodes: [{ id }], totalCount: 1 },
      });
      expect(await audited(id)).toEqual(['created', 'changed', 'changed']);
    });

    it('has its key stored so that nobody reads it in the database', async () => {
      const { id, secret } = await world.subscribe(helix, to.url);
      const { rows } = await world.test.admin.query<{ sealed: Buffer }>(
        'select sealed from webhook_secret where endpoint_id = $1',
        [id],
      );
      const [stored] = rows as [{ sealed: Buffer }];
      const key = Buffer.from(secret.slice(6), 'base64');
      expect([stored.sealed.includes(key), stored.sealed.toString('latin1').includes(secret)]).toEqual([false, false]);
      const { rows: traces } = await world.test.admin.query('select detail from audit_log where entity_id = $1', [id]);
      expect(JSON.stringify(traces)).not.toContain('whsec');
    });

    it.each([
      ['http://8.8.8.8/', 'SCHEME_REFUSED', undefined],
      ['https://10.0.0.1/', 'ADDRESS_REFUSED', 'PRIVATE'],
      ['https://169.254.169.254/', 'ADDRESS_REFUSED', 'METADATA'],
      ['https://[::1]/', 'ADDRESS_REFUSED', 'LOOPBACK'],
      ['https://me:secret@example.com/', 'CREDENTIALS_REFUSED', undefined],
      ['https://example.com:22/', 'PORT_REFUSED', undefined],
      ['nonsense', 'URL_INVALID', undefined],
    ])('is refused at %s: %s %s', async (url, code, addressClass) => {
      const { id } = await world.subscribe(helix, to.url);
      for (const [document, variables] of [
        [CREATE, input({ url })],
        [UPDATE, { id, input: { url } }],
      ] as const) {
        const { errors } = await helix.client.send(document, variables);
        expect(errors?.[0]?.extensions.code).toBe('WEBHOOK_URL_REFUSED');
        expect(errors?.[0]?.extensions.reasons?.[0]).toMatchObject({
          ...{ path: ['input', 'url'], code },
          ...(addressClass === undefined ? {} : { addressClass }),
        });
      }
    });

    it.each([
      [{ description: '' }, 'input.description'],
      [{ description: 'x\ny' }, 'input.description'],
      [{ events: [] }, 'input.events'],
      [{ events: ['WEBHOOK_PING'] }, 'input.events.0'],
    ])('is refused with %j', async (values, path) => {
      const { errors } = await helix.client.send(CREATE, input(values));
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID' });
      expect((errors?.[0]?.extensions.reasons?.[0]?.['path'] as unknown[]).join('.')).toBe(path);
    });

    it('is one of twenty at most', async () => {
      for (let i = 0; i < 20; i++) await world.subscribe(helix, `${to.url}/${i}`);
      expect(await helix.client.code(CREATE, input())).toBe('WEBHOOK_TOO_MANY');
    });

    it('is none of the business of those who may not manage webhooks, nor of other suppliers', async () => {
      const { id } = await world.subscribe(helix, to.url);
      const { client: manager } = await createStaff(world.test, helix, 'MANAGER');
      const other = await world.supplier();
      for (const [document, variables] of [
        [CREATE, input()],
        ['{ webhookEndpoints { totalCount } }', {}],
        ['{ webhookDeliveries { totalCount } }', {}],
        [PING, { id }],
        [DELETE, { id }],
      ] as const)
        expect(await manager.code(document, variables)).toBe('FORBIDDEN');
      for (const document of [PING, DELETE, ROTATE, DISABLE, ENABLE])
        expect(await other.client.code(document, { id })).toBe('NOT_FOUND');
      expect(await other.client.code(UPDATE, { id, input: {} })).toBe('NOT_FOUND');
      expect(await other.client.data('query ($id: ID!) { webhookEndpoint(id: $id) { id } }', { id })).toEqual({
        webhookEndpoint: null,
      });
    });

    it('is not made by a key, which may use what there is', async () => {
      const { id } = await world.subscribe(helix, to.url);
      const { createApiKey } = await helix.client.data<{ createApiKey: { token: string } }>(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }',
        { input: { name: 'ERP', permissions: ['WEBHOOK_MANAGE', 'COMPLAINT_READ'] } },
      );
      const program = world.test.staff.as(createApiKey.token);
      expect(await program.code(CREATE, input())).toBe('SESSION_REQUIRED');
      expect(await program.code(ROTATE, { id })).toBe('SESSION_REQUIRED');
      expect(await program.code(UPDATE, { id, input: { url: `${to.url}/mine` } })).toBe('SESSION_REQUIRED');
      expect(await program.code(UPDATE, { id, input: { events: ['ALERT_OPENED'] } })).toBe('SESSION_REQUIRED');
      expect(await program.code(UPDATE, { id, input: { description: 'mine' } })).toBeUndefined();
      expect(await program.code(PING, { id })).toBeUndefined();
      await world.settled(helix);
    });

    it('is told of nothing that whoever makes it may not hear of', async () => {
      const principal: StaffPrincipal = {
        ...({ kind: 'STAFF', staffId: helix.staffId, name: 'Lin Hui', role: 'ADMIN', portfolio: 'WIDE' } as const),
        ...{
          permissions: new Set(['webhook.manage', 'complaint.read', 'alert.read']),
          sessionId: null,
          apiKeyId: null,
        },
      };
      const ctx = world.test.app.get(ContextFactory).create(helix.id, principal, 'en');
      const endpoints = world.test.app.get(WebhookEndpointService, { strict: false });
      const create = (events: WebhookTopic[]): Promise<unknown> =>
        ctx.transaction(() => endpoints.create(ctx, { url: to.url, description: 'ERP', events }));
      const refusal = { code: 'WEBHOOK_EVENT_NOT_ALLOWED' };
      // Not at every account, and not at all.
      await expect(create(['complaint.filed'])).rejects.toMatchObject(refusal);
      await expect(create(['compliance.referred', 'import.finished'])).rejects.toMatchObject(refusal);
      expect(await helix.client.data('{ webhookEndpoints { totalCount } }')).toEqual({
        webhookEndpoints: { totalCount: 0 },
      });
      await ctx.unit.close();
    });

    it('can be tried out', async () => {
      const { id, secret } = await world.subscribe(helix, to.url);
      const { sendTestWebhook: sent } = await helix.client.data<{ sendTestWebhook: { id: string; eventId: string } }>(
        PING,
        { id },
      );
      expect(sent).toMatchObject({
        event: 'WEBHOOK_PING',
        status: 'PENDING',
        data: { endpointId: id, tenantId: helix.id },
      });
      await world.settled(helix);
      expect(to.ids).toEqual([sent.eventId]);
      expect(signedBy(to.arrived[0] as never, [secret])).toEqual([true]);
      expect(JSON.parse(to.arrived[0]?.body ?? '')).toMatchObject({ type: 'webhook.ping', data: { endpointId: id } });
    });

    it('is sent nothing while it is disabled; what waits is cancelled', async () => {
      to.answer = () => 503;
      const { id } = await world.subscribe(helix, to.url);
      await world.file(helix);
      await world.settled(helix, ({ attemptCount }) => attemptCount === 1);
      expect(await helix.client.data(DISABLE, { id })).toEqual({
        disableWebhookEndpoint: { status: 'DISABLED', disabledReason: 'BY_HAND', disabledAt: world.time.toISOString() },
      });
      expect((await world.deliveries(helix)).map(({ status }) => status)).toEqual(['CANCELLED']);
      await world.file(helix, 'C-2');
      expect(await world.settled(helix, ({ status }) => status === 'CANCELLED')).toHaveLength(1);
      expect(await helix.client.code(PING, { id })).toBe('WEBHOOK_DISABLED');
      to.answer = () => 204;
      expect(await helix.client.data(ENABLE, { id })).toEqual({
        enableWebhookEndpoint: { status: 'ACTIVE', disabledReason: null, disabledAt: null, failingSince: null },
      });
      const third = await world.file(helix, 'C-3');
      await world.settled(helix, ({ status }) => status === 'DELIVERED', { status: 'DELIVERED' });
      expect(to.ids.slice(1)).toEqual([third]);
      await helix.client.data(DISABLE, { id });
      await helix.client.data(DISABLE, { id });
      expect(await audited(id)).toEqual(['created', 'disabled', 'enabled', 'disabled']);
    });

    it('is deleted with its keys and deliveries', async () => {
      const { id } = await world.subscribe(helix, to.url);
      await world.file(helix);
      await world.settled(helix);
      expect(await helix.client.data(DELETE, { id })).toEqual({ deleteWebhookEndpoint: true });
      for (const table of ['webhook_endpoint', 'webhook_secret', 'webhook_delivery', 'webhook_attempt']) {
        const { rowCount } = await world.test.admin.query(`select from ${table} where tenant_id = $1`, [helix.id]);
        expect([table, rowCount]).toEqual([table, 0]);
      }
      expect(await helix.client.code(DELETE, { id })).toBe('NOT_FOUND');
      expect(await audited(id)).toEqual(['created', 'deleted']);
    });
  });

  describe('a key', () => {
    let endpoint: Subscribed;
    beforeEach(async () => {
      endpoint = await world.subscribe(helix, to.url);
    });
    const rotate = async (hours?: number): Promise<string> => {
      const { rotateWebhookSecret: made } = await helix.client.data<{
        rotateWebhookSecret: { secret: string; endpoint: { secrets: { expiresAt: string | null }[] } };
      }>(ROTATE, { id: endpoint.id, hours });
      const until = hours === 0 ? [] : [new Date(world.time.getTime() + (hours ?? 24) * HOUR).toISOString()];
      expect(made.endpoint.secrets.map(({ expiresAt }) => expiresAt)).toEqual([null, ...until]);
      return made.secret;
    };
    const signers = async (...secrets: string[]): Promise<boolean[]> => {
      const id = await world.file(helix);
      await until(() => to.ids.includes(id));
      return signedBy(to.arrived.at(-1) as never, secrets);
    };

    it('signs beside its successor for as long as was asked for', async () => {
      const second = await rotate(2);
      expect(await signers(endpoint.secret, second)).toEqual([true, true]);
      expect(String(to.arrived.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
      // A third one would sign only when the first one ends.
      expect(await helix.client.code(ROTATE, { id: endpoint.id })).toBe('WEBHOOK_ROTATION_UNDER_WAY');
      world.pass(2 * HOUR);
      helix = await world.again(helix);
      expect(await signers(endpoint.secret, second)).toEqual([false, true]);
      const third = await rotate();
      expect(await signers(second, third)).toEqual([true, true]);
    });

    it('ends at once where it has become known', async () => {
      const second = await rotate(24);
      const third = await rotate(0);
      expect(await signers(endpoint.secret, second, third)).toEqual([false, false, true]);
      expect(await audited(endpoint.id)).toEqual(['created', 'secret-rotated', 'secret-rotated']);
    });

    it.each([-1, 169])('is not kept for %i hours', async (hours) => {
      expect(await helix.client.code(ROTATE, { id: endpoint.id, hours })).toBe('INPUT_INVALID');
    });

    it('that cannot be read sends nothing, and says so', async () => {
      await world.test.admin.query(`update webhook_secret set sealed = '\\x00' where endpoint_id = $1`, [endpoint.id]);
      await world.file(helix);
      const [delivery] = await world.settled(helix, ({ attempts }) => attempts[0]?.finishedAt != null);
      expect(delivery?.attempts).toMatchObject([{ errorCode: 'SECRET_UNREADABLE', statusCode: null }]);
      expect(to.arrived).toEqual([]);
    });
  });
});

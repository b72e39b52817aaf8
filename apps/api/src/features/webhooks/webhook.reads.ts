import { sql } from '../../platform/database/tenant-sql.js';
import { latestFirst, list, one, type Order, page, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Endpoints, the newest first. */
export const NEWEST_ENDPOINTS: Order = { keys: [{ by: 'id', type: 'uuid' }], descending: true };

const BY_OCCURRENCE: Order['keys'] = [
  { by: 'occurred_at', type: 'timestamptz' },
  { by: 'id', type: 'uuid' },
];
/** Deliveries by when their events happened. */
export const DELIVERY_ORDERING = {
  NEWEST: { keys: BY_OCCURRENCE, descending: true },
  OLDEST: { keys: BY_OCCURRENCE },
} as const satisfies Record<string, Order>;

export const WEBHOOK_READS = [
  readModel('WebhookEndpoint', {
    table: 'webhook_endpoint',
    fields: {
      createdBy: one({
        where: (endpoint, staff) => sql`${staff('id')} = ${endpoint('created_by')}`,
        permission: 'staff.read',
      }),
      secrets: list({
        where: (endpoint, secret) => sql`${secret('endpoint_id')} = ${endpoint('id')}`,
        order: latestFirst('created_at'),
        implied: true,
      }),
      deliveries: page({
        where: (endpoint, delivery) => sql`${delivery('endpoint_id')} = ${endpoint('id')}`,
        order: DELIVERY_ORDERING.NEWEST,
        implied: true,
      }),
    },
  }),
  readModel('WebhookSecret', { table: 'webhook_secret' }),
  readModel('WebhookDelivery', {
    table: 'webhook_delivery',
    fields: {
      endpoint: one({
        where: (delivery, endpoint) => sql`${endpoint('id')} = ${delivery('endpoint_id')}`,
        implied: true,
      }),
      account: one({ where: (delivery, account) => sql`${account('id')} = ${delivery('account_id')}` }),
      attempts: list({
        where: (delivery, attempt) => sql`${attempt('delivery_id')} = ${delivery('id')}`,
        order: { keys: [{ by: 'number', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('WebhookAttempt', { table: 'webhook_attempt' }),
];

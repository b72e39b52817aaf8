import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const EVENTS = [
  ...[
    'import.finished',
    'complaint.filed',
    'complaint.changed',
    'complaint.breached',
    'stage.proposed',
    'stage.changed',
    'alert.opened',
  ],
  ...['alert.changed', 'alert.closed', 'case.opened', 'case.changed', 'win-back.changed', 'invitation.made'],
  ...['invitation.changed', 'compliance.referred'],
];
const list = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(',');
const FAILURES = [
  ...['URL_REFUSED', 'ADDRESS_REFUSED', 'NAME_NOT_FOUND', 'CONNECTION_REFUSED', 'CONNECTION_FAILED', 'TLS_FAILED'],
  ...['TIMEOUT', 'ANSWER_INVALID', 'REDIRECT_REFUSED', 'STATUS_REFUSED', 'INTERRUPTED', 'SECRET_UNREADABLE'],
];

/** Webhooks: where to, with which keys, what is to be sent, and what came of it. */
export class Webhooks1764000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // lane_job, lane_until: the job that sends to it, and until when nobody else does.
      name: 'webhook_endpoint',
      columns: `id uuid not null, url text not null, description text not null,
        events text[] not null check (cardinality(events) > 0 and events <@ array[${list(EVENTS)}]),
        status text not null check (status in ('ACTIVE','DISABLED')), disabled_reason text check (disabled_reason in ('BY_HAND','GONE','FAILING')),
        disabled_at timestamptz, failing_since timestamptz, created_at timestamptz not null, created_by uuid not null, updated_at timestamptz not null,
        lane_job text, lane_until timestamptz, primary key (tenant_id, id),
        check ((status = 'DISABLED') = (disabled_reason is not null) and (status = 'DISABLED') = (disabled_at is not null)),
        foreign key (tenant_id, created_by) references staff_member (tenant_id, id)`,
      app: 'select, insert, update, delete',
      indexes: { created_by: 'created_by' },
    });
    await createTenantTable(runner, {
      // One stays; those before it sign beside it until they expire.
      name: 'webhook_secret',
      columns: `id uuid not null, endpoint_id uuid not null, sealed bytea not null, created_at timestamptz not null, expires_at timestamptz,
        primary key (tenant_id, id), foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      indexes: { endpoint: 'endpoint_id, created_at, id', expiry: 'expires_at where expires_at is not null' },
    });
    await createTenantTable(runner, {
      // The unique key makes one delivery of an event for an endpoint. tries: attempts since it was made or last replayed.
      name: 'webhook_delivery',
      columns: `id uuid not null, endpoint_id uuid not null, event_id uuid not null, event text not null check (event in (${list([...EVENTS, 'webhook.ping'])})),
        account_id uuid, occurred_at timestamptz not null, data jsonb not null,
        status text not null check (status in ('PENDING','DELIVERED','FAILED','CANCELLED')), attempt_count integer not null default 0,
        tries integer not null default 0, due_at timestamptz, delivered_at timestamptz, primary key (tenant_id, id),
        unique (tenant_id, endpoint_id, event_id), check ((status = 'PENDING') = (due_at is not null)),
        foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      indexes: {
        due: `endpoint_id, due_at, id where status = 'PENDING'`,
        endpoint: 'endpoint_id, occurred_at, id',
        status: 'status, occurred_at, id',
        event: 'event, occurred_at, id',
        occurred: 'occurred_at, id',
      },
    });
    await createTenantTable(runner, {
      name: 'webhook_attempt',
      columns: `delivery_id uuid not null, number integer not null, endpoint_id uuid not null, started_at timestamptz not null, finished_at timestamptz,
        duration_ms integer, status_code integer, error_code text check (error_code in (${list(FAILURES)})), response_body text,
        primary key (tenant_id, delivery_id, number),
        foreign key (tenant_id, delivery_id) references webhook_delivery (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      indexes: { open: 'endpoint_id where finished_at is null' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_attempt', 'webhook_delivery', 'webhook_secret', 'webhook_endpoint'])
      await runner.query(`drop table ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, replicate } from '../tenant-table.js';

/** Tenants, who signs in, what every request writes beside its business rows. */
export class Tenancy1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function current_tenant() returns uuid language sql stable parallel safe
        as $$ select nullif(current_setting('mortise.tenant_id', true), '')::uuid $$`);
    // plpgsql and SET LOCAL, not set_config(): only a real SET LOCAL is forwarded to Citus workers.
    await runner.query(`
      create function enter_tenant(tenant uuid) returns void language plpgsql
        as $$ begin execute format('set local mortise.tenant_id = %L', tenant); end $$`);
    await runner.query(`
      create table tenant (
        id uuid primary key, slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,40}$'),
        name text not null, currency text not null check (currency ~ '^[A-Z]{3}$'), country text, time_zone text not null default 'UTC',
        created_at timestamptz not null default now())`);
    await replicate(runner, 'tenant');
    await runner.query('grant select on tenant to mortise_app, mortise_import');

    await createTenantTable(runner, {
      name: 'staff_member',
      columns: `id uuid not null, name text not null, email text not null, email_lower text not null,
        role text not null check (role in ('ADMIN','MANAGER','KEY_ACCOUNT_MANAGER','SALES','SERVICE','QUALITY','FINANCE','ANALYST')),
        department_id uuid, password_hash text, locale text not null default 'en',
        failed_sign_ins integer not null default 0, locked_until timestamptz, disabled_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id)`,
      app: 'select, insert, update',
      import: 'select',
      indexes: { unique_email: 'email_lower' },
    });
    await createTenantTable(runner, {
      name: 'staff_session',
      columns: `id uuid not null, staff_id uuid not null, created_at timestamptz not null default now(), expires_at timestamptz not null,
        revoked_at timestamptz, user_agent text, primary key (tenant_id, id),
        foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { staff: 'staff_id' },
    });
    await createTenantTable(runner, {
      name: 'api_key',
      columns: `id uuid not null, staff_id uuid not null, name text not null, secret_hash bytea not null, permissions text[] not null,
        created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz,
        primary key (tenant_id, id), foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { staff: 'staff_id' },
    });
    await createTenantTable(runner, {
      name: 'policy',
      columns: `version integer not null, document jsonb not null, created_at timestamptz not null default now(), created_by text not null,
        primary key (tenant_id, version)`,
      app: 'select, insert',
      import: 'select',
    });
    await createTenantTable(runner, {
      name: 'audit_log',
      columns: `id uuid not null, at timestamptz not null default now(), actor text not null, request_id text not null, action text not null,
        entity text not null, entity_id text not null, detail jsonb not null default '{}', primary key (tenant_id, id)`,
      app: 'select, insert',
      import: 'select, insert',
      indexes: { entity: 'entity, entity_id, at', at: 'at' },
    });
    await createTenantTable(runner, {
      // `xid` lets a reader tell which rows can still be overtaken by a transaction that has not committed yet.
      name: 'outbox',
      columns: `id uuid not null, xid bigint not null default (pg_current_xact_id()::text)::bigint, at timestamptz not null default now(),
        topic text not null, account_id uuid, payload jsonb not null, relayed_at timestamptz, primary key (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert',
      indexes: { pending: 'id where relayed_at is null', feed: 'xid, id' },
    });
    await createTenantTable(runner, {
      name: 'handled_message',
      columns: `handler text not null, message_id uuid not null, at timestamptz not null default now(), primary key (tenant_id, handler, message_id)`,
      app: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'counter',
      columns: `name text not null, value bigint not null, primary key (tenant_id, name)`,
      app: 'select, insert, update',
    });
    await createTenantTable(runner, {
      name: 'job_run',
      columns: `id uuid not null, name text not null, status text not null check (status in ('QUEUED','RUNNING','SUCCEEDED','FAILED')),
        percent smallint not null default 0 check (percent between 0 and 100), detail jsonb not null default '{}', error_code text, error text,
        attempts integer not null default 0, created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz,
        primary key (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { created: 'created_at, id' },
    });
  }

  async down(): Promise<void> {
    throw new Error('The first migration has no way back: drop the database instead.');
  }
}

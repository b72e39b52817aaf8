import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** How buyers come in, the files they send, and their complaints. */
export class Portal1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'magic_link',
      columns: `id uuid not null, account_contact_id uuid not null, secret_hash bytea not null, purpose text not null check (purpose in ('INVITATION','SIGN_IN')),
        created_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz, primary key (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { account_contact: 'account_contact_id, created_at' },
    });
    await createTenantTable(runner, {
      name: 'portal_session',
      columns: `id uuid not null, account_contact_id uuid not null, secret_hash bytea not null, created_at timestamptz not null default now(),
        expires_at timestamptz not null, revoked_at timestamptz, primary key (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { account_contact: 'account_contact_id' },
    });
    await createTenantTable(runner, {
      // Counts attempts by key and time window; the key holds a hash, so that addresses of strangers are not kept.
      name: 'rate_limit',
      columns: `key text not null, window_start timestamptz not null, attempts integer not null, primary key (tenant_id, key, window_start)`,
      app: 'select, insert, update, delete',
      indexes: { window: 'window_start' },
    });
    await createTenantTable(runner, {
      name: 'file',
      columns: `id uuid not null, account_id uuid not null, name text not null, media_type text not null, bytes bigint not null, sha256 text not null,
        storage_key text not null, uploaded_by text not null, idempotency_key text not null, created_at timestamptz not null default now(),
        attached_at timestamptz, primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update, delete',
      indexes: {
        unique_upload: 'uploaded_by, idempotency_key',
        account: 'account_id',
        unattached: 'created_at where attached_at is null',
      },
    });
    await createTenantTable(runner, {
      name: 'complaint',
      columns: `id uuid not null, number text not null, account_id uuid not null, account_contact_id uuid, subject text not null, description text not null,
        order_line_id uuid, lot text, quantity numeric, unit text, status text not null, channel text not null check (channel in ('PORTAL','STAFF','WIDGET')),
        filed_by text not null, idempotency_key text not null, request_hash text not null, created_at timestamptz not null, updated_at timestamptz not null, version integer not null default 1,
        primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_number: 'number',
        unique_idempotency: 'filed_by, idempotency_key',
        account: 'account_id, created_at, id',
        created: 'created_at, id',
        status: 'status, created_at, id',
      },
    });
    await createTenantTable(runner, {
      name: 'complaint_event',
      columns: `complaint_id uuid not null, seq integer not null, at timestamptz not null, actor text not null, type text not null, data jsonb not null default '{}',
        primary key (tenant_id, complaint_id, seq), foreign key (tenant_id, complaint_id) references complaint (tenant_id, id)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      name: 'complaint_file',
      columns: `complaint_id uuid not null, file_id uuid not null, primary key (tenant_id, complaint_id, file_id),
        foreign key (tenant_id, complaint_id) references complaint (tenant_id, id), foreign key (tenant_id, file_id) references file (tenant_id, id)`,
      app: 'select, insert',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'complaint_file',
      'complaint_event',
      'complaint',
      'file',
      'rate_limit',
      'portal_session',
      'magic_link',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** Touches read out of messages and calendars that wait to be recorded, and the addresses that messages are copied to. */
export class TouchDrafts1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // Names and addresses of people whom nobody may know yet: kept for days, and for whoever sent them alone.
      name: 'touch_draft',
      columns: `id uuid not null, staff_id uuid not null, origin text not null check (origin in ('FILE','EMAIL')), file_id uuid, file_name text,
        key text not null, kind text not null check (kind in ('MESSAGE','APPOINTMENT')), at timestamptz, observed_on date not null,
        minutes smallint check (minutes between 0 and 1440), channel text not null check (channel in ('EMAIL','VISIT','VIDEO','CALL')),
        subject text, people jsonb not null, created_at timestamptz not null, expires_at timestamptz not null, primary key (tenant_id, id),
        foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
        check ((origin = 'FILE') = (file_id is not null))`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
      indexes: {
        staff: 'staff_id, origin, observed_on, id',
        unique_email: `staff_id, key where origin = 'EMAIL'`,
        file: 'file_id, observed_on, id where file_id is not null',
        expiry: 'expires_at',
      },
    });
    await createTenantTable(runner, {
      name: 'inbound_address',
      columns: `id uuid not null, staff_id uuid not null, secret_hash bytea not null, created_at timestamptz not null, last_used_at timestamptz,
        primary key (tenant_id, id), foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update, delete',
      indexes: { unique_staff: 'staff_id', unique_secret: 'secret_hash' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbound_address');
    await runner.query('drop table touch_draft');
  }
}

import { PRIVACY_BASES } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** Personal details of people at customers, apart from everything else; kept at all only where a tenant has switched them on. */
export class PersonalRecords1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'personal_record_switch',
      columns: `id uuid not null, switched_on boolean not null, at timestamptz not null, by text not null, primary key (tenant_id, id)`,
      app: 'select, insert',
      indexes: { at: 'at, id' },
    });
    await createTenantTable(runner, {
      name: 'personal_record',
      columns: `id uuid not null, contact_id uuid not null, field text not null check (field in ('BIRTHDAY','HOBBY','PERSONALITY')),
        value text not null, basis text not null check (basis in (${PRIVACY_BASES.map((basis) => `'${basis}'`).join(', ')})),
        purpose text not null check (purpose <> ''), collected_on date not null, expires_on date not null check (expires_on > collected_on),
        recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id),
        foreign key (tenant_id, contact_id) references contact (tenant_id, id)`,
      app: 'select, insert, delete',
      indexes: { unique_field: 'contact_id, field', expires: 'expires_on' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['personal_record', 'personal_record_switch']) await runner.query(`drop table ${table}`);
  }
}

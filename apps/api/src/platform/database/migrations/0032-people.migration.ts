import { DMU_ROLES, STANCES, TIERS } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** What people at accounts were said to be before it was changed, who of ours is their counterpart, and changes of job. */
export class People1764000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of places without a time of recording it is held that they were known from their first day on.
    await runner.query(`alter table account_contact add column counterpart_id uuid, add column recorded_at timestamptz,
      add constraint account_contact_counterpart_fkey foreign key (tenant_id, counterpart_id) references staff_member (tenant_id, id)`);
    await runner.query('alter table contact add column status_at timestamptz');
    await createTenantTable(runner, {
      // What a place said until it was changed: with the place itself, which says what holds now, its whole history.
      name: 'account_contact_past',
      columns: `id uuid not null, account_contact_id uuid not null, until timestamptz not null, changed_by text not null,
        department_id uuid, tier text not null check (tier in (${quoted(TIERS)})), valid_from date not null, valid_to date,
        roles text[] not null check (roles <@ array[${quoted(DMU_ROLES)}]), influence_weight real check (influence_weight between 0 and 1),
        stance text not null check (stance in (${quoted(STANCES)})), stance_evidence text, stance_at date, coach boolean not null,
        relation_strength smallint not null check (relation_strength between 0 and 5), counterpart_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id) on delete cascade`,
      app: 'select, insert',
      indexes: { place: 'account_contact_id, until, id' },
    });
    await createTenantTable(runner, {
      name: 'job_change',
      columns: `id uuid not null, contact_id uuid not null, account_id uuid not null, account_contact_id uuid not null,
        change text not null check (change in ('LEFT','MOVED','NEW_FUNCTION')), first_day date not null, to_account_id uuid, to_account_contact_id uuid,
        evidence text not null, influence real not null check (influence between 0 and 1), stance text not null check (stance in (${quoted(STANCES)})),
        effect text not null check (effect in ('OPPORTUNITY','RISK','NEUTRAL')), balance_shift real not null check (balance_shift between -1 and 1),
        trigger_id uuid, to_trigger_id uuid, recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id),
        foreign key (tenant_id, contact_id) references contact (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id),
        foreign key (tenant_id, to_account_id) references account (tenant_id, id),
        foreign key (tenant_id, to_account_contact_id) references account_contact (tenant_id, id),
        foreign key (tenant_id, trigger_id) references ledger_entry (tenant_id, id),
        foreign key (tenant_id, to_trigger_id) references ledger_entry (tenant_id, id)`,
      app: 'select, insert',
      indexes: { account: 'account_id, first_day, id', contact: 'contact_id, first_day, id' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['job_change', 'account_contact_past']) await runner.query(`drop table ${table}`);
    await runner.query('alter table contact drop column status_at');
    await runner.query('alter table account_contact drop column counterpart_id, drop column recorded_at');
  }
}

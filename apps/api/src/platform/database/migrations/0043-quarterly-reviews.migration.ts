import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** Packs for the quarterly review with a customer, and what customers say of the value that we claim to have delivered. */
export class QuarterlyReviews1764000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // What the customer said of an entry of kind VALUE_ENTRY, once; a corrected entry is another one. The entry may be
      // taken back with the import it came from, hence no foreign key to it.
      name: 'value_judgement',
      columns: `entry_id uuid not null, account_id uuid not null, account_contact_id uuid not null,
        judgement text not null check (judgement in ('VALUE_CONFIRMED','VALUE_DISPUTED')), reason text, judged_at timestamptz not null,
        primary key (tenant_id, entry_id), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id),
        constraint value_judgement_reason check ((judgement = 'VALUE_DISPUTED') = (reason is not null))`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      // `facts`: what the customer is shown, as it was known when the pack was issued. Only the file is added later, when it is drawn.
      name: 'quarterly_review_pack',
      columns: `id uuid not null, account_id uuid not null, plan_id uuid, year integer not null check (year between 1900 and 2999),
        quarter integer not null check (quarter between 1 and 4), language text not null check (language in ('en','zh-CN','zh-TW')),
        edition integer not null check (edition > 0), replaces uuid, reason text, facts jsonb not null, policy_version integer not null,
        issued_at timestamptz not null, issued_by uuid not null, file_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id), foreign key (tenant_id, plan_id) references account_plan (tenant_id, id),
        foreign key (tenant_id, replaces) references quarterly_review_pack (tenant_id, id),
        foreign key (tenant_id, issued_by) references staff_member (tenant_id, id), foreign key (tenant_id, file_id) references file (tenant_id, id),
        constraint quarterly_review_pack_edition check ((edition = 1) = (replaces is null) and (replaces is null) = (reason is null))`,
      app: 'select, insert, update',
      indexes: {
        unique_edition: 'account_id, year, quarter, language, edition',
        account: 'account_id, issued_at, id',
        plan: 'plan_id, issued_at, id where plan_id is not null',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table quarterly_review_pack');
    await runner.query('drop table value_judgement');
  }
}

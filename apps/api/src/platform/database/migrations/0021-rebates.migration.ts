import { REBATE_BASES, REBATE_KINDS, REBATE_STATES } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = ['rebate-agreements'];
const oneOf = (column: string, codes: readonly string[]): string =>
  `check (${column} in (${codes.map((code) => `'${code}'`).join(',')}))`;

/** Rebate agreements with their tiers and what they are about. What they accrue is worked out of the roll-ups. */
export class Rebates1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', KINDS);
    await createTenantTable(runner, {
      // terms_hash is that of the imported row; none once somebody has changed the agreement, or wrote it here.
      name: 'rebate_agreement',
      columns: `id uuid not null, account_id uuid not null, number text not null, includes_group boolean not null,
        from_month date not null check (extract(day from from_month) = 1), to_month date not null check (extract(day from to_month) = 1),
        basis text not null ${oneOf('basis', REBATE_BASES)}, kind text not null ${oneOf('kind', REBATE_KINDS)},
        scope text not null ${oneOf('scope', ['ALL', 'CATEGORIES', 'PRODUCTS'])}, currency text not null,
        state text not null ${oneOf('state', REBATE_STATES)}, note text, settled_minor bigint check (settled_minor >= 0), credit_note_id uuid,
        settled_at timestamptz, settled_by text, terms_hash uuid, import_id uuid, recorded_at timestamptz not null, recorded_by text not null,
        version integer not null default 1, primary key (tenant_id, id), unique (tenant_id, number), check (to_month >= from_month),
        check ((state = 'SETTLED') = (settled_minor is not null)), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, credit_note_id) references credit_note (tenant_id, id)`,
      app: 'select, insert, update',
      import: 'select, insert, delete',
      indexes: {
        account: 'account_id, from_month, id',
        from: 'from_month, id',
        state: 'state, from_month, id',
        credit_note: 'credit_note_id where credit_note_id is not null',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      // From which net sales (in the currency) or quantity (in units) on which part of it, or amount for each unit, is given.
      name: 'rebate_tier',
      columns: `agreement_id uuid not null, ordinal smallint not null, from_volume numeric not null check (from_volume >= 0),
        rate numeric not null check (rate >= 0), primary key (tenant_id, agreement_id, ordinal),
        foreign key (tenant_id, agreement_id) references rebate_agreement (tenant_id, id) on delete cascade`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // What an agreement is about that is not about everything.
      name: 'rebate_scope',
      columns: `agreement_id uuid not null, ordinal smallint not null, category_id uuid, product_id uuid,
        primary key (tenant_id, agreement_id, ordinal), check (num_nonnulls(category_id, product_id) = 1),
        foreign key (tenant_id, agreement_id) references rebate_agreement (tenant_id, id) on delete cascade,
        foreign key (tenant_id, category_id) references product_category (tenant_id, id),
        foreign key (tenant_id, product_id) references product (tenant_id, id)`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
      indexes: {
        category: 'category_id where category_id is not null',
        product: 'product_id where product_id is not null',
      },
    });
    // Null where the supplier records no rebates.
    await runner.query('alter table account_value add column rebates_minor bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account_value drop column rebates_minor');
    for (const table of ['rebate_scope', 'rebate_tier', 'rebate_agreement']) await runner.query(`drop table ${table}`);
    await narrowCodeCheck(runner, 'import', 'kind', KINDS);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = ['customer-financials'];
const LINES = [
  'revenue',
  'net_income',
  'total_assets',
  'current_assets',
  'current_liabilities',
  'receivables',
  'inventory',
  'cost_of_goods',
  'purchases',
];

/** Annual statements of customers: what they publish or tell about their own finances. */
export class CustomerFinancials1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', KINDS);
    await createTenantTable(runner, {
      // A correction is a further version of the year; the one before stays. Amounts are in the statement's own currency.
      name: 'customer_financials',
      columns: `id uuid not null, account_id uuid not null, fiscal_year integer not null check (fiscal_year between 1900 and 2999),
        version integer not null, superseded boolean not null default false, currency text not null,
        ${LINES.map((line) => `${line}_minor bigint`).join(', ')}, source text not null, note text, content_hash uuid not null, import_id uuid,
        recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id),
        unique (tenant_id, account_id, fiscal_year, version), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: { import: 'import_id where import_id is not null' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table customer_financials');
    await narrowCodeCheck(runner, 'import', 'kind', KINDS);
  }
}

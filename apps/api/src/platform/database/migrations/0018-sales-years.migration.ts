import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A year of an account's purchases of a product in one row: what a drill-down reads instead of twelve rows in twelve places. */
export class SalesYears1764000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // Net sales (n, minor units) and quantity (q) of each month; `months` has a bit for each month with lines, January is 1.
      name: 'account_product_year',
      columns: `account_id uuid not null, year smallint not null check (year between 1 and 9999), months smallint not null check (months between 1 and 4095),
        product_id uuid not null, category_id uuid not null, ${MONTHS.map((month) => `n${month} bigint not null`).join(', ')},
        ${MONTHS.map((month) => `q${month} numeric not null`).join(', ')}, primary key (tenant_id, account_id, year, product_id, category_id)`,
      app: 'select, insert, update',
      import: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // Accounts whose months have changed since their years were added up: of these the months are read.
      name: 'account_year_due',
      columns: 'account_id uuid not null, primary key (tenant_id, account_id)',
      app: 'select, insert, delete',
      import: 'select, insert, delete',
    });
    for (const table of ['account_product_year', 'account_year_due'])
      await runner.query(`alter table ${table} drop constraint ${table}_tenant_id_fkey`);
    await runner.query(
      'insert into account_year_due (tenant_id, account_id) select tenant_id, account_id from account_sales',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['account_year_due', 'account_product_year']) await runner.query(`drop table ${table}`);
  }
}

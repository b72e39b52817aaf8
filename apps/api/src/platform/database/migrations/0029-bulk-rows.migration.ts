import type { MigrationInterface, QueryRunner } from 'typeorm';
import { askTenantEachRow, askTenantOnce } from '../tenant-table.js';

/** Order lines and the roll-ups of which an import writes a row for one line in ten or more. */
const TABLES = [
  'order_line',
  'account_product_month',
  'account_category_month',
  'account_month',
  'account_order_day',
  'product_month',
];

/** What each of a million rows had to pass and need not. */
export class BulkRows1764000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await askTenantOnce(runner, table);
    // What a line says is compared with what it says, not by a hash of it that every row would carry.
    for (const table of ['order_line', 'order_line_correction'])
      await runner.query(`alter table ${table} drop column content_hash`);
    // Whoever writes it makes its month from a year and a month; the smaller roll-ups of the same rows keep their check.
    await runner.query('alter table account_product_month drop constraint account_product_month_month_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table account_product_month add constraint account_product_month_month_check check (extract(day from month) = 1)',
    );
    for (const table of ['order_line', 'order_line_correction'])
      await runner.query(
        `alter table ${table} add column content_hash uuid not null default '00000000-0000-0000-0000-000000000000'`,
      );
    for (const table of TABLES) await askTenantEachRow(runner, table);
  }
}

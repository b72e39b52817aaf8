import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEY = 'account_product_month_pkey';

/**
 * The roll-up by product in the order of time. What an import adds to an account then lands side by side at the end of the
 * account's part of the index; led by products, it landed on as many pages as there are products, most of them not in memory.
 * Whoever reads it reads months of accounts.
 */
export class ProductMonthsByMonth1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.rekey(runner, 'tenant_id, account_id, month, product_id, category_id');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.rekey(runner, 'tenant_id, account_id, product_id, category_id, month');
  }

  private async rekey(runner: QueryRunner, columns: string): Promise<void> {
    await runner.query(
      `alter table account_product_month drop constraint ${KEY}, add constraint ${KEY} primary key (${columns})`,
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const VALUES = ['net_minor', 'quantity', 'lines', 'list_minor', 'listed_minor', 'cost_minor', 'costed_minor'] as const;
const SUMS = 'net_minor bigint not null, quantity numeric not null, lines bigint not null';
const COSTS =
  'list_minor bigint not null, listed_minor bigint not null, cost_minor bigint not null, costed_minor bigint not null';
const MONTH = 'month date not null check (extract(day from month) = 1)';

/** Two more ways to tell accounts apart by which sales are compared, and the two small roll-ups that compare all of them at once. */
export class SalesAnalysis1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column postcode text, add column size_class text');
    await createTenantTable(runner, {
      // Over all products, whose units differ: no quantity.
      name: 'account_month',
      columns: `account_id uuid not null, ${MONTH}, net_minor bigint not null, lines bigint not null, ${COSTS}, primary key (tenant_id, account_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'product_month',
      columns: `product_id uuid not null, category_id uuid not null, ${MONTH}, ${SUMS}, ${COSTS}, primary key (tenant_id, product_id, category_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    const sums = (columns: readonly string[]): string =>
      columns
        .map((column) => (column === 'quantity' ? 'trim_scale(sum(quantity))' : `sum(${column})::bigint`))
        .join(', ');
    for (const [table, keys, columns] of [
      ['account_month', 'account_id', VALUES.filter((column) => column !== 'quantity')],
      ['product_month', 'product_id, category_id', VALUES],
    ] as const) {
      await runner.query(`alter table ${table} drop constraint ${table}_tenant_id_fkey`);
      await runner.query(`
        insert into ${table} (tenant_id, ${keys}, month, ${columns.join(', ')})
        select tenant_id, ${keys}, month, ${sums(columns)} from account_product_month group by tenant_id, ${keys}, month`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['product_month', 'account_month']) await runner.query(`drop table ${table}`);
    await runner.query('alter table account drop column postcode, drop column size_class');
  }
}

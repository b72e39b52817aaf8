import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** What a roll-up keeps of lines that tell a list price or a cost, beside the net sales of exactly these lines. */
const VALUES = ['list_minor', 'listed_minor', 'cost_minor', 'costed_minor'] as const;

/** List price and cost of order lines, and the roll-up by product from which value, prices and changes are worked out. */
export class LineValues1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table order_line add column list_minor bigint, add column cost_minor bigint');
    await createTenantTable(runner, {
      // By the line's own category: a product that moves to another one leaves its past where it was.
      name: 'account_product_month',
      columns: `account_id uuid not null, product_id uuid not null, category_id uuid not null,
        month date not null check (extract(day from month) = 1), net_minor bigint not null, quantity numeric not null, lines integer not null,
        list_minor bigint not null, listed_minor bigint not null, cost_minor bigint not null, costed_minor bigint not null,
        primary key (tenant_id, account_id, product_id, category_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await runner.query('alter table account_product_month drop constraint account_product_month_tenant_id_fkey');
    const added = VALUES.map((column) => `add column ${column} bigint not null default 0`).join(', ');
    await runner.query(`alter table account_category_month ${added}`);
    await runner.query(`
      insert into account_product_month (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES.join(', ')})
      select tenant_id, account_id, product_id, category_id, date_trunc('month', ordered_on::timestamp)::date, sum(net_minor)::bigint,
        trim_scale(sum(quantity)), count(*), 0, 0, 0, 0 from order_line group by 1, 2, 3, 4, 5`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dropped = VALUES.map((column) => `drop column ${column}`).join(', ');
    await runner.query(`alter table account_category_month ${dropped}`);
    await runner.query('drop table account_product_month');
    await runner.query('alter table order_line drop column list_minor, drop column cost_minor');
  }
}

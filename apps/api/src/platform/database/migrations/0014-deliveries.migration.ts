import type { MigrationInterface, QueryRunner } from 'typeorm';
import { widenCodeCheck, narrowCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = ['deliveries'];

/** What was promised when, and what arrived when: facts of their own, because the second is known later. */
export class Deliveries1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', KINDS);
    await createTenantTable(runner, {
      // id is derived from order and line number. What has arrived follows from the deliveries and is kept with them.
      name: 'delivery_promise',
      columns: `id uuid not null, account_id uuid not null, order_number text not null, line_number text not null, promised_on date not null,
        quantity numeric not null check (quantity > 0), first_delivered_on date, first_quantity numeric not null default 0,
        delivered_quantity numeric not null default 0, content_hash uuid not null, import_id uuid not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: { account: 'account_id, promised_on, id', import: 'import_id' },
    });
    await createTenantTable(runner, {
      name: 'delivery',
      columns: `id uuid not null, promise_id uuid not null, account_id uuid not null, delivered_on date not null,
        quantity numeric not null check (quantity > 0), delivery_number text, import_id uuid not null, primary key (tenant_id, id),
        foreign key (tenant_id, promise_id) references delivery_promise (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, delete',
      indexes: { promise: 'promise_id, delivered_on, id', import: 'import_id' },
    });
    // Row-level security checks each row's tenant already; the key to it would double the cost of every row.
    for (const table of ['delivery_promise', 'delivery'])
      await runner.query(`alter table ${table} drop constraint ${table}_tenant_id_fkey`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery');
    await runner.query('drop table delivery_promise');
    await narrowCodeCheck(runner, 'import', 'kind', KINDS);
  }
}

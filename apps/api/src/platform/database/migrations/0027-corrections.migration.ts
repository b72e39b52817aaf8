import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const REPLACED = 'replaced_at timestamptz not null, replaced_by text not null, replaced_by_import uuid not null';

/** What facts said before an import gave them another content: who replaced it, when, and by which import. */
export class Corrections1764000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table import add column rows_corrected bigint not null default 0');
    await createTenantTable(runner, {
      // import_id is the import that had brought the content; ordinal counts up for each line.
      name: 'order_line_correction',
      columns: `line_id uuid not null, ordinal integer not null, account_id uuid not null, product_id uuid not null, category_id uuid not null,
        ordered_on date not null, order_number text, line_number text, quantity numeric not null, net_minor bigint not null, list_minor bigint,
        cost_minor bigint, currency text not null, lot text, content_hash uuid not null, import_id uuid not null, ${REPLACED},
        primary key (tenant_id, line_id, ordinal), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, product_id) references product (tenant_id, id),
        foreign key (tenant_id, category_id) references product_category (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: {
        import: 'import_id',
        replaced_by: 'replaced_by_import',
        account: 'account_id',
        product: 'product_id',
        category: 'category_id',
      },
    });
    // An invoice stays where it is, because payments refer to it. settlement_id: the payment that its day of settlement stands for.
    await runner.query('grant update on payment to mortise_import');
    await createTenantTable(runner, {
      name: 'invoice_correction',
      columns: `invoice_id uuid not null, ordinal integer not null, issued_on date not null, due_on date not null, amount_minor bigint not null,
        currency text not null, content_hash uuid not null, brought_by_import uuid not null, settlement_id uuid not null, ${REPLACED},
        primary key (tenant_id, invoice_id, ordinal), foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: { brought_by: 'brought_by_import', replaced_by: 'replaced_by_import' },
    });
    await createTenantTable(runner, {
      // cost_id is that of the cost when it said this; a cost that is corrected gets another.
      name: 'cost_to_serve_correction',
      columns: `cost_id uuid not null, account_id uuid not null, month date not null, driver text not null, quantity numeric not null,
        rate_minor bigint not null, cost_minor bigint not null, currency text not null, import_id uuid not null, recorded_at timestamptz not null,
        recorded_by text not null, ${REPLACED}, primary key (tenant_id, cost_id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: { account: 'account_id, month, driver', import: 'import_id', replaced_by: 'replaced_by_import' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table cost_to_serve_correction');
    await runner.query('drop table invoice_correction');
    await runner.query('revoke update on payment from mortise_import');
    await runner.query('drop table order_line_correction');
    await runner.query('alter table import drop column rows_corrected');
  }
}

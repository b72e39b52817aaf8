import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantIndexes, createTenantTable } from '../tenant-table.js';

const REPLACED = 'replaced_at timestamptz not null, replaced_by text not null, replaced_by_import uuid not null';
const ACCOUNT = 'foreign key (tenant_id, account_id) references account (tenant_id, id)';
const ALL = 'select, insert, update, delete';

/** What further facts said before an import gave them another content; and the promotion that an order line was sold under. */
export class MoreCorrections1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [fact, day, more] of [
      ['payment', 'paid_on', ''],
      ['credit_note', 'issued_on', 'reason text, '],
    ] as const) {
      await createTenantTable(runner, {
        name: `${fact}_correction`,
        columns: `${fact}_id uuid not null, ordinal integer not null, account_id uuid not null, invoice_id uuid, number text not null,
          ${day} date not null, amount_minor bigint not null, currency text not null, ${more}content_hash uuid not null, import_id uuid not null,
          ${REPLACED}, primary key (tenant_id, ${fact}_id, ordinal), ${ACCOUNT},
          foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
        app: 'select',
        import: ALL,
        indexes: {
          account: 'account_id',
          invoice: 'invoice_id where invoice_id is not null',
          import: 'import_id',
          replaced_by: 'replaced_by_import',
        },
      });
    }
    await createTenantTable(runner, {
      name: 'wallet_correction',
      columns: `wallet_id uuid not null, ordinal integer not null, account_id uuid not null, category_id uuid not null, month date not null,
        months smallint not null, amount_minor bigint not null, currency text not null, method text not null,
        confidence text not null check (confidence in ('A','B','C','D')),
        source text not null, observed_on date not null, recorded_at timestamptz not null, recorded_by text not null, import_id uuid not null,
        ${REPLACED}, primary key (tenant_id, wallet_id, ordinal), ${ACCOUNT},
        foreign key (tenant_id, category_id) references product_category (tenant_id, id)`,
      app: 'select',
      import: ALL,
      indexes: {
        account: 'account_id',
        category: 'category_id',
        import: 'import_id',
        replaced_by: 'replaced_by_import',
      },
    });
    await createTenantIndexes(runner, 'wallet', { latest: 'account_id, month, id' });
    await createTenantTable(runner, {
      // A promise stays where it is, because deliveries refer to it.
      name: 'delivery_promise_correction',
      columns: `promise_id uuid not null, ordinal integer not null, promised_on date not null, quantity numeric not null, content_hash uuid not null,
        brought_by_import uuid not null, ${REPLACED}, primary key (tenant_id, promise_id, ordinal),
        foreign key (tenant_id, promise_id) references delivery_promise (tenant_id, id)`,
      app: 'select',
      import: ALL,
      indexes: { brought_by: 'brought_by_import', replaced_by: 'replaced_by_import' },
    });
    await createTenantTable(runner, {
      // A delivery's id says what it says, so another content has another one; mark tells which delivery of the line it is.
      name: 'delivery_correction',
      columns: `delivery_id uuid not null, mark text not null, ordinal integer not null, promise_id uuid not null, account_id uuid not null,
        delivered_on date not null, quantity numeric not null, delivery_number text, import_id uuid not null, ${REPLACED},
        primary key (tenant_id, promise_id, mark, ordinal), foreign key (tenant_id, promise_id) references delivery_promise (tenant_id, id)`,
      app: 'select',
      import: ALL,
      indexes: { import: 'import_id', replaced_by: 'replaced_by_import' },
    });
    await runner.query('alter table cost_to_serve_correction add column ordinal integer');
    await runner.query(`
      update cost_to_serve_correction c set ordinal = n.ordinal from (
        select tenant_id, cost_id, row_number() over (partition by tenant_id, account_id, month, driver order by replaced_at, cost_id) as ordinal
        from cost_to_serve_correction) n where n.tenant_id = c.tenant_id and n.cost_id = c.cost_id`);
    await runner.query('alter table cost_to_serve_correction alter column ordinal set not null');
    for (const table of ['order_line', 'order_line_correction'])
      await runner.query(`alter table ${table} add column promotion_id uuid`);
    await runner.query(
      'alter table order_line_correction add foreign key (tenant_id, promotion_id) references promotion (tenant_id, id)',
    );
    // Order lines have no keys to other tables, which would cost every one of them; whoever takes a promotion away looks here.
    await createTenantIndexes(runner, 'order_line', {
      promotion: 'promotion_id, account_id where promotion_id is not null',
    });
    await createTenantIndexes(runner, 'order_line_correction', {
      promotion: 'promotion_id where promotion_id is not null',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['order_line_correction', 'order_line'])
      await runner.query(`alter table ${table} drop column promotion_id`);
    await runner.query('alter table cost_to_serve_correction drop column ordinal');
    for (const table of ['delivery_correction', 'delivery_promise_correction'])
      await runner.query(`drop table ${table}`);
    await runner.query('drop index wallet_latest_idx');
    for (const table of ['wallet_correction', 'credit_note_correction', 'payment_correction'])
      await runner.query(`drop table ${table}`);
  }
}

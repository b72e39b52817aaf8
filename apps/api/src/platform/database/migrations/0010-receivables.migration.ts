import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = ['invoices', 'payments', 'credit-notes'];

/** Written by the hundred thousand, only by imports, always together with a row that refers to its account. */
const BULK_TABLES = ['invoice', 'payment', 'credit_note', 'account_receivable', 'account_receivable_month'];

/** Invoices, what settles them, what was disputed, credit limits, and what each account owes. */
export class Receivables1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', KINDS);
    await createTenantTable(runner, {
      // id is derived from the number: the same invoice has the same id again. What is settled and disputed follows from
      // payments, credit notes and disputes and is kept with them.
      name: 'invoice',
      columns: `id uuid not null, account_id uuid not null, number text not null, issued_on date not null, due_on date not null,
        amount_minor bigint not null check (amount_minor >= 0), currency text not null, disputed boolean not null, disputed_on date,
        settled_minor bigint not null, settled_on date, content_hash uuid not null, import_id uuid not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: {
        account: 'account_id, issued_on, id',
        open: 'account_id, due_on where settled_on is null',
        due: 'due_on, account_id where settled_on is null',
        settled: 'account_id, settled_on, id where settled_on is not null',
        disputed: 'account_id, issued_on, id where disputed',
        import: 'import_id',
      },
    });
    for (const [name, day, more] of [
      ['payment', 'paid_on', ''],
      ['credit_note', 'issued_on', 'reason text, '],
    ] as const) {
      await createTenantTable(runner, {
        // Without an invoice it stands to the account's credit.
        name,
        columns: `id uuid not null, account_id uuid not null, invoice_id uuid, number text not null, ${day} date not null,
          amount_minor bigint not null, currency text not null, ${more}content_hash uuid not null, import_id uuid not null,
          primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id),
          foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
        app: 'select',
        import: 'select, insert, delete',
        indexes: {
          account: `account_id, ${day}, id`,
          invoice: 'invoice_id where invoice_id is not null',
          credit: `account_id, ${day}, id where invoice_id is null`,
          import: 'import_id',
        },
      });
    }
    await createTenantTable(runner, {
      // That a customer disputes an invoice is often known later than the invoice: a fact of its own.
      name: 'invoice_dispute',
      columns: `invoice_id uuid not null, disputed_on date, import_id uuid not null, primary key (tenant_id, invoice_id),
        foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, delete',
      indexes: { import: 'import_id' },
    });
    await createTenantTable(runner, {
      // facts counts invoices, payments and credit notes: without any, and without a limit, the row goes.
      name: 'account_receivable',
      columns: `account_id uuid not null, currency text not null, open_minor bigint not null, open_invoices integer not null,
        credit_minor bigint not null, facts integer not null, limit_minor bigint,
        over_limit boolean not null generated always as (limit_minor is not null and open_minor - credit_minor > limit_minor) stored,
        primary key (tenant_id, account_id)`,
      app: 'select, insert, update',
      import: 'select, insert, update, delete',
      indexes: { open: 'open_minor, account_id', over: 'open_minor, account_id where over_limit' },
    });
    await createTenantTable(runner, {
      name: 'account_receivable_month',
      columns: `account_id uuid not null, month date not null check (extract(day from month) = 1), invoiced_minor bigint not null,
        paid_minor bigint not null, credited_minor bigint not null, facts integer not null, primary key (tenant_id, account_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
      indexes: { month: 'month' },
    });
    await createTenantTable(runner, {
      // Each change is a row of its own; the newest holds, and stands in account_receivable too. No limit: null.
      name: 'credit_limit',
      columns: `id uuid not null, account_id uuid not null, version integer not null, limit_minor bigint check (limit_minor >= 0),
        currency text not null, note text, set_at timestamptz not null, set_by text not null, import_id uuid, primary key (tenant_id, id),
        unique (tenant_id, account_id, version), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert',
      import: 'select, insert, delete',
      indexes: { import: 'import_id where import_id is not null' },
    });
    // Row-level security checks each row's tenant already; the key to it would double the cost of every row.
    for (const table of BULK_TABLES) await runner.query(`alter table ${table} drop constraint ${table}_tenant_id_fkey`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'credit_limit',
      'account_receivable_month',
      'account_receivable',
      'invoice_dispute',
      'credit_note',
      'payment',
      'invoice',
    ])
      await runner.query(`drop table ${table}`);
    await narrowCodeCheck(runner, 'import', 'kind', KINDS);
  }
}

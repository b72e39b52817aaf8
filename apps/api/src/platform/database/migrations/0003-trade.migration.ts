import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const SHARE_COLUMNS = `currency text not null, share double precision not null, low double precision not null, high double precision not null,
        method text not null, confidence text not null, source text not null, exceeds_wallet boolean not null`;

/** Written by the hundred thousand, only by imports, always together with a row that refers to its account. */
const BULK_TABLES = [
  'import_error',
  'import_account',
  'order_line',
  'account_category_month',
  'account_order_day',
  'share_of_wallet',
  'account_share',
];

/** Imports, order lines with their roll-ups, wallets and the shares computed from both. */
export class Trade1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'import',
      columns: `id uuid not null, kind text not null check (kind in ('accounts','contacts','products','order-lines','wallets')),
        file_name text, status text not null check (status in ('RUNNING','SUCCEEDED','FAILED','UNDOING','UNDONE')),
        options jsonb not null default '{}', bytes bigint not null default 0, total_bytes bigint, rows_read bigint not null default 0,
        rows_added bigint not null default 0, rows_unchanged bigint not null default 0, rows_rejected bigint not null default 0,
        created_missing jsonb not null default '{}', error_code text, error text, started_by text not null,
        started_at timestamptz not null default now(), seen_at timestamptz not null default now(), finished_at timestamptz,
        undone_at timestamptz, undone_by text, primary key (tenant_id, id)`,
      app: 'select, insert, update',
      import: 'select, insert, update',
      indexes: { started: 'started_at, id', running: `id where status = 'RUNNING'` },
    });
    await createTenantTable(runner, {
      name: 'import_error',
      columns: `import_id uuid not null, row_number bigint not null, ordinal smallint not null, "column" text, code text not null, value text,
        message text not null, primary key (tenant_id, import_id, row_number, ordinal)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // The accounts an import has added something to; no foreign key, because it outlives what an undo takes away.
      name: 'import_account',
      columns: `import_id uuid not null, account_id uuid not null, rows bigint not null, opened boolean not null default false,
        primary key (tenant_id, import_id, account_id)`,
      app: 'select',
      import: 'select, insert, update',
    });
    await createTenantTable(runner, {
      // id is derived from the line's own key (order and line number, else content and occurrence): the same line has the same id again.
      // Without foreign keys: account_sales and product_sales carry them once per account and product instead of once per line.
      name: 'order_line',
      columns: `id uuid not null, account_id uuid not null, product_id uuid not null, category_id uuid not null, ordered_on date not null,
        order_number text, line_number text, quantity numeric not null, net_minor bigint not null, currency text not null, lot text,
        content_hash uuid not null, import_id uuid not null, primary key (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, delete',
      indexes: { account: 'account_id, ordered_on, id' },
    });
    // The lines of one import lie together and imports' ids grow with time, so that a few pages of block ranges find them.
    await runner.query(
      'create index order_line_import_idx on order_line using brin (tenant_id, import_id) with (pages_per_range = 16)',
    );
    await createTenantTable(runner, {
      // What keeps an account with order lines from being deleted; likewise product_sales.
      name: 'account_sales',
      columns: `account_id uuid not null, net_minor bigint not null, lines bigint not null, primary key (tenant_id, account_id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'product_sales',
      columns: `product_id uuid not null, net_minor bigint not null, quantity numeric not null, lines bigint not null, primary key (tenant_id, product_id),
        foreign key (tenant_id, product_id) references product (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'account_category_month',
      columns: `account_id uuid not null, category_id uuid not null, month date not null check (extract(day from month) = 1),
        net_minor bigint not null, quantity numeric not null, lines integer not null, primary key (tenant_id, account_id, category_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'account_order_day',
      columns: `account_id uuid not null, day date not null, net_minor bigint not null, lines integer not null, primary key (tenant_id, account_id, day)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'wallet',
      columns: `id uuid not null, account_id uuid not null, category_id uuid not null, month date not null check (extract(day from month) = 1),
        months smallint not null check (months in (1, 3, 6, 12)), amount_minor bigint not null check (amount_minor >= 0), currency text not null,
        method text not null check (method in ('DECLARED','BOM','STATEMENT','TENDER','WAR_RANK','ESTIMATE')),
        confidence text not null check (confidence in ('A','B','C','D')), source text not null, observed_on date not null,
        recorded_at timestamptz not null default now(), recorded_by text not null, import_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, category_id) references product_category (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, delete',
      indexes: { account: 'account_id, category_id, month', import: 'import_id where import_id is not null' },
    });
    await createTenantTable(runner, {
      // One row per account, category and month whose rolling twelve months are fully covered by a wallet.
      name: 'share_of_wallet',
      columns: `account_id uuid not null, category_id uuid not null, month date not null, ours_minor bigint not null, wallet_minor bigint not null,
        wallet_low_minor bigint not null, wallet_high_minor bigint not null, ${SHARE_COLUMNS},
        primary key (tenant_id, account_id, category_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      // The same over all of the account's categories that have a wallet: what the stage is judged by.
      name: 'account_share',
      columns: `account_id uuid not null, month date not null, ours_minor bigint not null, wallet_minor bigint not null,
        wallet_low_minor bigint not null, wallet_high_minor bigint not null, ${SHARE_COLUMNS},
        primary key (tenant_id, account_id, month)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    // Row-level security checks each row's tenant already; the key to it would double the cost of every row.
    for (const table of BULK_TABLES) await runner.query(`alter table ${table} drop constraint ${table}_tenant_id_fkey`);
    // An account that an undone import had created goes with its story; the audit log keeps what happened.
    await runner.query(`alter table timeline_entry drop constraint timeline_entry_tenant_id_account_id_fkey,
      add foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'account_share',
      'share_of_wallet',
      'wallet',
      'account_order_day',
      'account_category_month',
      'product_sales',
      'account_sales',
      'order_line',
      'import_account',
      'import_error',
      'import',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}

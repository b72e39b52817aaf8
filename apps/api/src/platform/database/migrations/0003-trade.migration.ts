import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

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
        started_at timestamptz not null default now(), finished_at timestamptz, undone_at timestamptz, undone_by text, primary key (tenant_id, id)`,
      app: 'select, insert, update',
      import: 'select, insert, update',
      indexes: { started: 'started_at, id' },
    });
    await createTenantTable(runner, {
      name: 'import_error',
      columns: `import_id uuid not null, row_number bigint not null, ordinal smallint not null, "column" text, code text not null, value text,
        message text not null, primary key (tenant_id, import_id, row_number, ordinal)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // id is derived from the line's own key (order and line number, else content and occurrence): the same line has the same id again.
      name: 'order_line',
      columns: `id uuid not null, account_id uuid not null, product_id uuid not null, category_id uuid not null, ordered_on date not null,
        order_number text, line_number text, quantity numeric not null, net_minor bigint not null, currency text not null, lot text,
        content_hash uuid not null, import_id uuid not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id), foreign key (tenant_id, product_id) references product (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, delete',
      indexes: { account: 'account_id, ordered_on, id', import: 'import_id', product: 'product_id' },
    });
    await createTenantTable(runner, {
      name: 'account_category_month',
      columns: `account_id uuid not null, category_id uuid not null, month date not null check (extract(day from month) = 1),
        net_minor bigint not null, quantity numeric not null, lines integer not null, primary key (tenant_id, account_id, category_id, month),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      name: 'account_order_day',
      columns: `account_id uuid not null, day date not null, net_minor bigint not null, lines integer not null, primary key (tenant_id, account_id, day),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
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
        currency text not null, share double precision not null, low double precision not null, high double precision not null,
        method text not null, confidence text not null, source text not null, exceeds_wallet boolean not null,
        primary key (tenant_id, account_id, category_id, month), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
    await createTenantTable(runner, {
      // The same over all of the account's categories that have a wallet: what the stage is judged by.
      name: 'account_share',
      columns: `account_id uuid not null, month date not null, ours_minor bigint not null, wallet_minor bigint not null, currency text not null,
        share double precision not null, low double precision not null, high double precision not null, exceeds_wallet boolean not null,
        primary key (tenant_id, account_id, month), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select',
      import: 'select, insert, update, delete',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'account_share', 'share_of_wallet', 'wallet', 'account_order_day', 'account_category_month', 'order_line', 'import_error', 'import',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}

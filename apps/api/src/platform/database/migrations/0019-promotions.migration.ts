import { PROMOTION_MECHANICS } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = ['promotions', 'promotion-uptakes'];
const MECHANICS = PROMOTION_MECHANICS.map((code) => `'${code}'`).join(',');

/** Promotions, what they are on, and which accounts take part. */
export class Promotions1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', KINDS);
    await createTenantTable(runner, {
      // cost_minor is what it takes besides the discount; null where nobody told. content_hash is that of an imported one.
      name: 'promotion',
      columns: `id uuid not null, code text not null, name text not null, starts_on date not null, ends_on date not null check (ends_on >= starts_on),
        mechanic text not null check (mechanic in (${MECHANICS})), discount_percent numeric check (discount_percent >= 0 and discount_percent < 100),
        buy_quantity numeric check (buy_quantity > 0), free_quantity numeric check (free_quantity > 0), terms text,
        audience text not null check (audience in ('EVERYBODY','PARTICIPANTS')), country text, region text,
        cost_minor bigint check (cost_minor >= 0), currency text not null, version integer not null default 1, content_hash uuid, import_id uuid,
        created_at timestamptz not null, created_by text not null, primary key (tenant_id, id), unique (tenant_id, code)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: { starts: 'starts_on, id', import: 'import_id where import_id is not null' },
    });
    await createTenantTable(runner, {
      // A promotion without items is on everything.
      name: 'promotion_item',
      columns: `id uuid not null, promotion_id uuid not null, product_id uuid, category_id uuid, import_id uuid,
        check (num_nonnulls(product_id, category_id) = 1), primary key (tenant_id, id),
        foreign key (tenant_id, promotion_id) references promotion (tenant_id, id),
        foreign key (tenant_id, product_id) references product (tenant_id, id),
        foreign key (tenant_id, category_id) references product_category (tenant_id, id)`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
      indexes: {
        unique_product: 'promotion_id, product_id where product_id is not null',
        unique_category: 'promotion_id, category_id where category_id is not null',
        promotion: 'promotion_id, id',
        product: 'product_id where product_id is not null',
        category: 'category_id where category_id is not null',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      name: 'promotion_uptake',
      columns: `id uuid not null, promotion_id uuid not null, account_id uuid not null, agreed_on date not null, note text, import_id uuid,
        recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id), unique (tenant_id, promotion_id, account_id),
        foreign key (tenant_id, promotion_id) references promotion (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
      indexes: {
        promotion: 'promotion_id, agreed_on, id',
        account: 'account_id, agreed_on, id',
        import: 'import_id where import_id is not null',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['promotion_uptake', 'promotion_item', 'promotion']) await runner.query(`drop table ${table}`);
    await narrowCodeCheck(runner, 'import', 'kind', KINDS);
  }
}

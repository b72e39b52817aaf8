import { BUSINESS_FUNCTIONS, DMU_ROLES, STAGE_POSITIONS, STAGES, STANCES, TIERS } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(',');
const oneOf = (column: string, codes: readonly string[]): string => `check (${column} in (${quoted(codes)}))`;

/** Accounts with their hierarchy, departments on both sides, people, products, teams and their rights. */
export class Organisation1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'account',
      columns: `id uuid not null, external_id text, name text not null, name_lower text not null, parent_id uuid,
        country text check (country ~ '^[A-Z]{2}$'), region text, city text, industry text, business_model text, currency text,
        priority_class text, owner_id uuid, complex_offering boolean not null default false,
        stage text ${oneOf('stage', STAGE_POSITIONS)}, stage_since timestamptz, target_stage text ${oneOf('target_stage', STAGES)},
        created_at timestamptz not null default now(), import_id uuid, archived_at timestamptz, version integer not null default 1,
        primary key (tenant_id, id), foreign key (tenant_id, parent_id) references account (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id), check (parent_id <> id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, update, delete',
      indexes: {
        unique_external: 'external_id where external_id is not null',
        name: 'name_lower, id',
        created: 'created_at, id',
        parent: 'parent_id, name_lower, id',
        stage: 'stage, name_lower, id',
        owner: 'owner_id',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      // Every account is its own ancestor at depth 0, so that "this and below" is one equality.
      name: 'account_closure',
      columns: `ancestor_id uuid not null, descendant_id uuid not null, depth integer not null check (depth >= 0),
        primary key (tenant_id, descendant_id, ancestor_id),
        foreign key (tenant_id, ancestor_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, descendant_id) references account (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: { ancestor: 'ancestor_id, depth' },
    });
    await createTenantTable(runner, {
      // One row per tenant, touched by whatever changes the closure: its row lock lets one such change in at a time.
      name: 'account_hierarchy',
      columns: 'changes bigint not null, primary key (tenant_id)',
      app: 'select, insert, update',
      import: 'select, insert, update',
    });
    await createTenantTable(runner, {
      // account_id null: one of our own departments.
      name: 'department',
      columns: `id uuid not null, account_id uuid, name text not null, function text not null ${oneOf('function', BUSINESS_FUNCTIONS)},
        created_at timestamptz not null default now(), primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update, delete',
      indexes: { account: 'account_id, name' },
    });
    await runner.query(
      'alter table staff_member add foreign key (tenant_id, department_id) references department (tenant_id, id)',
    );
    await createTenantTable(runner, {
      name: 'contact',
      columns: `id uuid not null, external_id text, name text not null, name_lower text not null, title text, email text, email_lower text,
        phone text, language text not null default 'en', status text not null default 'ACTIVE' check (status in ('ACTIVE','MOVED','LEFT')),
        created_at timestamptz not null default now(), import_id uuid, primary key (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: {
        unique_external: 'external_id where external_id is not null',
        email: 'email_lower',
        name: 'name_lower, id',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      // A person at an account for a time: people move, work for two accounts, come back. History is kept by dates.
      name: 'account_contact',
      columns: `id uuid not null, account_id uuid not null, contact_id uuid not null, department_id uuid,
        tier text not null default 'WORKING' ${oneOf('tier', TIERS)},
        valid_from date not null, valid_to date, check (valid_to is null or valid_to >= valid_from),
        roles text[] not null default '{}' check (roles <@ array[${quoted(DMU_ROLES)}]), influence_weight real check (influence_weight between 0 and 1),
        stance text not null default 'NEUTRAL' ${oneOf('stance', STANCES)},
        stance_evidence text, stance_at date, coach boolean not null default false,
        relation_strength smallint not null default 0 check (relation_strength between 0 and 5),
        import_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, contact_id) references contact (tenant_id, id),
        foreign key (tenant_id, department_id) references department (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: {
        account: 'account_id, valid_from',
        contact: 'contact_id',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      name: 'product_category',
      columns: `id uuid not null, external_id text not null, name text not null, import_id uuid, primary key (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: { unique_external: 'external_id', import: 'import_id where import_id is not null' },
    });
    await createTenantTable(runner, {
      name: 'product',
      columns: `id uuid not null, external_id text not null, name text not null, category_id uuid not null, unit text,
        offer_form text not null default 'STANDARD' check (offer_form in ('STANDARD','FEATURED','CUSTOM')),
        created_at timestamptz not null default now(), import_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, category_id) references product_category (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: {
        unique_external: 'external_id',
        category: 'category_id',
        import: 'import_id where import_id is not null',
      },
    });
    await createTenantTable(runner, {
      name: 'team',
      columns: `id uuid not null, name text not null, created_at timestamptz not null default now(), primary key (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select',
      indexes: { unique_name: 'name' },
    });
    await createTenantTable(runner, {
      name: 'team_member',
      columns: `team_id uuid not null, staff_id uuid not null, primary key (tenant_id, staff_id, team_id),
        foreign key (tenant_id, team_id) references team (tenant_id, id), foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select',
      indexes: { team: 'team_id' },
    });
    await createTenantTable(runner, {
      name: 'account_team',
      columns: `account_id uuid not null, team_id uuid not null, since timestamptz not null default now(), primary key (tenant_id, team_id, account_id),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, team_id) references team (tenant_id, id)`,
      app: 'select, insert, update, delete',
      import: 'select, insert, delete',
      indexes: { account: 'account_id' },
    });
    await createTenantTable(runner, {
      name: 'timeline_entry',
      columns: `id uuid not null, account_id uuid not null, at timestamptz not null, recorded_at timestamptz not null default now(),
        kind text not null, actor text not null, entity text not null, entity_id text not null, detail jsonb not null default '{}',
        primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert',
      import: 'select, insert',
      indexes: { account: 'account_id, at, id' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'timeline_entry',
      'account_team',
      'team_member',
      'team',
      'product',
      'product_category',
      'account_contact',
      'contact',
    ]) {
      await runner.query(`drop table ${table}`);
    }
    await runner.query('alter table staff_member drop constraint staff_member_tenant_id_department_id_fkey');
    for (const table of ['department', 'account_hierarchy', 'account_closure', 'account'])
      await runner.query(`drop table ${table}`);
  }
}

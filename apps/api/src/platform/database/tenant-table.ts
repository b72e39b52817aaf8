import type { QueryRunner } from 'typeorm';

/** What a role may do with a table. Append-only tables give `select, insert` alone. */
type Privileges =
  'select' | 'select, insert' | 'select, insert, update' | 'select, insert, delete' | 'select, insert, update, delete';

interface TenantTable {
  readonly name: string;
  /** Columns after `tenant_id`, then constraints; the primary key must lead with tenant_id. */
  readonly columns: string;
  readonly app: Privileges;
  readonly import?: Privileges;
  /** Indexes as `name: columns [where …]`; tenant_id is put in front of the columns. */
  readonly indexes?: Readonly<Record<string, string>>;
}

/**
 * Creates a table of tenant data the one way it is done here: tenant_id first, row-level security on, grants by role,
 * distributed by tenant where Citus is installed.
 */
export async function createTenantTable(runner: QueryRunner, table: TenantTable): Promise<void> {
  await runner.query(`create table ${table.name} (tenant_id uuid not null references tenant (id), ${table.columns})`);
  await runner.query(`alter table ${table.name} enable row level security`);
  await runner.query(
    `create policy tenant on ${table.name} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())`,
  );
  await runner.query(`grant ${table.app} on ${table.name} to mortise_app`);
  if (table.import) await runner.query(`grant ${table.import} on ${table.name} to mortise_import`);
  await createTenantIndexes(runner, table.name, table.indexes ?? {});
  await distribute(runner, table.name);
}

/** Adds indexes to a table of tenant data, given as {@link createTenantTable} takes them. */
export async function createTenantIndexes(
  runner: QueryRunner,
  table: string,
  indexes: NonNullable<TenantTable['indexes']>,
): Promise<void> {
  for (const [name, definition] of Object.entries(indexes)) {
    const unique = name.startsWith('unique_') ? 'unique ' : '';
    const [columns, where] = definition.split(' where ');
    await runner.query(
      `create ${unique}index ${table}_${name}_idx on ${table} (tenant_id, ${columns})${where ? ` where ${where}` : ''}`,
    );
  }
}

/**
 * Has whoever writes to a table asked once per statement, not once per row, whose rows these may be: among what a row of a
 * bulk table costs, that counts. Citus allows no subquery in a policy; there each row is asked.
 */
export async function askTenantOnce(runner: QueryRunner, table: string): Promise<void> {
  if (await hasCitus(runner)) return;
  await runner.query(`alter policy tenant on ${table} with check (tenant_id = (select current_tenant()))`);
}

/** Takes {@link askTenantOnce} back. */
export async function askTenantEachRow(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`alter policy tenant on ${table} with check (tenant_id = current_tenant())`);
}

/** Copies a table without tenant data to every node on Citus; does nothing on plain PostgreSQL. */
export async function replicate(runner: QueryRunner, table: string): Promise<void> {
  if (await hasCitus(runner)) await runner.query(`select create_reference_table('${table}')`);
}

/** Spreads a table over the nodes by tenant on Citus; does nothing on plain PostgreSQL. */
export async function distribute(runner: QueryRunner, table: string): Promise<void> {
  if (!(await hasCitus(runner))) return;
  await runner.query(`set local citus.multi_shard_modify_mode = 'sequential'`);
  await runner.query(`select create_distributed_table('${table}', 'tenant_id', colocate_with => 'default')`);
}

async function hasCitus(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query(`select 1 from pg_extension where extname = 'citus'`)) as unknown[];
  return rows.length > 0;
}

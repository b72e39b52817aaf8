import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantIndexes, createTenantTable } from '../tenant-table.js';

/** Jobs that are run again, undos that are seen while they are under way, and tenants that set their own time zone. */
export class Operations1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table job_run add column retries integer not null default 0');
    await createTenantIndexes(runner, 'job_run', { status: 'status, created_at, id' });
    await createTenantTable(runner, {
      // Whoever takes an import back says so here, again and again: one that says nothing any more has died, and nothing was changed.
      name: 'import_undo',
      columns: `import_id uuid not null, seen_at timestamptz not null, primary key (tenant_id, import_id)`,
      app: 'select, insert, update, delete',
    });
    await runner.query('alter table policy add column zone_change jsonb');
    // Tenants are read before anybody has entered one, but only the one that was entered can be changed.
    await runner.query('alter table tenant enable row level security');
    await runner.query('create policy everybody on tenant for select using (true)');
    await runner.query(
      'create policy entered on tenant for update using (id = current_tenant()) with check (id = current_tenant())',
    );
    await runner.query('grant update (time_zone) on tenant to mortise_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke update (time_zone) on tenant from mortise_app');
    await runner.query('drop policy entered on tenant');
    await runner.query('drop policy everybody on tenant');
    await runner.query('alter table tenant disable row level security');
    await runner.query('alter table policy drop column zone_change');
    await runner.query('drop table import_undo');
    await runner.query('drop index job_run_status_idx');
    await runner.query('alter table job_run drop column retries');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantIndexes } from '../tenant-table.js';

/** For each order and filter that a list offers. */
const INDEXES = {
  staff_member: { name: 'name, id' },
  account: { archived: 'name_lower, id where archived_at is not null' },
  contact: { status: 'status, name_lower, id' },
  stage_proposal: {
    proposed: 'proposed_at, id',
    kind: 'kind, proposed_at, id',
    open: `proposed_at, id where status in ('PROPOSED','EVIDENCE_CHECKED','APPROVED')`,
  },
  alert: {
    open: 'opened_at, id where closed_at is null',
    state: 'state, opened_at, id',
    exceptional: 'exceptional, opened_at, id',
  },
};

/** What the read engine's statements call, and the indexes they use. */
export class ReadEngine1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not volatile: that would keep PostgreSQL from flattening the statement. It is called only where a value is missing.
    await runner.query(`
      create function read_gap(path text) returns text language plpgsql stable
        as $$ begin raise exception using errcode = 'MR001', message = 'null where there must be a value: ' || path; end $$`);
    await runner.query(`
      create function caller_changed() returns text language plpgsql stable
        as $$ begin raise exception using errcode = 'MR002', message = 'the caller is not, or no more, who it was'; end $$`);
    for (const [table, indexes] of Object.entries(INDEXES)) await createTenantIndexes(runner, table, indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, indexes] of Object.entries(INDEXES))
      for (const name of Object.keys(indexes)) await runner.query(`drop index ${table}_${name}_idx`);
    await runner.query('drop function read_gap(text)');
    await runner.query('drop function caller_changed()');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantIndexes } from '../tenant-table.js';

const STAGES = ['DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC', 'ENDED'];
const ALERT_STATES = 'WATCH ALERT FALSE_ALARM CONFIRMED RECOVERING CRISIS WIN_BACK NORMAL ENDED'.split(' ');
const COMPLAINT_STATES = 'RECEIVED ACKNOWLEDGED ANALYSED ACTION CONFIRMED_BY_CUSTOMER CLOSED REOPENED'.split(' ');

/** Columns that the API answers as enums, with the codes that may stand in them. */
const CODES: readonly (readonly [table: string, column: string, codes: readonly string[]])[] = [
  ['alert', 'detector', ['ORDER_GAP']],
  ['alert', 'state', ALERT_STATES],
  ['complaint', 'status', COMPLAINT_STATES],
  ['complaint_event', 'type', COMPLAINT_STATES],
  ['stage_proposal', 'from_stage', STAGES],
  ['stage_proposal', 'to_stage', STAGES],
];

/** The database, too, knows which codes there are: what it gives out as one is one. And people find their own imports. */
export class Codes1763900000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, codes] of CODES) {
      const list = codes.map((code) => `'${code}'`).join(', ');
      await runner.query(`alter table ${table} add constraint ${table}_${column}_code check (${column} in (${list}))`);
    }
    await createTenantIndexes(runner, 'import', { starter: 'started_by, started_at, id' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index import_starter_idx');
    for (const [table, column] of CODES)
      await runner.query(`alter table ${table} drop constraint ${table}_${column}_code`);
  }
}

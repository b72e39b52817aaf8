import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantIndexes, createTenantTable } from '../tenant-table.js';

const SEVERITIES = `'MINOR','MAJOR','CRITICAL'`;
const PAUSES = `'WAITING_FOR_CUSTOMER','WAITING_FOR_GOODS','WAITING_FOR_AUTHORITY'`;
const CLOCKS = `'ACKNOWLEDGE','RESOLVE','D0','D1','D2','D3','D4','D5','D6','D7','D8'`;
const EVENTS = ['CONTAINED', 'SEVERITY_ASSESSED', 'CLOCK_PAUSED', 'CLOCK_RESUMED'];
const TOPICS = `'ALERT_OPENED','CASE_ASSIGNED','CASE_OVERDUE','STAGE_APPROVAL','COMPLAINT_FILED'`;
const TOPICS_CHECK = 'notification_preference_topics_check';

/** Complaints have deadlines by their severity, and it is on record when one passed unmet. */
export class ComplaintClocks1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Clocks are computed from the events; what is kept here of them is what lists are found and ordered by, and the times
    // that reports are made of, in working milliseconds. `timed_version`: the policy whose calendar was used; -1: not yet.
    await runner.query(`
      alter table complaint add severity text not null default 'MINOR' check (severity in (${SEVERITIES})),
        add paused text check (paused in (${PAUSES})), add policy_version integer not null default 0,
        add next_due_at timestamptz, add breached_at timestamptz, add acknowledged_in bigint, add resolved_in bigint,
        add timed_version integer not null default -1`);
    // What came in before is held to the rules of today.
    await runner.query(`
      update complaint c set policy_version = p.version
      from (select tenant_id, max(version) as version from policy group by tenant_id) p where p.tenant_id = c.tenant_id`);
    await createTenantIndexes(runner, 'complaint', {
      due: 'next_due_at, id where next_due_at is not null',
      breached: 'created_at, id where breached_at is not null',
      severity: 'severity, created_at, id',
      untimed: `timed_version, id where status <> 'CLOSED' or timed_version < 0`,
    });
    await widenCodeCheck(runner, 'complaint_event', 'type', EVENTS);
    await runner.query(
      'alter table complaint_event add idempotency_key text, add request_hash text, add check ((idempotency_key is null) = (request_hash is null))',
    );
    await createTenantIndexes(runner, 'complaint_event', {
      unique_key: 'complaint_id, actor, idempotency_key where idempotency_key is not null',
    });
    await createTenantTable(runner, {
      // The unique index is what records each breach once. `run`: how often the clock has begun from zero.
      name: 'complaint_breach',
      columns: `id uuid not null, complaint_id uuid not null, account_id uuid not null, step text not null check (step in (${CLOCKS})),
        run integer not null check (run > 0), due_at timestamptz not null, recorded_at timestamptz not null, reached_at timestamptz,
        severity text not null check (severity in (${SEVERITIES})), policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, complaint_id) references complaint (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_run: 'complaint_id, step, run',
        account: 'account_id, due_at',
        open: 'due_at, id where reached_at is null',
      },
    });
    await widenCodeCheck(runner, 'notice', 'topic', ['COMPLAINT_BREACHED']);
    await this.setTopics(runner, `${TOPICS},'COMPLAINT_BREACHED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.setTopics(runner, TOPICS);
    await narrowCodeCheck(runner, 'notice', 'topic', ['COMPLAINT_BREACHED']);
    await runner.query('drop table complaint_breach');
    await runner.query('alter table complaint_event drop idempotency_key, drop request_hash');
    await narrowCodeCheck(runner, 'complaint_event', 'type', EVENTS);
    await runner.query(`
      alter table complaint drop severity, drop paused, drop policy_version, drop next_due_at, drop breached_at, drop acknowledged_in,
        drop resolved_in, drop timed_version`);
  }

  private async setTopics(runner: QueryRunner, topics: string): Promise<void> {
    await runner.query(`
      alter table notification_preference drop constraint ${TOPICS_CHECK},
        add constraint ${TOPICS_CHECK} check (topics <@ array[${topics}])`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

/** The stage as an append-only history of events, and the alerts of the detectors. */
export class StageAndAlerts1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide; the checks repeat the no-leap rule under the code.
      name: 'stage_event',
      columns: `account_id uuid not null, seq integer not null check (seq > 0), type text not null, at timestamptz not null,
        recorded_at timestamptz not null default now(), actor text not null, data jsonb not null, policy_version integer not null,
        from_rank smallint, to_rank smallint, opening boolean not null default false,
        primary key (tenant_id, account_id, seq), foreign key (tenant_id, account_id) references account (tenant_id, id),
        constraint stage_event_no_leap check (opening or from_rank is null or to_rank is null or to_rank = 0 or abs(to_rank - from_rank) = 1)`,
      app: 'select, insert',
      import: 'select, insert, delete',
      indexes: { unique_opening: 'account_id where opening', at: 'at' },
    });
    await createTenantTable(runner, {
      // The current row of each workflow, folded from the events. `account_version` is the number of the account's events
      // at its last change; `basis` names the facts a proposal of the evaluation rests on, so that it is not repeated on them.
      name: 'stage_proposal',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in ('ADVANCE','REGRESS','TERMINATE','REENTER')),
        from_stage text not null, to_stage text not null, status text not null
          check (status in ('PROPOSED','EVIDENCE_CHECKED','APPROVED','REJECTED','EFFECTIVE','WITHDRAWN')),
        cause text, regression_kind text, note text, proposed_by text not null, proposed_at timestamptz not null,
        evidence jsonb not null default '[]', approvals jsonb not null default '[]', policy_version integer not null,
        decided_at timestamptz, decided_by text, decision_note text,
        account_version integer not null, basis text, primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_open: `account_id where status in ('PROPOSED','EVIDENCE_CHECKED','APPROVED')`,
        status: 'status, proposed_at, id',
        account: 'account_id, proposed_at, id',
      },
    });
    await createTenantTable(runner, {
      name: 'alert',
      columns: `id uuid not null, account_id uuid not null, detector text not null, state text not null, opened_at timestamptz not null,
        closed_at timestamptz, last_seen_at timestamptz not null, score double precision not null, threshold double precision not null,
        explanation jsonb not null, exceptional boolean not null, close_reason text,
        triaged_at timestamptz, triaged_by text, triage_note text, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_open: 'account_id, detector where closed_at is null',
        opened: 'opened_at, id',
        account: 'account_id, opened_at',
      },
    });
    await createTenantTable(runner, {
      name: 'detector_calibration',
      columns: `detector text not null, calibrated_at timestamptz not null, threshold double precision not null, budget double precision not null,
        source text not null, starts_per_account_year double precision not null, account_years double precision not null,
        median_interval_days double precision, primary key (tenant_id, detector)`,
      app: 'select, insert, update',
    });
    // What tells "nobody has ordered lately" from "orders have stopped arriving".
    await runner.query('create index account_order_day_day_idx on account_order_day (tenant_id, day)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index account_order_day_day_idx');
    for (const table of ['detector_calibration', 'alert', 'stage_proposal', 'stage_event'])
      await runner.query(`drop table ${table}`);
  }
}

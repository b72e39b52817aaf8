import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const STAGES = `'DEVELOPMENT','INITIAL','STABLE','STRATEGIC'`;
const COMMUNICATION = `'EXECUTIVE_VISIT','CUSTOMER_FORUM','STUDY_TOUR','OPINION_SURVEY'`;
const STATUSES = `'OPEN','DONE','DROPPED'`;
const EVENTS = `'PLAN_DRAFTED','PLAN_REVISED','PLAY_ADDED','PLAY_ASSIGNED','PLAY_DROPPED','PLAY_COMPLETED','INVESTED','ACTION_ASSIGNED',
  'ACTION_POSTPONED','ACTION_DROPPED','ACTION_COMPLETED','PLAN_SUBMITTED','PLAN_APPROVED','PLAN_RETURNED','PLAN_WITHDRAWN','PLAN_CLOSED',
  'CAP_CHANGED','QUARTER_REVIEWED'`;

/** Where what is told of plans is listed. */
const TOLD = [
  ['notice', 'topic', 'PLAN_ACTION_OVERDUE'],
  ['notification_preference', 'topics', 'PLAN_ACTION_OVERDUE'],
  ['webhook_endpoint', 'events', 'account-plan.changed'],
  ['webhook_delivery', 'event', 'account-plan.changed'],
] as const;

/** What a tenant makes of the playbook, the plans of accounts for a year with their plays and actions, and communication. */
export class AccountPlans1764000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // Without a template: what the tenant says of a play that comes with Mortise.
      name: 'playbook_play',
      columns: `code text not null, template jsonb, switched_off boolean not null, changed_at timestamptz not null, changed_by text not null,
        primary key (tenant_id, code)`,
      app: 'select, insert, update',
    });
    await createTenantTable(runner, {
      // The current row, folded from account_plan_event. `review_due`: until when the next review is to be held.
      name: 'account_plan',
      columns: `id uuid not null, account_id uuid not null, state text not null check (state in ('DRAFT','SUBMITTED','ACTIVE','CLOSED','WITHDRAWN')),
        starts_on date not null, ends_on date not null, stage text not null check (stage in (${STAGES})),
        goal text not null check (goal in ('ADVANCE','HOLD')), goal_stage text not null check (goal_stage in (${STAGES})), goal_by date not null,
        objective text not null, cap_minor bigint not null, committed_minor bigint not null, spent_minor bigint not null, currency text not null,
        review_due date, drafted_at timestamptz not null, drafted_by text not null, approved_by text, active_on date, outcome text,
        version integer not null, policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        constraint account_plan_review check (review_due is null or state = 'ACTIVE'), constraint account_plan_cap check (committed_minor <= cap_minor)`,
      app: 'select, insert, update',
      indexes: {
        account: 'account_id, starts_on, id',
        started: 'starts_on, id',
        state: 'state, starts_on, id',
        reviewed: 'starts_on, id where review_due is not null',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'account_plan_event',
      columns: `plan_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, plan_id, seq), foreign key (tenant_id, plan_id) references account_plan (tenant_id, id)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      name: 'plan_play',
      columns: `id uuid not null, plan_id uuid not null, place integer not null, play_code text not null, name jsonb not null, owner_id uuid not null,
        due_on date not null, budget_minor bigint not null, spent_minor bigint not null, currency text not null,
        status text not null check (status in (${STATUSES})), ended_at timestamptz, ended_by text, result text, primary key (tenant_id, id),
        foreign key (tenant_id, plan_id) references account_plan (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
        constraint plan_play_ended check ((status = 'OPEN') = (ended_at is null))`,
      app: 'select, insert, update',
      indexes: { plan: 'plan_id, place' },
    });
    await createTenantTable(runner, {
      // `live`: open, in a plan that is worked by, and so for its owner to do.
      name: 'plan_action',
      columns: `id uuid not null, plan_id uuid not null, play_id uuid not null, account_id uuid not null, place integer not null, code text not null,
        text jsonb not null, owner_id uuid not null, due_on date not null, status text not null check (status in (${STATUSES})),
        live boolean not null, ended_at timestamptz, ended_by text, result text, primary key (tenant_id, id),
        foreign key (tenant_id, plan_id) references account_plan (tenant_id, id), foreign key (tenant_id, play_id) references plan_play (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
        constraint plan_action_ended check ((status = 'OPEN') = (ended_at is null)), constraint plan_action_live check (not live or status = 'OPEN')`,
      app: 'select, insert, update',
      indexes: {
        play: 'play_id, place',
        plan: 'plan_id, due_on, id',
        due: 'due_on, id',
        account: 'account_id, due_on, id',
        owner: 'owner_id, due_on, id',
        status: 'status, due_on, id',
        live: 'due_on, id where live',
      },
    });
    await createTenantTable(runner, {
      name: 'communication_line',
      columns: `account_id uuid not null, kind text not null check (kind in (${COMMUNICATION})), from_day date not null,
        every_months integer not null check (every_months between 1 and 60), primary key (tenant_id, account_id, kind),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // Executive visits are the ledger's. Amounts are of the tenant's currency, in minor units.
      name: 'communication_activity',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in (${COMMUNICATION})), on_day date not null,
        attendees integer not null check (attendees >= 0), cost_minor bigint not null check (cost_minor >= 0),
        hospitality_minor bigint not null check (hospitality_minor between 0 and cost_minor), register_entry_id uuid,
        recorded_at timestamptz not null, recorded_by text not null, withdrawn_at timestamptz, withdrawn_by text, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, register_entry_id) references ledger_entry (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { account: 'account_id, on_day, id', register: 'register_entry_id where register_entry_id is not null' },
    });
    for (const [table, column, code] of TOLD) await widenCodeCheck(runner, table, column, [code]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, code] of TOLD) await narrowCodeCheck(runner, table, column, [code]);
    const tables = [
      ...['communication_activity', 'communication_line'],
      ...['plan_action', 'plan_play', 'account_plan_event', 'account_plan', 'playbook_play'],
    ];
    for (const table of tables) await runner.query(`drop table ${table}`);
  }
}

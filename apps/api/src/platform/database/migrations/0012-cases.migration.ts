import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const CAUSES = `'DIRECTION_CHANGE','SCOPE_SHRINK','BACKWARD_INTEGRATION','COMPETITOR_PRICE','COMPETITOR_PRODUCT','COMPETITOR_SERVICE',
  'COMPETITOR_BRIBERY','UNMET_NEED','COMPLAINT_NOT_RESOLVED_IN_TIME','COMMUNICATION_GAP','SINGLE_THREAD_LOST'`;
const CASE_EVENTS = `'CASE_OPENED','CASE_ASSIGNED','ANALYSIS_STARTED','CAUSES_RECORDED','CONTACT_RECORDED','ACTION_PLANNED','ACTION_COMPLETED',
  'CASE_ESCALATED','CASE_HANDED_BACK','CASE_RESOLVED'`;

/** Cases about alerts, the attempts to win a customer back, and what compliance has to look at. */
export class Cases1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // The current row, folded from case_event. `next_due` is the first day on which something is due: a step or an action.
      name: 'relationship_case',
      columns: `id uuid not null, account_id uuid not null, alert_id uuid not null, automatic boolean not null, opened_at timestamptz not null,
        state text not null check (state in ('TRIAGE','ANALYSE','ENGAGE','ESCALATED','RESOLVED')), since timestamptz not null,
        open_due date not null, opened_late boolean not null, step_due date, next_due date, owner_id uuid not null,
        subjective text[] check (subjective <@ array[${CAUSES}]), objective text[] check (objective <@ array[${CAUSES}]), cause_note text,
        contacts integer not null default 0, executive_id uuid,
        outcome text check (outcome in ('RECOVERED','LOST','FALSE_ALARM','PASSED')), outcome_note text, resolved_at timestamptz, resolved_by text,
        end_proposal_id uuid, version integer not null, policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id), foreign key (tenant_id, alert_id) references alert (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, executive_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, end_proposal_id) references stage_proposal (tenant_id, id),
        constraint relationship_case_resolved check ((state = 'RESOLVED') = (outcome is not null)
          and (state = 'RESOLVED') = (resolved_at is not null) and (state = 'RESOLVED') = (next_due is null))`,
      app: 'select, insert, update',
      indexes: {
        unique_alert: 'alert_id',
        opened: 'opened_at, id',
        account: 'account_id, opened_at, id',
        owner: 'owner_id, opened_at, id',
        state: 'state, opened_at, id',
        outcome: 'outcome, opened_at, id where outcome is not null',
        open: 'opened_at, id where next_due is not null',
        due: 'next_due, id where next_due is not null',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'case_event',
      columns: `case_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${CASE_EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, case_id, seq), foreign key (tenant_id, case_id) references relationship_case (tenant_id, id)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      name: 'case_action',
      columns: `id uuid not null, case_id uuid not null, what text not null, owner_id uuid not null, due date not null, resources text,
        planned_at timestamptz not null, planned_by text not null, done_at timestamptz, done_by text, result text, primary key (tenant_id, id),
        foreign key (tenant_id, case_id) references relationship_case (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: { case: 'case_id, planned_at, id' },
    });
    await createTenantTable(runner, {
      // A suspicion of bribery: read by those alone who look after compliance.
      name: 'compliance_referral',
      columns: `id uuid not null, case_id uuid not null, account_id uuid not null, opened_at timestamptz not null, opened_by text not null,
        note text not null, closed_at timestamptz, closed_by text, closing_note text, primary key (tenant_id, id),
        foreign key (tenant_id, case_id) references relationship_case (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        case: 'case_id, opened_at, id',
        opened: 'opened_at, id',
        open: 'opened_at, id where closed_at is null',
      },
    });
    await createTenantTable(runner, {
      // The current row, folded from win_back_event. Amounts are of the tenant's currency, in minor units.
      name: 'win_back',
      columns: `id uuid not null, case_id uuid not null, account_id uuid not null,
        state text not null check (state in ('ASSESSED','UNDER_WAY','WON','LOST','DROPPED')), root_cause text not null check (root_cause in (${CAUSES})),
        probability double precision not null check (probability between 0 and 1),
        probability_source text not null check (probability_source in ('STATED','OWN_RECORD')),
        cause_tried integer not null, cause_won integer not null, all_tried integer not null, all_won integer not null,
        currency text not null, margin_minor bigint not null, lifetime_value_minor bigint not null, value_basis text not null,
        own_cost_minor bigint not null, root_cause_fix_minor bigint not null, root_cause_fix text not null,
        special_service_minor bigint not null, special_service text, third_parties jsonb not null,
        decision text not null check (decision in ('GO','NO_GO')), reasons text[] not null, cost_minor bigint not null,
        expected_value_minor bigint, budget_cap_minor bigint not null, steps integer not null, spent_minor bigint not null,
        assessed_at timestamptz not null, assessed_by text not null, started_at timestamptz, started_by text, ended_at timestamptz,
        version integer not null, policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, case_id) references relationship_case (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_case: 'case_id',
        assessed: 'assessed_at, id',
        state: 'state, assessed_at, id',
        account: 'account_id, assessed_at, id',
        started: 'started_at, id where started_at is not null',
      },
    });
    await createTenantTable(runner, {
      name: 'win_back_event',
      columns: `win_back_id uuid not null, seq integer not null check (seq > 0),
        type text not null check (type in ('ASSESSED','STARTED','STEP_RECORDED','ENDED')), at timestamptz not null, recorded_at timestamptz not null,
        actor text not null, data jsonb not null, policy_version integer not null, primary key (tenant_id, win_back_id, seq),
        foreign key (tenant_id, win_back_id) references win_back (tenant_id, id)`,
      app: 'select, insert',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'win_back_event',
      'win_back',
      'compliance_referral',
      'case_action',
      'case_event',
      'relationship_case',
    ];
    for (const table of tables) await runner.query(`drop table ${table}`);
  }
}

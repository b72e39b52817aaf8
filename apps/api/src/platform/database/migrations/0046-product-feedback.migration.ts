import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const TYPES = `'QUALITY','FUNCTION','PROCESS','PREFERENCE'`;
const STATES = `'NOTED','CLUSTERED','REPORTED','DECIDED','ANSWERED_TO_CUSTOMER'`;
const EVENTS = `'FEEDBACK_NOTED','NOTE_CORRECTED','NOTE_TAKEN_BACK','FEEDBACK_CLUSTERED','FEEDBACK_REPORTED','FEEDBACK_DECIDED','CUSTOMER_ANSWERED'`;
const TOPIC = 'product-feedback.changed';
/** Columns that list what can be told, and what there is to tell now. */
const TOLD = [
  ['webhook_endpoint', 'events', TOPIC],
  ['webhook_delivery', 'event', TOPIC],
] as const;
const TABLES = [
  ...['product_feedback_event', 'product_feedback', 'feedback_answer_recipient', 'feedback_answer'],
  ...['feedback_cluster', 'feedback_report'],
];

/** Product feedback: what becomes of the words that the ledger has noted, until the customer hears of it. */
export class ProductFeedback1764000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'feedback_report',
      columns: `id uuid not null, title text not null, note text, reported_at timestamptz not null, reported_by text not null, primary key (tenant_id, id)`,
      app: 'select, insert',
      indexes: { reported: 'reported_at, id' },
    });
    await createTenantTable(runner, {
      // Words of one kind about one product that are decided together. reported_…: what they amounted to when they were reported.
      name: 'feedback_cluster',
      columns: `id uuid not null, product_id uuid not null, feedback_type text not null check (feedback_type in (${TYPES})),
        state text not null check (state in ('CLUSTERED','REPORTED','DECIDED')), clustered_at timestamptz not null, clustered_by text not null,
        report_id uuid, reported_words integer, reported_accounts integer, reported_weight double precision, reported_values integer,
        verdict text check (verdict in ('IMPROVED','PLANNED','RESEARCHED','DECLINED')), explanation text, due_on date, decided_at timestamptz,
        decided_by text, version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, product_id) references product (tenant_id, id),
        foreign key (tenant_id, report_id) references feedback_report (tenant_id, id),
        constraint feedback_cluster_reported check ((state = 'CLUSTERED') = (report_id is null)),
        constraint feedback_cluster_decided check ((state = 'DECIDED') = (decided_at is not null) and (decided_at is null) = (verdict is null)),
        constraint feedback_cluster_planned check (verdict is distinct from 'PLANNED' or due_on is not null)`,
      app: 'select, insert, update',
      indexes: {
        clustered: 'clustered_at, id',
        state: 'state, clustered_at, id',
        product: 'product_id, clustered_at, id',
        report: 'report_id where report_id is not null',
        planned: `due_on, id where verdict = 'PLANNED'`,
      },
    });
    await createTenantTable(runner, {
      // One answer to one customer about one cluster.
      name: 'feedback_answer',
      columns: `id uuid not null, cluster_id uuid not null, account_id uuid not null, language text not null, text text not null,
        answered_at timestamptz not null, answered_by text not null, primary key (tenant_id, id),
        foreign key (tenant_id, cluster_id) references feedback_cluster (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert',
      indexes: { unique_cluster: 'cluster_id, account_id', account: 'account_id, answered_at, id' },
    });
    await createTenantTable(runner, {
      name: 'feedback_answer_recipient',
      columns: `answer_id uuid not null, account_contact_id uuid not null, primary key (tenant_id, answer_id, account_contact_id),
        foreign key (tenant_id, answer_id) references feedback_answer (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id)`,
      app: 'select, insert',
      indexes: { contact: 'account_contact_id' },
    });
    await createTenantTable(runner, {
      // The current row, folded from product_feedback_event; a word that nobody has clustered yet has none. entry_id: the entry
      // of the ledger that says it now; what corrects that entry takes its place. Its key keeps an import of which words are
      // under way from being taken back.
      name: 'product_feedback',
      columns: `id uuid not null, entry_id uuid not null, account_id uuid not null, state text not null check (state in (${STATES})),
        taken_back boolean not null, cluster_id uuid, answer_id uuid, decided_at timestamptz, version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, entry_id) references ledger_entry (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, cluster_id) references feedback_cluster (tenant_id, id),
        foreign key (tenant_id, answer_id) references feedback_answer (tenant_id, id),
        constraint product_feedback_clustered check ((state = 'NOTED') = (cluster_id is null)),
        constraint product_feedback_answered check ((state = 'ANSWERED_TO_CUSTOMER') = (answer_id is not null))`,
      app: 'select, insert, update',
      indexes: {
        unique_entry: 'entry_id',
        cluster: 'cluster_id, account_id where cluster_id is not null',
        answer: 'answer_id where answer_id is not null',
        account: 'account_id, state',
        state: 'state, decided_at, entry_id',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'product_feedback_event',
      columns: `feedback_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, feedback_id, seq), foreign key (tenant_id, feedback_id) references product_feedback (tenant_id, id)`,
      app: 'select, insert',
    });
    for (const [table, column, code] of TOLD) await widenCodeCheck(runner, table, column, [code]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, code] of TOLD) await narrowCodeCheck(runner, table, column, [code]);
    for (const table of TABLES) await runner.query(`drop table ${table}`);
  }
}

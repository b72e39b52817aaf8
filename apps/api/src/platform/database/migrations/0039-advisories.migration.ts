import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = `'STOCK_CEILING','CASH_COLLECTION_CYCLE','SUB_CUSTOMER_CHANGE','NATURAL_ENVIRONMENT','MACRO_POLICY'`;
const EVENTS = `'ADVISORY_COMPOSED','ADVISORY_REWRITTEN','ADVISORY_APPROVED','ADVISORY_TAKEN_BACK','ADVISORY_SENT','ADVISORY_READ','ADVISORY_ACTED_ON'`;
/** Columns that list what can be told, and what there is to tell now. */
const TOLD = [
  ['notice', 'topic', 'ADVISORY_ACTED'],
  ['notification_preference', 'topics', 'ADVISORY_ACTED'],
  ['webhook_endpoint', 'events', 'advisory.changed'],
  ['webhook_delivery', 'event', 'advisory.changed'],
] as const;

/** Advisories: warnings to customers of what could harm them, approved by a second person and read by those they were sent to. */
export class Advisories1764000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // The current row, folded from advisory_event. measured, limit_days, facts: what it rests on, as it was when it was
      // written; of the kinds that people write there is none.
      name: 'customer_advisory',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in (${KINDS})),
        state text not null check (state in ('DRAFT','APPROVED','SENT','READ','ACTED')), texts jsonb not null,
        measured double precision, limit_days double precision, facts jsonb not null, composed_at timestamptz not null,
        composed_by uuid, approved_at timestamptz, approved_by uuid, sent_at timestamptz, sent_by uuid, read_at timestamptz,
        acted_at timestamptz, acted_by uuid, action text, version integer not null, policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, composed_by) references staff_member (tenant_id, id),
        foreign key (tenant_id, approved_by) references staff_member (tenant_id, id),
        foreign key (tenant_id, sent_by) references staff_member (tenant_id, id),
        foreign key (tenant_id, acted_by) references account_contact (tenant_id, id),
        constraint customer_advisory_figure check ((measured is null) = (limit_days is null)),
        constraint customer_advisory_acted check ((state = 'ACTED') = (acted_at is not null) and (acted_at is null) = (action is null)),
        constraint customer_advisory_sent check ((state in ('SENT','READ','ACTED')) = (sent_at is not null))`,
      app: 'select, insert, update',
      indexes: {
        account: 'account_id, composed_at, id',
        composed: 'composed_at, id',
        state: 'state, composed_at, id',
        kind: 'kind, composed_at, id',
        composer: 'composed_by where composed_by is not null',
        approver: 'approved_by where approved_by is not null',
        sender: 'sent_by where sent_by is not null',
        actor: 'acted_by where acted_by is not null',
      },
    });
    await createTenantTable(runner, {
      // Who was sent it, each person with an identifier of its own for it: what one finds in the portal is no colleague's.
      name: 'advisory_recipient',
      columns: `id uuid not null, advisory_id uuid not null, account_contact_id uuid not null, sent_at timestamptz not null, read_at timestamptz,
        primary key (tenant_id, id), foreign key (tenant_id, advisory_id) references customer_advisory (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_contact: 'advisory_id, account_contact_id',
        contact: 'account_contact_id, sent_at, id',
        unread: 'account_contact_id, sent_at, id where read_at is null',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'advisory_event',
      columns: `advisory_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, advisory_id, seq), foreign key (tenant_id, advisory_id) references customer_advisory (tenant_id, id)`,
      app: 'select, insert',
    });
    for (const [table, column, code] of TOLD) await widenCodeCheck(runner, table, column, [code]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, code] of TOLD) await narrowCodeCheck(runner, table, column, [code]);
    for (const table of ['advisory_event', 'advisory_recipient', 'customer_advisory'])
      await runner.query(`drop table ${table}`);
  }
}

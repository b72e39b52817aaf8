import { PRIVACY_BASES } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const KINDS = `'MANUFACTURER','LESSOR','RETAILER','DEALER','GOVERNMENT','OTHER_ORGANISATION'`;
const GIFT_EVENTS = `'GIFT_REQUESTED','GIFT_CHECKED','GIFT_APPROVED','GIFT_REFUSED','GIFT_GIVEN'`;
const TRIGGER_EVENTS = `'TRIGGER_OBSERVED','TRIGGER_VERIFIED','TRIGGER_DISMISSED','TRIGGER_PLAY_STARTED','TRIGGER_WON','TRIGGER_LOST','TRIGGER_EXPIRED'`;
/** Columns that list what can be told. */
const TOLD = [
  ['webhook_endpoint', 'events', ['gift.changed', 'trigger.changed']],
  ['webhook_delivery', 'event', ['gift.changed', 'trigger.changed']],
] as const;

/** Gifts, from the request to the giving; triggers, from the sighting to what came of them. */
export class GiftsAndTriggers1764000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await gifts(runner);
    await triggers(runner);
    for (const [table, column, codes] of TOLD) await widenCodeCheck(runner, table, column, codes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, codes] of TOLD) await narrowCodeCheck(runner, table, column, codes);
    const tables = ['trigger_event', 'trigger_course', 'gift_event', 'gift_request', 'gift_recipient', 'gift_rules'];
    for (const table of tables) await runner.query(`drop table ${table}`);
  }
}

async function gifts(runner: QueryRunner): Promise<void> {
  await createTenantTable(runner, {
    // What an account lets its people accept; limit_minor: null where it is not known, 0 where it forbids.
    name: 'gift_rules',
    columns: `account_id uuid not null, account_kind text not null check (account_kind in (${KINDS})),
      limit_minor bigint check (limit_minor >= 0), currency text not null, decision_pending_until date, source text not null check (source <> ''),
      recorded_at timestamptz not null, recorded_by text not null, version integer not null, primary key (tenant_id, account_id),
      foreign key (tenant_id, account_id) references account (tenant_id, id)`,
    app: 'select, insert, update',
  });
  await createTenantTable(runner, {
    // Whether somebody holds a public office: said of a person, and so with a ground, and gone in time.
    name: 'gift_recipient',
    columns: `contact_id uuid not null, public_official boolean not null, basis text not null check (basis in (${PRIVACY_BASES.map((basis) => `'${basis}'`).join(', ')})),
      source text not null check (source <> ''), collected_on date not null, expires_on date not null check (expires_on > collected_on),
      recorded_at timestamptz not null, recorded_by text not null, version integer not null, primary key (tenant_id, contact_id),
      foreign key (tenant_id, contact_id) references contact (tenant_id, id)`,
    app: 'select, insert, update, delete',
    indexes: { expires: 'expires_on' },
  });
  await createTenantTable(runner, {
    // The current row, folded from gift_event. What was given stands in the ledger.
    name: 'gift_request',
    columns: `id uuid not null, account_id uuid not null, contact_id uuid not null, giver_id uuid not null,
      courtesy text not null check (courtesy in ('GIFT','MEAL','EVENT','TRAVEL')), value_minor bigint not null, currency text not null,
      occasion text not null, purpose text not null, state text not null check (state in ('REQUESTED','POLICY_CHECK','APPROVED','REFUSED','GIVEN')),
      findings jsonb not null, requested_at timestamptz not null, requested_by uuid, approved_at timestamptz, approved_by uuid,
      refused_at timestamptz, refused_by uuid, refusal text, given_at timestamptz, ledger_entry_id uuid, version integer not null,
      policy_version integer not null, primary key (tenant_id, id),
      foreign key (tenant_id, account_id) references account (tenant_id, id),
      foreign key (tenant_id, contact_id) references contact (tenant_id, id),
      foreign key (tenant_id, giver_id) references staff_member (tenant_id, id),
      foreign key (tenant_id, requested_by) references staff_member (tenant_id, id),
      foreign key (tenant_id, approved_by) references staff_member (tenant_id, id),
      foreign key (tenant_id, refused_by) references staff_member (tenant_id, id),
      foreign key (tenant_id, ledger_entry_id) references ledger_entry (tenant_id, id),
      constraint gift_request_given check ((state = 'GIVEN') = (ledger_entry_id is not null) and (state = 'GIVEN') = (given_at is not null)),
      constraint gift_request_refused check ((state = 'REFUSED') = (refused_at is not null))`,
    app: 'select, insert, update',
    indexes: {
      requested: 'requested_at, id',
      account: 'account_id, requested_at, id',
      contact: 'contact_id, requested_at, id',
      giver: 'giver_id, requested_at, id',
      state: 'state, requested_at, id',
      requester: 'requested_by where requested_by is not null',
      approver: 'approved_by where approved_by is not null',
      refuser: 'refused_by where refused_by is not null',
      unique_entry: 'ledger_entry_id where ledger_entry_id is not null',
    },
  });
  await createTenantTable(runner, {
    // The primary key makes two writers of the same next event collide.
    name: 'gift_event',
    columns: `gift_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${GIFT_EVENTS})),
      at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
      primary key (tenant_id, gift_id, seq), foreign key (tenant_id, gift_id) references gift_request (tenant_id, id)`,
    app: 'select, insert',
  });
}

async function triggers(runner: QueryRunner): Promise<void> {
  await createTenantTable(runner, {
    // What has become of a trigger of the ledger, folded from trigger_event; none while nobody has acted on it. It goes on
    // with the entry that corrects its own, and goes with an entry whose import is undone.
    name: 'trigger_course',
    columns: `id uuid not null, entry_id uuid not null, account_id uuid not null,
      state text not null check (state in ('OBSERVED','VERIFIED','PLAY_STARTED','WON','LOST','EXPIRED')), closes_on date not null,
      confidence double precision not null, verified_at timestamptz, verified_by uuid, play_code text, plan_play_id uuid, owner_id uuid,
      outcome text, ended_at timestamptz, next_on date, version integer not null, policy_version integer not null, primary key (tenant_id, id),
      foreign key (tenant_id, entry_id) references ledger_entry (tenant_id, id) on delete cascade,
      foreign key (tenant_id, account_id) references account (tenant_id, id),
      foreign key (tenant_id, verified_by) references staff_member (tenant_id, id),
      foreign key (tenant_id, plan_play_id) references plan_play (tenant_id, id),
      foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
      constraint trigger_course_ended check ((state in ('WON','LOST','EXPIRED')) = (ended_at is not null))`,
    app: 'select, insert, update',
    indexes: {
      unique_entry: 'entry_id',
      account: 'account_id',
      closing: 'closes_on, id where ended_at is null',
      verifier: 'verified_by where verified_by is not null',
      play: 'plan_play_id where plan_play_id is not null',
      owner: 'owner_id where owner_id is not null',
    },
  });
  await createTenantTable(runner, {
    name: 'trigger_event',
    columns: `course_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${TRIGGER_EVENTS})),
      at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
      primary key (tenant_id, course_id, seq), foreign key (tenant_id, course_id) references trigger_course (tenant_id, id) on delete cascade`,
    app: 'select, insert',
  });
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const STEPS = `'INVITING','ANSWERING','CLOSED','CONTESTED','RECONCILED','PUBLISHED','CANCELLED'`;
const OPEN = `'INVITING','ANSWERING','CLOSED','CONTESTED','RECONCILED'`;
const LEVELS = `'BASIC','COOPERATIVE','INTERDEPENDENT','INTEGRATED'`;
const GROUPS = `'MARKETING','SALES_MANAGER','OTHER_MANAGER','CUSTOMER'`;
const EVENTS = `'ROUND_OPENED','RATER_INVITED','INVITATIONS_SENT','SHEET_SUBMITTED','ROUND_CLOSED','ROUND_RECONCILED','ASSESSMENT_PUBLISHED','ROUND_CANCELLED'`;

/** Rounds in which both sides rate a relationship, the questionnaires asked, and the levels published. */
export class Assessments1764000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // The tenant's own versions; the questionnaire that comes with Mortise is not stored.
      name: 'assessment_instrument',
      columns: `code text not null, version integer not null check (version > 0), document jsonb not null, created_at timestamptz not null,
        created_by text not null, note text not null, primary key (tenant_id, code, version)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      // The current row, folded from assessment_event. `lowest` and `highest`: levels of the raters' own scores, known once
      // the round is closed. `published` is what was published, whole.
      name: 'assessment_round',
      columns: `id uuid not null, account_id uuid not null, form text not null check (form in ('SHORT','FULL')), instrument_code text not null,
        instrument_version integer not null, step text not null check (step in (${STEPS})), deadline date not null,
        opened_at timestamptz not null, opened_by text not null, raters integer not null, answered integer not null,
        closed_at timestamptz, contested boolean, deviation double precision, reconciliation text, reconciled_by text, cancellation text,
        lowest text check (lowest in (${LEVELS})), highest text check (highest in (${LEVELS})),
        level text check (level in (${LEVELS})), score double precision, published_at timestamptz, published jsonb,
        version integer not null, policy_version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        constraint assessment_round_published check ((step = 'PUBLISHED') = (published is not null) and (published is null) = (level is null)
          and (published is null) = (score is null) and (published is null) = (published_at is null))`,
      app: 'select, insert, update',
      indexes: {
        // One at a time: with several under way, the one that came out best could be picked.
        unique_open: `account_id where step in (${OPEN})`,
        account: 'account_id, opened_at, id',
        opened: 'opened_at, id',
        step: 'step, opened_at, id',
        published: `account_id, published_at, id where published_at is not null`,
        answering: `deadline where step = 'ANSWERING'`,
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'assessment_event',
      columns: `round_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, round_id, seq), foreign key (tenant_id, round_id) references assessment_round (tenant_id, id)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      // Who was asked: one of our people, or somebody at the account. `reminded_at`: when last reminded.
      name: 'assessment_rater',
      columns: `id uuid not null, round_id uuid not null, rater_group text not null check (rater_group in (${GROUPS})), staff_id uuid,
        account_contact_id uuid, own_account boolean not null, invited_at timestamptz not null, answered_at timestamptz, reminded_at timestamptz,
        primary key (tenant_id, id), foreign key (tenant_id, round_id) references assessment_round (tenant_id, id),
        foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id),
        constraint assessment_rater_side check ((rater_group = 'CUSTOMER') = (account_contact_id is not null)
          and (staff_id is null) = (account_contact_id is not null))`,
      app: 'select, insert, update',
      indexes: {
        unique_staff: 'round_id, staff_id where staff_id is not null',
        unique_contact: 'round_id, account_contact_id where account_contact_id is not null',
        round: 'round_id, invited_at, id',
        staff: 'staff_id, invited_at, id where staff_id is not null',
        contact: 'account_contact_id, invited_at, id where account_contact_id is not null',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['assessment_rater', 'assessment_event', 'assessment_round', 'assessment_instrument'])
      await runner.query(`drop table ${table}`);
  }
}

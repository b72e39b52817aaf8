import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const EVENTS = `'MADE','ASSIGNED','SENT','OPENED','ANSWERED','TALKED','DECLINED','EXPIRED'`;

/** Invitations to speak, for customers who may have a complaint that nobody voiced, and complaints that came of asking. */
export class Invitations1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'complaint', 'channel', ['PROMPTED']);
    await createTenantTable(runner, {
      // The current row, folded from invitation_event; one for each episode of the signal. `next_due` is the day on which
      // something is due of the supplier's people: to invite, or to call back.
      name: 'invitation_to_speak',
      columns: `id uuid not null, account_id uuid not null, signal_id uuid not null, alert_id uuid not null, made_at timestamptz not null,
        state text not null check (state in ('PENDING','SENT','OPENED','ANSWERED','DECLINED','EXPIRED')), owner_id uuid, account_contact_id uuid,
        channel text check (channel in ('CALL','VISIT','PORTAL')), due_on date not null, next_due date, sent_at timestamptz, answer_by date,
        answer text check (answer in ('ALL_WELL','COMPLAINT','CALL_ME')), answered_at timestamptz, note text, complaint_id uuid,
        version integer not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id), foreign key (tenant_id, signal_id) references signal (tenant_id, id),
        foreign key (tenant_id, alert_id) references alert (tenant_id, id), foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, account_contact_id) references account_contact (tenant_id, id),
        foreign key (tenant_id, complaint_id) references complaint (tenant_id, id),
        constraint invitation_to_speak_answered check ((state = 'ANSWERED') = (answer is not null) and (answer is null) = (answered_at is null))`,
      app: 'select, insert, update',
      indexes: {
        unique_signal: 'signal_id',
        account: 'account_id, made_at, id',
        alert: 'alert_id',
        made: 'made_at, id',
        state: 'state, made_at, id',
        owner: 'owner_id, made_at, id',
        open: 'made_at, id where next_due is not null',
        due: 'next_due, id where next_due is not null',
        contact: 'account_contact_id, sent_at, id where account_contact_id is not null',
        unique_complaint: 'complaint_id where complaint_id is not null',
        waiting: `answer_by where state in ('SENT','OPENED')`,
        answered: 'answered_at where answered_at is not null',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'invitation_event',
      columns: `invitation_id uuid not null, seq integer not null check (seq > 0), type text not null check (type in (${EVENTS})),
        at timestamptz not null, recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, invitation_id, seq), foreign key (tenant_id, invitation_id) references invitation_to_speak (tenant_id, id)`,
      app: 'select, insert',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table invitation_event');
    await runner.query('drop table invitation_to_speak');
    await narrowCodeCheck(runner, 'complaint', 'channel', ['PROMPTED']);
  }
}

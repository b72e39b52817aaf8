import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const TOPICS = `'ALERT_OPENED','CASE_ASSIGNED','CASE_OVERDUE','STAGE_APPROVAL','COMPLAINT_FILED'`;
const SCOPES = `'OWNED','PORTFOLIO','ALL'`;
const WEEKDAYS = `'MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY','SUNDAY'`;
const TIME = `'^([01][0-9]|2[0-3]):[0-5][0-9]$'`;

/** What staff want to be mailed, what waits to be mailed, and which digests were sent. */
export class Notifications1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // Nobody has a row who has not chosen anything.
      name: 'notification_preference',
      columns: `staff_id uuid not null, digest text not null check (digest in ('NONE','DAILY','WEEKLY')),
        send_hour smallint not null check (send_hour between 0 and 23),
        weekdays text[] not null check (weekdays <@ array[${WEEKDAYS}] and cardinality(weekdays) > 0),
        quiet_from text check (quiet_from ~ ${TIME}), quiet_to text check (quiet_to ~ ${TIME}), time_zone text,
        locale text check (locale in ('en','zh-CN','zh-TW')), topics text[] not null check (topics <@ array[${TOPICS}]),
        mail_accounts text not null check (mail_accounts in (${SCOPES})), digest_accounts text not null check (digest_accounts in (${SCOPES})),
        updated_at timestamptz not null, primary key (tenant_id, staff_id), foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
        constraint notification_preference_quiet check ((quiet_from is null) = (quiet_to is null)),
        constraint notification_preference_weekly check (digest <> 'WEEKLY' or cardinality(weekdays) = 1)`,
      app: 'select, insert, update',
    });
    await createTenantTable(runner, {
      // The primary key tells each person of each thing once. Settled: mailed, or found to be no longer worth a mail.
      name: 'notice',
      columns: `staff_id uuid not null, topic text not null check (topic in (${TOPICS})), subject_id uuid not null, occasion text not null,
        account_id uuid not null, at timestamptz not null, settled_at timestamptz, mail_id uuid,
        primary key (tenant_id, staff_id, topic, subject_id, occasion),
        foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        constraint notice_mail check (mail_id is null or settled_at is not null)`,
      app: 'select, insert, update, delete',
      indexes: {
        waiting: 'staff_id, at where settled_at is null',
        mailed: 'staff_id, settled_at where mail_id is not null',
        settled: 'settled_at where settled_at is not null',
      },
    });
    await createTenantTable(runner, {
      // The primary key is what sends a person one digest a day. `seen`: the transactions that had ended when it was written,
      // so that the next one tells exactly what this one could not; null while it is being written, or was not wanted after all.
      name: 'notification_digest',
      columns: `staff_id uuid not null, day date not null, at timestamptz not null, seen text, items integer, mail_id uuid,
        primary key (tenant_id, staff_id, day), foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)`,
      app: 'select, insert, update, delete',
      indexes: { day: 'day' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notification_digest', 'notice', 'notification_preference'])
      await runner.query(`drop table ${table}`);
  }
}

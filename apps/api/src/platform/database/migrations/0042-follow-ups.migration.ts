import { FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantIndexes, createTenantTable } from '../tenant-table.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(',');

/** What there is to tell people now. */
const TOPICS = ['PLAN_ACTION_ASSIGNED', 'PLAN_APPROVAL', 'ADVISORY_APPROVAL', 'FOLLOW_UP_OVERDUE'];
const TOLD = [
  ['notice', 'topic'],
  ['notification_preference', 'topics'],
] as const;

/** Seasons, what is to be done after deliveries and before seasons, and all that is somebody's to do in one list. */
export class FollowUps1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // A peak, or the one of every year; without country and region for wherever customers are.
      name: 'season',
      columns: `id uuid not null, name text not null, country text check (country ~ '^[A-Z]{2}$'), region text, starts_on date not null,
        ends_on date not null, every_year boolean not null, version integer not null default 1, created_at timestamptz not null,
        created_by text not null, withdrawn_at timestamptz, primary key (tenant_id, id), check (ends_on between starts_on and starts_on + 364)`,
      app: 'select, insert, update',
      indexes: { starts: 'starts_on, id where withdrawn_at is null' },
    });
    await createTenantTable(runner, {
      // id follows from kind, account, season and day, so that nothing is asked for twice. on_day: the day goods arrived, or the peak begins.
      name: 'follow_up',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in (${quoted(FOLLOW_UP_KINDS)})), on_day date not null,
        until_day date, season_id uuid, subject text, owner_id uuid, due_on date not null,
        status text not null check (status in (${quoted(FOLLOW_UP_STATUSES)})), created_at timestamptz not null, policy_version integer not null,
        ended_at timestamptz, ended_by text, result text, touch_id uuid, promotion_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, season_id) references season (tenant_id, id),
        foreign key (tenant_id, owner_id) references staff_member (tenant_id, id),
        foreign key (tenant_id, touch_id) references ledger_entry (tenant_id, id),
        foreign key (tenant_id, promotion_id) references promotion (tenant_id, id),
        constraint follow_up_season check ((kind = 'SEASON') = (season_id is not null and subject is not null and until_day is not null)),
        constraint follow_up_ended check ((status = 'OPEN') = (ended_at is null) and (ended_at is null) = (result is null))`,
      app: 'select, insert, update, delete',
      indexes: {
        due: 'due_on, id',
        account: 'account_id, due_on, id',
        kind: 'kind, due_on, id',
        owner: 'owner_id, due_on, id',
        status: 'status, due_on, id',
        open: `due_on, id where status = 'OPEN'`,
        unowned: `due_on, id where status = 'OPEN' and owner_id is null`,
        season: 'season_id, due_on, id where season_id is not null',
        touch: 'touch_id where touch_id is not null',
        promotion: 'promotion_id where promotion_id is not null',
      },
    });
    await createTenantIndexes(runner, 'delivery', { day: 'delivered_on, account_id' });
    await runner.query(`
      create view staff_action with (security_invoker = true) as
      select tenant_id, id, account_id, 'PLAN_ACTION'::text as kind, owner_id, due_on, text, null::date as on_day, null::text as subject
      from plan_action where live
      union all
      select tenant_id, id, account_id, kind, owner_id, due_on, null::jsonb, on_day, subject from follow_up where status = 'OPEN'`);
    await runner.query('grant select on staff_action to mortise_app');
    for (const [table, column] of TOLD) await widenCodeCheck(runner, table, column, TOPICS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of TOLD) await narrowCodeCheck(runner, table, column, TOPICS);
    await runner.query('drop view staff_action');
    await runner.query('drop index delivery_day_idx');
    for (const table of ['follow_up', 'season']) await runner.query(`drop table ${table}`);
  }
}

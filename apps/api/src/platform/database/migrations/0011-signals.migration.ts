import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantIndexes, createTenantTable } from '../tenant-table.js';

const KINDS = `'ORDER_GAP','FOUR_WEEK_LEVEL','THIRTEEN_WEEK_LEVEL','MIX_LOSS','PRICE_PRESSURE','CONTACT_SILENCE','LATE_PAYMENT','TONE_DROP',
  'FIELD_INTELLIGENCE','COMPLAINT_BREACH','STAGNATION'`;

/** What an alert kept of its one detector before signals had a table of their own. */
const DETECTOR_COLUMNS = ['detector', 'last_seen_at', 'threshold', 'explanation'] as const;

/** Signals, and alerts that gather them: one open per account, its life an append-only story of events. */
export class Signals1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table alert add column version integer not null default 0, add column since timestamptz, add column raised_on date,
        add column alerted_at timestamptz, add column alerted_on date, add column triage_due_on date, add column leading_kind text, add column signal_kinds text[] not null default '{}',
        add column label text check (label in ('FALSE_ALARM','CONFIRMED')), add column executive text, add column budget_cap_minor bigint,
        add column cycles_within_limits integer not null default 0, add column cycle_on date,
        add constraint alert_leading_kind_code check (leading_kind in (${KINDS})),
        add constraint alert_close_reason_code check (close_reason in ('ORDER_RECEIVED','RECOVERED','WITHIN_LIMITS','FALSE_ALARM','RELATIONSHIP_ENDED')),
        add constraint alert_open_state check ((closed_at is null) = (state not in ('FALSE_ALARM','NORMAL','ENDED')))`);
    await createTenantTable(runner, {
      // One row per account, kind and episode, open while the detector speaks. `basis` names the facts it rests on: what
      // somebody called a false alarm is not raised again on them.
      name: 'signal',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in (${KINDS})),
        grade text not null check (grade in ('WATCH','ALERT')), opened_on date not null, last_seen_on date not null, closed_on date,
        score double precision not null, threshold double precision not null, ratio double precision not null, basis text not null,
        explanation jsonb not null, sources text[] not null, policy_version integer not null, alert_id uuid, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, alert_id) references alert (tenant_id, id)`,
      app: 'select, insert, update',
      indexes: {
        unique_open: 'account_id, kind where closed_on is null',
        account: 'account_id, opened_on, id',
        alert: 'alert_id, opened_on, id',
        opened: 'opened_on, id',
        kind: 'kind, opened_on, id',
        speaking: 'opened_on, id where closed_on is null',
      },
    });
    await createTenantTable(runner, {
      // The primary key makes two writers of the same next event collide.
      name: 'alert_event',
      columns: `alert_id uuid not null, seq integer not null check (seq > 0), type text not null, at timestamptz not null,
        recorded_at timestamptz not null, actor text not null, data jsonb not null, policy_version integer not null,
        primary key (tenant_id, alert_id, seq), foreign key (tenant_id, alert_id) references alert (tenant_id, id)`,
      app: 'select, insert',
    });
    await createTenantTable(runner, {
      // What the whole committee works with; its members' thresholds are in detector_calibration. `judged_on` is the day as of
      // which alerts were last judged: they go forward in time only.
      name: 'signal_calibration',
      columns: `calibrated_on date, budget double precision, season double precision[], median_interval_days double precision,
        starts_per_account_year double precision, account_years double precision, stay_limits jsonb, judged_on date, primary key (tenant_id)`,
      app: 'select, insert, update',
    });
    await moveDetectorAlerts(runner);
    await runner.query('drop index alert_unique_open_idx');
    await runner.query(`alter table alert drop constraint alert_detector_code,
      ${DETECTOR_COLUMNS.map((column) => `drop column ${column}`).join(', ')},
      alter column since set not null, alter column raised_on set not null, alter column leading_kind set not null`);
    await createTenantIndexes(runner, 'alert', {
      unique_open: 'account_id where closed_at is null',
      alerted: 'alerted_on, id where alerted_on is not null',
      leading: 'leading_kind, opened_at, id',
      triage: `triage_due_on, id where closed_at is null`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index alert_unique_open_idx');
    await runner.query('drop index alert_alerted_idx');
    await runner.query('drop index alert_leading_idx');
    await runner.query('drop index alert_triage_idx');
    await runner.query(`alter table alert add column detector text, add column last_seen_at timestamptz,
      add column threshold double precision, add column explanation jsonb`);
    await runner.query(`
      update alert l set detector = 'ORDER_GAP', last_seen_at = l.since, threshold = coalesce(s.threshold, 1), explanation = coalesce(s.explanation, '{}')
      from alert k left join lateral (
        select threshold, explanation from signal g where g.tenant_id = k.tenant_id and g.alert_id = k.id and g.kind = 'ORDER_GAP'
        order by opened_on limit 1) s on true where k.tenant_id = l.tenant_id and k.id = l.id`);
    await runner.query(`alter table alert alter column detector set not null, alter column last_seen_at set not null,
      alter column threshold set not null, alter column explanation set not null,
      add constraint alert_detector_code check (detector in ('ORDER_GAP')), drop constraint alert_open_state,
      drop constraint alert_close_reason_code, drop constraint alert_leading_kind_code, drop column version, drop column since, drop column raised_on,
      drop column alerted_at, drop column alerted_on, drop column triage_due_on, drop column leading_kind, drop column signal_kinds, drop column label, drop column executive,
      drop column budget_cap_minor, drop column cycles_within_limits, drop column cycle_on`);
    await createTenantIndexes(runner, 'alert', { unique_open: 'account_id, detector where closed_at is null' });
    for (const table of ['signal_calibration', 'alert_event', 'signal']) await runner.query(`drop table ${table}`);
  }
}

/** Alerts of the time when there was one detector: each becomes a signal, and the events that lead to where it stands. */
async function moveDetectorAlerts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, closed_on, score, threshold, ratio, basis, explanation,
      sources, policy_version, alert_id)
    select tenant_id, id, account_id, detector, 'ALERT', opened_at::date, last_seen_at::date, closed_at::date, score, threshold,
      score / nullif(threshold, 0), 'last-order:' || coalesce(explanation ->> 'lastOrder', ''), explanation,
      array['account_order_day', 'detector_calibration'], 0, id from alert`);
  await runner.query(`
    insert into alert_event (tenant_id, alert_id, seq, type, at, recorded_at, actor, data, policy_version)
    select a.tenant_id, a.id, row_number() over (partition by a.tenant_id, a.id order by e.place), e.data ->> 'type', e.at, e.at, e.actor,
      e.data || jsonb_build_object('at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 0
    from alert a cross join lateral (values
      (1, true, a.opened_at, 'system:evaluation', jsonb_build_object('type', 'ALERT_RAISED', 'grade', 'ALERT', 'signals', jsonb_build_array(a.detector),
        'notify', jsonb_build_array('OWNER', 'MANAGER'))),
      (2, a.triaged_at is not null, a.triaged_at, a.triaged_by, jsonb_strip_nulls(jsonb_build_object('type', 'ALERT_TRIAGED',
        'result', case a.state when 'FALSE_ALARM' then 'FALSE_ALARM' else 'CONFIRMED' end, 'by', a.triaged_by, 'note', a.triage_note))),
      (3, a.triaged_at is not null and a.state in ('RECOVERING', 'NORMAL'), greatest(a.last_seen_at, a.triaged_at), 'system:evaluation', jsonb_build_object('type', 'RECOVERY_BEGUN')),
      (4, a.state = 'NORMAL', a.closed_at, 'system:evaluation', jsonb_build_object('type', 'BACK_TO_NORMAL')),
      (5, a.state = 'ENDED', a.closed_at, 'system:evaluation', jsonb_build_object('type', 'RELATIONSHIP_ENDED'))
    ) as e (place, happened, at, actor, data) where e.happened`);
  await runner.query(`
    update alert a set raised_on = opened_at::date, alerted_on = opened_at::date, alerted_at = opened_at, leading_kind = detector, signal_kinds = array[detector],
      label = case when triaged_at is null then null when state = 'FALSE_ALARM' then 'FALSE_ALARM' else 'CONFIRMED' end,
      version = e.events, since = e.since, cycle_on = (explanation ->> 'lastOrder')::date,
      triage_due_on = case when state = 'ALERT' then (opened_at + interval '1 day')::date end
    from (select tenant_id, alert_id, count(*) as events, max(at) as since from alert_event group by 1, 2) e
    where e.tenant_id = a.tenant_id and e.alert_id = a.id`);
}

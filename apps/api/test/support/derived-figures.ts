import { type AlertEvent, replayAlert, replayStage, type StageEvent } from '@mortise/domain';
import { eventOf } from '../../src/features/alerts/alert-event.codec.js';
import type { TestApp } from '../start-test-app.js';

type Database = Pick<TestApp, 'admin'>;

const OF = (columns: string, table: string, where = 'true'): string => `
  select ${columns} from ${table} t join account a on a.tenant_id = $1 and a.id = t.account_id where t.tenant_id = $1 and ${where}`;

/** Figures that follow from facts by more than sums, by names that two suppliers share. */
const FOLLOWING: Readonly<Record<string, string>> = {
  signals: OF(
    `a.external_id, t.kind, t.grade, round(t.score::numeric, 6) as score, round(t.threshold::numeric, 6) as threshold, t.last_seen_on, t.alert_id is not null as gathered`,
    'signal',
    't.closed_on is null',
  ),
  values: OF(
    // The limits are drawn at random, seeded by the account.
    `a.external_id, to_jsonb(t) - array['tenant_id', 'account_id', 'clv_key', 'clv_low_minor', 'clv_high_minor'] as figures`,
    'account_value',
  ),
  shares: OF(
    `a.external_id, t.month, t.ours_minor, t.wallet_minor, t.wallet_low_minor, t.wallet_high_minor, t.share, t.low, t.high`,
    'account_share',
  ),
  alerted: OF('a.external_id', 'alert', 't.closed_at is null'),
};

/** What follows from a supplier's facts, as sorted lines by name of the figure. */
export async function derivedFigures({ admin }: Database, tenantId: string): Promise<Record<string, string[]>> {
  const figures: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(FOLLOWING)) {
    const { rows } = await admin.query<Record<string, unknown>>(query, [tenantId]);
    figures[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return figures;
}

/** Where two suppliers' figures differ, with a few examples each. */
export function differences(
  mine: Readonly<Record<string, string[]>>,
  theirs: Readonly<Record<string, string[]>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, lines = []] of Object.entries(mine)) {
    const others = new Set(theirs[name]);
    const own = new Set(lines);
    const [more, less] = [lines.filter((line) => !others.has(line)), [...others].filter((line) => !own.has(line))];
    if (more.length + less.length > 0)
      found[name] = { more: more.length, less: less.length, examples: [...more.slice(0, 2), ...less.slice(0, 2)] };
  }
  return found;
}

/** All that values are, as lines. */
export async function valuesOf({ admin }: Database, tenantId: string): Promise<Record<string, string[]>> {
  const { rows } = await admin.query<{ line: string }>(
    'select to_jsonb(t)::text as line from account_value t where tenant_id = $1 order by 1',
    [tenantId],
  );
  return { values: rows.map(({ line }) => line) };
}

/** How much has been told, by table: working everything out again tells nothing new. */
export async function histories({ admin }: Database, tenantId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'alert',
    'alert_event',
    'signal',
    'stage_event',
    'stage_proposal',
    'timeline_entry',
    'value_move_event',
  ]) {
    const { rows } = await admin.query<{ count: number }>(`select count(*)::int from ${table} where tenant_id = $1`, [
      tenantId,
    ]);
    counts[table] = rows[0]?.count ?? 0;
  }
  return counts;
}

/** What is wrong with histories: each row must be what its own events make of it. */
export async function brokenHistories({ admin }: Database, tenantId: string): Promise<string[]> {
  const broken: string[] = [];
  const alerts = await admin.query<{
    id: string;
    version: number;
    state: string;
    since: Date;
    kinds: string[];
    events: Record<string, unknown>[];
  }>(
    `select l.id, l.version, l.state, l.since, l.signal_kinds as kinds, (select jsonb_agg(e.data order by e.seq) from alert_event e
       where e.tenant_id = $1 and e.alert_id = l.id) as events from alert l where l.tenant_id = $1`,
    [tenantId],
  );
  for (const { id, version, state, since, kinds, events } of alerts.rows) {
    const record = replayAlert(events.map((event): AlertEvent => eventOf(event)));
    const told = [record.version, record.state, record.since, record.signals.toSorted().join(' ')];
    const kept = [version, state, since.toISOString(), kinds.toSorted().join(' ')];
    if (told.join() !== kept.join()) broken.push(`alert ${id}: ${told.join()} is kept as ${kept.join()}`);
  }
  const stages = await admin.query<{ id: string; stage: string | null; events: StageEvent[] }>(
    `select a.id, a.stage, (select jsonb_agg(e.data order by e.seq) from stage_event e where e.tenant_id = $1 and e.account_id = a.id) as events
     from account a where a.tenant_id = $1`,
    [tenantId],
  );
  for (const { id, stage, events } of stages.rows) {
    const { position } = replayStage(events ?? []);
    if (position !== stage) broken.push(`account ${id}: ${position} is kept as ${stage}`);
  }
  return broken;
}

/** Everything that may be there once at most, and how often it is there when that is more. */
const ONCE: Readonly<Record<string, string>> = {
  'open alerts of an account': `select account_id, count(*) from alert where tenant_id = $1 and closed_at is null group by 1`,
  'open signals of a kind': `select account_id, kind, count(*) from signal where tenant_id = $1 and closed_on is null group by 1, 2`,
  'announcements of an alert': `select payload ->> 'alertId' as alert, count(*) from outbox where tenant_id = $1 and topic = 'alert.opened' group by 1`,
  'story of an alert': `select entity_id, count(*) from timeline_entry where tenant_id = $1 and kind = 'alert.opened' group by 1`,
  'ends of an import': `select payload ->> 'importId' as import, count(*) from outbox where tenant_id = $1 and topic = 'import.finished' group by 1`,
  'story of an import': `select entity_id, account_id, count(*) from timeline_entry where tenant_id = $1 and entity = 'import' group by 1, 2`,
  'audit of an import': `select entity_id, action, count(*) from audit_log where tenant_id = $1 and entity = 'import' group by 1, 2`,
  'open proposals of an account': `select account_id, count(*) from stage_proposal where tenant_id = $1 and status in ('PROPOSED','EVIDENCE_CHECKED','APPROVED') group by 1`,
};

/** What happened more than once, or is left over. */
export async function repeated({ admin }: Database, tenantId: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [what, counted] of Object.entries(ONCE)) {
    const { rows } = await admin.query(`select * from (${counted}) c where count > 1`, [tenantId]);
    if (rows.length > 0) found[what] = rows;
  }
  return found;
}

/** What has not come to its end yet, by kind of work; undefined when all is done. */
export async function underWay({ admin }: Database): Promise<Record<string, number> | undefined> {
  const { rows } = await admin.query<Record<string, number>>(`
    select (select count(*)::int from outbox where relayed_at is null) as unrelayed,
      (select count(*)::int from outbox o where o.queued_at is not null and not exists (
        select from handled_message h where h.tenant_id = o.tenant_id and h.handler = o.topic and h.message_id = o.id)) as unhandled,
      (select count(*)::int from job_run where status in ('QUEUED','RUNNING')) as jobs,
      (select count(*)::int from import where status = 'RUNNING') as imports,
      (select count(*)::int from pg_tables where schemaname = 'staging') as staging,
      (select count(*)::int from value_run where running is not null) as values,
      (select count(*)::int from account_year_due) as years,
      (select count(*)::int from queue.job where scheduler_id is null and state in ('waiting','active','delayed')) as queued`);
  const counts = rows[0] ?? {};
  return Object.values(counts).some((count) => count > 0) ? counts : undefined;
}

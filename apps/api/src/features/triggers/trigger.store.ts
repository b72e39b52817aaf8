import {
  evolveTrigger,
  INITIAL_TRIGGER,
  type IsoDate,
  replayTrigger,
  type TriggerCode,
  type TriggerEvent,
  type TriggerOrigin,
  type TriggerRecord,
  type TriggerSighting,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { staffIdOf } from '../staff/staff-actor.js';
import { TriggerAboutUs } from './trigger.errors.js';

/** A trigger as its events tell it; without any while the ledger alone knows of it. */
export interface StoredTrigger {
  /** That of the entry it was first acted on under. */
  readonly id: string;
  readonly entryId: string;
  readonly accountId: string;
  readonly record: TriggerRecord;
}

/** What the ledger says of a trigger, and who said it when. */
export interface SeenTrigger extends StoredTrigger {
  readonly by: string;
  readonly at: Date;
  readonly sighting: TriggerSighting;
}

interface EntryRow {
  account_id: string;
  recorded_by: string;
  recorded_at: Date;
  on: IsoDate;
  source: string;
  about: 'INCUMBENT' | 'US';
  code: TriggerCode;
  severity: number;
  certainty: number;
  origin: TriggerOrigin;
  evidence: string;
  competitor: string | null;
  expires_on: IsoDate | null;
}

/** Condition that an entry of the ledger holds. */
const HOLDS = sql`not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)`;

/** Triggers as their append-only events tell them; the current rows are written from them and nowhere else. */
@Injectable()
export class TriggerStore {
  private readonly log = new EventLog<TriggerEvent>('trigger_event', 'course_id');

  /**
   * Locks what has become of a trigger until the transaction ends.
   * @param entryId the entry of the ledger that holds
   * @returns undefined while nobody has acted on it @throws NotFound also for those of accounts the caller may not see
   */
  async lock(ctx: RequestContext, entryId: string): Promise<StoredTrigger | undefined> {
    const [found] = await this.locked(ctx, sql`c.entry_id = ${entryId} and ${visibleAccount(ctx, 'c.account_id')}`);
    return found;
  }

  /** Locks those that have not ended and whose window closed before a day. */
  lockOver(ctx: RequestContext, today: IsoDate): Promise<readonly StoredTrigger[]> {
    return this.locked(ctx, sql`c.ended_at is null and c.closes_on < ${today}::date`);
  }

  /** A trigger on which nobody has acted yet. @throws NotFound @throws TriggerAboutUs */
  async seen(ctx: RequestContext, entryId: string): Promise<SeenTrigger> {
    const row = await ctx.unit.first<EntryRow>(tenantSql`
      select e.account_id, e.recorded_by, e.recorded_at, e.observed_on::text as on, e.source, e.payload ->> 'about' as about,
        e.payload ->> 'trigger' as code, (e.payload ->> 'severity')::float8 as severity, (e.payload ->> 'certainty')::float8 as certainty,
        e.payload ->> 'origin' as origin, e.payload ->> 'evidence' as evidence, e.payload ->> 'competitor' as competitor,
        e.payload ->> 'expiresOn' as expires_on
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.id = ${entryId} and e.kind = 'TRIGGER' and not e.withdrawn and ${HOLDS}
        and ${visibleAccount(ctx, 'e.account_id')}`);
    if (!row) throw new NotFound('Trigger');
    if (row.about !== 'INCUMBENT') throw new TriggerAboutUs();
    const { account_id: accountId, code, on: observedOn, source, evidence, severity, certainty, origin } = row;
    const sighting = {
      ...{ accountId, code, observedOn, source, evidence, severity, confidence: certainty, origin },
      ...(row.competitor === null ? {} : { competitor: row.competitor }),
      ...(row.expires_on === null ? {} : { expiresOn: row.expires_on }),
    };
    const course = { id: entryId, entryId, accountId, record: INITIAL_TRIGGER };
    return { ...course, by: row.recorded_by, at: row.recorded_at, sighting };
  }

  /**
   * Adds events to a trigger's history and brings its row up to date.
   * @throws VersionConflict when somebody else was the first to act on it at this moment
   */
  async append(
    ctx: RequestContext,
    { id, entryId, accountId, record }: StoredTrigger,
    events: readonly TriggerEvent[],
    policyVersion: number,
    planPlayId: string | null,
  ): Promise<TriggerRecord> {
    const after = events.reduce(evolveTrigger, record);
    const at = (...types: readonly TriggerEvent['type'][]) =>
      events.find(({ type }) => types.includes(type))?.at ?? null;
    const ended = at('TRIGGER_WON', 'TRIGGER_LOST', 'TRIGGER_EXPIRED', 'TRIGGER_DISMISSED');
    const values = sql`${after.state} as state, ${after.closesOn}::date as closes_on, ${after.sighting?.confidence ?? 0}::float8 as confidence,
      ${at('TRIGGER_VERIFIED')}::timestamptz as verified_at, ${staffIdOf(sql`${after.verifiedBy}::text`)} as verified_by, ${after.playCode}::text as play_code,
      ${planPlayId}::uuid as plan_play_id, ${after.owner}::uuid as owner_id, ${after.outcome}::text as outcome, ${ended}::timestamptz as ended_at,
      ${after.nextOn}::date as next_on, ${after.version}::integer as version, ${policyVersion}::integer as policy_version`;
    const [kept] = await ctx.unit.query<{ version: number }>(tenantSql`
      insert into trigger_course as c (tenant_id, id, entry_id, account_id, state, closes_on, confidence, verified_at, verified_by, play_code, plan_play_id,
        owner_id, outcome, ended_at, next_on, version, policy_version)
      select ${TENANT}::uuid, ${id}::uuid, ${entryId}::uuid, ${accountId}::uuid, v.* from (select ${values}) v
      on conflict (tenant_id, id) do update set state = excluded.state, confidence = excluded.confidence,
        verified_at = coalesce(excluded.verified_at, c.verified_at), verified_by = excluded.verified_by, play_code = excluded.play_code,
        plan_play_id = coalesce(excluded.plan_play_id, c.plan_play_id), owner_id = excluded.owner_id, outcome = excluded.outcome,
        ended_at = excluded.ended_at, next_on = excluded.next_on, version = excluded.version, policy_version = excluded.policy_version
      where c.version = ${record.version} returning c.version`);
    if (!kept) throw new VersionConflict(record.version + 1);
    await this.log.append(ctx, id, record.version, events, policyVersion);
    return after;
  }

  /** A course goes on with the entry that corrects its own. */
  async follow(ctx: RequestContext, entryId: string, correctedBy: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update trigger_course set entry_id = ${correctedBy} where tenant_id = ${TENANT} and entry_id = ${entryId}`);
  }

  /** Whether a plan of an account has a play open. */
  async hasPlay(ctx: RequestContext, accountId: string, planPlayId: string, playCode: string): Promise<boolean> {
    const found = await ctx.unit.first(tenantSql`
      select from plan_play y join account_plan p on p.tenant_id = ${TENANT} and p.id = y.plan_id
      where y.tenant_id = ${TENANT} and y.id = ${planPlayId} and y.play_code = ${playCode} and y.status = 'OPEN' and p.account_id = ${accountId}`);
    return found !== undefined;
  }

  private async locked(ctx: RequestContext, condition: Sql): Promise<readonly StoredTrigger[]> {
    const rows = await ctx.unit.query<{ id: string; entry_id: string; account_id: string }>(tenantSql`
      select c.id, c.entry_id, c.account_id from trigger_course c join ledger_entry e on e.tenant_id = ${TENANT} and e.id = c.entry_id
      where c.tenant_id = ${TENANT} and ${condition} and ${HOLDS} order by c.id for no key update of c`);
    const ids = rows.map(({ id }) => id);
    const logs = ids.length === 0 ? new Map<string, readonly TriggerEvent[]>() : await this.log.readMany(ctx, ids);
    return rows.map(({ id, entry_id: entryId, account_id: accountId }) => {
      return { id, entryId, accountId, record: replayTrigger(logs.get(id) ?? []) };
    });
  }
}

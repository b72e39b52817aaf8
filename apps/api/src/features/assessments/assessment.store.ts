import {
  assessRelationship,
  type AssessmentInstrument,
  dateOfInstant,
  type IsoDate,
  type Rater,
  replayRound,
  type RoundEvent,
  type RoundState,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type AssessmentRules, drawsOf } from './assessment-rules.js';
import { RoundUnderWay } from './assessment.errors.js';
import { InstrumentService } from './instrument.service.js';

/** A round as its events tell it. */
export interface StoredRound {
  readonly id: string;
  readonly accountId: string;
  readonly events: readonly RoundEvent[];
  readonly state: RoundState;
  readonly instrument: AssessmentInstrument;
}

/** Somebody who is asked, and who that is. */
export interface NamedRater extends Rater {
  readonly staffId: string | null;
  readonly accountContactId: string | null;
}

/** A rater of a round who has not answered. */
export interface OutstandingRater {
  readonly id: string;
  readonly staffId: string | null;
  readonly accountContactId: string | null;
}

/** Rounds as their append-only events tell them; the current rows are written from them and nowhere else. */
@Injectable()
export class AssessmentStore {
  private readonly log = new EventLog<RoundEvent>('assessment_event', 'round_id');

  constructor(@Inject(InstrumentService) private readonly instruments: InstrumentService) {}

  /**
   * Locks a round until the transaction ends; whoever comes second decides on what the first has made of it.
   * @throws NotFound also for one of an account that is not the caller's to see
   */
  lock(ctx: RequestContext, id: string): Promise<StoredRound> {
    return this.lockWhere(ctx, sql`r.id = ${id} and ${visibleAccount(ctx, 'r.account_id')}`);
  }

  /** Locks the round in which the signed-in buyer is this rater. @throws NotFound */
  lockOfRater(ctx: RequestContext, raterId: string): Promise<StoredRound> {
    return this.lockWhere(
      ctx,
      sql`r.step <> 'CANCELLED' and r.id = (select t.round_id from assessment_rater t
        where t.tenant_id = ${TENANT} and t.id = ${raterId} and t.account_contact_id = ${ctx.buyer.accountContactId})`,
    );
  }

  /** Rounds that wait for answers until a day or an earlier one. */
  async answeringUntil(ctx: RequestContext, day: IsoDate): Promise<readonly string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from assessment_round where tenant_id = ${TENANT} and step = 'ANSWERING' and deadline <= ${day}::date order by deadline, id`);
    return rows.map(({ id }) => id);
  }

  /** Who has not answered; among them, if asked so, only those who were not reminded yet. */
  outstanding(ctx: RequestContext, roundId: string, unreminded = false): Promise<readonly OutstandingRater[]> {
    return ctx.unit.query<OutstandingRater>(tenantSql`
      select id, staff_id as "staffId", account_contact_id as "accountContactId" from assessment_rater
      where tenant_id = ${TENANT} and round_id = ${roundId} and answered_at is null and (not ${unreminded} or reminded_at is null)
      order by invited_at, id`);
  }

  async remember(ctx: RequestContext, raters: readonly OutstandingRater[]): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update assessment_rater set reminded_at = ${ctx.now()} where tenant_id = ${TENANT} and id = any(${raters.map(({ id }) => id)}::uuid[])`);
  }

  /** In which rounds a member of staff is asked, and as which rater. */
  async ratersOfStaff(
    ctx: RequestContext,
    roundIds: readonly string[],
    staffId: string,
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ id: string; round_id: string }>(tenantSql`
      select id, round_id from assessment_rater
      where tenant_id = ${TENANT} and round_id = any(${roundIds}::uuid[]) and staff_id = ${staffId}`);
    return new Map(rows.map(({ id, round_id: roundId }) => [roundId, id]));
  }

  /** Several rounds with their events, for reading. The caller has seen to it that they may be read. */
  async read(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRound>> {
    const rows = await ctx.unit.query<{ id: string; account_id: string; events: RoundEvent[] }>(tenantSql`
      select r.id, r.account_id, (select json_agg(e.data order by e.seq) from assessment_event e
        where e.tenant_id = ${TENANT} and e.round_id = r.id) as events
      from assessment_round r where r.tenant_id = ${TENANT} and r.id = any(${ids}::uuid[])`);
    const rounds = await Promise.all(
      rows.map(({ id, account_id: accountId, events }) => this.stored(ctx, id, accountId, events)),
    );
    return new Map(rounds.map((round) => [round.id, round]));
  }

  /** Enters a round with everything that has happened to it at once. @throws RoundUnderWay */
  async open(
    ctx: RequestContext,
    { id, accountId, instrument }: Pick<StoredRound, 'id' | 'accountId' | 'instrument'>,
    { events, raters }: { readonly events: readonly RoundEvent[]; readonly raters: readonly NamedRater[] },
    rules: AssessmentRules,
  ): Promise<StoredRound> {
    const state = replayRound(events);
    const round = { id, accountId, events, state, instrument };
    const [first] = events;
    const entered = ctx.unit.execute(tenantSql`
      insert into assessment_round (tenant_id, id, account_id, form, instrument_code, instrument_version, step, deadline, opened_at, opened_by,
        raters, answered, version, policy_version)
      values (${TENANT}, ${id}, ${accountId}, ${state.form}, ${instrument.code}, ${instrument.version}, ${state.step}, ${state.deadline},
        ${first?.at}, ${first?.by}, ${state.raters.length}, 0, ${state.version}, ${rules.version})`);
    await naming(UNIQUE_VIOLATION, () => new RoundUnderWay(), entered);
    await this.log.append(ctx, id, 0, events, rules.version, ctx.actor);
    await ctx.unit.execute(tenantSql`
      insert into assessment_rater (tenant_id, id, round_id, rater_group, staff_id, account_contact_id, own_account, invited_at)
      select ${TENANT}::uuid, v.id, ${id}::uuid, v.rater_group, v.staff_id, v.account_contact_id, v.own_account, ${ctx.now()}::timestamptz
      from unnest(${raters.map(({ raterId }) => raterId)}::uuid[], ${raters.map(({ group }) => group)}::text[],
        ${raters.map(({ staffId }) => staffId)}::uuid[], ${raters.map(({ accountContactId }) => accountContactId)}::uuid[],
        ${raters.map(({ ownAccount }) => ownAccount)}::boolean[]) as v (id, rater_group, staff_id, account_contact_id, own_account)`);
    return round;
  }

  /** Adds events to a locked round's history and brings its rows up to date. */
  async append(
    ctx: RequestContext,
    round: StoredRound,
    added: readonly RoundEvent[],
    rules: AssessmentRules,
  ): Promise<StoredRound> {
    const { id } = round;
    const events = [...round.events, ...added];
    const state = replayRound(events);
    const after = { ...round, events, state };
    const { agreement, reconciliation, published } = state;
    const closed = events.find(({ type }) => type === 'ROUND_CLOSED');
    const cancelled = events.find((event) => event.type === 'ROUND_CANCELLED');
    const range = closed ? rangeOf(after, rules) : undefined;
    await ctx.unit.execute(tenantSql`
      update assessment_round set step = ${state.step}, answered = ${state.sheets.length}, closed_at = ${closed?.at ?? null},
        contested = ${agreement?.contested ?? null}, deviation = ${agreement?.deviation ?? null},
        reconciliation = ${reconciliation?.note ?? null}, reconciled_by = ${reconciliation?.by ?? null}, cancellation = ${cancelled?.note ?? null},
        lowest = ${range?.lowest ?? null}, highest = ${range?.highest ?? null}, level = ${published?.level ?? null},
        score = ${published?.result.score ?? null}, published_at = ${published?.at ?? null},
        published = ${published === null ? null : JSON.stringify(published)}::jsonb, version = ${state.version}, policy_version = ${rules.version}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.log.append(ctx, id, round.state.version, added, rules.version, ctx.actor);
    const answered = added.flatMap((event) => (event.type === 'SHEET_SUBMITTED' ? [event.sheet.raterId] : []));
    if (answered.length > 0) {
      await ctx.unit.execute(tenantSql`
        update assessment_rater set answered_at = ${ctx.now()} where tenant_id = ${TENANT} and id = any(${answered}::uuid[])`);
    }
    return after;
  }

  private async lockWhere(ctx: RequestContext, condition: Sql): Promise<StoredRound> {
    const row = await ctx.unit.first<{ id: string; account_id: string }>(tenantSql`
      select r.id, r.account_id from assessment_round r where r.tenant_id = ${TENANT} and ${condition} for no key update`);
    if (!row) throw new NotFound('Round of assessment');
    return this.stored(ctx, row.id, row.account_id, await this.log.read(ctx, row.id));
  }

  private async stored(
    ctx: RequestContext,
    id: string,
    accountId: string,
    events: readonly RoundEvent[],
  ): Promise<StoredRound> {
    const state = replayRound(events);
    const { instrument } = await this.instruments.one(ctx, state.instrument ?? {});
    return { id, accountId, events, state, instrument };
  }
}

/** Whether answers are still taken on the day of a moment. */
export function isAnswering({ state: { step, deadline } }: StoredRound, at: Date): boolean {
  return step === 'ANSWERING' && deadline !== null && dateOfInstant(at.toISOString()) <= deadline;
}

function rangeOf({ id, state, instrument }: StoredRound, { policy }: AssessmentRules) {
  const { sheets, form, published } = state;
  if (published) return published.result.range;
  return form === null
    ? undefined
    : assessRelationship(sheets, { form, instrument, random: drawsOf(id) }, policy)?.range;
}

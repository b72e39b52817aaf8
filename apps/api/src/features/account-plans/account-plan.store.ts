import {
  type AccountPlanEvent,
  type AccountPlanOutline,
  type AccountPlanPolicy,
  type AccountPlanRecord,
  type ActionStanding,
  committedMinor,
  dateInZone,
  evolveAccountPlan,
  investedMinor,
  type IsoDate,
  planYear,
  type PlayStanding,
  quarterReviews,
  replayAccountPlan,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';

/** A plan as its events tell it, locked until the transaction ends. */
export interface StoredPlan {
  readonly id: string;
  readonly accountId: string;
  readonly record: AccountPlanRecord;
}

/** Under which rules a plan goes on. */
export interface PlanRules {
  readonly version: number;
  readonly rules: AccountPlanPolicy;
}

/** Plans as their append-only events tell them; the rows of plan, plays and actions are written from them. */
@Injectable()
export class AccountPlanStore {
  private readonly log = new EventLog<AccountPlanEvent>('account_plan_event', 'plan_id');

  /** @throws NotFound also for a plan of an account that the caller may not see */
  async lock(ctx: RequestContext, id: string): Promise<StoredPlan> {
    const row = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select p.account_id from account_plan p where p.tenant_id = ${TENANT} and p.id = ${id} and ${visibleAccount(ctx, 'p.account_id')}
      for no key update of p`);
    if (!row) throw new NotFound('Account plan');
    return { id, accountId: row.account_id, record: replayAccountPlan(await this.log.read(ctx, id)) };
  }

  /** The plan of an action that the caller may see, and whose the action is. @throws NotFound */
  async ofAction(
    ctx: RequestContext,
    actionId: string,
  ): Promise<{ readonly planId: string; readonly ownerId: string }> {
    const row = await ctx.unit.first<{ planId: string; ownerId: string }>(tenantSql`
      select a.plan_id as "planId", a.owner_id as "ownerId" from plan_action a
      where a.tenant_id = ${TENANT} and a.id = ${actionId} and ${visibleAccount(ctx, 'a.account_id')}`);
    if (!row) throw new NotFound('Action');
    return row;
  }

  /** The plan of a play that the caller may see. @throws NotFound */
  async ofPlay(ctx: RequestContext, playId: string): Promise<string> {
    const row = await ctx.unit.first<{ planId: string }>(tenantSql`
      select y.plan_id as "planId" from plan_play y join account_plan p on p.tenant_id = y.tenant_id and p.id = y.plan_id
      where y.tenant_id = ${TENANT} and y.id = ${playId} and ${visibleAccount(ctx, 'p.account_id')}`);
    if (!row) throw new NotFound('Play of a plan');
    return row.planId;
  }

  /** A plan of a locked account that has not ended and whose year has days in common with the one that begins then. */
  async overlapping(ctx: RequestContext, accountId: string, startsOn: IsoDate): Promise<string | undefined> {
    const { from, to } = planYear(startsOn);
    const row = await ctx.unit.first<{ id: string }>(tenantSql`
      select id from account_plan where tenant_id = ${TENANT} and account_id = ${accountId} and state in ('DRAFT', 'SUBMITTED', 'ACTIVE')
        and starts_on <= ${to}::date and ends_on >= ${from}::date order by starts_on limit 1`);
    return row?.id;
  }

  /** Adds events to a locked plan, or to a new one, and brings its rows up to date. */
  async append(
    ctx: RequestContext,
    plan: StoredPlan,
    events: readonly AccountPlanEvent[],
    policy: PlanRules,
  ): Promise<AccountPlanRecord> {
    const after = events.reduce(evolveAccountPlan, plan.record);
    await this.write(ctx, plan, after, events, policy);
    await this.writePlays(ctx, plan, after, events);
    await this.log.append(ctx, plan.id, plan.record.version, events, policy.version);
    return after;
  }

  /** Plans as their events tell them. */
  async records(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, AccountPlanRecord>> {
    const found = await this.log.readMany(ctx, ids);
    return new Map([...found].map(([id, events]) => [id, replayAccountPlan(events)]));
  }

  private async write(
    ctx: RequestContext,
    { id, accountId }: StoredPlan,
    after: AccountPlanRecord,
    events: readonly AccountPlanEvent[],
    { version, rules }: PlanRules,
  ): Promise<void> {
    const { state, outline, plays } = after;
    if (state === null || outline === null) throw new TypeError('A plan that is written has been drafted.');
    const { from, to } = planYear(outline.startsOn);
    const drafted = events.find(({ type }) => type === 'PLAN_DRAFTED');
    const next = quarterReviews(after, dateInZone(ctx.now().toISOString(), rules.zone), rules).find(
      ({ status }) => status !== 'HELD' && status !== 'NOT_NEEDED',
    );
    await ctx.unit.execute(tenantSql`
      insert into account_plan as present (tenant_id, id, account_id, state, starts_on, ends_on, stage, goal, goal_stage, goal_by, objective, cap_minor,
        committed_minor, spent_minor, currency, review_due, drafted_at, drafted_by, approved_by, active_on, outcome, version, policy_version)
      values (${TENANT}, ${id}, ${accountId}, ${state}, ${from}, ${to}, ${outline.stage}, ${outline.goal.goal}, ${goalStage(outline)},
        ${goalBy(outline)}, ${outline.objective}, ${outline.capMinor}, ${committedMinor(plays)}, ${investedMinor(plays)}, ${outline.currency},
        ${state === 'ACTIVE' ? (next?.dueOn ?? null) : null}, ${drafted?.at ?? ctx.now()}, ${drafted?.by ?? ctx.actor}, ${after.approvedBy},
        ${after.activeOn}, ${after.outcome}, ${after.version}, ${version})
      on conflict (tenant_id, id) do update set state = excluded.state, stage = excluded.stage, goal = excluded.goal, goal_stage = excluded.goal_stage,
        goal_by = excluded.goal_by, objective = excluded.objective, cap_minor = excluded.cap_minor, committed_minor = excluded.committed_minor,
        spent_minor = excluded.spent_minor, review_due = excluded.review_due, approved_by = excluded.approved_by, active_on = excluded.active_on,
        outcome = excluded.outcome, version = excluded.version, policy_version = excluded.policy_version`);
  }

  /** A plan has a few dozen actions at most: those that an event has changed are written anew. */
  private async writePlays(
    ctx: RequestContext,
    { id, accountId, record }: StoredPlan,
    after: AccountPlanRecord,
    events: readonly AccountPlanEvent[],
  ): Promise<void> {
    const live = after.state === 'ACTIVE';
    const before = new Map(record.plays.map((play) => [play.id, play]));
    const changed = after.plays.flatMap((play, place) => (before.get(play.id) === play ? [] : [{ play, place }]));
    if (changed.length > 0) {
      const plays = changed.map(({ play, place }) => playRow(ctx, id, after, play, place, endingOf(play, events)));
      await ctx.unit.execute(tenantSql`
        insert into plan_play select r.* from jsonb_populate_recordset(null::plan_play, ${JSON.stringify(plays)}::jsonb) r
        where r.tenant_id = ${TENANT}::uuid
        on conflict (tenant_id, id) do update set owner_id = excluded.owner_id, due_on = excluded.due_on, spent_minor = excluded.spent_minor,
          status = excluded.status, ended_at = coalesce(plan_play.ended_at, excluded.ended_at),
          ended_by = coalesce(plan_play.ended_by, excluded.ended_by), result = coalesce(plan_play.result, excluded.result)`);
      const actions = changed.flatMap(({ play }) =>
        play.actions.map((action, place) => ({
          ...{ tenant_id: ctx.tenantId, id: action.id, plan_id: id, play_id: play.id, account_id: accountId, place },
          ...{
            code: action.code,
            text: action.text,
            owner_id: action.owner,
            due_on: action.dueOn,
            status: action.status,
          },
          live: live && action.status === 'OPEN',
          ...endingOf(action, events),
        })),
      );
      await ctx.unit.execute(tenantSql`
        insert into plan_action select r.* from jsonb_populate_recordset(null::plan_action, ${JSON.stringify(actions)}::jsonb) r
        where r.tenant_id = ${TENANT}::uuid
        on conflict (tenant_id, id) do update set owner_id = excluded.owner_id, due_on = excluded.due_on, status = excluded.status,
          live = excluded.live, ended_at = coalesce(plan_action.ended_at, excluded.ended_at),
          ended_by = coalesce(plan_action.ended_by, excluded.ended_by), result = coalesce(plan_action.result, excluded.result)`);
    }
    if ((record.state === 'ACTIVE') === live) return;
    await ctx.unit.execute(tenantSql`
      update plan_action set live = ${live} where tenant_id = ${TENANT} and plan_id = ${id} and status = 'OPEN'`);
  }
}

/** The stage that a plan aims at: the next one, or the one to hold. */
export function goalStage({ goal }: Pick<AccountPlanOutline, 'goal'>) {
  return goal.goal === 'ADVANCE' ? goal.to : goal.at;
}

function goalBy({ goal, startsOn }: AccountPlanOutline): IsoDate {
  return (goal.goal === 'ADVANCE' ? goal.by : undefined) ?? planYear(startsOn).to;
}

function playRow(
  ctx: RequestContext,
  planId: string,
  { outline }: AccountPlanRecord,
  play: PlayStanding,
  place: number,
  ending: Ending,
) {
  return {
    ...{ tenant_id: ctx.tenantId, id: play.id, plan_id: planId, place, play_code: play.playCode, name: play.name },
    ...{ owner_id: play.owner, due_on: play.dueOn, currency: outline?.currency, status: play.status },
    ...{ budget_minor: String(play.budgetMinor), spent_minor: String(play.spentMinor) },
    ...ending,
  };
}

interface Ending {
  readonly ended_at: string | null;
  readonly ended_by: string | null;
  readonly result: string | null;
}

/** When, by whom and with what word a play or an action ended; what ended before keeps what its row says. */
function endingOf({ id, status }: PlayStanding | ActionStanding, events: readonly AccountPlanEvent[]): Ending {
  const last = events.at(-1);
  if (status === 'OPEN' || last === undefined) return { ended_at: null, ended_by: null, result: null };
  const own =
    'note' in last && (('playId' in last && last.playId === id) || ('actionId' in last && last.actionId === id));
  return { ended_at: last.at, ended_by: last.by, result: own ? last.note : null };
}

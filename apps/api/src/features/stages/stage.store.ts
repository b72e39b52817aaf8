import {
  evolveStage,
  type IsoDate,
  replayStage,
  STAGES,
  type StageEvent,
  type StageMove,
  type StagePosition,
  type StageState,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount, visibleAccounts } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfKnownDay } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';

/** The stages of accounts as their append-only events tell them; `account.stage` is written from them and nowhere else. */
@Injectable()
export class StageStore {
  /**
   * Locks the account until the transaction ends and reads its stage. Whoever comes second waits, and then decides on
   * what the first has made of it.
   * @throws NotFound also for accounts the caller may not see
   */
  async lock(ctx: RequestContext, accountId: string): Promise<StageState> {
    const found = await ctx.unit.first(tenantSql`
      select a.id from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and ${visibleAccount(ctx, 'a.id')} for no key update`);
    if (!found) throw new NotFound('Account');
    return (await this.states(ctx, [accountId])).get(accountId) ?? replayStage([]);
  }

  /** As {@link lock} for many accounts at once, in the order in which everybody takes several; those there are. */
  async lockAll(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StageState>> {
    const found = await ctx.unit.query<{ id: string }>(tenantSql`
      select a.id from account a where a.tenant_id = ${TENANT} and a.id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'a.id')}
      order by a.id for no key update`);
    const ids = found.map(({ id }) => id);
    const states = await this.states(ctx, ids);
    return new Map(ids.map((id) => [id, states.get(id) ?? replayStage([])]));
  }

  /** The stages of accounts that have one; as they were known at the end of a day, where one is given. */
  async states(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf?: IsoDate,
  ): Promise<ReadonlyMap<string, StageState>> {
    const known =
      asOf === undefined ? sql`` : sql`and e.recorded_at < ${endOfKnownDay(asOf)} and e.at < ${endOfKnownDay(asOf)}`;
    const rows = await ctx.unit.query<{ account_id: string; events: StageEvent[] }>(tenantSql`
      select e.account_id, jsonb_agg(e.data order by e.seq) as events from stage_event e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}) and ${visibleAccount(ctx, 'e.account_id')} ${known}
      group by e.account_id`);
    return new Map(rows.map(({ account_id: id, events }) => [id, replayStage(events)]));
  }

  /** Every move of the accounts that the caller may see, each account's in their order. */
  async moves(ctx: RequestContext): Promise<readonly StageMove[]> {
    return ctx.unit.query<StageMove>(tenantSql`
      select e.account_id as "accountId", case when e.opening then null else e.data -> 'entry' ->> 'from' end as "from",
        case when e.opening then e.data ->> 'stage' else e.data -> 'entry' ->> 'to' end as "to", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD') as "on"
      from stage_event e where e.tenant_id = ${TENANT} and e.type in ('STAGE_OPENED', 'STAGE_CHANGED') and ${visibleAccounts(ctx, 'e.account_id')}
      order by e.account_id, e.seq`);
  }

  /** Accounts that the caller may see whose stage went back from one moment to another, both included. */
  async regressed(ctx: RequestContext, from: string, to: string): Promise<string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select distinct e.account_id as id from stage_event e
      where e.tenant_id = ${TENANT} and e.at >= ${from} and e.at <= ${to} and e.type = 'REPAIR_PLAN_OPENED'
        and ${visibleAccount(ctx, 'e.account_id', true)}`);
    return rows.map(({ id }) => id);
  }

  /** Adds events to a locked account's history, after the last one there, and brings its projection up to date. */
  async append(
    ctx: RequestContext,
    accountId: string,
    before: StageState,
    events: readonly StageEvent[],
    policyVersion: number,
  ): Promise<StageState> {
    const after = events.reduce(evolveStage, before);
    await this.appendAll(ctx, [{ accountId, before, events, after }], policyVersion);
    return after;
  }

  /** As {@link append} for many accounts: two statements at most, however many there are. */
  async appendAll(ctx: RequestContext, changes: readonly StageChange[], policyVersion: number): Promise<void> {
    const added = changes.flatMap(({ accountId, events }) =>
      events.map((event, index) => ({ accountId, place: index + 1, event, rank: ranks(event) })),
    );
    if (added.length === 0) return;
    await ctx.unit.execute(tenantSql`
      insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, from_rank, to_rank, opening)
      select ${TENANT}::uuid, v.account_id, v.place + coalesce(
          (select max(e.seq) from stage_event e where e.tenant_id = ${TENANT} and e.account_id = v.account_id), 0),
        v.type, v.at, ${ctx.now()}::timestamptz, v.actor, v.data, ${policyVersion}::int, v.from_rank, v.to_rank, v.opening
      from unnest(${added.map(({ accountId }) => accountId)}::uuid[], ${added.map(({ place }) => place)}::int[],
        ${added.map(({ event }) => event.type)}::text[], ${added.map(({ event }) => event.at)}::timestamptz[],
        ${added.map(({ event }) => event.by)}::text[], ${added.map(({ event }) => JSON.stringify(event))}::jsonb[],
        ${added.map(({ rank }) => rank.from)}::int[], ${added.map(({ rank }) => rank.to)}::int[], ${added.map(({ rank }) => rank.opening)}::boolean[])
        as v (account_id, place, type, at, actor, data, from_rank, to_rank, opening)`);
    const moved = changes.filter(({ before, after }) => after.position !== before.position);
    if (moved.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update account a set stage = v.stage, stage_since = v.since
      from unnest(${moved.map(({ accountId }) => accountId)}::uuid[], ${moved.map(({ after }) => after.position)}::text[],
        ${moved.map(({ after }) => after.since)}::timestamptz[]) as v (id, stage, since)
      where a.tenant_id = ${TENANT} and a.id = v.id`);
  }
}

/** What new events make of a locked account's stage. */
export interface StageChange {
  readonly accountId: string;
  readonly before: StageState;
  readonly events: readonly StageEvent[];
  readonly after: StageState;
}

/** Place on the ladder with the end below its foot, as the database's no-leap check counts it. */
export function stageRank(position: StagePosition): number {
  return position === 'ENDED' ? 0 : STAGES.indexOf(position) + 1;
}

function ranks(event: StageEvent): { from: number | null; to: number | null; opening: boolean } {
  if (event.type === 'STAGE_OPENED') return { from: null, to: stageRank(event.stage), opening: true };
  if (event.type !== 'STAGE_CHANGED') return { from: null, to: null, opening: false };
  const { from, to } = event.entry;
  return { from: from === null ? null : stageRank(from), to: stageRank(to), opening: false };
}

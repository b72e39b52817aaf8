import {
  evolveStage,
  replayStage,
  STAGES,
  type StageEvent,
  type StagePosition,
  type StageState,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
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

  /** The stages of accounts that have one. */
  async states(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StageState>> {
    const rows = await ctx.unit.query<{ account_id: string; events: StageEvent[] }>(tenantSql`
      select e.account_id, jsonb_agg(e.data order by e.seq) as events from stage_event e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}) and ${visibleAccount(ctx, 'e.account_id')}
      group by e.account_id`);
    return new Map(rows.map(({ account_id: id, events }) => [id, replayStage(events)]));
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
    for (const event of events) {
      const { from, to, opening } = ranks(event);
      await ctx.unit.execute(tenantSql`
        insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, from_rank, to_rank, opening)
        select ${TENANT}::uuid, ${accountId}::uuid, coalesce(max(e.seq), 0) + 1, ${event.type}::text, ${event.at}::timestamptz, ${ctx.now()}::timestamptz,
          ${event.by}::text, ${JSON.stringify(event)}::jsonb, ${policyVersion}::int, ${from}::int, ${to}::int, ${opening}::boolean
        from stage_event e where e.tenant_id = ${TENANT} and e.account_id = ${accountId}`);
    }
    const after = events.reduce(evolveStage, before);
    if (after.position !== before.position) {
      await ctx.unit.execute(tenantSql`
        update account set stage = ${after.position}, stage_since = ${after.since} where tenant_id = ${TENANT} and id = ${accountId}`);
    }
    return after;
  }
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

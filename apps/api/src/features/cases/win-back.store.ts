import {
  evolveWinBack,
  replayWinBack,
  type WinBack as WinBackRecord,
  type WinBackEvent,
  type WinBackRecord as TriedAndWon,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { eventOf, storedEvent } from '../../platform/database/event-json.js';
import { identifier, join, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import type { ProbabilitySource } from './case.enums.js';

/** A locked win-back. */
export interface LockedWinBack {
  readonly id: string;
  readonly caseId: string;
  readonly accountId: string;
  readonly record: WinBackRecord;
}

/** What an assessment rests on besides the plan. */
export interface AssessmentBasis {
  readonly probabilitySource: ProbabilitySource;
  readonly sameCause: TriedAndWon;
  readonly allCauses: TriedAndWon;
  readonly currency: string;
  readonly valueBasis: string;
  readonly rootCauseFix: string;
  readonly specialService: string | null;
}

/** Win-backs as their append-only events tell them; the current row is written from them. */
@Injectable()
export class WinBackStore {
  /** @throws NotFound also for those of accounts the caller may not see */
  async lock(ctx: RequestContext, id: string): Promise<LockedWinBack> {
    const found = await this.find(ctx, sql`w.id = ${id} and ${visibleAccount(ctx, 'w.account_id')}`);
    if (!found) throw new NotFound('Win-back');
    return found;
  }

  lockOfCase(ctx: RequestContext, caseId: string): Promise<LockedWinBack | undefined> {
    return this.find(ctx, sql`w.case_id = ${caseId}`);
  }

  /** The case of a win-back, which is locked before it. @throws NotFound */
  async caseOf(ctx: RequestContext, id: string): Promise<string> {
    const row = await ctx.unit.first<{ case_id: string }>(tenantSql`
      select w.case_id from win_back w where w.tenant_id = ${TENANT} and w.id = ${id} and ${visibleAccount(ctx, 'w.account_id')}`);
    if (!row) throw new NotFound('Win-back');
    return row.case_id;
  }

  /** What became of the tenant's win-backs so far, of one cause and of all. */
  async ownRecord(ctx: RequestContext, rootCause: string): Promise<Pick<AssessmentBasis, 'sameCause' | 'allCauses'>> {
    const row = await ctx.unit.first<Record<'tried' | 'won' | 'all_tried' | 'all_won', string>>(tenantSql`
      select count(*) filter (where root_cause = ${rootCause}) as tried,
        count(*) filter (where root_cause = ${rootCause} and state = 'WON') as won,
        count(*) as all_tried, count(*) filter (where state = 'WON') as all_won
      from win_back where tenant_id = ${TENANT} and state in ('WON', 'LOST')`);
    return {
      sameCause: { tried: Number(row?.tried ?? 0), won: Number(row?.won ?? 0) },
      allCauses: { tried: Number(row?.all_tried ?? 0), won: Number(row?.all_won ?? 0) },
    };
  }

  /** Adds an assessment, of a new win-back or once more of one that has not started. */
  async assess(
    ctx: RequestContext,
    { id, caseId, accountId, record }: LockedWinBack,
    event: Extract<WinBackEvent, { type: 'ASSESSED' }>,
    basis: AssessmentBasis,
    policyVersion: number,
  ): Promise<void> {
    const { version } = evolveWinBack(record, event);
    const { proposal: plan, assessment } = event;
    const { sameCause, allCauses } = basis;
    const thirdParties = plan.thirdParties.map(({ kind, costMinor }) => ({ kind, costMinor: String(costMinor) }));
    await ctx.unit.execute(tenantSql`
      insert into win_back as present (tenant_id, id, case_id, account_id, state, root_cause, probability, probability_source, cause_tried, cause_won,
        all_tried, all_won, currency, margin_minor, lifetime_value_minor, value_basis, own_cost_minor, root_cause_fix_minor, root_cause_fix,
        special_service_minor, special_service, third_parties, decision, reasons, cost_minor, expected_value_minor, budget_cap_minor, steps,
        spent_minor, assessed_at, assessed_by, version, policy_version)
      values (${TENANT}, ${id}, ${caseId}, ${accountId}, 'ASSESSED', ${plan.rootCause}, ${plan.probability}, ${basis.probabilitySource},
        ${sameCause.tried}, ${sameCause.won}, ${allCauses.tried}, ${allCauses.won}, ${basis.currency}, ${plan.marginMinor}, ${plan.lifetimeValueMinor},
        ${basis.valueBasis}, ${plan.ownCostMinor}, ${plan.rootCauseFixMinor}, ${basis.rootCauseFix}, ${plan.specialServiceMinor}, ${basis.specialService},
        ${JSON.stringify(thirdParties)}, ${assessment.decision}, ${assessment.reasons.map(({ code }) => code)}, ${assessment.costMinor},
        ${assessment.expectedValueMinor}, ${assessment.budgetCapMinor}, 0, 0, ${event.at}, ${event.by}, ${version}, ${policyVersion})
      on conflict (tenant_id, case_id) do update set ${ASSESSED}`);
    await this.insertEvent(ctx, id, version, event, policyVersion);
  }

  /** Adds an event to a locked win-back and brings its row up to date. */
  async append(
    ctx: RequestContext,
    { id, record }: LockedWinBack,
    event: WinBackEvent,
    policyVersion: number,
  ): Promise<WinBackRecord> {
    const after = evolveWinBack(record, event);
    const started = event.type === 'STARTED' ? event : null;
    const ended = event.type === 'ENDED' ? event : null;
    await ctx.unit.execute(tenantSql`
      update win_back set state = ${after.state}, steps = ${after.steps}, spent_minor = ${after.spentMinor},
        started_at = coalesce(${started?.at ?? null}, started_at), started_by = coalesce(${started?.by ?? null}, started_by),
        ended_at = coalesce(${ended?.at ?? null}, ended_at), version = ${after.version}, policy_version = ${policyVersion}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.insertEvent(ctx, id, after.version, event, policyVersion);
    return after;
  }

  private async find(ctx: RequestContext, condition: Sql): Promise<LockedWinBack | undefined> {
    const row = await ctx.unit.first<{ id: string; caseId: string; accountId: string }>(tenantSql`
      select w.id, w.case_id as "caseId", w.account_id as "accountId" from win_back w
      where w.tenant_id = ${TENANT} and ${condition} for no key update of w`);
    if (!row) return undefined;
    const events = await ctx.unit.query<{ data: unknown }>(tenantSql`
      select data from win_back_event where tenant_id = ${TENANT} and win_back_id = ${row.id} order by seq`);
    return { ...row, record: replayWinBack(events.map(({ data }) => eventOf<WinBackEvent>(data))) };
  }

  private async insertEvent(
    ctx: RequestContext,
    id: string,
    seq: number,
    event: WinBackEvent,
    policyVersion: number,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into win_back_event (tenant_id, win_back_id, seq, type, at, recorded_at, actor, data, policy_version)
      values (${TENANT}, ${id}, ${seq}, ${event.type}, ${event.at}, ${ctx.now()}, ${event.by}, ${storedEvent(event)}, ${policyVersion})`);
  }
}

/** What an assessment says anew. */
const REASSESSED =
  `root_cause probability probability_source cause_tried cause_won all_tried all_won currency margin_minor
  lifetime_value_minor value_basis own_cost_minor root_cause_fix_minor root_cause_fix special_service_minor
  special_service third_parties decision reasons cost_minor expected_value_minor budget_cap_minor assessed_at
  assessed_by version policy_version`.split(/\s+/);
const ASSESSED = join(
  REASSESSED.map((column) => sql`${identifier(column)} = ${identifier(`excluded.${column}`)}`),
  ', ',
);

import {
  type CaseEvent,
  evolveCase,
  nextCaseDue,
  type RegressionCause,
  type RelationshipCase as CaseRecord,
  replayCase,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';

/** A locked case: what it is about, where it stands and under which rules it is decided. */
export interface LockedCase {
  readonly id: string;
  readonly accountId: string;
  readonly alertId: string;
  /** How its alert stands. */
  readonly alertState: string;
  readonly record: CaseRecord;
  readonly policy: PolicyVersion;
}

/** A case that was decided to be opened. */
export interface OpenedCase {
  readonly unopened: LockedCase;
  readonly event: Extract<CaseEvent, { type: 'CASE_OPENED' }>;
  readonly automatic: boolean;
}

/** The causes of a case, ours before those of circumstances. */
export function causesOf({ causes }: CaseRecord): readonly RegressionCause[] {
  return [...(causes?.subjective ?? []), ...(causes?.objective ?? [])];
}

/** Cases as their append-only events tell them; the current row is written from them and nowhere else. */
@Injectable()
export class CaseStore {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /**
   * Locks the case and, before it, its alert until the transaction ends: whoever follows up orders takes them in the same
   * order. Whoever comes second decides on what the first has made of it.
   * @throws NotFound also for cases of accounts the caller may not see
   */
  async lock(ctx: RequestContext, id: string): Promise<LockedCase> {
    const alert = await ctx.unit.first<{ state: string }>(tenantSql`
      select l.state from alert l where l.tenant_id = ${TENANT} and l.id = (
        select c.alert_id from relationship_case c
        where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')}) for no key update`);
    if (!alert) throw new NotFound('Case');
    return this.locked(ctx, id, alert.state);
  }

  /** The account of a case. @throws NotFound also for cases of accounts the caller may not see */
  async accountOf(ctx: RequestContext, id: string): Promise<string> {
    const row = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select c.account_id from relationship_case c
      where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')}`);
    if (!row) throw new NotFound('Case');
    return row.account_id;
  }

  /** The case of an alert, locked; undefined without one. The caller holds the alert. */
  async lockOfAlert(ctx: RequestContext, alertId: string, alertState: string): Promise<LockedCase | undefined> {
    const row = await ctx.unit.first<{ id: string }>(tenantSql`
      select id from relationship_case where tenant_id = ${TENANT} and alert_id = ${alertId}`);
    return row && this.locked(ctx, row.id, alertState);
  }

  /** The events of a case, the oldest first. */
  private async events(ctx: RequestContext, id: string): Promise<readonly CaseEvent[]> {
    const rows = await ctx.unit.query<{ data: CaseEvent }>(tenantSql`
      select data from case_event where tenant_id = ${TENANT} and case_id = ${id} order by seq`);
    return rows.map(({ data }) => data);
  }

  /** Adds events to a locked case's history and brings its row up to date. */
  async append(
    ctx: RequestContext,
    { id, record, policy }: LockedCase,
    events: readonly CaseEvent[],
  ): Promise<CaseRecord> {
    const after = events.reduce(evolveCase, record);
    await this.write(ctx, id, after, policy.version, events.at(-1));
    for (const [index, event] of events.entries()) {
      await this.insertEvent(ctx, id, record.version + index + 1, event, policy.version);
      await this.projectAction(ctx, id, event);
    }
    return after;
  }

  /** New cases with their first events: two statements, however many there are. */
  async openAll(ctx: RequestContext, opened: readonly OpenedCase[]): Promise<void> {
    if (opened.length === 0) return;
    const cases = opened.map(({ unopened, event, automatic }) => {
      return { ...unopened, event, automatic, after: evolveCase(unopened.record, event) };
    });
    const of = <T>(value: (each: (typeof cases)[number]) => T): T[] => cases.map(value);
    await ctx.unit.execute(tenantSql`
      insert into relationship_case (tenant_id, id, account_id, alert_id, automatic, opened_at, state, since, open_due, opened_late, step_due,
        next_due, owner_id, version, policy_version)
      select ${TENANT}::uuid, v.* from unnest(${of(({ id }) => id)}::uuid[], ${of(({ accountId }) => accountId)}::uuid[],
        ${of(({ alertId }) => alertId)}::uuid[], ${of(({ automatic }) => automatic)}::boolean[], ${of(({ event }) => event.at)}::timestamptz[],
        ${of(({ after }) => after.state)}::text[], ${of(({ after }) => after.since)}::timestamptz[], ${of(({ after }) => after.openDue)}::date[],
        ${of(({ after }) => after.openedLate)}::boolean[], ${of(({ after }) => after.stepDue)}::date[], ${of(({ after }) => nextCaseDue(after))}::date[],
        ${of(({ after }) => after.owner)}::uuid[], ${of(({ after }) => after.version)}::int[], ${of(({ policy }) => policy.version)}::int[]) as v`);
    await ctx.unit.execute(tenantSql`
      insert into case_event (tenant_id, case_id, seq, type, at, recorded_at, actor, data, policy_version)
      select ${TENANT}::uuid, v.id, v.seq, v.type, v.at, ${ctx.now()}::timestamptz, v.actor, v.data, v.policy_version
      from unnest(${of(({ id }) => id)}::uuid[], ${of(({ after }) => after.version)}::int[], ${of(({ event }) => event.type)}::text[],
        ${of(({ event }) => event.at)}::timestamptz[], ${of(({ event }) => event.by)}::text[], ${of(({ event }) => JSON.stringify(event))}::jsonb[],
        ${of(({ policy }) => policy.version)}::int[]) as v (id, seq, type, at, actor, data, policy_version)`);
  }

  private async locked(ctx: RequestContext, id: string, alertState: string): Promise<LockedCase> {
    const row = await ctx.unit.first<{ accountId: string; alertId: string }>(tenantSql`
      select account_id as "accountId", alert_id as "alertId" from relationship_case
      where tenant_id = ${TENANT} and id = ${id} for no key update`);
    if (!row) throw new NotFound('Case');
    const record = replayCase(await this.events(ctx, id));
    return { id, ...row, alertState, record, policy: await this.policies.current(ctx) };
  }

  private async write(
    ctx: RequestContext,
    id: string,
    after: CaseRecord,
    policyVersion: number,
    last: CaseEvent | undefined,
  ): Promise<void> {
    const { causes, executive, outcome, outcomeNote } = after;
    const resolved = last?.type === 'CASE_RESOLVED' ? last : null;
    await ctx.unit.execute(tenantSql`
      update relationship_case set state = ${after.state}, since = ${after.since}, step_due = ${after.stepDue}, next_due = ${nextCaseDue(after)},
        owner_id = ${after.owner}, subjective = ${causes && [...causes.subjective]}, objective = ${causes && [...causes.objective]},
        cause_note = ${causes?.note ?? null}, contacts = ${after.contacts}, executive_id = ${executive}, outcome = ${outcome},
        outcome_note = ${outcomeNote}, resolved_at = ${resolved?.at ?? null}, resolved_by = ${resolved?.by ?? null},
        version = ${after.version}, policy_version = ${policyVersion}
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  private async insertEvent(
    ctx: RequestContext,
    id: string,
    seq: number,
    event: CaseEvent,
    policyVersion: number,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into case_event (tenant_id, case_id, seq, type, at, recorded_at, actor, data, policy_version)
      values (${TENANT}, ${id}, ${seq}, ${event.type}, ${event.at}, ${ctx.now()}, ${event.by}, ${JSON.stringify(event)}, ${policyVersion})`);
  }

  private async projectAction(ctx: RequestContext, caseId: string, event: CaseEvent): Promise<void> {
    if (event.type === 'ACTION_PLANNED') {
      const { id, what, owner, due, resources } = event.action;
      await ctx.unit.execute(tenantSql`
        insert into case_action (tenant_id, id, case_id, what, owner_id, due, resources, planned_at, planned_by)
        values (${TENANT}, ${id}, ${caseId}, ${what}, ${owner}, ${due}, ${resources ?? null}, ${event.at}, ${event.by})`);
    } else if (event.type === 'ACTION_COMPLETED') {
      await ctx.unit.execute(tenantSql`
        update case_action set done_at = ${event.at}, done_by = ${event.by}, result = ${event.result ?? null}
        where tenant_id = ${TENANT} and case_id = ${caseId} and id = ${event.actionId}`);
    }
  }

  /** Open alerts of lost cases that wait for what becomes of a proposal to end the relationship. */
  async alertsAwaiting(ctx: RequestContext, proposalId: string): Promise<readonly string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select l.id from relationship_case c join alert l on l.tenant_id = ${TENANT} and l.id = c.alert_id and l.closed_at is null
      where c.tenant_id = ${TENANT} and c.end_proposal_id = ${proposalId} and c.outcome = 'LOST' order by l.id`);
    return rows.map(({ id }) => id);
  }

  /** Remembers the proposal to end the relationship to which a lost case has led. */
  async linkEndProposal(ctx: RequestContext, id: string, proposalId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update relationship_case set end_proposal_id = ${proposalId} where tenant_id = ${TENANT} and id = ${id}`);
  }
}

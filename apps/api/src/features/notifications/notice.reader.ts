import {
  type AdvisoryKind,
  type CaseState,
  type ComplaintState,
  type CourseClock,
  decideStage,
  type IsoDate,
  type SignalKind,
  type StagePosition,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { tenantDayOf, tenantToday } from '../../platform/context/tenant-day.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService } from '../policies/policy.service.js';
import { StageStore } from '../stages/stage.store.js';
import { withinScope } from './account-scope.js';
import { among, type Counted, type Found, found, NOTHING } from './found.js';
import { LISTED } from './notice.items.js';
import type { AccountScope } from './notification.enums.js';

/** Steps at which a complaint waits for the supplier; at the others it waits for the customer. */
const WAITING_FOR_US: readonly ComplaintState[] = ['RECEIVED', 'REOPENED', 'ACKNOWLEDGED', 'ANALYSED'];

/** Proposals that are looked at for one person: more than anybody decides in a day. */
const MAX_PROPOSALS = 200;

/**
 * What there is to tell somebody. Every method takes the person's own context, asks for the permission and shows only what
 * the person may see; nobody learns from a mail what the API would not say.
 */
@Injectable()
export class NoticeReader {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Alerts that somebody has to look at, the most urgent first. @param since those from then on are new; null: none is called so */
  async alerts(
    ctx: RequestContext,
    {
      scope,
      since,
      ids,
    }: { readonly scope: AccountScope; readonly since: Date | null; readonly ids?: readonly string[] },
  ): Promise<Found> {
    if (!hasPermission(ctx, 'alert.read')) return NOTHING;
    const rows = await ctx.unit.query<
      Counted & { leading: SignalKind; score: number; due_on: IsoDate | null; exceptional: boolean; is_new: boolean }
    >(tenantSql`
      select a.name as account, l.leading_kind as leading, l.score, to_char(l.triage_due_on, 'YYYY-MM-DD') as due_on, l.exceptional,
        coalesce(l.alerted_at >= ${since}::timestamptz, false) as is_new, count(*) over () as total
      from alert l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${TENANT} and l.closed_at is null and l.state = 'ALERT' and ${among(sql`l.id`, ids)}
        and ${withinScope(scope, ctx.staff.staffId, sql`l.account_id`)} and ${visibleAccount(ctx, 'l.account_id')}
      order by l.triage_due_on nulls last, l.score desc, l.id limit ${LISTED}`);
    return found(rows, ({ account, leading, score, due_on: dueOn, exceptional, is_new: isNew }) => ({
      ...{ kind: 'ALERT', account, leading, score, dueOn, exceptional, isNew },
    }));
  }

  /** The person's own cases of which something is due by a day, the longest overdue first. */
  async casesDue(ctx: RequestContext, by: IsoDate): Promise<Found> {
    return this.cases(ctx, sql`k.next_due <= ${by}::date`);
  }

  /** Those of these cases that are the person's own and overdue. */
  async casesOverdue(ctx: RequestContext, ids: readonly string[]): Promise<Found> {
    return this.cases(ctx, sql`k.next_due < ${tenantToday(ctx)} and ${among(sql`k.id`, ids)}`);
  }

  /** Those of these cases that are the person's own and open. */
  async casesAssigned(ctx: RequestContext, ids: readonly string[]): Promise<Found> {
    return this.cases(ctx, sql`k.next_due is not null and ${among(sql`k.id`, ids)}`);
  }

  /** Stage transitions that the person may approve now. */
  async approvals(ctx: RequestContext, ids?: readonly string[]): Promise<Found> {
    if (!hasPermission(ctx, 'stage.approve')) return NOTHING;
    const executive = hasPermission(ctx, 'stage.approve.executive');
    const rows = await ctx.unit.query<{
      id: string;
      account_id: string;
      account: string;
      from: StagePosition;
      to: StagePosition;
    }>(tenantSql`
      select p.id, p.account_id, a.name as account, p.from_stage as "from", p.to_stage as "to"
      from stage_proposal p join account a on a.tenant_id = p.tenant_id and a.id = p.account_id
      where p.tenant_id = ${TENANT} and p.status = 'EVIDENCE_CHECKED' and ${among(sql`p.id`, ids)}
        and (${executive} or p.to_stage not in ('STRATEGIC', 'ENDED')) and ${visibleAccount(ctx, 'p.account_id')}
      order by p.proposed_at desc, p.id limit ${MAX_PROPOSALS}`);
    if (rows.length === 0) return NOTHING;
    const states = await this.stages.states(
      ctx,
      rows.map(({ account_id: id }) => id),
    );
    const policy = (await this.policies.current(ctx)).stage;
    const act = { type: 'APPROVE', by: ctx.actor, at: ctx.now().toISOString() } as const;
    const waiting = rows.filter(({ id, account_id: accountId }) => {
      const state = states.get(accountId);
      return state !== undefined && decideStage({ ...act, proposalId: id }, state, policy).ok;
    });
    const items = waiting
      .slice(0, LISTED)
      .map(({ account, from, to }) => ({ kind: 'APPROVAL', account, from, to }) as const);
    return { items, total: waiting.length };
  }

  /** Complaints that wait for the supplier, the oldest first; of these, whatever has become of them. */
  async complaints(
    ctx: RequestContext,
    { scope, ids }: { readonly scope: AccountScope; readonly ids?: readonly string[] },
  ): Promise<Found> {
    if (!hasPermission(ctx, 'complaint.read')) return NOTHING;
    const which = ids ? among(sql`c.id`, ids) : sql`c.status = any(${WAITING_FOR_US})`;
    const rows = await ctx.unit.query<
      Counted & { number: string; subject: string; status: ComplaintState; filed_on: IsoDate }
    >(tenantSql`
      select a.name as account, c.number, c.subject, c.status, to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD') as filed_on,
        count(*) over () as total
      from complaint c join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
      where c.tenant_id = ${TENANT} and ${which} and ${withinScope(scope, ctx.staff.staffId, sql`c.account_id`)}
        and ${visibleAccount(ctx, 'c.account_id')}
      order by c.created_at, c.id limit ${LISTED}`);
    return found(rows, ({ account, number, subject, status, filed_on: filedOn }) => ({
      ...{ kind: 'COMPLAINT', account, number, subject, status, filedOn },
    }));
  }

  /** Steps of complaints that are overdue, the longest overdue first; of these, if some are named. */
  async complaintsOverdue(
    ctx: RequestContext,
    { scope, ids }: { readonly scope: AccountScope; readonly ids?: readonly string[] },
  ): Promise<Found> {
    if (!hasPermission(ctx, 'complaint.read')) return NOTHING;
    const rows = await ctx.unit.query<
      Counted & { number: string; subject: string; step: CourseClock; due_on: IsoDate }
    >(tenantSql`
      select a.name as account, c.number, c.subject, b.step, to_char(${tenantDayOf(sql`b.due_at`)}, 'YYYY-MM-DD') as due_on, count(*) over () as total
      from complaint_breach b join complaint c on c.tenant_id = b.tenant_id and c.id = b.complaint_id
      join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
      where b.tenant_id = ${TENANT} and b.reached_at is null and ${among(sql`b.complaint_id`, ids)}
        and ${withinScope(scope, ctx.staff.staffId, sql`b.account_id`)} and ${visibleAccount(ctx, 'b.account_id')}
      order by b.due_at, b.id limit ${LISTED}`);
    return found(rows, ({ account, number, subject, step, due_on: dueOn }) => ({
      ...{ kind: 'OVERDUE_COMPLAINT', account, number, subject, step, dueOn },
    }));
  }

  /** Customers whom the person is to invite to speak, or to call back. */
  async invitations(ctx: RequestContext, by: IsoDate): Promise<Found> {
    if (!hasPermission(ctx, 'alert.read') || !hasPermission(ctx, 'complaint.read')) return NOTHING;
    const rows = await ctx.unit.query<Counted & { due_on: IsoDate }>(tenantSql`
      select a.name as account, to_char(i.next_due, 'YYYY-MM-DD') as due_on, count(*) over () as total
      from invitation_to_speak i join account a on a.tenant_id = i.tenant_id and a.id = i.account_id
      where i.tenant_id = ${TENANT} and i.next_due <= ${by}::date and i.owner_id = ${ctx.staff.staffId}
        and ${visibleAccount(ctx, 'i.account_id')}
      order by i.next_due, i.id limit ${LISTED}`);
    return found(rows, ({ account, due_on: dueOn }) => ({ kind: 'INVITATION', account, dueOn }));
  }

  /** Rounds of assessment that wait for the person's own answers; of these, if some are named. */
  async assessments(ctx: RequestContext, ids?: readonly string[]): Promise<Found> {
    if (!hasPermission(ctx, 'assessment.read')) return NOTHING;
    const rows = await ctx.unit.query<Counted & { due_on: IsoDate }>(tenantSql`
      select a.name as account, to_char(r.deadline, 'YYYY-MM-DD') as due_on, count(*) over () as total
      from assessment_rater t join assessment_round r on r.tenant_id = t.tenant_id and r.id = t.round_id
      join account a on a.tenant_id = r.tenant_id and a.id = r.account_id
      where t.tenant_id = ${TENANT} and t.staff_id = ${ctx.staff.staffId} and t.answered_at is null and r.step = 'ANSWERING'
        and r.deadline >= ${todayOf(ctx)}::date and ${among(sql`r.id`, ids)} and ${visibleAccount(ctx, 'r.account_id')}
      order by r.deadline, r.id limit ${LISTED}`);
    return found(rows, ({ account, due_on: dueOn }) => ({ kind: 'ASSESSMENT', account, dueOn }));
  }

  /** Of these advisories, what customers told that they did, the oldest first. */
  async advisoriesActed(
    ctx: RequestContext,
    { scope, ids }: { readonly scope: AccountScope; readonly ids: readonly string[] },
  ): Promise<Found> {
    const rows = await ctx.unit.query<Counted & { kind: AdvisoryKind; action: string }>(tenantSql`
      select a.name as account, d.kind, d.action, count(*) over () as total
      from customer_advisory d join account a on a.tenant_id = d.tenant_id and a.id = d.account_id
      where d.tenant_id = ${TENANT} and d.state = 'ACTED' and ${among(sql`d.id`, ids)}
        and ${withinScope(scope, ctx.staff.staffId, sql`d.account_id`)} and ${visibleAccount(ctx, 'd.account_id')}
      order by d.acted_at, d.id limit ${LISTED}`);
    return found(rows, ({ account, kind: about, action }) => ({ kind: 'ADVISORY', account, about, action }));
  }

  private async cases(ctx: RequestContext, condition: Sql): Promise<Found> {
    if (!hasPermission(ctx, 'case.read')) return NOTHING;
    const rows = await ctx.unit.query<Counted & { state: CaseState; due_on: IsoDate; overdue: boolean }>(tenantSql`
      select a.name as account, k.state, to_char(k.next_due, 'YYYY-MM-DD') as due_on, k.next_due < ${tenantToday(ctx)} as overdue,
        count(*) over () as total
      from relationship_case k join account a on a.tenant_id = k.tenant_id and a.id = k.account_id
      where k.tenant_id = ${TENANT} and k.owner_id = ${ctx.staff.staffId} and ${condition} and ${visibleAccount(ctx, 'k.account_id')}
      order by k.next_due, k.id limit ${LISTED}`);
    return found(rows, ({ account, state, due_on: dueOn, overdue }) => ({
      kind: 'CASE',
      account,
      state,
      dueOn,
      overdue,
    }));
  }
}

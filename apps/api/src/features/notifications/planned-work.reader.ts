import {
  type AdvisoryKind,
  type AdvisoryText,
  advisoryTextFor,
  decideAccountPlan,
  decideAdvisory,
  type IsoDate,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { zoneOf } from '../../platform/context/zones.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountPlanStore } from '../account-plans/account-plan.store.js';
import { AdvisoryStore } from '../advisories/advisory.store.js';
import { followUpText } from '../follow-ups/follow-up.text.js';
import { PolicyService } from '../policies/policy.service.js';
import { among, type Counted, type Found, found, NOTHING } from './found.js';
import { LISTED } from './notice.items.js';

/** What waits for one approver is looked at so far: more than anybody decides in a day. */
const MAX_WAITING = 200;

/** What there is to tell somebody of plans and advisories; each method as those of `NoticeReader`. */
@Injectable()
export class PlannedWorkReader {
  constructor(
    @Inject(AccountPlanStore) private readonly plans: AccountPlanStore,
    @Inject(AdvisoryStore) private readonly advisories: AdvisoryStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** The person's own actions of account plans that are due by a day, the longest overdue first. */
  async planActionsDue(ctx: RequestContext, by: IsoDate): Promise<Found> {
    return this.planActions(ctx, sql`t.due_on <= ${by}::date`);
  }

  /** Those of these actions that are the person's own and overdue. */
  async planActionsOverdue(ctx: RequestContext, ids: readonly string[]): Promise<Found> {
    return this.planActions(ctx, sql`t.due_on < ${tenantToday(ctx)} and ${among(sql`t.id`, ids)}`);
  }

  /** Those of these actions that are the person's own to do now. */
  async planActionsAssigned(ctx: RequestContext, ids: readonly string[]): Promise<Found> {
    return this.planActions(ctx, among(sql`t.id`, ids));
  }

  /** Plans that were submitted and that the person may approve, the longest waiting first. */
  async planApprovals(ctx: RequestContext, ids?: readonly string[]): Promise<Found> {
    if (!hasPermission(ctx, 'plan.approve')) return NOTHING;
    const rows = await ctx.unit.query<{ id: string; account: string; objective: string; starts_on: IsoDate }>(tenantSql`
      select p.id, a.name as account, p.objective, to_char(p.starts_on, 'YYYY-MM-DD') as starts_on
      from account_plan p join account a on a.tenant_id = p.tenant_id and a.id = p.account_id
      where p.tenant_id = ${TENANT} and p.state = 'SUBMITTED' and ${among(sql`p.id`, ids)} and ${visibleAccount(ctx, 'p.account_id')}
      order by p.starts_on, p.id limit ${MAX_WAITING}`);
    if (rows.length === 0) return NOTHING;
    const { document, timeZone } = await this.policies.current(ctx);
    const rules = { ...document.accountPlan, zone: zoneOf(timeZone) };
    const records = await this.plans.records(
      ctx,
      rows.map(({ id }) => id),
    );
    const waiting = rows.filter(({ id }) => {
      const record = records.get(id);
      return record !== undefined && decideAccountPlan({ type: 'APPROVE_PLAN', ...actOf(ctx) }, record, rules).ok;
    });
    const items = waiting.slice(0, LISTED).map(({ account, objective, starts_on: startsOn }) => ({
      ...({ kind: 'PLAN_APPROVAL', account, objective, startsOn } as const),
    }));
    return { items, total: waiting.length };
  }

  /** Advisories that are drafted and that the person may approve, the longest waiting first. */
  async advisoryApprovals(ctx: RequestContext, ids?: readonly string[]): Promise<Found> {
    if (!hasPermission(ctx, 'advisory.approve')) return NOTHING;
    type Texts = readonly [AdvisoryText, ...AdvisoryText[]];
    const rows = await ctx.unit.query<{ id: string; account: string; kind: AdvisoryKind; texts: Texts }>(tenantSql`
      select d.id, a.name as account, d.kind, d.texts
      from customer_advisory d join account a on a.tenant_id = d.tenant_id and a.id = d.account_id
      where d.tenant_id = ${TENANT} and d.state = 'DRAFT' and ${among(sql`d.id`, ids)} and ${visibleAccount(ctx, 'd.account_id')}
      order by d.composed_at, d.id limit ${MAX_WAITING}`);
    if (rows.length === 0) return NOTHING;
    const { advisory: policy } = (await this.policies.current(ctx)).document;
    const records = await this.advisories.records(
      ctx,
      rows.map(({ id }) => id),
    );
    const waiting = rows.filter(({ id }) => {
      const record = records.get(id);
      return record !== undefined && decideAdvisory({ type: 'APPROVE', ...actOf(ctx) }, record, policy).ok;
    });
    const items = waiting.slice(0, LISTED).map(({ account, kind: about, texts }) => {
      const { title } = advisoryTextFor(texts, ctx.locale);
      return { kind: 'ADVISORY_APPROVAL', account, about, title } as const;
    });
    return { items, total: waiting.length };
  }

  /** The person's own follow-ups that are due by a day, the longest overdue first. */
  async followUpsDue(ctx: RequestContext, by: IsoDate): Promise<Found> {
    return this.followUps(ctx, sql`t.due_on <= ${by}::date`);
  }

  /** Those of these follow-ups that are the person's own and overdue. */
  async followUpsOverdue(ctx: RequestContext, ids: readonly string[]): Promise<Found> {
    return this.followUps(ctx, sql`t.due_on < ${tenantToday(ctx)} and ${among(sql`t.id`, ids)}`);
  }

  private planActions(ctx: RequestContext, condition: Sql): Promise<Found> {
    const open = sql`t.live and ${condition}`;
    return this.actions(ctx, { table: sql`plan_action`, text: sql`t.text ->> ${ctx.locale}`, open });
  }

  private followUps(ctx: RequestContext, condition: Sql): Promise<Found> {
    const text = followUpText((column) => identifier(`t.${column}`), ctx);
    return this.actions(ctx, { table: sql`follow_up`, text, open: sql`t.status = 'OPEN' and ${condition}` });
  }

  private async actions(
    ctx: RequestContext,
    { table, text, open }: { readonly table: Sql; readonly text: Sql; readonly open: Sql },
  ): Promise<Found> {
    if (!hasPermission(ctx, 'plan.read')) return NOTHING;
    const rows = await ctx.unit.query<Counted & { text: string; due_on: IsoDate; overdue: boolean }>(tenantSql`
      select a.name as account, ${text} as text, to_char(t.due_on, 'YYYY-MM-DD') as due_on, t.due_on < ${tenantToday(ctx)} as overdue,
        count(*) over () as total
      from ${table} t join account a on a.tenant_id = t.tenant_id and a.id = t.account_id
      where t.tenant_id = ${TENANT} and ${open} and t.owner_id = ${ctx.staff.staffId} and ${visibleAccount(ctx, 't.account_id')}
      order by t.due_on, t.id limit ${LISTED}`);
    return found(rows, ({ account, text: what, due_on: dueOn, overdue }) => ({
      ...{ kind: 'ACTION', account, text: what, dueOn, overdue },
    }));
  }
}

/** Who asks and when, as commands say it. */
function actOf(ctx: RequestContext) {
  return { by: ctx.actor, at: ctx.now().toISOString() };
}

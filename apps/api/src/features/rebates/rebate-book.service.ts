import {
  addMonths,
  type IsoDate,
  type Month,
  monthOf,
  type MonthlyTurnover,
  REBATE_PAST_MONTHS,
  type RebateBasis,
  type RebateKind,
  type RebateState,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DataDay } from '../evaluation/data-day.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type RebateTerms, schemeOf, type WrittenTier } from './rebate-terms.js';

/** What was bought under an agreement: by account, and of all of them together. */
export interface RebateTurnover {
  readonly byAccount: ReadonlyMap<string, MonthlyTurnover>;
  readonly total: MonthlyTurnover;
}

const NOTHING: RebateTurnover = { byAccount: new Map(), total: new Map() };

interface TermsRow {
  id: string;
  account_id: string;
  state: RebateState;
  basis: RebateBasis;
  kind: RebateKind;
  currency: string;
  from_month: string;
  to_month: string;
  settled_minor: string | null;
  tiers: WrittenTier[];
}

/** Reads agreements and what was bought under them, out of the roll-ups that are kept with the order lines. */
@Injectable()
export class RebateBook {
  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
  ) {}

  /** The day up to which facts tell something. */
  async asOf(ctx: RequestContext): Promise<IsoDate> {
    return this.dataDay.of(ctx, await this.policies.current(ctx));
  }

  /** @param where condition on the agreement `g`; who may see what is the caller's to say */
  async terms(ctx: RequestContext, where: Sql): Promise<RebateTerms[]> {
    const rows = await ctx.unit.query<TermsRow>(tenantSql`
      select g.id, g.account_id, g.state, g.basis, g.kind, g.currency, g.from_month, g.to_month, g.settled_minor, coalesce((
        select jsonb_agg(jsonb_build_object('from', t.from_volume::text, 'rate', t.rate::text) order by t.ordinal)
        from rebate_tier t where t.tenant_id = ${TENANT} and t.agreement_id = g.id), '[]') as tiers
      from rebate_agreement g where g.tenant_id = ${TENANT} and ${where} order by g.id`);
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      state: row.state,
      basis: row.basis,
      currency: row.currency,
      period: { from: monthOf(row.from_month), to: monthOf(row.to_month) },
      scheme: schemeOf(row.basis, row.kind, row.tiers, row.currency),
      settledMinor: row.settled_minor === null ? null : BigInt(row.settled_minor),
    }));
  }

  /** What was bought under agreements, with two years before the day from which their end is foreseen. */
  async turnovers(
    ctx: RequestContext,
    agreements: readonly RebateTerms[],
    asOf: IsoDate,
  ): Promise<(id: string) => RebateTurnover> {
    const past = addMonths(monthOf(asOf), -REBATE_PAST_MONTHS);
    const since = agreements.reduce((first, { period }) => (period.from < first ? period.from : first), past);
    const found = new Map<string, { byAccount: Map<string, Map<Month, bigint>>; total: Map<Month, bigint> }>();
    const rows = await this.sums(
      ctx,
      agreements.map(({ id }) => id),
      since,
    );
    for (const { agreement_id: id, account_id: accountId, month, turnover } of rows) {
      let of = found.get(id);
      if (!of) found.set(id, (of = { byAccount: new Map(), total: new Map() }));
      let months = of.byAccount.get(accountId);
      if (!months) of.byAccount.set(accountId, (months = new Map()));
      months.set(monthOf(month), BigInt(turnover));
      of.total.set(monthOf(month), (of.total.get(monthOf(month)) ?? 0n) + BigInt(turnover));
    }
    return (id) => found.get(id) ?? NOTHING;
  }

  /** From the smallest roll-up that tells it: by month, by category, or by product. */
  private sums(ctx: RequestContext, ids: readonly string[], since: Month) {
    const from = `${since}-01`;
    return ctx.unit.query<{ agreement_id: string; account_id: string; month: string; turnover: string }>(tenantSql`
      with member as materialized (
        select g.id, g.scope, g.basis, g.to_month, c.descendant_id as account_id
        from rebate_agreement g join account_closure c on c.tenant_id = ${TENANT} and c.ancestor_id = g.account_id
        where g.tenant_id = ${TENANT} and g.id = any(${ids}::uuid[]) and (c.depth = 0 or g.includes_group)),
      bought as (
        select m.id, m.basis, s.account_id, s.month, s.net_minor, 0 as quantity
        from member m join account_month s on s.tenant_id = ${TENANT} and s.account_id = m.account_id
        where m.scope = 'ALL' and s.month between ${from}::date and m.to_month
        union all
        select m.id, m.basis, s.account_id, s.month, s.net_minor, s.quantity
        from member m join rebate_scope x on x.tenant_id = ${TENANT} and x.agreement_id = m.id
        join account_category_month s on s.tenant_id = ${TENANT} and s.account_id = m.account_id and s.category_id = x.category_id
        where m.scope = 'CATEGORIES' and s.month between ${from}::date and m.to_month
        union all
        select m.id, m.basis, s.account_id, s.month, s.net_minor, s.quantity
        from member m join rebate_scope x on x.tenant_id = ${TENANT} and x.agreement_id = m.id
        join account_product_month s on s.tenant_id = ${TENANT} and s.account_id = m.account_id and s.product_id = x.product_id
        where m.scope = 'PRODUCTS' and s.month between ${from}::date and m.to_month)
      select id as agreement_id, account_id, month,
        case when basis = 'QUANTITY' then round(sum(quantity) * 1000000)::bigint else sum(net_minor)::bigint end as turnover
      from bought group by id, basis, account_id, month`);
  }
}

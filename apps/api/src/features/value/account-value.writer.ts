import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { AccountFigures } from './account-figures.js';
import { lifetimeKey, type LifetimeModels, lifetimeOf, regularityOf } from './lifetime-model.service.js';
import type { ValueBasis } from './value-basis.service.js';
import { firstDayOf, type ValuePeriod } from './value-period.js';

/** A lifetime value that was worked out before, as columns, with the key of what it was worked out from. */
export type KeptLifetime = Readonly<Record<(typeof LIFETIME_COLUMNS)[number], unknown>>;

const LIFETIME_COLUMNS = [
  'clv_minor',
  'clv_low_minor',
  'clv_high_minor',
  'clv_expected_orders',
  'clv_order_minor',
  'clv_basis',
  'clv_months',
  'clv_reason',
  'clv_key',
] as const;

/** Writes what accounts are worth: a row each, replaced as a whole. */
@Injectable()
export class AccountValueWriter {
  /** The lifetime values that are there, by account: drawing them is by far the dearest part of a run. */
  async lifetimes(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, KeptLifetime>> {
    const rows = await ctx.unit.query<KeptLifetime & { account_id: string }>(tenantSql`
      select account_id, ${join(LIFETIME_COLUMNS.map(identifier), ', ')} from account_value
      where tenant_id = ${TENANT} and account_id = any(${ids}::uuid[])`);
    return new Map(rows.map(({ account_id: id, ...kept }) => [id, kept]));
  }

  /** Inside a transaction. */
  async write(ctx: RequestContext, rows: readonly Record<string, unknown>[]): Promise<void> {
    const ids = rows.map(({ account_id: id }) => id as string);
    await ctx.unit.execute(
      tenantSql`delete from account_value where tenant_id = ${TENANT} and account_id = any(${ids}::uuid[])`,
    );
    // An account that was deleted since has no value any more.
    await ctx.unit.execute(tenantSql`
      insert into account_value select r.* from jsonb_populate_recordset(null::account_value, ${JSON.stringify(rows)}::jsonb) r
      join account a on a.tenant_id = ${TENANT} and a.id = r.account_id where r.tenant_id = ${TENANT}::uuid`);
  }

  /** Takes out the values of accounts that are not in use any more. */
  async sweep(ctx: RequestContext): Promise<void> {
    await ctx.unit.execute(tenantSql`
      delete from account_value v where v.tenant_id = ${TENANT} and not exists (
        select from account a where a.tenant_id = ${TENANT} and a.id = v.account_id and a.archived_at is null)`);
  }
}

/** The row of an account; amounts as text, because JSON has no whole numbers of any size. */
export function accountValueRow(
  ctx: RequestContext,
  figures: AccountFigures,
  days: readonly number[],
  models: LifetimeModels,
  { basis, period }: { readonly basis: ValueBasis; readonly period: ValuePeriod },
  kept: KeptLifetime | undefined,
): Record<string, unknown> {
  const { standing, contribution, months, rfm, targetShare, placement, move, moveReason } = figures;
  const placed = placement.profitPercentile !== undefined;
  return {
    tenant_id: ctx.tenantId,
    account_id: standing.accountId,
    as_of: basis.asOf,
    from_month: firstDayOf(period.from),
    to_month: firstDayOf(period.to),
    policy_version: basis.policy.version,
    currency: basis.currency,
    months,
    net_minor: text(contribution?.netMinor ?? 0n),
    cost_coverage: contribution?.costCoverage ?? 1,
    cost_of_goods_minor: text(contribution?.costOfGoodsMinor),
    cost_to_serve_minor: text(contribution?.serveMinor ?? 0n),
    credit_cost_minor: text(contribution?.creditMinor),
    rebates_minor: text(contribution?.rebatesMinor),
    acquisition_minor: text(contribution?.acquisitionMinor ?? 0n),
    contribution_minor: text(contribution?.contributionMinor),
    contribution_share: contribution?.contributionShare ?? null,
    contribution_per_hour_minor: text(contribution?.perSalesHourMinor),
    contribution_reason: contribution === null ? 'NO_TRADE' : contribution.reason,
    estimated: contribution?.estimated ?? false,
    first_order: standing.orders?.first ?? null,
    last_order: standing.orders?.last ?? null,
    order_days: standing.orders?.days ?? 0,
    recency: rfm?.recency ?? null,
    frequency: rfm?.frequency ?? null,
    monetary: rfm?.monetary ?? null,
    rfm_score: rfm?.score ?? null,
    rfm_band: rfm?.band ?? null,
    regularity: regularityOf(days),
    profit_minor: text(placement.shrunkenContributionMinor),
    profit_percentile: placement.profitPercentile ?? null,
    profit_band: placed ? placement.profit : null,
    share: standing.share?.share ?? null,
    target_share: targetShare,
    wallet_minor: text(standing.share?.walletMinor),
    potential_minor: standing.share ? text(placement.potentialMinor) : null,
    potential_percentile: standing.share ? placement.potentialPercentile : null,
    potential_band: standing.share ? placement.potential : null,
    potential_reason: standing.share ? null : 'WALLET_UNKNOWN',
    move: move?.move ?? null,
    target_stage: move?.targetStage ?? null,
    goal: move?.goal ?? null,
    investment_ceiling_minor: text(move?.investmentCeilingMinor),
    low_periods: move?.lowPeriods ?? null,
    move_reason: moveReason,
    ...lifetimeColumns(figures, days, models, basis.asOf, kept),
  };
}

function lifetimeColumns(
  figures: AccountFigures,
  days: readonly number[],
  models: LifetimeModels,
  asOf: IsoDate,
  kept: KeptLifetime | undefined,
): KeptLifetime {
  const key = lifetimeKey(figures, days, models, asOf);
  if (kept?.clv_key === key) return kept;
  const { value, reason } = lifetimeOf(figures, days, models, asOf);
  return {
    clv_minor: text(value?.valueMinor),
    clv_low_minor: text(value?.lowerMinor),
    clv_high_minor: text(value?.upperMinor),
    clv_expected_orders: value?.expectedOrders ?? null,
    clv_order_minor: text(value?.contributionPerOrderMinor),
    clv_basis: value?.basis ?? null,
    clv_months: value?.horizonMonths ?? null,
    clv_reason: reason,
    clv_key: key,
  };
}

function text(amount: bigint | null | undefined): string | null {
  return amount == null ? null : String(amount);
}

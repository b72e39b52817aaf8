import {
  type ContributionFit,
  dateOfEpochDay,
  DEFAULT_LIFETIME_VALUE_POLICY,
  type ExpectedOrdersFit,
  fitContribution,
  fitExpectedOrdersInSteps,
  type IsoDate,
  lifetimeValue,
  type LifetimeValue,
  type OrderModel,
  orderRegularity,
  seededRandom,
  type SegmentHistory,
  summariseOrderDates,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { takingTurns } from '../../platform/jobs/taking-turns.js';
import type { AccountFigures } from './account-figures.js';

/** Accounts that models are fitted on: enough to know a tenant's habits, few enough to fit within a second or two. */
const FITTED_ACCOUNTS = 1_000;

/** Why there is no lifetime value. */
export const LIFETIME_REASONS = ['NO_ORDERS', 'NO_REPEAT_ORDERS', 'CONTRIBUTION_UNKNOWN'] as const;
export type LifetimeReason = (typeof LIFETIME_REASONS)[number];

/** How orders are expected; kept, and fitted again only when the histories it was fitted on are others. */
export interface OrderFit {
  readonly key: string;
  readonly model: OrderModel | null;
  /** Whether no model of loss could be believed and the plain pace stands in. */
  readonly fallback: boolean;
  readonly accounts: number;
}

/** What lifetime values of a run are drawn from. */
export interface LifetimeModels {
  readonly orders: OrderFit;
  readonly contributions: ContributionFit;
  readonly contributionKey: string;
}

/** What a lifetime is worth: expected orders × contribution of an order, both fitted to the tenant's own accounts. */
@Injectable()
export class LifetimeModelService {
  /** @param until the end of the last month that is over: within a month the fit stays the same */
  async fit(
    ctx: RequestContext,
    figures: readonly AccountFigures[],
    until: IsoDate,
    known: OrderFit | null,
  ): Promise<LifetimeModels> {
    const summaries = (await this.histories(ctx, until)).flatMap((days) => summariseOrderDates(days, until) ?? []);
    const key = hashOf(summaries);
    const orders = known?.key === key ? known : orderFit(key, await takingTurns(fitExpectedOrdersInSteps(summaries)));
    const histories = [...figures]
      .sort((a, b) => (mixed(a) < mixed(b) ? -1 : 1))
      .flatMap((each) => historyOf(each) ?? [])
      .filter((history) => history.orders > 0)
      .slice(0, FITTED_ACCOUNTS);
    return { orders, contributions: fitContribution(histories), contributionKey: hashOf(histories) };
  }

  /** Order days of a sample of the accounts that have ordered: the same accounts as long as they are there. */
  private async histories(ctx: RequestContext, until: IsoDate): Promise<IsoDate[][]> {
    const rows = await ctx.unit.query<{ days: number[] }>(tenantSql`
      select array(
        select d.day - date '1970-01-01' from account_order_day d
        where d.tenant_id = ${TENANT} and d.account_id = a.id and d.day <= ${until} and d.net_minor > 0 order by d.day) as days
      from account a
      where a.tenant_id = ${TENANT} and exists (
        select 1 from account_order_day d where d.tenant_id = ${TENANT} and d.account_id = a.id and d.day <= ${until} and d.net_minor > 0)
      order by md5(a.id::text) limit ${FITTED_ACCOUNTS}`);
    return rows.map(({ days }) => days.map(dateOfEpochDay));
  }

  /** The order days of these accounts up to a day, by account. */
  async orderDays(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, readonly number[]>> {
    const rows = await ctx.unit.query<{ account_id: string; days: number[] }>(tenantSql`
      select account_id, array_agg(day - date '1970-01-01' order by day) as days from account_order_day
      where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and day <= ${asOf} and net_minor > 0 group by account_id`);
    return new Map(rows.map(({ account_id: id, days }) => [id, days]));
  }
}

/** What an account will still bring, or why that cannot be said. The same facts always give the same draws. */
export function lifetimeOf(
  figures: AccountFigures,
  days: readonly number[],
  { orders, contributions }: LifetimeModels,
  asOf: IsoDate,
): { readonly value: LifetimeValue | null; readonly reason: LifetimeReason | null } {
  const summary = summariseOrderDates(days.map(dateOfEpochDay), asOf);
  if (summary === undefined) return { value: null, reason: 'NO_ORDERS' };
  if (orders.model === null) return { value: null, reason: 'NO_REPEAT_ORDERS' };
  const history = historyOf(figures);
  if (history === null) return { value: null, reason: 'CONTRIBUTION_UNKNOWN' };
  const random = seededRandom(Number.parseInt(figures.standing.accountId.slice(-8), 16));
  const value = lifetimeValue(
    { orders: orders.model, summary, contributions, history },
    random,
    DEFAULT_LIFETIME_VALUE_POLICY,
  );
  return value ? { value, reason: null } : { value: null, reason: 'CONTRIBUTION_UNKNOWN' };
}

/** Names all that a lifetime value is worked out from: the same key, the same value. */
export function lifetimeKey(
  figures: AccountFigures,
  days: readonly number[],
  { orders, contributionKey }: LifetimeModels,
  asOf: IsoDate,
): string {
  const parts = [asOf, orders.key, contributionKey, figures.standing.accountId, days, historyOf(figures)];
  return hashOf(parts);
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

/** How regular an account orders. */
export function regularityOf(days: readonly number[]): number | null {
  return orderRegularity(days.slice(1).map((day, at) => day - (days[at] as number))) ?? null;
}

/** The order days of the year and what each contributed; null where the contribution is not known. */
function historyOf({ standing, contribution }: AccountFigures): SegmentHistory | null {
  if (contribution?.reason === 'COST_COVERAGE_LOW') return null;
  const orders = standing.orders?.yearDays ?? 0;
  const total = Number(contribution?.contributionMinor ?? 0n);
  return { orders, meanContribution: orders === 0 ? 0 : total / orders, segment: standing.segment };
}

function orderFit(key: string, fit: ExpectedOrdersFit): OrderFit {
  return fit.fitted
    ? { key, model: fit.fit.model, fallback: fit.fallback, accounts: fit.fit.accounts }
    : { key, model: null, fallback: false, accounts: 0 };
}

/** The random end of an id: an order that has nothing to do with when accounts were added. */
function mixed({ standing }: AccountFigures): string {
  return standing.accountId.slice(-12);
}

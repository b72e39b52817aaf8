import { type RebateOutlook, rebateBookings, rebateOutlook } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { RebateBook, type RebateTurnover } from './rebate-book.service.js';
import { rateText, type RebateTerms, volumeText } from './rebate-terms.js';
import type { RebateNextTier, RebateStanding } from './rebate-standing.types.js';

/** How agreements stand: progress, accrual and what their end is expected to be. */
@Injectable()
export class RebateStandingService {
  constructor(@Inject(RebateBook) private readonly book: RebateBook) {}

  /** Of agreements that the caller sees already; stable, so that siblings share one batch. */
  readonly byIds = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RebateStanding>> => {
    const asOf = await this.book.asOf(ctx);
    const agreements = await this.book.terms(ctx, sql`g.id = any(${ids}::uuid[])`);
    const turnoverOf = await this.book.turnovers(ctx, agreements, asOf);
    return new Map(agreements.map((terms) => [terms.id, standingOf(terms, turnoverOf(terms.id), asOf)]));
  };
}

function standingOf(terms: RebateTerms, { total }: RebateTurnover, asOf: string): RebateStanding {
  const { basis, currency, period, scheme, settledMinor } = terms;
  const outlook = rebateOutlook(scheme, period, total, asOf);
  const volume = (turnover: bigint) => volumeText(turnover, basis, currency);
  const money = (minor: bigint) => moneyValue(minor, currency);
  const { accrual, tier, final } = outlook;
  return {
    asOf,
    volume: volume(outlook.turnoverMinor),
    currentRate: tier ? rateText(tier.rate, basis, currency) : null,
    dueByNow: money(accrual.atCurrentTierMinor),
    accrued: money(settledMinor ?? accrual.accruedMinor),
    expectedRate: rateText(accrual.expectedRate, basis, currency),
    assumption: outlook.assumption,
    scenarios: outlook.scenarios,
    finalVolume: { low: volume(final.low), expected: volume(final.expected), high: volume(final.high) },
    nextTier: nextTierOf(outlook, terms),
    accruals: rebateBookings(scheme, period, total, asOf).map(
      ({ month, turnoverMinor, accruedMinor, changeMinor }) => ({
        month: `${month}-01`,
        volume: volume(turnoverMinor),
        accrued: money(accruedMinor),
        change: money(changeMinor),
      }),
    ),
    sources: ['rebate_agreement', SOURCES[basis]],
  };
}

const SOURCES = { NET_SALES: 'account_month', QUANTITY: 'account_product_month' } as const;

function nextTierOf({ next }: RebateOutlook, { basis, currency }: RebateTerms): RebateNextTier | null {
  if (next === undefined) return null;
  return {
    from: volumeText(next.tier.fromMinor, basis, currency),
    rate: rateText(next.tier.rate, basis, currency),
    distance: volumeText(next.distanceMinor, basis, currency),
    gain: moneyValue(next.gainMinor, currency),
    shadowPrice: rateText(next.shadowPrice, basis, currency),
    probability: next.probability,
  };
}

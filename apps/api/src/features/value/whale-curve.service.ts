import {
  giniCoefficient,
  revenueConcentration,
  topProfitShare,
  topShare,
  whaleCurve,
  type WhalePoint,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { contributionOf } from './contribution.js';
import { ProfitSumsService } from './profit-sums.service.js';
import { ValueBasisService } from './value-basis.service.js';
import { firstDayOf, lastDayOf, readPeriod, type ValuePeriodArgs } from './value-period.js';
import type { SalesConcentration, WhaleCurve } from './whale-curve.types.js';

const MOST_POINTS = 500;
const FIFTH = 0.2;
const TOPS = [1, 3, 5, 10, 20, 50];

/** How profit and sales are spread over the accounts that the caller may see. */
@Injectable()
export class WhaleCurveService {
  constructor(
    @Inject(ValueBasisService) private readonly bases: ValueBasisService,
    @Inject(ProfitSumsService) private readonly sums: ProfitSumsService,
  ) {}

  /** @throws InputInvalid */
  async curve(ctx: RequestContext, args: ValuePeriodArgs): Promise<WhaleCurve> {
    const basis = await this.bases.of(ctx);
    const period = readPeriod(args, basis.last);
    const all = (await this.sums.of(ctx, period, basis.asOf)).map((sums) =>
      contributionOf(sums, period, basis.policy.document.value),
    );
    const known = all.flatMap(({ contributionMinor, netMinor }) =>
      contributionMinor === null ? [] : [{ contributionMinor, netMinor }],
    );
    const contributions = known.map(({ contributionMinor }) => contributionMinor);
    const curve = whaleCurve(contributions);
    const sales = (of: readonly { readonly netMinor: bigint }[]): number =>
      Number(of.reduce((total, { netMinor }) => total + netMinor, 0n));
    return {
      from: firstDayOf(period.from),
      to: lastDayOf(period.to),
      asOf: basis.asOf,
      accounts: known.length,
      unknownAccounts: all.filter(({ reason }) => reason === 'COST_COVERAGE_LOW').length,
      salesCoverage: sales(all) > 0 ? Math.max(0, Math.min(1, sales(known) / sales(all))) : null,
      total: moneyValue(
        contributions.reduce((total, amount) => total + amount, 0n),
        basis.currency,
      ),
      reason: curve ? null : known.length === 0 ? 'NO_ACCOUNTS' : 'NO_PROFIT',
      lossMakingShare: curve?.lossMakingShare ?? null,
      peak: curve ? { ...curve.peak } : null,
      topFifthShare: topProfitShare(contributions, FIFTH) ?? null,
      points: curve ? thinned(curve.points, curve.points.indexOf(curve.peak)) : [],
      policyVersion: basis.policy.version,
      sources: ['account_month', 'cost_to_serve', 'acquisition_cost', 'invoice', 'rebate_agreement'],
    };
  }

  /** @throws InputInvalid */
  async concentration(ctx: RequestContext, args: ValuePeriodArgs): Promise<SalesConcentration> {
    const basis = await this.bases.of(ctx);
    const period = readPeriod(args, basis.last);
    const sales = (await this.sums.of(ctx, period, basis.asOf))
      .map(({ netMinor }) => netMinor)
      .filter((net) => net > 0n);
    const values = sales.map(Number);
    const whole = revenueConcentration(sales);
    return {
      from: firstDayOf(period.from),
      to: lastDayOf(period.to),
      asOf: basis.asOf,
      accounts: sales.length,
      netSales: moneyValue(
        sales.reduce((total, net) => total + net, 0n),
        basis.currency,
      ),
      herfindahl: whole?.herfindahl ?? null,
      gini: giniCoefficient(values) ?? null,
      top: TOPS.filter((accounts) => accounts <= sales.length).map((accounts) => ({
        accounts,
        share: revenueConcentration(sales, accounts)?.topShare ?? 0,
      })),
      topFifthShare: topShare(values, FIFTH) ?? null,
      sources: ['account_month'],
    };
  }
}

/** As many points as a picture can show, evenly, with the peak and the end. */
function thinned(points: readonly WhalePoint[], peak: number): WhalePoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const last = points.length - 1;
  const kept = new Set(
    Array.from({ length: MOST_POINTS - 1 }, (_, at) => Math.round((at * last) / (MOST_POINTS - 2))).concat(peak),
  );
  return points.filter((_, at) => kept.has(at));
}

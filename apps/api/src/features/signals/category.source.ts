import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { alertRules } from '../alerts/alert-rules.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { categoryMonths } from './category-months.js';
import { mixLossReading } from './mix-loss.reading.js';
import { pricePressureReading } from './price-pressure.reading.js';
import { type SignalReading, type SignalSource, SignalSources } from './signal-source.js';

/** What the months of each category tell, in one look: categories that slip away, and deeper discounts than before. */
@Injectable()
export class CategorySource implements SignalSource, OnModuleInit {
  readonly kinds = ['MIX_LOSS', 'PRICE_PRESSURE'] as const;

  constructor(@Inject(SignalSources) private readonly sources: SignalSources) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const { mixLoss, pricePressure } = alertRules(policy);
    const months = Math.max(
      ...[mixLoss, pricePressure].map(({ recentMonths, usualMonths }) => recentMonths + usualMonths),
    );
    const readings = new Map<string, readonly SignalReading[]>();
    for (const [accountId, categories] of await categoryMonths(ctx, accountIds, asOf, months)) {
      const found = [mixLossReading(categories, asOf, mixLoss), pricePressureReading(categories, asOf, pricePressure)];
      const speaking = found.filter((reading) => reading !== null);
      if (speaking.length > 0) readings.set(accountId, speaking);
    }
    return readings;
  }
}

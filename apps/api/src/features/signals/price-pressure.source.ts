import { addMonthsToDate, type IsoDate, type MonthlyPrices, pricePressure } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { alertRules } from '../alerts/alert-rules.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { type SignalReading, type SignalSource, SignalSources } from './signal-source.js';

/** An account that gets deeper discounts than it used to; told of lines with a list price alone. */
@Injectable()
export class PricePressureSource implements SignalSource, OnModuleInit {
  readonly kinds = ['PRICE_PRESSURE'] as const;

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
    const { pricePressure: rule } = alertRules(policy);
    const end = `${asOf.slice(0, 7)}-01`;
    const months = rule.recentMonths + rule.usualMonths;
    const rows = await ctx.unit.query<{ account_id: string; place: number[]; list: string[]; net: string[] }>(tenantSql`
      select account_id, array_agg(place) as place, array_agg(list::text) as list, array_agg(net::text) as net from (
        select account_id, ((extract(year from ${end}::date) - extract(year from month)) * 12 + extract(month from ${end}::date) - extract(month from month))::int as place,
          sum(list_minor) as list, sum(listed_minor) as net
        from account_category_month where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and list_minor > 0
          and month >= ${addMonthsToDate(end, -months)} and month < ${end}
        group by account_id, month) m
      group by account_id order by account_id`);
    const readings = new Map<string, readonly SignalReading[]>();
    for (const { account_id: accountId, place, list, net } of rows) {
      const history = Array.from({ length: months }, (): MonthlyPrices => ({ listMinor: 0n, netMinor: 0n }));
      place.forEach((monthsAgo, i) => {
        history[months - monthsAgo] = { listMinor: BigInt(list[i] as string), netMinor: BigInt(net[i] as string) };
      });
      const found = pricePressure(history, rule);
      if (!found?.alarm) continue;
      const { score, threshold, recentDiscount, usualDiscount } = found;
      readings.set(accountId, [
        {
          kind: 'PRICE_PRESSURE',
          grade: 'WATCH',
          score,
          threshold,
          ratio: score / threshold,
          basis: `prices-until:${end}`,
          explanation: { asOf, until: end, recentDiscount, usualDiscount, months: found.months },
          sources: ['account_category_month'],
        },
      ]);
    }
    return readings;
  }
}

import { addMonthsToDate, type CategorySales, type IsoDate, mixLoss } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { alertRules } from '../alerts/alert-rules.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { type SignalReading, type SignalSource, SignalSources } from './signal-source.js';

/** Categories that slip away while the account as a whole still buys. */
@Injectable()
export class MixLossSource implements SignalSource, OnModuleInit {
  readonly kinds = ['MIX_LOSS'] as const;

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
    const { mixLoss: rule } = alertRules(policy);
    const end = `${asOf.slice(0, 7)}-01`;
    const recentFrom = addMonthsToDate(end, -rule.recentMonths);
    const usualFrom = addMonthsToDate(recentFrom, -rule.usualMonths);
    const rows = await ctx.unit.query<{
      account_id: string;
      category: string[];
      usual: string[];
      recent: string[];
    }>(tenantSql`
      select account_id, array_agg(category_id::text) as category, array_agg(usual::text) as usual, array_agg(recent::text) as recent from (
        select account_id, category_id, coalesce(sum(net_minor) filter (where month < ${recentFrom}), 0) as usual,
          coalesce(sum(net_minor) filter (where month >= ${recentFrom}), 0) as recent
        from account_category_month where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and month >= ${usualFrom} and month < ${end}
        group by account_id, category_id) c
      group by account_id having count(*) > 1 order by account_id`);
    const readings = new Map<string, readonly SignalReading[]>();
    for (const row of rows) {
      const sales = row.category.map((category, i): CategorySales => ({
        category,
        usualMinor: BigInt(row.usual[i] as string),
        recentMinor: BigInt(row.recent[i] as string),
      }));
      const found = mixLoss(sales, rule);
      if (!found?.alarm) continue;
      const { loss, threshold, lost } = found;
      readings.set(row.account_id, [
        {
          kind: 'MIX_LOSS',
          grade: 'WATCH',
          score: loss,
          threshold,
          ratio: loss / threshold,
          basis: `categories-until:${end}`,
          explanation: { asOf, usualFrom, recentFrom, until: end, lost },
          sources: ['account_category_month'],
        },
      ]);
    }
    return readings;
  }
}

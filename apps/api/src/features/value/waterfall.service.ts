import {
  costOfGoods,
  coverageOf,
  type CostDriver,
  profitWaterfall,
  type ProfitStep,
  type ProfitWaterfall as Profit,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { acquisitionIn } from './contribution.js';
import { ProfitSumsService } from './profit-sums.service.js';
import { ValueBasisService } from './value-basis.service.js';
import { firstDayOf, lastDayOf, readPeriod, type ValuePeriod, type ValuePeriodArgs } from './value-period.js';
import type { ProfitWaterfall, ProfitWaterfallStep } from './waterfall.types.js';

/** Sums over an account's lines. Those without a list price were sold at it, as far as is known. */
interface LineSums {
  lines: string;
  list_minor: string;
  sold_minor: string;
  listed_minor: string;
  returned_minor: string;
  net_minor: string;
  costed_minor: string;
  cost_minor: string;
}

interface ServeSum {
  driver: CostDriver;
  cost_minor: string;
  quantity: string;
}

/** The profit waterfall of one account, from its lines and the costs that were recorded. */
@Injectable()
export class WaterfallService {
  constructor(
    @Inject(ValueBasisService) private readonly bases: ValueBasisService,
    @Inject(ProfitSumsService) private readonly sums: ProfitSumsService,
  ) {}

  /** @param accountId of an account the caller may see @throws InputInvalid */
  async of(ctx: RequestContext, accountId: string, args: ValuePeriodArgs): Promise<ProfitWaterfall> {
    const basis = await this.bases.of(ctx);
    const period = readPeriod(args, basis.last);
    const policy = basis.policy.document.value;
    const lines = await this.lines(ctx, accountId, period);
    const serving = await this.serving(ctx, accountId, period);
    const overdueMinorDays = (await this.sums.overdue(ctx, period, basis.asOf, accountId)).get(accountId);
    const acquisitions = (await this.sums.acquisitions(ctx, period.to, accountId)).get(accountId) ?? [];
    const rebatesMinor = (await this.sums.rebates(ctx, period, basis.asOf, accountId))(accountId);
    const netMinor = BigInt(lines.net_minor);
    const goods = costOfGoods(
      { netMinor, costedMinor: BigInt(lines.costed_minor), costMinor: BigInt(lines.cost_minor) },
      policy.minimumCostCoverage,
    );
    const salesHours = serving.find(({ driver }) => driver === 'SALES_HOURS');
    const acquisitionMinor = acquisitionIn(acquisitions, period);
    const profit = profitWaterfall({
      listSalesMinor: BigInt(lines.list_minor),
      discountsMinor: BigInt(lines.list_minor) - BigInt(lines.sold_minor),
      rebatesMinor: rebatesMinor ?? 0n,
      returnsMinor: BigInt(lines.returned_minor),
      costOfGoodsMinor: goods.known ? goods.costMinor : 0n,
      costToServe: serving.map(({ driver, cost_minor }) => ({ driver, quantity: 1, rateMinor: BigInt(cost_minor) })),
      overdueMinorDays: overdueMinorDays ?? 0n,
      creditRateBasisPoints: policy.creditRateBasisPoints,
      acquisitionMinor,
      ...(salesHours ? { salesHours: Number(salesHours.quantity) } : {}),
    });
    const unknown = new Set<ProfitStep['code']>([
      ...(rebatesMinor === null ? (['REBATES'] as const) : []),
      ...(overdueMinorDays === undefined ? (['CREDIT_COST'] as const) : []),
      ...(serving.length === 0 ? (['COST_TO_SERVE'] as const) : []),
      ...(acquisitions.length === 0 ? (['ACQUISITION'] as const) : []),
    ]);
    const idle = Number(lines.lines) === 0 && serving.length === 0 && acquisitionMinor === 0n;
    const reason = idle ? 'NO_TRADE' : goods.known ? null : goods.reason;
    const money = (minor: bigint) => moneyValue(minor, basis.currency);
    const listCoverage = coverageOf(BigInt(lines.listed_minor), BigInt(lines.sold_minor));
    return {
      from: firstDayOf(period.from),
      to: lastDayOf(period.to),
      asOf: basis.asOf,
      steps: withServing(profit).map((step) => ({
        ...stepOf(step, money, unknown, goods.known ? null : goods.reason),
        coverage: coverageOfStep(step.code, listCoverage, goods.coverage),
        estimated: goods.known && goods.estimated && AFTER_COST.has(step.code) && step.code !== 'COST_TO_SERVE',
      })),
      netSales: money(profit.netSalesMinor),
      contribution: reason === null ? money(profit.contributionMinor) : null,
      reason,
      contributionShare: reason === null ? (profit.contributionShare ?? null) : null,
      contributionPerSalesHour:
        reason === null && profit.contributionPerSalesHourMinor !== undefined
          ? money(profit.contributionPerSalesHourMinor)
          : null,
      missing: [...unknown],
      policyVersion: basis.policy.version,
      sources: [
        'order_line',
        'cost_to_serve',
        'acquisition_cost',
        ...(overdueMinorDays === undefined ? [] : ['invoice']),
        ...(rebatesMinor === null ? [] : ['rebate_agreement']),
      ],
    };
  }

  private async lines(ctx: RequestContext, accountId: string, { from, to }: ValuePeriod): Promise<LineSums> {
    const row = await ctx.unit.first<LineSums>(tenantSql`
      select count(*) as lines, coalesce(sum(coalesce(list_minor, net_minor)) filter (where net_minor >= 0), 0)::bigint as list_minor,
        coalesce(sum(net_minor) filter (where net_minor >= 0), 0)::bigint as sold_minor,
        coalesce(sum(net_minor) filter (where net_minor >= 0 and list_minor is not null), 0)::bigint as listed_minor,
        coalesce(-sum(net_minor) filter (where net_minor < 0), 0)::bigint as returned_minor, coalesce(sum(net_minor), 0)::bigint as net_minor,
        coalesce(sum(net_minor) filter (where cost_minor is not null), 0)::bigint as costed_minor, coalesce(sum(cost_minor), 0)::bigint as cost_minor
      from order_line where tenant_id = ${TENANT} and account_id = ${accountId}
        and ordered_on between ${firstDayOf(from)}::date and ${lastDayOf(to)}::date`);
    return row as LineSums;
  }

  private serving(ctx: RequestContext, accountId: string, { from, to }: ValuePeriod): Promise<ServeSum[]> {
    return ctx.unit.query<ServeSum>(tenantSql`
      select driver, sum(cost_minor)::bigint as cost_minor, sum(quantity) as quantity from cost_to_serve
      where tenant_id = ${TENANT} and account_id = ${accountId} and month between ${firstDayOf(from)}::date and ${firstDayOf(to)}::date
      group by driver order by driver`);
  }
}

/** What cannot be told while the cost of goods is unknown. */
const AFTER_COST: ReadonlySet<ProfitStep['code']> = new Set([
  'COST_OF_GOODS',
  'GROSS_MARGIN',
  'COST_TO_SERVE',
  'CREDIT_COST',
  'ACQUISITION',
  'OPERATING_CONTRIBUTION',
]);

/** The bars, with one for the cost to serve also where none is recorded. */
function withServing({ steps }: Profit): readonly ProfitStep[] {
  if (steps.some(({ code }) => code === 'COST_TO_SERVE')) return steps;
  const margin = steps.findIndex(({ code }) => code === 'GROSS_MARGIN');
  const runningMinor = steps[margin]?.runningMinor ?? 0n;
  const none: ProfitStep = { code: 'COST_TO_SERVE', kind: 'CHANGE', amountMinor: 0n, runningMinor };
  return [...steps.slice(0, margin + 1), none, ...steps.slice(margin + 1)];
}

function stepOf(
  { code, kind, driver, amountMinor, runningMinor }: ProfitStep,
  money: (minor: bigint) => NonNullable<ProfitWaterfallStep['amount']>,
  unknown: ReadonlySet<ProfitStep['code']>,
  costReason: 'COST_COVERAGE_LOW' | null,
): Pick<ProfitWaterfallStep, 'code' | 'total' | 'driver' | 'amount' | 'running' | 'reason'> {
  const total = kind === 'TOTAL';
  const blind = costReason !== null && AFTER_COST.has(code);
  const reason = unknown.has(code) ? 'NOT_RECORDED' : blind && (total || code === 'COST_OF_GOODS') ? costReason : null;
  return {
    code,
    total,
    driver: (driver as CostDriver | undefined) ?? null,
    amount: reason === null ? money(amountMinor) : null,
    running: blind ? null : money(runningMinor),
    reason,
  };
}

function coverageOfStep(code: ProfitStep['code'], list: number, cost: number): number | null {
  switch (code) {
    case 'LIST_SALES':
    case 'DISCOUNTS':
      return list;
    case 'COST_OF_GOODS':
    case 'GROSS_MARGIN':
    case 'OPERATING_CONTRIBUTION':
      return cost;
    default:
      return null;
  }
}

import { addMonthsToDate, calendarQuarter, dateInZone, dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { SharedPlan } from '../account-plans/shared-plan.service.js';
import { SentAdvisories } from '../advisories/sent-advisories.service.js';
import { ComplaintHistory } from '../complaints/complaint-history.service.js';
import { DeliveryPerformanceService } from '../deliveries/delivery-performance.service.js';
import { SharedLedger } from '../ledger/shared-ledger.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { composeReview, type ReviewFacts } from './review-facts.js';
import { QuarterNotOver, SharedActionNotFound } from './review.errors.js';
import type { AskedReview } from './review.inputs.js';

/** Gathers what a customer is shown of a quarter. */
@Injectable()
export class ReviewFactsService {
  constructor(
    @Inject(DeliveryPerformanceService) private readonly deliveries: DeliveryPerformanceService,
    @Inject(ComplaintHistory) private readonly complaints: ComplaintHistory,
    @Inject(SharedLedger) private readonly ledger: SharedLedger,
    @Inject(SharedPlan) private readonly plans: SharedPlan,
    @Inject(SentAdvisories) private readonly advisories: SentAdvisories,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** The quarter and the day it is where the tenant is. @throws QuarterNotOver if it has not begun */
  async quarter(
    ctx: RequestContext,
    { year, quarter }: Pick<AskedReview, 'year' | 'quarter'>,
  ): Promise<{ readonly from: IsoDate; readonly to: IsoDate; readonly asOf: IsoDate; readonly over: boolean }> {
    const { timeZone } = await this.policies.current(ctx);
    const asOf = dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
    const { from, to } = calendarQuarter(year, quarter);
    if (from > asOf) throw new QuarterNotOver('QUARTER_NOT_BEGUN');
    return { from, to, asOf, over: to < asOf };
  }

  /** @param asked its language is settled; of an account that the caller may see @throws QuarterNotOver @throws SharedActionNotFound */
  async of(
    ctx: RequestContext,
    customer: { readonly id: string; readonly name: string },
    asked: AskedReview & Pick<ReviewFacts, 'language'>,
  ): Promise<ReviewFacts> {
    const { year, quarter, language, planActionIds, message = null } = asked;
    const { from, to, asOf } = await this.quarter(ctx, asked);
    const period = { from, to };
    const performance = (between: { from: IsoDate; to: IsoDate }) =>
      this.deliveries.ofPeriod(ctx, customer.id, between, asOf);
    const actions = await this.plans.actions(ctx, customer.id, planActionIds, language);
    const missing = planActionIds.filter((id) => actions.every((action) => action.id !== id));
    if (missing.length > 0) throw new SharedActionNotFound(missing);
    return composeReview({
      head: {
        ...{ year, quarter, from, to, asOf, language, message, customer: customer.name },
        supplier: await this.supplier(ctx),
      },
      deliveries: await performance(period),
      deliveriesBefore: await performance({ from: addMonthsToDate(from, -3), to: dayBefore(from) }),
      months: await Promise.all(
        [0, 1, 2].map(async (month) => {
          const first = addMonthsToDate(from, month);
          const last = dayBefore(addMonthsToDate(first, 1));
          return { from: first, performance: await performance({ from: first, to: last }) };
        }),
      ),
      complaints: await this.complaints.ofPeriod(ctx, customer.id, period),
      values: await this.ledger.values(ctx, customer.id, period),
      initiatives: await this.ledger.jointWork(ctx, customer.id, period),
      actions,
      advisories: await this.advisories.ofPeriod(ctx, customer.id, period, language),
    });
  }

  private async supplier(ctx: RequestContext): Promise<string> {
    const row = await ctx.unit.first<{ name: string }>(tenantSql`select name from tenant where id = ${TENANT}`);
    return row?.name ?? '';
  }
}

function dayBefore(day: IsoDate): IsoDate {
  return dateOfEpochDay(epochDay(day) - 1);
}

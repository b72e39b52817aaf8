import {
  addMonthsToDate,
  dateOfEpochDay,
  dateOfInstant,
  epochDay,
  monthOf,
  type ShareObservation,
  type StageFacts,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AlertQueries } from '../alerts/alert.queries.js';
import { AccountLevels } from '../assessments/account-levels.service.js';
import { assessmentRules } from '../assessments/assessment-rules.js';
import { DeliveryPerformanceService } from '../deliveries/delivery-performance.service.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { SharedOrderSeries } from '../signals/shared-order-series.js';
import { type AccountFacts, contactFacts, levelFacts, type PersonRow, shareMonths } from './stage-measurement.js';

/** Collects the facts behind gates for many accounts at once; what is not recorded stays unknown. */
@Injectable()
export class StageFactsService {
  constructor(
    @Inject(AlertQueries) private readonly alerts: AlertQueries,
    @Inject(DeliveryPerformanceService) private readonly deliveries: DeliveryPerformanceService,
    @Inject(SharedOrderSeries) private readonly series: SharedOrderSeries,
    @Inject(AccountLevels) private readonly levels: AccountLevels,
  ) {}

  /** @param asOf the day on which the facts are looked at; later ones are left out */
  async collect(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: string,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, AccountFacts>> {
    const orders = await this.orders(ctx, accountIds, asOf);
    const shares = await this.shares(ctx, accountIds, addMonthsToDate(asOf, -shareMonths(policy.stage) - 2), asOf);
    const people = await this.people(ctx, accountIds, asOf);
    const crises = await this.alerts.accountsInCrisis(ctx, accountIds);
    const assessed = await this.levels.published(ctx, accountIds, asOf);
    const rules = assessmentRules(policy).policy;
    const onTimeInFull = await this.deliveries.onTimeInFull(ctx, accountIds, asOf);
    return new Map(
      accountIds.map((id) => [
        id,
        {
          stage: {
            asOf,
            orders: orders.get(id) ?? { firstInvoicedOrder: null, lastInvoicedOrder: null },
            shares: shares.get(id) ?? [],
            contacts: contactFacts(people.get(id) ?? []),
            ...levelFacts(assessed.get(id), rules),
            ...(onTimeInFull.has(id) ? { onTimeInFull: onTimeInFull.get(id) as number } : {}),
          },
          crisis: crises.has(id),
        },
      ]),
    );
  }

  private async orders(
    ctx: RequestContext,
    ids: readonly string[],
    asOf: string,
  ): Promise<ReadonlyMap<string, StageFacts['orders']>> {
    const shared = this.series.of(ctx, ids, asOf);
    if (shared) {
      return new Map(
        ids.flatMap((id) => {
          const history = shared.get(id)?.history;
          return history
            ? [[id, { firstInvoicedOrder: history.firstOrder, lastInvoicedOrder: history.lastOrder }]]
            : [];
        }),
      );
    }
    // A day on which only goods came back is no order.
    const rows = await ctx.unit.query<{ account_id: string; first: string; last: string }>(tenantSql`
      select account_id, min(day) as first, max(day) as last from account_order_day
      where tenant_id = ${TENANT} and account_id = any(${ids}) and day <= ${asOf} and net_minor > 0 group by account_id`);
    return new Map(
      rows.map(({ account_id: id, first, last }) => [id, { firstInvoicedOrder: first, lastInvoicedOrder: last }]),
    );
  }

  private async shares(
    ctx: RequestContext,
    ids: readonly string[],
    from: string,
    asOf: string,
  ): Promise<ReadonlyMap<string, ShareObservation[]>> {
    const through = await this.monthsThrough(ctx, asOf);
    // A month that is not over would hold part of our sales against all of the wallet.
    const rows = await ctx.unit.query<{
      account_id: string;
      month: string;
      share: number;
      low: number;
      high: number;
    }>(tenantSql`
      select account_id, month, share, low, high from account_share
      where tenant_id = ${TENANT} and account_id = any(${ids})
        and month > ${from} and (month + interval '1 month')::date <= ${through}
      order by account_id, month`);
    const series = new Map<string, ShareObservation[]>();
    for (const { account_id: id, month, share, low, high } of rows) {
      const observation = { month: monthOf(month), share, lower: low, upper: high };
      const known = series.get(id);
      if (known) known.push(observation);
      else series.set(id, [observation]);
    }
    return series;
  }

  /**
   * The day by which a month must be over to count. On the newest order of a tenant whose orders have stopped arriving
   * there is nothing to wait for any more: that day is over, and its month with it if it was the last one.
   */
  private async monthsThrough(ctx: RequestContext, asOf: string): Promise<string> {
    if (epochDay(asOf) >= epochDay(dateOfInstant(ctx.now().toISOString()))) return asOf;
    const later = await ctx.unit.first(
      tenantSql`select 1 from account_order_day where tenant_id = ${TENANT} and day > ${asOf} limit 1`,
    );
    return later ? asOf : dateOfEpochDay(epochDay(asOf) + 1);
  }

  private async people(
    ctx: RequestContext,
    ids: readonly string[],
    asOf: string,
  ): Promise<ReadonlyMap<string, readonly PersonRow[]>> {
    // `offset 0`: person by person, however many people the tenant knows.
    const rows = await ctx.unit.query<PersonRow>(tenantSql`
      select ac.account_id, ac.contact_id, ac.roles, ac.influence_weight, ac.relation_strength, ac.stance, ac.tier
      from account_contact ac
      cross join lateral (select c.status from contact c where c.tenant_id = ${TENANT} and c.id = ac.contact_id offset 0) c
      where ac.tenant_id = ${TENANT} and ac.account_id = any(${ids}) and c.status = 'ACTIVE'
        and ac.valid_from <= ${asOf} and (ac.valid_to is null or ac.valid_to >= ${asOf})`);
    const people = new Map<string, PersonRow[]>();
    for (const row of rows) people.set(row.account_id, [...(people.get(row.account_id) ?? []), row]);
    return people;
  }
}

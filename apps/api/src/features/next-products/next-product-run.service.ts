import {
  addMonths,
  calibrateNextProduct,
  dateOfEpochDay,
  DEFAULT_NEXT_PRODUCT,
  demandSignal,
  epochDay,
  fitNextProduct,
  type IsoDate,
  monthOf,
  usualCallOff,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { JobSteps } from '../../platform/jobs/job-handlers.js';
import { type NextProductState, NextProductStore } from './next-product.store.js';
import { PurchaseSample } from './purchase-sample.js';

const ACTOR = 'value';
const FIRST = '00000000-0000-0000-0000-000000000000';
const ACCOUNTS_AT_ONCE = 500;
/** Months that demand is looked back over. */
export const DEMAND_MONTHS = 12;

/** Expected demand of an item in a month, over all accounts. */
export interface ItemDemand {
  expected: number;
  highest: number;
  accounts: number;
}

/** Learns what is bought together and how much of it usually comes, and keeps that for reading. */
@Injectable()
export class NextProductRun {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(PurchaseSample) private readonly sample: PurchaseSample,
    @Inject(NextProductStore) private readonly store: NextProductStore,
  ) {}

  async run(tenantId: string, asOf: IsoDate, { step }: Pick<JobSteps, 'step'>): Promise<{ readonly items: number }> {
    const { purchases, accounts } = await this.read(tenantId, (ctx) => this.sample.read(ctx, asOf));
    const before = dateOfEpochDay(epochDay(asOf) + 1);
    await nextTurn();
    const model = fitNextProduct(purchases, before);
    await nextTurn();
    const calibration = calibrateNextProduct(purchases, before) ?? null;
    const state: NextProductState = {
      asOf,
      accounts,
      items: model.buyers.size,
      options: DEFAULT_NEXT_PRODUCT,
      // Without a hold-out that came true at least once, probabilities would be made up.
      calibration: calibration !== null && calibration.positives > 0 ? calibration : null,
    };
    const demand = await this.demand(tenantId, asOf);
    await step(`${asOf}/next-products`, async (ctx) => {
      await this.store.replaceModel(ctx, model, state);
      await this.store.replaceDemand(ctx, demand);
    });
    return { items: state.items };
  }

  /** Added up account by account: memory grows with the items, not with the accounts. */
  private async demand(tenantId: string, asOf: IsoDate): Promise<ReadonlyMap<string, ItemDemand>> {
    const month = monthOf(asOf);
    const [from, to] = [`${addMonths(month, -DEMAND_MONTHS)}-01`, `${month}-01`];
    const items = new Map<string, ItemDemand>();
    for (let after = FIRST; ;) {
      const batch = await this.read(tenantId, (ctx) =>
        ctx.unit.query<{ id: string }>(tenantSql`
          select s.account_id as id from account_sales s join account a on a.tenant_id = ${TENANT} and a.id = s.account_id and a.archived_at is null
          where s.tenant_id = ${TENANT} and s.account_id > ${after}::uuid order by 1 limit ${ACCOUNTS_AT_ONCE}`),
      );
      const last = batch.at(-1);
      if (!last) return items;
      after = last.id;
      const rows = await this.read(tenantId, (ctx) =>
        ctx.unit.query<{ account: string; item: string; quantity: string; months: string }>(tenantSql`
          select m.account_id as account, m.product_id as item, sum(m.quantity) as quantity, count(distinct m.month) filter (where m.quantity > 0) as months
          from account_product_month m
          where m.tenant_id = ${TENANT} and m.account_id = any(${batch.map(({ id }) => id)}::uuid[])
            and m.month >= ${from}::date and m.month < ${to}::date group by 1, 2`),
      );
      const callOffs = rows.flatMap(({ account, item, quantity, months }) => {
        const ordered = { account, item, quantity: Number(quantity), monthsOrdered: Number(months) };
        return usualCallOff(ordered, DEMAND_MONTHS, month) ?? [];
      });
      for (const { item, expected, highest, accounts } of demandSignal(callOffs)) {
        const known = items.get(item) ?? { expected: 0, highest: 0, accounts: 0 };
        known.expected += expected;
        known.highest += highest;
        known.accounts += accounts;
        items.set(item, known);
      }
    }
  }

  private read<T>(tenantId: string, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
    return this.contexts.asSystem(tenantId, ACTOR, work);
  }
}

import {
  assembleNextProduct,
  type Basket,
  epochDay,
  type IsoDate,
  type NextProductCalibration,
  type NextProductModel,
  type NextProductOptions,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ItemDemand } from './next-product-run.service.js';

/** Items of one account that are looked at: those it bought last. */
const MOST_OWNED = 500;
const ROWS_AT_ONCE = 20_000;

/** What a tenant's model of next products was learnt from. */
export interface NextProductState {
  readonly asOf: IsoDate;
  readonly accounts: number;
  readonly items: number;
  readonly options: NextProductOptions;
  /** Null where nothing held out says how likely a score is. */
  readonly calibration: NextProductCalibration | null;
}

/** Keeps what is bought together: the items' popularity and neighbours, and what one month brings of each. */
@Injectable()
export class NextProductStore {
  /** Inside a transaction. */
  async replaceModel(ctx: RequestContext, model: NextProductModel, state: NextProductState): Promise<void> {
    await ctx.unit.execute(tenantSql`delete from item_popularity where tenant_id = ${TENANT}`);
    await ctx.unit.execute(tenantSql`delete from item_neighbour where tenant_id = ${TENANT}`);
    const items = [...model.buyers.keys()];
    await ctx.unit.execute(tenantSql`
      insert into item_popularity (tenant_id, product_id, buyers, recent_buyers)
      select ${TENANT}::uuid, u.* from unnest(${items}::uuid[], ${items.map((item) => model.buyers.get(item))}::int[],
        ${items.map((item) => model.recentBuyers.get(item) ?? 0)}::int[]) u`);
    const rows = items.flatMap((item) =>
      (model.neighbours.get(item) ?? []).map((near, rank) => ({ ...near, item, rank, neighbour: near.item })),
    );
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE);
      await ctx.unit.execute(tenantSql`
        insert into item_neighbour (tenant_id, product_id, rank, neighbour_id, similarity, shared_buyers)
        select ${TENANT}::uuid, u.* from unnest(${some.map(({ item }) => item)}::uuid[], ${some.map(({ rank }) => rank)}::smallint[],
          ${some.map(({ neighbour }) => neighbour)}::uuid[], ${some.map(({ similarity }) => similarity)}::float8[],
          ${some.map(({ sharedBuyers }) => sharedBuyers)}::int[]) u`);
    }
    await ctx.unit.execute(
      tenantSql`update value_run set next_products = ${JSON.stringify(state)} where tenant_id = ${TENANT}`,
    );
  }

  /** Inside a transaction. */
  async replaceDemand(ctx: RequestContext, demand: ReadonlyMap<string, ItemDemand>): Promise<void> {
    await ctx.unit.execute(tenantSql`delete from product_demand where tenant_id = ${TENANT}`);
    const of = [...demand.values()];
    await ctx.unit.execute(tenantSql`
      insert into product_demand (tenant_id, product_id, expected, highest, accounts)
      select ${TENANT}::uuid, u.* from unnest(${[...demand.keys()]}::uuid[], ${of.map(({ expected }) => expected)}::float8[],
        ${of.map(({ highest }) => highest)}::float8[], ${of.map(({ accounts }) => accounts)}::int[]) u`);
  }

  async state(ctx: RequestContext): Promise<NextProductState | null> {
    const row = await ctx.unit.first<{ next_products: NextProductState | null }>(
      tenantSql`select next_products from value_run where tenant_id = ${TENANT}`,
    );
    return row?.next_products ?? null;
  }

  /** What an account has bought, by item: how often, and when last. */
  async basket(ctx: RequestContext, accountId: string): Promise<Basket> {
    const rows = await ctx.unit.query<{ product_id: string; days: string; last: string }>(tenantSql`
      select product_id, count(distinct ordered_on) as days, max(ordered_on) as last from order_line
      where tenant_id = ${TENANT} and account_id = ${accountId} and quantity > 0
      group by product_id order by last desc, product_id limit ${MOST_OWNED}`);
    return new Map(
      rows.map(({ product_id: item, days, last }) => [item, { orderDays: Number(days), lastDay: epochDay(last) }]),
    );
  }

  /** As much of the model as one account needs for its first `limit` products; these are those of the whole model. */
  async modelFor(
    ctx: RequestContext,
    basket: Basket,
    limit: number,
    { options }: NextProductState,
  ): Promise<NextProductModel> {
    const owned = [...basket.keys()];
    const near = await ctx.unit.query<{
      product_id: string;
      neighbour_id: string;
      similarity: number;
      shared_buyers: number;
    }>(tenantSql`
      select product_id, neighbour_id, similarity, shared_buyers from item_neighbour
      where tenant_id = ${TENANT} and product_id = any(${owned}::uuid[]) order by product_id, rank`);
    const named = [...new Set([...owned, ...near.map(({ neighbour_id: id }) => id)])];
    const popular = await ctx.unit.query<{ product_id: string; buyers: number; recent_buyers: number }>(tenantSql`
      select product_id, buyers, recent_buyers from item_popularity where tenant_id = ${TENANT} and product_id = any(${named}::uuid[])
      union
      (select product_id, buyers, recent_buyers from item_popularity where tenant_id = ${TENANT}
        order by recent_buyers desc, buyers desc, product_id limit ${limit + owned.length})`);
    const neighbours = new Map<string, { item: string; similarity: number; sharedBuyers: number }[]>();
    for (const { product_id: id, neighbour_id: item, similarity, shared_buyers: sharedBuyers } of near) {
      const known = neighbours.get(id);
      if (known) known.push({ item, similarity, sharedBuyers });
      else neighbours.set(id, [{ item, similarity, sharedBuyers }]);
    }
    return assembleNextProduct({
      options,
      buyers: new Map(popular.map(({ product_id: item, buyers }) => [item, buyers])),
      recentBuyers: new Map(popular.map(({ product_id: item, recent_buyers: buyers }) => [item, buyers])),
      neighbours,
    });
  }
}

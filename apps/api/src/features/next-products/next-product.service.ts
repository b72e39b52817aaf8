import { calibrate, dateOfEpochDay, recommendNext, recommendReorders } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { NextProductStore } from './next-product.store.js';
import type { NextProductArgs, NextProducts } from './next-product.types.js';

const limits = z.object({
  limit: z
    .int()
    .min(1)
    .max(50)
    .nullish()
    .transform((limit) => limit ?? 10),
});

/** What one account may buy next, from the tenant's own purchases. */
@Injectable()
export class NextProductService {
  constructor(@Inject(NextProductStore) private readonly store: NextProductStore) {}

  /** @param accountId of an account the caller may see @throws InputInvalid */
  async of(ctx: RequestContext, accountId: string, args: NextProductArgs): Promise<NextProducts> {
    const { limit } = parseArguments(limits, { limit: args.limit });
    const state = await this.store.state(ctx);
    const basket = await this.store.basket(ctx, accountId);
    const fresh = state ? recommendNext(await this.store.modelFor(ctx, basket, limit, state), basket, { limit }) : [];
    const reorders = recommendReorders(basket, limit);
    const names = await this.names(ctx, [
      ...fresh.flatMap(({ item, reasons }) => [item, ...reasons.map(({ because }) => because)]),
      ...reorders.map(({ item }) => item),
    ]);
    const name = (id: string): string => names.get(id) ?? '';
    const calibration = state?.calibration ?? null;
    return {
      asOf: state?.asOf ?? null,
      learntFrom: state?.accounts ?? 0,
      probabilityDays: calibration?.horizonDays ?? null,
      // What was taken back since has no name any more.
      fresh: fresh
        .filter(({ item }) => names.has(item))
        .map(({ item, reasons, ...figures }) => ({
          productId: item,
          name: name(item),
          ...figures,
          probability: calibration ? calibrate(calibration.isotonic, figures.score) : null,
          reasons: reasons.map(({ because, ...shared }) => ({ productId: because, name: name(because), ...shared })),
        })),
      reorders: reorders.map(({ item, orderDays, lastDay }) => ({
        productId: item,
        name: name(item),
        orderDays,
        lastOrder: dateOfEpochDay(lastDay),
      })),
      sources: ['order_line'],
    };
  }

  private async names(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ id: string; name: string }>(tenantSql`
      select id, name from product where tenant_id = ${TENANT} and id = any(${[...new Set(ids)]}::uuid[])`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { DeliveryPerformanceService } from './delivery-performance.service.js';
import {
  Delivery,
  DeliveryArgs,
  DeliveryCorrection,
  DeliveryPerformance,
  DeliveryPromise,
  DeliveryPromiseConnection,
  DeliveryPromiseCorrection,
} from './delivery.types.js';

const performanceArguments = z.object({
  months: z
    .int()
    .min(1)
    .max(36)
    .nullish()
    .transform((months) => months ?? 12),
});

/** The deliveries of accounts; how they are read stands in `delivery.reads.ts`. */
@Resolver(() => Account)
export class AccountDeliveryResolver {
  constructor(@Inject(DeliveryPerformanceService) private readonly performances: DeliveryPerformanceService) {}

  @ResolveField(() => DeliveryPromiseConnection, {
    description: 'Its order lines with a promised day, the latest first; needs trade.read.',
  })
  deliveries(@Args() _page: DeliveryArgs): never {
    return readByEngine();
  }

  @ResolveField(() => DeliveryPerformance, {
    nullable: true,
    description:
      'How promises of delivery to it are kept; null where no line counts yet. Needs trade.read. Errors: INPUT_INVALID.',
  })
  async deliveryPerformance(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('months', { type: () => Int, nullable: true, description: 'How many months back, 1–36, default 12.' })
    months?: number | null,
  ): Promise<DeliveryPerformance | null> {
    const { months: checked } = parseArguments(performanceArguments, { months });
    return (await batchLoad(ctx, this.performances.byAsked, `${checked}/${id}`)) ?? null;
  }
}

@Resolver(() => DeliveryPromise)
export class DeliveryPromiseResolver {
  @ResolveField(() => [DeliveryPromiseCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

  @ResolveField(() => [Delivery], { description: 'What arrived of it, the oldest first.' })
  deliveries(): never {
    return readByEngine();
  }
}

@Resolver(() => Delivery)
export class DeliveryResolver {
  @ResolveField(() => [DeliveryCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }
}

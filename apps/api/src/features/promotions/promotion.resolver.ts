import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { Product } from '../products/product.entity.js';
import { promotionsRead } from './promotion.list.js';
import { PromotionService } from './promotion.service.js';
import {
  CreatePromotionInput,
  Promotion,
  PromotionConnection,
  PromotionItem,
  PromotionListArgs,
  PromotionUptakeConnection,
  UpdatePromotionInput,
} from './promotion.types.js';

const PROMOTION_ID = { type: () => ID, description: 'The promotion.' };

/** Promotions; how they are read stands in `promotion.reads.ts`. */
@Resolver(() => Promotion)
export class PromotionResolver {
  constructor(@Inject(PromotionService) private readonly service: PromotionService) {}

  @Query(() => Promotion, { nullable: true, description: 'One promotion; null when there is none.' })
  @Allow('trade.read')
  promotion(@Args('id', PROMOTION_ID) id: string): Read<Promotion> {
    return readById(id);
  }

  @Query(() => PromotionConnection, {
    description: 'The promotions, which all staff share. Errors: INPUT_INVALID.',
  })
  @Allow('trade.read')
  promotions(@Ctx() ctx: RequestContext, @Args() args: PromotionListArgs): Read<Promotion> {
    return promotionsRead(ctx, args);
  }

  @ResolveField(() => [PromotionItem], { description: 'What it is on; nothing named means everything.' })
  items(): never {
    return readByEngine();
  }

  @ResolveField(() => PromotionUptakeConnection, {
    description: 'The accounts you may see that agreed to take part, the latest first.',
  })
  uptakes(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @Mutation(() => Promotion, {
    description: 'Enters a promotion. Errors: INPUT_INVALID, NOT_FOUND (product, category), PROMOTION_CODE_TAKEN.',
  })
  @Allow('promotion.write')
  @Transactional()
  async createPromotion(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The promotion.' }) input: CreatePromotionInput,
  ): Promise<Read<Promotion>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Promotion, {
    description:
      'Changes a promotion. Its file no longer fits afterwards: sent again, its rows are ROW_CHANGED, and the import can no longer be taken back. Errors: INPUT_INVALID, NOT_FOUND (promotion, product, category), VERSION_CONFLICT, PROMOTION_CODE_TAKEN.',
  })
  @Allow('promotion.write')
  @Transactional()
  async updatePromotion(
    @Ctx() ctx: RequestContext,
    @Args('id', PROMOTION_ID) id: string,
    @Args('version', { type: () => Int, description: 'The version that was read.' }) version: number,
    @Args('input', { description: 'What to change.' }) input: UpdatePromotionInput,
  ): Promise<Read<Promotion>> {
    return readWritten(await this.service.update(ctx, id, version, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes back a promotion that was entered by hand and in which nobody takes part; the audit log keeps what it said. Answers its id. Errors: NOT_FOUND, PROMOTION_IMPORTED, PROMOTION_IN_USE.',
  })
  @Allow('promotion.write')
  @Transactional()
  withdrawPromotion(@Ctx() ctx: RequestContext, @Args('id', PROMOTION_ID) id: string): Promise<string> {
    return this.service.withdraw(ctx, id);
  }
}

@Resolver(() => PromotionItem)
export class PromotionItemResolver {
  @ResolveField(() => Product, {
    nullable: true,
    description: 'The product; null where it is a category. Needs product.read.',
  })
  product(): never {
    return readByEngine();
  }

  @ResolveField(() => ProductCategory, {
    nullable: true,
    description: 'The category; null where it is a product. Needs product.read.',
  })
  category(): never {
    return readByEngine();
  }
}

@Resolver(() => Product)
export class ProductPromotionsResolver {
  @ResolveField(() => PromotionConnection, {
    description: 'The promotions on it, by itself, its category or everything; the latest first. Needs trade.read.',
  })
  promotions(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

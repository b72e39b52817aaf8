import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { ProductCategoryService } from '../products/product-category.service.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { ShareOfWallet } from './share.types.js';

@Resolver(() => ShareOfWallet)
export class ShareResolver {
  constructor(@Inject(ProductCategoryService) private readonly categories: ProductCategoryService) {}

  @ResolveField(() => ProductCategory, {
    nullable: true,
    description: 'The category; null for the share over all categories. Needs product.read.',
  })
  async category(@Ctx() ctx: RequestContext, @Parent() { categoryId }: ShareOfWallet): Promise<ProductCategory | null> {
    demandPermission(ctx, 'product.read');
    return (categoryId !== null && (await batchLoad(ctx, this.categories.byIds, categoryId))) || null;
  }
}

import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { ProductCategoryService } from '../products/product-category.service.js';
import { Product } from '../products/product.entity.js';
import { ProductService } from '../products/product.service.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { OrderLine } from './trade.types.js';

@Resolver(() => OrderLine)
export class OrderLineResolver {
  constructor(
    @Inject(ProductService) private readonly products: ProductService,
    @Inject(ProductCategoryService) private readonly categories: ProductCategoryService,
  ) {}

  @ResolveField(() => Product, { nullable: true, description: 'What was ordered; needs product.read.' })
  async product(@Ctx() ctx: RequestContext, @Parent() { productId }: OrderLine): Promise<Product | null> {
    demandPermission(ctx, 'product.read');
    return (await batchLoad(ctx, this.products.byIds, productId)) ?? null;
  }

  @ResolveField(() => ProductCategory, {
    nullable: true,
    description: "The product's category when the line was imported; needs product.read.",
  })
  async category(@Ctx() ctx: RequestContext, @Parent() { categoryId }: OrderLine): Promise<ProductCategory | null> {
    demandPermission(ctx, 'product.read');
    return (await batchLoad(ctx, this.categories.byIds, categoryId)) ?? null;
  }
}

import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import type { ConnectionOf } from '../../platform/graphql/connection.js';
import { ProductCategory } from './product-category.entity.js';
import { ProductCategoryService } from './product-category.service.js';
import { Product } from './product.entity.js';
import { ProductService } from './product.service.js';
import { CreateProductInput, ProductConnection, ProductListArgs, UpdateProductInput } from './product.types.js';

const PRODUCT_ID = { type: () => ID, description: 'The product.' };

@Resolver(() => Product)
export class ProductResolver {
  constructor(
    @Inject(ProductService) private readonly service: ProductService,
    @Inject(ProductCategoryService) private readonly categories: ProductCategoryService,
  ) {}

  @Query(() => Product, { nullable: true, description: 'One product; null when there is none.' })
  @Allow('product.read')
  product(@Ctx() ctx: RequestContext, @Args('id', PRODUCT_ID) id: string): Promise<Product | null> {
    return this.service.find(ctx, id);
  }

  @Query(() => ProductConnection, { description: 'What the supplier sells, by external id.' })
  @Allow('product.read')
  products(@Ctx() ctx: RequestContext, @Args() args: ProductListArgs): Promise<ConnectionOf<Product>> {
    return this.service.list(ctx, args);
  }

  @ResolveField(() => ProductCategory, { description: 'Its category.' })
  category(@Ctx() ctx: RequestContext, @Parent() { categoryId }: Product): Promise<ProductCategory | undefined> {
    return batchLoad(ctx, this.categories.byIds, categoryId);
  }

  @Mutation(() => Product, {
    description: 'Adds a product. Errors: INPUT_INVALID, NOT_FOUND (category), EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  createProduct(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The product.' }) input: CreateProductInput,
  ): Promise<Product> {
    return this.service.create(ctx, input);
  }

  @Mutation(() => Product, {
    description: 'Changes a product. Errors: INPUT_INVALID, NOT_FOUND (product, category), EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  updateProduct(
    @Ctx() ctx: RequestContext,
    @Args('id', PRODUCT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateProductInput,
  ): Promise<Product> {
    return this.service.update(ctx, id, input);
  }
}

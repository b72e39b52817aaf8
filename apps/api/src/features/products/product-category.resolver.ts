import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { ProductCategory } from './product-category.entity.js';
import { ProductCategoryService } from './product-category.service.js';
import { BY_NUMBER } from './product.reads.js';
import { CreateProductCategoryInput, ProductCategoryConnection, UpdateProductCategoryInput } from './product.types.js';

const CATEGORY_ID = { type: () => ID, description: 'The category.' };

@Resolver(() => ProductCategory)
export class ProductCategoryResolver {
  constructor(@Inject(ProductCategoryService) private readonly service: ProductCategoryService) {}

  @Query(() => ProductCategory, { nullable: true, description: 'One product category; null when there is none.' })
  @Allow('product.read')
  productCategory(@Args('id', CATEGORY_ID) id: string): Read<ProductCategory> {
    return readById(id);
  }

  @Query(() => ProductCategoryConnection, { description: 'The product categories, by external id.' })
  @Allow('product.read')
  productCategories(@Args() args: ConnectionArgs): Read<ProductCategory> {
    return readConnection(args, BY_NUMBER);
  }

  @Mutation(() => ProductCategory, {
    description: 'Adds a product category. Errors: INPUT_INVALID, EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  async createProductCategory(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The category.' }) input: CreateProductCategoryInput,
  ): Promise<Read<ProductCategory>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => ProductCategory, {
    description: 'Changes a product category. Errors: INPUT_INVALID, NOT_FOUND, EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  async updateProductCategory(
    @Ctx() ctx: RequestContext,
    @Args('id', CATEGORY_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateProductCategoryInput,
  ): Promise<Read<ProductCategory>> {
    return readWritten(await this.service.update(ctx, id, input));
  }
}

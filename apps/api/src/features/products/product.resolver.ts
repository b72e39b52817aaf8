import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { ProductCategory } from './product-category.entity.js';
import { productsRead } from './product-list.js';
import { Product } from './product.entity.js';
import { ProductService } from './product.service.js';
import { CreateProductInput, ProductConnection, ProductListArgs, UpdateProductInput } from './product.types.js';

const PRODUCT_ID = { type: () => ID, description: 'The product.' };

@Resolver(() => Product)
export class ProductResolver {
  constructor(@Inject(ProductService) private readonly service: ProductService) {}

  @Query(() => Product, { nullable: true, description: 'One product; null when there is none.' })
  @Allow('product.read')
  product(@Args('id', PRODUCT_ID) id: string): Read<Product> {
    return readById(id);
  }

  @Query(() => ProductConnection, { description: 'What the supplier sells, by external id.' })
  @Allow('product.read')
  products(@Args() args: ProductListArgs): Read<Product> {
    return productsRead(args);
  }

  @ResolveField(() => ProductCategory, { description: 'Its category.' })
  category(): never {
    return readByEngine();
  }

  @Mutation(() => Product, {
    description: 'Adds a product. Errors: INPUT_INVALID, NOT_FOUND (category), EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  async createProduct(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The product.' }) input: CreateProductInput,
  ): Promise<Read<Product>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Product, {
    description: 'Changes a product. Errors: INPUT_INVALID, NOT_FOUND (product, category), EXTERNAL_ID_TAKEN.',
  })
  @Allow('product.write')
  @Transactional()
  async updateProduct(
    @Ctx() ctx: RequestContext,
    @Args('id', PRODUCT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateProductInput,
  ): Promise<Read<Product>> {
    return readWritten(await this.service.update(ctx, id, input));
  }
}

import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { Product } from '../products/product.entity.js';
import { OrderLine } from './trade.types.js';

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @ResolveField(() => Product, { nullable: true, description: 'What was ordered; needs product.read.' })
  product(): never {
    return readByEngine();
  }

  @ResolveField(() => ProductCategory, {
    nullable: true,
    description: "The product's category when the line was imported; needs product.read.",
  })
  category(): never {
    return readByEngine();
  }
}

import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { ShareOfWallet } from './share.types.js';

@Resolver(() => ShareOfWallet)
export class ShareResolver {
  @ResolveField(() => ProductCategory, {
    nullable: true,
    description: 'The category; null for the share over all categories. Needs product.read.',
  })
  category(): never {
    return readByEngine();
  }
}

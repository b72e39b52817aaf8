import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { ShareOfWallet, Wallet, WalletCorrection } from './share.types.js';

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

@Resolver(() => Wallet)
export class WalletResolver {
  @ResolveField(() => [WalletCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

  @ResolveField(() => ProductCategory, { nullable: true, description: 'The category; needs product.read.' })
  category(): never {
    return readByEngine();
  }
}

import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { Product } from '../products/product.entity.js';
import { Account } from '../accounts/account.entity.js';
import { OrderLine, OrderLineCorrection } from './trade.types.js';

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @ResolveField(() => [OrderLineCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

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

@Resolver(() => OrderLineCorrection)
export class OrderLineCorrectionResolver {
  @ResolveField(() => Account, { description: 'The account that had ordered.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Product, { nullable: true, description: 'What had been ordered; needs product.read.' })
  product(): never {
    return readByEngine();
  }
}

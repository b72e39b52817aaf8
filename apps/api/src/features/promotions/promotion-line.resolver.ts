import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { OrderLine, OrderLineCorrection } from '../trade/trade.types.js';
import { Promotion } from './promotion.types.js';

/** The promotion that an order line names. */
@Resolver(() => OrderLine)
export class OrderLinePromotionResolver {
  @ResolveField(() => Promotion, {
    nullable: true,
    description: 'The promotion that it was sold under; null where the file named none.',
  })
  promotion(): never {
    return readByEngine();
  }
}

@Resolver(() => OrderLineCorrection)
export class OrderLineCorrectionPromotionResolver {
  @ResolveField(() => Promotion, { nullable: true, description: 'The promotion that it had named.' })
  promotion(): never {
    return readByEngine();
  }
}

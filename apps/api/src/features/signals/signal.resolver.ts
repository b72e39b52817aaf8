import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import type { Read } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { signalsRead } from './signal-list.js';
import {
  LostCategorySign,
  MixLossWhy,
  OrderGapWhy,
  PricePressureWhy,
  SalesLevelWhy,
  Signal,
  SignalArgs,
  SignalCalibration,
  SignalConnection,
  SignalWhy,
  StagnationWhy,
} from './signal.types.js';

@Resolver(() => Signal)
export class SignalResolver {
  @Query(() => SignalConnection, {
    description: 'Signals of the accounts you may see, the newest first; alerts gather them.',
  })
  @Allow('alert.read')
  signals(@Args() args: SignalArgs): Read<Signal> {
    return signalsRead(args);
  }

  @ResolveField(() => Account, { description: 'The account it speaks of.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => SignalWhy, { description: 'Why it speaks.' })
  why(): never {
    return readByEngine();
  }
}

/** The parts of a signal's reason; how they are read stands in `signal.reads.ts`. */
@Resolver(() => SignalWhy)
export class SignalWhyResolver {
  @ResolveField(() => OrderGapWhy, { nullable: true, description: 'Of ORDER_GAP.' })
  orderGap(): never {
    return readByEngine();
  }

  @ResolveField(() => SalesLevelWhy, { nullable: true, description: 'Of FOUR_WEEK_LEVEL and THIRTEEN_WEEK_LEVEL.' })
  level(): never {
    return readByEngine();
  }

  @ResolveField(() => MixLossWhy, { nullable: true, description: 'Of MIX_LOSS.' })
  mixLoss(): never {
    return readByEngine();
  }

  @ResolveField(() => PricePressureWhy, { nullable: true, description: 'Of PRICE_PRESSURE.' })
  pricePressure(): never {
    return readByEngine();
  }

  @ResolveField(() => StagnationWhy, { nullable: true, description: 'Of STAGNATION.' })
  stagnation(): never {
    return readByEngine();
  }

  @ResolveField(() => SignalCalibration, {
    nullable: true,
    description: 'How its threshold came about; of the detectors on orders, which the alarm budget holds.',
  })
  calibration(): never {
    return readByEngine();
  }
}

@Resolver(() => MixLossWhy)
export class MixLossWhyResolver {
  @ResolveField(() => [LostCategorySign], { description: 'The categories that slip away, the largest loss first.' })
  lost(): never {
    return readByEngine();
  }
}

@Resolver(() => LostCategorySign)
export class LostCategorySignResolver {
  @ResolveField(() => ProductCategory, { nullable: true, description: 'The category; needs product.read.' })
  category(): never {
    return readByEngine();
  }
}

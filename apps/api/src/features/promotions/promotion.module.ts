import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { DataDayModule } from '../evaluation/data-day.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PromotionCardResolver } from './promotion-card.resolver.js';
import { PromotionCardService } from './promotion-card.service.js';
import { OrderLineCorrectionPromotionResolver, OrderLinePromotionResolver } from './promotion-line.resolver.js';
import { AccountPromotionsResolver, PromotionUptakeResolver } from './promotion-uptake.resolver.js';
import { PromotionUptakeService } from './promotion-uptake.service.js';
import { ProductPromotionsResolver, PromotionItemResolver, PromotionResolver } from './promotion.resolver.js';
import { PromotionService } from './promotion.service.js';

@Module({
  imports: [AccountModule, DataDayModule, PolicyModule],
  providers: [
    AccountPromotionsResolver,
    OrderLineCorrectionPromotionResolver,
    OrderLinePromotionResolver,
    ProductPromotionsResolver,
    PromotionCardResolver,
    PromotionCardService,
    PromotionItemResolver,
    PromotionResolver,
    PromotionService,
    PromotionUptakeResolver,
    PromotionUptakeService,
  ],
  exports: [PromotionUptakeService],
})
export class PromotionModule {}

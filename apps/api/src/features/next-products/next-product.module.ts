import { Module } from '@nestjs/common';
import { AudienceService } from './audience.service.js';
import { DemandSignalController } from './demand-signal.controller.js';
import { DemandSignalService } from './demand-signal.service.js';
import { NextProductRun } from './next-product-run.service.js';
import { AccountNextProductsResolver, NextProductResolver } from './next-product.resolver.js';
import { NextProductService } from './next-product.service.js';
import { NextProductStore } from './next-product.store.js';
import { PurchaseSample } from './purchase-sample.js';

@Module({
  controllers: [DemandSignalController],
  providers: [
    AccountNextProductsResolver,
    AudienceService,
    DemandSignalService,
    NextProductResolver,
    NextProductRun,
    NextProductService,
    NextProductStore,
    PurchaseSample,
  ],
  exports: [NextProductRun],
})
export class NextProductModule {}

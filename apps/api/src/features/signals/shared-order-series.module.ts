import { Module } from '@nestjs/common';
import { SharedOrderSeries } from './shared-order-series.js';

@Module({ providers: [SharedOrderSeries], exports: [SharedOrderSeries] })
export class SharedOrderSeriesModule {}

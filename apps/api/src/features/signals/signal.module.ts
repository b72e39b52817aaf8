import { Module } from '@nestjs/common';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { AlarmThresholdsResolver } from './alarm-thresholds.resolver.js';
import { AlarmThresholdsService } from './alarm-thresholds.service.js';
import { CategorySource } from './category.source.js';
import { CommitteeCalibrationService } from './committee-calibration.service.js';
import { OrderCommitteeSource } from './order-committee.source.js';
import { SharedOrderSeriesModule } from './shared-order-series.module.js';
import { SignalSourceModule } from './signal-source.module.js';
import { LostCategorySignResolver, MixLossWhyResolver, SignalResolver, SignalWhyResolver } from './signal.resolver.js';
import { SignalStore } from './signal.store.js';
import { StagnationSource } from './stagnation.source.js';
import { StayLimits } from './stay-limits.service.js';

@Module({
  imports: [AlertQueriesModule, SignalSourceModule, SharedOrderSeriesModule],
  providers: [
    ...[CommitteeCalibrationService, AlarmThresholdsService, AlarmThresholdsResolver, SignalStore, StayLimits],
    ...[OrderCommitteeSource, CategorySource, StagnationSource],
    ...[SignalResolver, SignalWhyResolver, MixLossWhyResolver, LostCategorySignResolver],
  ],
  exports: [SignalSourceModule, SignalStore, CommitteeCalibrationService],
})
export class SignalModule {}

import { Module } from '@nestjs/common';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { AlarmThresholdsResolver } from './alarm-thresholds.resolver.js';
import { AlarmThresholdsService } from './alarm-thresholds.service.js';
import { CommitteeCalibrationService } from './committee-calibration.service.js';
import { MixLossSource } from './mix-loss.source.js';
import { OrderCommitteeSource } from './order-committee.source.js';
import { PricePressureSource } from './price-pressure.source.js';
import { SignalSourceModule } from './signal-source.module.js';
import { LostCategorySignResolver, MixLossWhyResolver, SignalResolver, SignalWhyResolver } from './signal.resolver.js';
import { SignalStore } from './signal.store.js';
import { StagnationSource } from './stagnation.source.js';
import { StayLimits } from './stay-limits.service.js';

@Module({
  imports: [AlertQueriesModule, SignalSourceModule],
  providers: [
    ...[CommitteeCalibrationService, AlarmThresholdsService, AlarmThresholdsResolver, SignalStore, StayLimits],
    ...[OrderCommitteeSource, MixLossSource, PricePressureSource, StagnationSource],
    ...[SignalResolver, SignalWhyResolver, MixLossWhyResolver, LostCategorySignResolver],
  ],
  exports: [SignalSourceModule, SignalStore, CommitteeCalibrationService],
})
export class SignalModule {}

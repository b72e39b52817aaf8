import { Module } from '@nestjs/common';
import { DeliveryPerformanceModule } from '../deliveries/delivery-performance.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AccountLevelReader } from './account-level.reader.js';
import { AccountLevelsModule } from './account-levels.module.js';
import { AssessmentAskers } from './assessment-askers.service.js';
import { AssessmentClock } from './assessment-clock.service.js';
import {
  AccountAssessmentsResolver,
  AssessmentRaterFieldsResolver,
  AssessmentRoundFieldsResolver,
} from './assessment-fields.resolver.js';
import { AssessmentRaters } from './assessment-raters.service.js';
import { AssessmentSheets } from './assessment-sheets.service.js';
import { AssessmentModule } from './assessment.module.js';
import { AssessmentResolver } from './assessment.resolver.js';
import { AssessmentService } from './assessment.service.js';
import { InstrumentResolver } from './instrument.resolver.js';

@Module({
  imports: [AssessmentModule, AccountLevelsModule, DeliveryPerformanceModule, PortalAccessModule, StaffModule],
  providers: [
    ...[AccountLevelReader, AssessmentSheets, AssessmentRaters, AssessmentAskers, AssessmentService, AssessmentClock],
    ...[AssessmentResolver, AssessmentRoundFieldsResolver, AssessmentRaterFieldsResolver, AccountAssessmentsResolver],
    InstrumentResolver,
  ],
})
export class AssessmentStaffModule {}

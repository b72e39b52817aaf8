import { Module } from '@nestjs/common';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AssessmentAnswerService } from './assessment-answer.service.js';
import { AssessmentModule } from './assessment.module.js';
import { AssessmentPortalResolver } from './assessment.portal-resolver.js';

@Module({
  imports: [AssessmentModule, PortalAccessModule],
  providers: [AssessmentAnswerService, AssessmentPortalResolver],
})
export class AssessmentPortalModule {}

import { Module } from '@nestjs/common';
import { AssessmentAnswerService } from './assessment-answer.service.js';
import { AssessmentModule } from './assessment.module.js';
import { AssessmentPortalResolver } from './assessment.portal-resolver.js';

@Module({ imports: [AssessmentModule], providers: [AssessmentAnswerService, AssessmentPortalResolver] })
export class AssessmentPortalModule {}

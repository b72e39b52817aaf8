import { Module } from '@nestjs/common';
import { AccountPlanModule } from '../account-plans/account-plan.module.js';
import { AccountModule } from '../accounts/account.module.js';
import { AdvisoryModule } from '../advisories/advisory.module.js';
import { ComplaintClockModule } from '../complaints/complaint-clock.module.js';
import { ContactFactsModule } from '../contacts/contact-facts.module.js';
import { DeliveryPerformanceModule } from '../deliveries/delivery-performance.module.js';
import { FileModule } from '../files/file.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { QuarterlyReviewResolver } from './quarterly-review.resolver.js';
import { QuarterlyReviewService } from './quarterly-review.service.js';
import { ReviewFactsService } from './review-facts.service.js';
import {
  AccountReviewPacksResolver,
  PlanReviewPacksResolver,
  ReviewPackFieldsResolver,
} from './review-pack-fields.resolver.js';
import { ReviewPackProcessor } from './review-pack.processor.js';
import { ReviewPackStore } from './review-pack.store.js';

@Module({
  imports: [
    ...[AccountModule, AccountPlanModule, AdvisoryModule, ComplaintClockModule, ContactFactsModule],
    ...[DeliveryPerformanceModule, FileModule, LedgerFactsModule, PolicyModule],
  ],
  providers: [
    ...[ReviewFactsService, ReviewPackStore, QuarterlyReviewService, ReviewPackProcessor],
    ...[QuarterlyReviewResolver, ReviewPackFieldsResolver, AccountReviewPacksResolver, PlanReviewPacksResolver],
  ],
})
export class QuarterlyReviewModule {}

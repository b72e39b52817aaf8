import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { ValueModule } from '../value/value.module.js';
import { FeedbackAnswerService } from './feedback-answer.service.js';
import { FeedbackClusterStore } from './feedback-cluster.store.js';
import {
  AccountProductFeedbackResolver,
  FeedbackAnswerFieldsResolver,
  FeedbackClusterFieldsResolver,
  FeedbackReportFieldsResolver,
  ProductFeedbackFieldsResolver,
} from './feedback-fields.resolver.js';
import { FeedbackFollower } from './feedback-follower.js';
import { FeedbackSummaryService } from './feedback-summary.service.js';
import { FeedbackWeights } from './feedback-weights.service.js';
import { ProductFeedbackResolver } from './product-feedback.resolver.js';
import { ProductFeedbackAnnouncer } from './product-feedback-announcer.js';
import { ProductFeedbackCommands } from './product-feedback-commands.js';
import { ProductFeedbackService } from './product-feedback.service.js';
import { ProductFeedbackStore } from './product-feedback.store.js';

@Module({
  imports: [AccountModule, LedgerFactsModule, PolicyModule, PortalAccessModule, ValueModule],
  providers: [
    ...[
      ProductFeedbackStore,
      FeedbackClusterStore,
      ProductFeedbackAnnouncer,
      ProductFeedbackCommands,
      FeedbackFollower,
    ],
    ...[ProductFeedbackService, FeedbackAnswerService, FeedbackSummaryService, FeedbackWeights],
    ...[ProductFeedbackResolver, ProductFeedbackFieldsResolver, FeedbackClusterFieldsResolver],
    ...[FeedbackReportFieldsResolver, FeedbackAnswerFieldsResolver, AccountProductFeedbackResolver],
  ],
})
export class ProductFeedbackModule {}

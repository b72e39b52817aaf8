import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { FeedbackAnswerService } from './feedback-answer.service.js';
import { clustersRead, wordsRead } from './feedback-list.js';
import { FeedbackSummaryService } from './feedback-summary.service.js';
import { FeedbackSummary, FeedbackSummaryArgs } from './feedback-summary.types.js';
import { NEWEST_REPORTS } from './feedback.reads.js';
import {
  AnswerFeedbackInput,
  ClusterFeedbackInput,
  DecideFeedbackInput,
  ExtendFeedbackClusterInput,
  FeedbackAnswer,
  FeedbackCluster,
  FeedbackClusterArgs,
  FeedbackClusterConnection,
  FeedbackReport,
  FeedbackReportConnection,
  ProductFeedback,
  ProductFeedbackArgs,
  ProductFeedbackConnection,
  ReportFeedbackInput,
} from './feedback.types.js';
import { ProductFeedbackService } from './product-feedback.service.js';

const WORDS =
  'NOT_FOUND (an entry is no word about a product, does not hold, or is of an account you may not see), FEEDBACK_MIXED (of another kind or product), TRANSITION_NOT_ALLOWED (it is in a cluster already)';

@Resolver(() => ProductFeedback)
export class ProductFeedbackResolver {
  constructor(
    @Inject(ProductFeedbackService) private readonly feedback: ProductFeedbackService,
    @Inject(FeedbackAnswerService) private readonly answers: FeedbackAnswerService,
    @Inject(FeedbackSummaryService) private readonly summaries: FeedbackSummaryService,
  ) {}

  @Query(() => ProductFeedbackConnection, {
    description:
      'What customers said about products, of the accounts you may see, the newest first. It is noted in the ledger: `recordProductFeedback`. Errors: INPUT_INVALID.',
  })
  @Allow('ledger.read')
  productFeedback(@Ctx() ctx: RequestContext, @Args() args: ProductFeedbackArgs): Read<ProductFeedback> {
    return wordsRead(ctx, args);
  }

  @Query(() => FeedbackSummary, {
    description:
      'What customers of yours said about products in a period, by product and kind, the heaviest first; with what to put into clusters. Errors: INPUT_INVALID, PERIOD_TOO_LONG (more than 20,000 words).',
  })
  @Allow('ledger.read')
  productFeedbackSummary(@Ctx() ctx: RequestContext, @Args() args: FeedbackSummaryArgs): Promise<FeedbackSummary> {
    return this.summaries.of(ctx, args);
  }

  @Query(() => FeedbackClusterConnection, {
    description: 'Clusters that hold a word of an account you may see, the newest first. Errors: INPUT_INVALID.',
  })
  @Allow('ledger.read')
  feedbackClusters(@Args() args: FeedbackClusterArgs): Read<FeedbackCluster> {
    return clustersRead(args);
  }

  @Query(() => FeedbackCluster, { description: 'One cluster. Errors: NOT_FOUND.' })
  @Allow('ledger.read')
  feedbackCluster(@Args('id', { type: () => ID, description: 'Identifier.' }) id: string): Read<FeedbackCluster> {
    return readById(id, () => new NotFound('Feedback cluster'));
  }

  @Query(() => FeedbackReportConnection, { description: 'What was laid before product development, the newest first.' })
  @Allow('ledger.read')
  feedbackReports(@Args() args: ConnectionArgs): Read<FeedbackReport> {
    return readConnection(args, NEWEST_REPORTS);
  }

  @Mutation(() => FeedbackCluster, {
    description: `Puts words together: all of them, or none. Errors: INPUT_INVALID, ${WORDS}.`,
  })
  @Allow('feedback.handle')
  @Transactional()
  async clusterFeedback(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which.' }) input: ClusterFeedbackInput,
  ): Promise<Read<FeedbackCluster>> {
    return readWritten(await this.feedback.cluster(ctx, input));
  }

  @Mutation(() => FeedbackCluster, {
    description: `Puts more words into a cluster: all of them, or none. Errors: INPUT_INVALID, VERSION_CONFLICT, CLUSTER_REPORTED, ${WORDS}.`,
  })
  @Allow('feedback.handle')
  @Transactional()
  async extendFeedbackCluster(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which.' }) input: ExtendFeedbackClusterInput,
  ): Promise<Read<FeedbackCluster>> {
    return readWritten(await this.feedback.extend(ctx, input));
  }

  @Mutation(() => FeedbackReport, {
    description:
      'Lays clusters before product development, with what they amount to now: all of them, or none. Holds for all their words, also of accounts you may not see. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, NO_FEEDBACK (all of its words were taken back), TRANSITION_NOT_ALLOWED (reported already).',
  })
  @Allow('feedback.handle')
  @Transactional()
  async reportFeedback(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which, and how the report is called.' }) input: ReportFeedbackInput,
  ): Promise<Read<FeedbackReport>> {
    return readWritten(await this.feedback.report(ctx, input));
  }

  @Mutation(() => FeedbackCluster, {
    description:
      'Says what becomes of a reported cluster: of all its words, also of accounts you may not see, or of none. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, NO_FEEDBACK, DATE_REQUIRED (a plan without a day), TRANSITION_NOT_ALLOWED (not reported, or decided already).',
  })
  @Allow('feedback.decide')
  @Transactional()
  async decideFeedback(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What was decided.' }) input: DecideFeedbackInput,
  ): Promise<Read<FeedbackCluster>> {
    return readWritten(await this.feedback.decide(ctx, input));
  }

  @Mutation(() => FeedbackAnswer, {
    description:
      'Tells a customer, once, what has become of all that it said within a decided cluster: by mail to each of the contacts. Errors: INPUT_INVALID, NOT_FOUND, NO_FEEDBACK (nothing of this account is in it), RECIPIENT_REQUIRED, CONTACT_NOT_FOUND, CONTACT_NOT_ACTIVE, CONTACT_WITHOUT_EMAIL, SPEAKER_NOT_ANSWERED (whoever said it and is still there is told, too), TRANSITION_NOT_ALLOWED (not decided, or answered already).',
  })
  @Allow('feedback.handle')
  @Transactional()
  async answerFeedback(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What is told, and to whom.' }) input: AnswerFeedbackInput,
  ): Promise<Read<FeedbackAnswer>> {
    return readWritten(await this.answers.answer(ctx, input));
  }
}

import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { QuarterlyReviewService } from './quarterly-review.service.js';
import { QuarterlyReviewPack } from './review-pack.types.js';
import { IssueQuarterlyReviewInput, QuarterlyReviewInput } from './review.inputs.js';
import { QuarterlyReview } from './review.types.js';

@Resolver(() => QuarterlyReviewPack)
export class QuarterlyReviewResolver {
  constructor(@Inject(QuarterlyReviewService) private readonly reviews: QuarterlyReviewService) {}

  @Query(() => QuarterlyReview, {
    description:
      'A quarter of an account as the customer would be shown it, by what is known now. Errors: INPUT_INVALID, NOT_FOUND, QUARTER_NOT_BEGUN, PLAN_ACTION_NOT_FOUND.',
  })
  @Allow('plan.read')
  quarterlyReview(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which quarter.' }) input: QuarterlyReviewInput,
  ): Promise<QuarterlyReview> {
    return this.reviews.preview(ctx, input);
  }

  @Query(() => QuarterlyReviewPack, { description: 'One pack. Errors: NOT_FOUND.' })
  @Allow('plan.read')
  quarterlyReviewPack(@Args('id', { type: () => ID, description: 'The pack.' }) id: string): Read<QuarterlyReviewPack> {
    return readById(id, () => new NotFound('Pack'));
  }

  @Mutation(() => QuarterlyReviewPack, {
    description:
      'Issues the pack of a quarter that is over, in one language; its figures are kept as they are known now, and its PDF is drawn. Asked again it gives the pack that there is; to issue another one, name the one that it replaces. Errors: INPUT_INVALID, NOT_FOUND, QUARTER_NOT_BEGUN, QUARTER_NOT_OVER, PLAN_ACTION_NOT_FOUND, PACK_REPLACED.',
  })
  @Allow('plan.write')
  @Transactional()
  async issueQuarterlyReviewPack(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What it is about.' }) input: IssueQuarterlyReviewInput,
  ): Promise<Read<QuarterlyReviewPack>> {
    return readWritten(await this.reviews.issue(ctx, input));
  }
}

import type { IsoDate } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { HiddenComplaintService } from './hidden-complaint.service.js';
import { HiddenComplaints } from './hidden-complaint.types.js';

@Resolver()
export class HiddenComplaintResolver {
  constructor(@Inject(HiddenComplaintService) private readonly hidden: HiddenComplaintService) {}

  @Query(() => HiddenComplaints, {
    description:
      'Complaints voiced and estimates of those that were not, of the accounts you may see. Errors: INPUT_INVALID.',
  })
  @Allow('complaint.read')
  hiddenComplaints(
    @Ctx() ctx: RequestContext,
    @Args('from', { type: () => DateScalar, description: 'First day.' }) from: IsoDate,
    @Args('to', { type: () => DateScalar, description: 'Last day.' }) to: IsoDate,
  ): Promise<HiddenComplaints> {
    return this.hidden.report(ctx, { from, to });
  }
}

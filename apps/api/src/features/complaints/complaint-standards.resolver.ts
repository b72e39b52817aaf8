import type { IsoDate } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ComplaintStandardsService } from './complaint-standards.service.js';
import { ComplaintStandards } from './complaint-standards.types.js';

@Resolver()
export class ComplaintStandardsResolver {
  constructor(@Inject(ComplaintStandardsService) private readonly standards: ComplaintStandardsService) {}

  @Query(() => ComplaintStandards, {
    description:
      'Response and resolution of complaints that came in from one day to another, against the standards in force, and the standards that the last quarter suggests. Errors: INPUT_INVALID.',
  })
  @Allow('complaint.read')
  complaintStandards(
    @Ctx() ctx: RequestContext,
    @Args('from', { type: () => DateScalar, description: 'First day.' }) from: IsoDate,
    @Args('to', { type: () => DateScalar, description: 'Last day.' }) to: IsoDate,
  ): Promise<ComplaintStandards> {
    return this.standards.report(ctx, { from, to });
  }
}

import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ComplaintClocks, nextStep } from './complaint-clock.service.js';
import { ComplaintDeadline, deadlineOf } from './complaint-deadline.types.js';
import { Complaint } from './complaint.model.js';

/** The deadlines of complaints, worked out when somebody asks. */
@Resolver(() => Complaint)
export class ComplaintDeadlineResolver {
  constructor(@Inject(ComplaintClocks) private readonly clocks: ComplaintClocks) {}

  @ResolveField(() => [ComplaintDeadline], { description: 'Its deadlines, in the order of the steps.' })
  async deadlines(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Complaint, 'id'>,
  ): Promise<readonly ComplaintDeadline[]> {
    const timed = await batchLoad(ctx, this.clocks.byComplaint, id);
    return timed?.clocks.map((step) => deadlineOf(step, timed)) ?? [];
  }

  @ResolveField(() => ComplaintDeadline, {
    nullable: true,
    description:
      'Of the steps not taken yet, the one that is or was due first; null when none is due: closed, or its clocks stand still.',
  })
  async nextDeadline(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Complaint, 'id'>,
  ): Promise<ComplaintDeadline | null> {
    const timed = await batchLoad(ctx, this.clocks.byComplaint, id);
    const next = timed && nextStep(timed.clocks);
    return next ? deadlineOf(next, timed) : null;
  }
}

import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { Write } from '../../platform/graphql/read-engine/write.js';
import { PortalFile } from '../files/file.portal-types.js';
import { ComplaintClocks, dueOf, nextStep } from './complaint-clock.service.js';
import { ComplaintFilingService } from './complaint-filing.service.js';
import { orderLinesRead } from './complaint-list.js';
import {
  FileComplaintInput,
  PortalComplaint,
  PortalComplaintConnection,
  PortalComplaintDeadline,
  PortalComplaintEvent,
  PortalOrderLine,
  PortalOrderLineArgs,
} from './complaint.portal-types.js';
import { NEWEST_COMPLAINTS } from './complaint.reads.js';

@Resolver(() => PortalComplaint)
export class ComplaintPortalResolver {
  constructor(
    @Inject(ComplaintFilingService) private readonly filing: ComplaintFilingService,
    @Inject(ComplaintClocks) private readonly clocks: ComplaintClocks,
  ) {}

  @Query(() => PortalComplaintConnection, { description: "Your company's complaints, the newest first." })
  @Allow('buyer')
  complaints(@Args() args: ConnectionArgs): Read<PortalComplaint> {
    return readConnection(args, NEWEST_COMPLAINTS);
  }

  @Query(() => PortalComplaint, {
    nullable: true,
    description: "One of your company's complaints; null when there is none.",
  })
  @Allow('buyer')
  complaint(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string): Read<PortalComplaint> {
    return readById(id);
  }

  @Query(() => [PortalOrderLine], { description: "Your company's order lines, the newest first." })
  @Allow('buyer')
  orderLines(@Args() args: PortalOrderLineArgs): Read<PortalOrderLine> {
    return orderLinesRead(args);
  }

  @Mutation(() => PortalComplaint, {
    description:
      'Files a complaint and gives its number; the same key again gives the first answer. Errors: INPUT_INVALID, ORDER_LINE_NOT_FOUND, FILE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED.',
  })
  @Allow('buyer')
  fileComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: FileComplaintInput,
  ): Promise<Read<PortalComplaint> | Write<PortalComplaint>> {
    return this.filing.fromPortal(ctx, input);
  }

  @ResolveField(() => PortalComplaintDeadline, {
    nullable: true,
    description: 'What you can expect next; null when nothing is due: closed, or it waits for something.',
  })
  async nextDeadline(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<PortalComplaint, 'id'>,
  ): Promise<PortalComplaintDeadline | null> {
    const timed = await batchLoad(ctx, this.clocks.byComplaint, id);
    const next = timed && nextStep(timed.clocks);
    const dueAt = next && dueOf(next);
    return dueAt ? { step: next.clock, dueAt: new Date(dueAt), overdue: next.breachedAt !== undefined } : null;
  }

  @ResolveField(() => PortalOrderLine, {
    nullable: true,
    description: 'The order line it is about; null when none was named.',
  })
  orderLine(): never {
    return readByEngine();
  }

  @ResolveField(() => [PortalFile], { description: 'Pictures sent along.' })
  files(): never {
    return readByEngine();
  }

  @ResolveField(() => [PortalComplaintEvent], { description: 'Its steps so far, the first one first.' })
  events(): never {
    return readByEngine();
  }
}

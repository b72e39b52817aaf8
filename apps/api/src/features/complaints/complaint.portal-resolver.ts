import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { line, parseArguments } from '../../platform/errors/input-schemas.js';
import { PortalFile } from '../files/file.portal-types.js';
import { ComplaintFilingService } from './complaint-filing.service.js';
import { ComplaintListService } from './complaint-list.service.js';
import {
  FileComplaintInput,
  PortalComplaint,
  PortalComplaintConnection,
  PortalComplaintEvent,
  PortalOrderLine,
  PortalOrderLineArgs,
} from './complaint.portal-types.js';
import { ComplaintService } from './complaint.service.js';
import { OrderLineService } from './order-line.service.js';

const orderLineArguments = z.object({ search: line(100).nullish(), first: z.int().min(1).max(100).nullish() });

@Resolver(() => PortalComplaint)
export class ComplaintPortalResolver {
  constructor(
    @Inject(ComplaintService) private readonly service: ComplaintService,
    @Inject(ComplaintListService) private readonly lists: ComplaintListService,
    @Inject(ComplaintFilingService) private readonly filing: ComplaintFilingService,
    @Inject(OrderLineService) private readonly lines: OrderLineService,
  ) {}

  @Query(() => PortalComplaintConnection, { description: "Your company's complaints, the newest first." })
  @Allow('buyer')
  complaints(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<PortalComplaint>> {
    return this.lists.list(ctx, args);
  }

  @Query(() => PortalComplaint, {
    nullable: true,
    description: "One of your company's complaints; null when there is none.",
  })
  @Allow('buyer')
  complaint(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'Its identifier.' }) id: string,
  ): Promise<PortalComplaint | null> {
    return this.service.find(ctx, id);
  }

  @Query(() => [PortalOrderLine], { description: "Your company's order lines, the newest first." })
  @Allow('buyer')
  orderLines(@Ctx() ctx: RequestContext, @Args() args: PortalOrderLineArgs): Promise<PortalOrderLine[]> {
    const { search, first } = parseArguments(orderLineArguments, { search: args.search || null, first: args.first });
    return this.lines.recent(ctx, search ?? null, first ?? 20);
  }

  @Mutation(() => PortalComplaint, {
    description:
      'Files a complaint and gives its number; the same key again gives the first answer. Errors: INPUT_INVALID, ORDER_LINE_NOT_FOUND, FILE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED.',
  })
  @Allow('buyer')
  @Transactional()
  fileComplaint(@Ctx() ctx: RequestContext, @Args('input') input: FileComplaintInput): Promise<PortalComplaint> {
    return this.filing.fileFromPortal(ctx, input);
  }

  @ResolveField(() => PortalOrderLine, {
    nullable: true,
    description: 'The order line it is about; null when none was named.',
  })
  async orderLine(
    @Ctx() ctx: RequestContext,
    @Parent() { orderLineId }: PortalComplaint,
  ): Promise<PortalOrderLine | null> {
    return (orderLineId !== null && (await batchLoad(ctx, this.lines.byIds, orderLineId))) || null;
  }

  @ResolveField(() => [PortalFile], { description: 'Pictures sent along.' })
  async files(@Ctx() ctx: RequestContext, @Parent() { id }: PortalComplaint): Promise<PortalFile[]> {
    return (await batchLoad(ctx, this.service.filesOf, id)) ?? [];
  }

  @ResolveField(() => [PortalComplaintEvent], { description: 'Its steps so far, the first one first.' })
  async events(@Ctx() ctx: RequestContext, @Parent() { id }: PortalComplaint): Promise<PortalComplaintEvent[]> {
    return (await batchLoad(ctx, this.service.eventsOf, id)) ?? [];
  }
}

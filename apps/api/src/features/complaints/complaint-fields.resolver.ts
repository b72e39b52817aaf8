import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { FileView } from '../files/file.types.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { Complaint } from './complaint.model.js';
import { ComplaintService } from './complaint.service.js';
import { ComplaintEvent, ComplaintOrderLine } from './complaint.types.js';
import { OrderLineService } from './order-line.service.js';

@Resolver(() => Complaint)
export class ComplaintFieldsResolver {
  constructor(
    @Inject(ComplaintService) private readonly service: ComplaintService,
    @Inject(OrderLineService) private readonly orderLines: OrderLineService,
    @Inject(AccountService) private readonly accounts: AccountService,
  ) {}

  @ResolveField(() => Account, { description: 'The account that complains; needs account.read.' })
  async account(@Ctx() ctx: RequestContext, @Parent() { accountId }: Complaint): Promise<Account | undefined> {
    demandPermission(ctx, 'account.read');
    return batchLoad(ctx, this.accounts.byIds, accountId);
  }

  @ResolveField(() => ComplaintOrderLine, {
    nullable: true,
    description: 'The order line it is about; null when none was named or its import was undone.',
  })
  async orderLine(
    @Ctx() ctx: RequestContext,
    @Parent() { orderLineId }: Complaint,
  ): Promise<ComplaintOrderLine | null> {
    return (orderLineId !== null && (await batchLoad(ctx, this.orderLines.byIds, orderLineId))) || null;
  }

  @ResolveField(() => [FileView], { description: 'What was sent along.' })
  async files(@Ctx() ctx: RequestContext, @Parent() { id }: Complaint): Promise<FileView[]> {
    return (await batchLoad(ctx, this.service.filesOf, id)) ?? [];
  }

  @ResolveField(() => [ComplaintEvent], { description: 'Its steps so far, the first one first.' })
  async events(@Ctx() ctx: RequestContext, @Parent() { id }: Complaint): Promise<ComplaintEvent[]> {
    return (await batchLoad(ctx, this.service.eventsOf, id)) ?? [];
  }
}

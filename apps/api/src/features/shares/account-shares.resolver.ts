import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { ShareService } from './share.service.js';
import { ShareOfWallet, SharesArgs } from './share.types.js';

@Resolver(() => Account)
export class AccountSharesResolver {
  constructor(@Inject(ShareService) private readonly service: ShareService) {}

  @ResolveField(() => [ShareOfWallet], {
    description:
      'Shares of wallet by month and category, the oldest first; months whose twelve months are not fully covered by a wallet are missing. Needs trade.read.',
  })
  shares(@Ctx() ctx: RequestContext, @Parent() { id }: Account, @Args() args: SharesArgs): Promise<ShareOfWallet[]> {
    demandPermission(ctx, 'trade.read');
    return this.service.byCategory(ctx, id, args);
  }

  @ResolveField(() => ShareOfWallet, {
    nullable: true,
    description:
      'Share of wallet over all categories with a wallet, ours counted in those alone; null where no wallet is known. Needs trade.read.',
  })
  share(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args('month', {
      type: () => DateScalar,
      nullable: true,
      description: 'The month, by any of its days; the latest there is unless told.',
    })
    month?: string,
  ): Promise<ShareOfWallet | null> {
    demandPermission(ctx, 'trade.read');
    return this.service.overall(ctx, id, month ?? null);
  }
}

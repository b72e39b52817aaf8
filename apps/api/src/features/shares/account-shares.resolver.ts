import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { ShareOfWallet, SharesArgs, WalletConnection } from './share.types.js';

/** The shares of accounts; how they are read stands in `share.reads.ts`. */
@Resolver(() => Account)
export class AccountSharesResolver {
  @ResolveField(() => [ShareOfWallet], {
    description:
      'Shares of wallet by month and category, the oldest first; months whose twelve months are not fully covered by a wallet are missing. Needs trade.read.',
  })
  shares(@Args() _args: SharesArgs): never {
    return readByEngine();
  }

  @ResolveField(() => WalletConnection, {
    description: 'What is known of its wallets, the latest month first; needs trade.read.',
  })
  wallets(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => ShareOfWallet, {
    nullable: true,
    description:
      'Share of wallet over all categories with a wallet, ours counted in those alone; null where no wallet is known. Needs trade.read.',
  })
  share(
    @Args('month', {
      type: () => DateScalar,
      nullable: true,
      description: 'The month, by any of its days; the latest there is unless told.',
    })
    _month?: string,
  ): never {
    return readByEngine();
  }
}

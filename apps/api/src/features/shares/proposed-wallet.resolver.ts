import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { ProposedWalletService } from './proposed-wallet.service.js';
import { AcceptProposedWalletInput, ProposedWallet, ProposedWalletArgs } from './proposed-wallet.types.js';
import { Wallet } from './share.types.js';

@Resolver(() => ProposedWallet)
export class ProposedWalletResolver {
  constructor(@Inject(ProposedWalletService) private readonly service: ProposedWalletService) {}

  @Query(() => ProposedWallet, {
    description:
      'What an account buys of a category by its own statement: purchases × the category’s share of them. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('financials.read')
  proposedWallet(@Ctx() ctx: RequestContext, @Args() args: ProposedWalletArgs): Promise<ProposedWallet> {
    return this.service.propose(ctx, args);
  }

  @Mutation(() => Wallet, {
    description:
      'Takes a proposed wallet for true: it becomes a wallet of method STATEMENT, and shares follow. Errors: INPUT_INVALID, NOT_FOUND, PROPOSED_WALLET_CHANGED.',
  })
  @Allow('financials.write')
  async acceptProposedWallet(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The proposal.' }) input: AcceptProposedWalletInput,
  ): Promise<Read<Wallet>> {
    return readWritten(await this.service.accept(ctx, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes back a wallet that somebody accepted; shares follow, and the audit log keeps it. Answers its id. Errors: NOT_FOUND, WALLET_IMPORTED.',
  })
  @Allow('financials.write')
  withdrawWallet(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The wallet.' }) id: string,
  ): Promise<string> {
    return this.service.withdraw(ctx, id);
  }
}

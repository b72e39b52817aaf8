import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { StageOutlookService } from './stage-outlook.service.js';
import { StageProposal } from './stage-proposal.entity.js';
import { StageHistoryEntry, StageOutlook } from './stage.types.js';

/** Fields of accounts about their stage; how they are read stands in `stage.reads.ts`. */
@Resolver(() => Account)
export class AccountStagesResolver {
  constructor(@Inject(StageOutlookService) private readonly outlooks: StageOutlookService) {}

  @ResolveField(() => [StageHistoryEntry], {
    description: 'Every change of its stage with evidence and people, the oldest first. Entries are only ever added.',
  })
  stageHistory(): never {
    return readByEngine();
  }

  @ResolveField(() => StageProposal, { nullable: true, description: 'The open proposal to move it; null without one.' })
  stageProposal(): never {
    return readByEngine();
  }

  @ResolveField(() => StageOutlook, {
    nullable: true,
    description: 'What the next gate demands and what would demote the account; null until its opening stage is set.',
  })
  async stageOutlook(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Account, 'id'>): Promise<StageOutlook | null> {
    return (await batchLoad(ctx, this.outlooks.byAccount, id)) ?? null;
  }
}

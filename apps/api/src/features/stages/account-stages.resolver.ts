import type { StageHistoryEntry as DomainEntry } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { Account } from '../accounts/account.entity.js';
import { evidenceView } from './stage-gate.view.js';
import { StageOutlookService } from './stage-outlook.service.js';
import { StageProposal } from './stage-proposal.entity.js';
import { StageProposalStore } from './stage-proposal.store.js';
import { StageStore } from './stage.store.js';
import { StageHistoryEntry, StageOutlook } from './stage.types.js';

@Resolver(() => Account)
export class AccountStagesResolver {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(StageProposalStore) private readonly proposals: StageProposalStore,
    @Inject(StageOutlookService) private readonly outlooks: StageOutlookService,
  ) {}

  @ResolveField(() => [StageHistoryEntry], {
    description: 'Every change of its stage with evidence and people, the oldest first. Entries are only ever added.',
  })
  async stageHistory(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<StageHistoryEntry[]> {
    return ((await batchLoad(ctx, this.stages.states, id))?.history ?? []).map((entry) => entryView(ctx, entry));
  }

  @ResolveField(() => StageProposal, { nullable: true, description: 'The open proposal to move it; null without one.' })
  async stageProposal(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<StageProposal | null> {
    return (await batchLoad(ctx, this.proposals.openByAccount, id)) ?? null;
  }

  @ResolveField(() => StageOutlook, {
    nullable: true,
    description: 'What the next gate demands and what would demote the account; null until its opening stage is set.',
  })
  async stageOutlook(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<StageOutlook | null> {
    return (await batchLoad(ctx, this.outlooks.byAccount, id)) ?? null;
  }
}

function entryView(
  ctx: RequestContext,
  { proposedBy, approvers, evidence, cause, regressionKind, note, ...entry }: DomainEntry,
): StageHistoryEntry {
  return {
    ...entry,
    cause: cause ?? null,
    regressionKind: regressionKind ?? null,
    note: note ?? null,
    proposedBy: { actor: proposedBy },
    approvers: approvers.map((actor) => ({ actor })),
    evidence: evidence.map((each) => evidenceView(ctx, each)),
  };
}

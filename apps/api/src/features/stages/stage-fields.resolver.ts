import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { StaffService } from '../staff/staff.service.js';
import { evidenceView, gateView } from './stage-gate.view.js';
import { StageEvidence, StageGate } from './stage-gate.types.js';
import { StageProposal } from './stage-proposal.entity.js';
import { StageActor, StageApproval } from './stage.types.js';

@Resolver(() => StageProposal)
export class StageProposalFieldsResolver {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  @ResolveField(() => Account, { description: 'The account that would move.' })
  account(@Ctx() ctx: RequestContext, @Parent() { accountId }: StageProposal): Promise<Account | undefined> {
    return batchLoad(ctx, this.accounts.byIds, accountId);
  }

  @ResolveField(() => StageActor, { description: 'Who proposed it; `system:evaluation` where the figures did.' })
  proposedBy(@Parent() { proposedBy }: StageProposal): StageActor {
    return { actor: proposedBy };
  }

  @ResolveField(() => StageActor, { nullable: true, description: 'Who decided it last; null while open.' })
  decidedBy(@Parent() { decidedBy }: StageProposal): StageActor | null {
    return decidedBy === null ? null : { actor: decidedBy };
  }

  @ResolveField(() => [StageApproval], { description: 'Approvals given so far.' })
  approvals(@Parent() { approvals }: StageProposal): StageApproval[] {
    return approvals.map(({ by, at }) => ({ by: { actor: by }, at }));
  }

  @ResolveField(() => [StageEvidence], { description: 'The evidence of the last check.' })
  evidence(@Ctx() ctx: RequestContext, @Parent() { evidence }: StageProposal): StageEvidence[] {
    return evidence.map((each) => evidenceView(ctx, each));
  }

  @ResolveField(() => StageGate, {
    description: 'The gate it has to pass under the present rules, against the evidence of the last check.',
  })
  async gate(@Ctx() ctx: RequestContext, @Parent() { kind, to, evidence }: StageProposal): Promise<StageGate> {
    const { stage } = await this.policies.current(ctx);
    return gateView(ctx, stage, kind, to, evidence);
  }
}

@Resolver(() => StageActor)
export class StageActorResolver {
  constructor(@Inject(StaffService) private readonly staff: StaffService) {}

  @ResolveField(() => String, { nullable: true, description: "The member of staff's name; null for Mortise itself." })
  async name(@Ctx() ctx: RequestContext, @Parent() { actor }: StageActor): Promise<string | null> {
    const [kind, id = ''] = actor.split(':');
    return kind === 'staff' ? ((await batchLoad(ctx, this.staff.byIds, id))?.name ?? null) : null;
  }
}

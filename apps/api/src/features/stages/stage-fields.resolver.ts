import type { StagePolicy } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { PolicyService } from '../policies/policy.service.js';
import { gateView } from './stage-gate.view.js';
import { StageEvidence, StageGate } from './stage-gate.types.js';
import { StageProposal } from './stage-proposal.entity.js';
import { StageActor, StageApproval } from './stage.types.js';

/** Fields of proposals that are no columns; how they are read stands in `stage.reads.ts`. */
@Resolver(() => StageProposal)
export class StageProposalFieldsResolver {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  @ResolveField(() => Account, { description: 'The account that would move.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StageActor, { description: 'Who proposed it; `system:evaluation` where the figures did.' })
  proposedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StageActor, { nullable: true, description: 'Who decided it last; null while open.' })
  decidedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [StageApproval], { description: 'Approvals given so far.' })
  approvals(): never {
    return readByEngine();
  }

  @ResolveField(() => [StageEvidence], { description: 'The evidence of the last check.' })
  evidence(): never {
    return readByEngine();
  }

  @ResolveField(() => StageGate, {
    description: 'The gate it has to pass under the present rules, against the evidence of the last check.',
  })
  async gate(
    @Ctx() ctx: RequestContext,
    @Parent() { kind, to, evidence }: Pick<StageProposal, 'kind' | 'to' | 'evidence'>,
  ): Promise<StageGate> {
    return gateView(ctx, (await batchLoad(ctx, this.rules, 'CURRENT')) as StagePolicy, kind, to, evidence);
  }

  /** The rules in force, once for all proposals of a list. */
  private readonly rules = async (ctx: RequestContext): Promise<ReadonlyMap<'CURRENT', StagePolicy>> => {
    const { stage } = await this.policies.current(ctx);
    return new Map([['CURRENT', stage]]);
  };
}

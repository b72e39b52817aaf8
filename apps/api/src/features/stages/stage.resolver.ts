import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { RegressionCause, RegressionKind, Stage } from '@mortise/domain';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { StageEnum } from '../accounts/account.enums.js';
import { Account } from '../accounts/account.entity.js';
import { StageEvidenceService } from './stage-evidence.service.js';
import { StageProposal } from './stage-proposal.entity.js';
import { stageProposalsRead } from './stage-proposal-list.js';
import { AttestStageEvidenceInput, ProposeStageInput } from './stage.inputs.js';
import { RegressionCauseEnum, RegressionKindEnum } from './stage.enums.js';
import { StageService } from './stage.service.js';
import { StageProposalArgs, StageProposalConnection } from './stage.types.js';

const VERSION = {
  type: () => Int,
  nullable: true,
  description:
    "The proposal's `accountVersion` you decided on; refused with STALE_PROPOSAL when something happened since.",
};

@Resolver(() => StageProposal)
export class StageResolver {
  constructor(
    @Inject(StageService) private readonly stages: StageService,
    @Inject(StageEvidenceService) private readonly evidence: StageEvidenceService,
  ) {}

  @Query(() => StageProposalConnection, {
    description: 'Stage proposals of the accounts you may see, the newest first.',
  })
  @Allow('account.read')
  stageProposals(@Args() args: StageProposalArgs): Read<StageProposal> {
    return stageProposalsRead(args);
  }

  @Mutation(() => Account, {
    description:
      'Sets the opening stage of an account, once. Anything above DEVELOPMENT needs stage.approve, STRATEGIC stage.approve.executive. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, ALREADY_OPENED.',
  })
  @Allow('stage.propose')
  @Transactional()
  async openStage(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, description: 'The account.' }) accountId: string,
    @Args('stage', { type: () => StageEnum, description: 'Where it stands.' }) stage: Stage,
    @Args('note', { type: () => String, nullable: true, description: 'On what ground.' }) note?: string | null,
  ): Promise<Read<Account>> {
    return readWritten(await this.stages.open(ctx, { accountId, stage, note }));
  }

  @Mutation(() => StageProposal, {
    description:
      'Proposes a move by one stage, or an end, and measures the evidence for it. Errors: INPUT_INVALID, NOT_FOUND, NOT_OPENED, PROPOSAL_OPEN, SAME_STAGE, STAGE_LEAP (the reason lists `allowed`), CAUSE_REQUIRED (the reason lists `allowed`), CAUSE_FOR_COMPLIANCE (COMPETITOR_BRIBERY goes to `referToCompliance`).',
  })
  @Allow('stage.propose')
  @Transactional()
  async proposeStage(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ProposeStageInput,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.stages.propose(ctx, input));
  }

  @Mutation(() => StageProposal, {
    description:
      'Says why the relationship goes back or ends, where the figures alone proposed it. Approvals given before have to be given anew. Errors: NOT_FOUND, NO_OPEN_PROPOSAL, CAUSE_NOT_EXPECTED, CAUSE_FOR_COMPLIANCE (COMPETITOR_BRIBERY goes to `referToCompliance`).',
  })
  @Allow('stage.propose')
  @Transactional()
  async nameStageCause(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: string,
    @Args('cause', { type: () => RegressionCauseEnum, description: 'Why.' }) cause: RegressionCause,
    @Args('regressionKind', { type: () => RegressionKindEnum, nullable: true, description: 'Slow or sudden.' })
    regressionKind?: RegressionKind | null,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.evidence.nameCause(ctx, { id, cause, regressionKind }));
  }

  @Mutation(() => StageProposal, {
    description:
      'Vouches for a criterion that cannot be measured. Approvals given before have to be given anew. Errors: INPUT_INVALID, NOT_FOUND, NO_OPEN_PROPOSAL, CRITERION_NOT_IN_GATE, ATTESTATION_NOT_ALLOWED.',
  })
  @Allow('stage.propose')
  @Transactional()
  async attestStageEvidence(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AttestStageEvidenceInput,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.evidence.attest(ctx, input));
  }

  @Mutation(() => StageProposal, {
    description:
      'Measures the evidence again. Approvals given before have to be given anew. Errors: NOT_FOUND, NO_OPEN_PROPOSAL.',
  })
  @Allow('stage.propose')
  @Transactional()
  async checkStageEvidence(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: string,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.evidence.checkEvidence(ctx, { id }));
  }

  @Mutation(() => StageProposal, {
    description:
      'Approves a proposal; the last approval that is needed moves the account. STRATEGIC and ENDED need stage.approve.executive, ENDED two people. Errors: NOT_FOUND, FORBIDDEN, EVIDENCE_CHANGED (facts or rules differ from the last check: the evidence has been checked again and approvals have to be given anew), GATE_NOT_MET (the reason lists `criteria`), PROPOSER_MAY_NOT_APPROVE (nor may, for STRATEGIC and ENDED, who named the cause or vouched for evidence), SECOND_APPROVER_REQUIRED, NO_OPEN_PROPOSAL, STALE_PROPOSAL.',
  })
  @Allow('stage.approve')
  async approveStage(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: string,
    @Args('expectedVersion', VERSION) expectedVersion?: number | null,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.stages.approve(ctx, { id, expectedVersion }));
  }

  @Mutation(() => StageProposal, {
    description: 'Turns a proposal down. Errors: NOT_FOUND, NOTE_REQUIRED, NO_OPEN_PROPOSAL, STALE_PROPOSAL.',
  })
  @Allow('stage.approve')
  @Transactional()
  async rejectStage(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: string,
    @Args('note', { description: 'Why.' }) note: string,
    @Args('expectedVersion', VERSION) expectedVersion?: number | null,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.stages.reject(ctx, { id, note, expectedVersion }));
  }

  @Mutation(() => StageProposal, { description: 'Takes a proposal back. Errors: NOT_FOUND, NO_OPEN_PROPOSAL.' })
  @Allow('stage.propose')
  @Transactional()
  async withdrawStage(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: string,
  ): Promise<Read<StageProposal>> {
    return readWritten(await this.stages.withdraw(ctx, { id }));
  }
}

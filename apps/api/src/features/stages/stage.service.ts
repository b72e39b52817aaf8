import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { refuseConfidential } from './confidential-causes.js';
import { openingPermissions } from './opening-permission.js';
import { actOf, StageCommands, StageLocks, type Written } from './stage-commands.js';
import { StageEvidenceService } from './stage-evidence.service.js';
import { EvidenceChanged } from './stages.errors.js';
import { decisionArguments, openArguments, proposeInput, type ProposeStageInput } from './stage.inputs.js';

/** Stage transitions as people carry them out: propose, approve, reject, withdraw. */
@Injectable()
export class StageService {
  constructor(
    @Inject(StageLocks) private readonly locks: StageLocks,
    @Inject(StageCommands) private readonly commands: StageCommands,
    @Inject(StageEvidenceService) private readonly evidence: StageEvidenceService,
  ) {}

  /** Sets the opening stage, once. Anything above DEVELOPMENT needs `stage.approve`: it passes the gates by. */
  async open(ctx: RequestContext, args: unknown): Promise<Written> {
    const { accountId, stage, note } = parseArguments(openArguments, args);
    for (const permission of openingPermissions(stage)) demandPermission(ctx, permission);
    const account = await this.locks.byAccount(ctx, accountId);
    await this.commands.run(ctx, account, { type: 'OPEN', stage, ...actOf(ctx), ...(note == null ? {} : { note }) });
    return { id: accountId };
  }

  async propose(ctx: RequestContext, input: ProposeStageInput): Promise<Written> {
    const { accountId, to, cause, regressionKind, note } = parseInput(proposeInput, input);
    refuseConfidential(cause);
    const account = await this.locks.byAccount(ctx, accountId);
    const proposalId = uuidv7();
    const proposed = await this.commands.run(ctx, account, {
      ...{ type: 'PROPOSE', proposalId, to, ...actOf(ctx) },
      ...(cause == null ? {} : { cause }),
      ...(regressionKind == null ? {} : { regressionKind }),
      ...(note == null ? {} : { note }),
    });
    await this.evidence.check(ctx, proposed, proposalId);
    return { id: proposalId };
  }

  /**
   * Gives one approval; the last one that is needed moves the account. Facts or rules that have changed since the evidence
   * was checked are recorded, which voids the approvals given so far, and nothing is approved.
   * @throws EvidenceChanged after what has changed was committed, unless the caller has a transaction open
   */
  async approve(ctx: RequestContext, args: unknown): Promise<Written> {
    const { id, expectedVersion } = parseArguments(decisionArguments, args);
    if (!(await ctx.transaction(() => this.decide(ctx, id, expectedVersion)))) throw new EvidenceChanged();
    return { id };
  }

  /** @returns false when the evidence had changed */
  private async decide(ctx: RequestContext, id: string, expectedVersion: number | null | undefined): Promise<boolean> {
    const account = await this.locks.byProposal(ctx, id);
    const to = account.state.proposal?.to;
    if (to === 'STRATEGIC' || to === 'ENDED') demandPermission(ctx, 'stage.approve.executive');
    if ((expectedVersion ?? account.state.version) === account.state.version) {
      if (await this.evidence.checkIfChanged(ctx, account, id)) return false;
    }
    const approved = await this.commands.run(ctx, account, {
      type: 'APPROVE',
      proposalId: id,
      ...actOf(ctx),
      ...seen(expectedVersion),
    });
    if (approved.state.proposal?.state === 'APPROVED') {
      await this.commands.run(ctx, approved, { type: 'MAKE_EFFECTIVE', proposalId: id, ...actOf(ctx) });
    }
    return true;
  }

  async reject(ctx: RequestContext, args: unknown): Promise<Written> {
    const { id, note, expectedVersion } = parseArguments(decisionArguments, args);
    const account = await this.locks.byProposal(ctx, id);
    await this.commands.run(ctx, account, {
      type: 'REJECT',
      proposalId: id,
      note: note ?? '',
      ...actOf(ctx),
      ...seen(expectedVersion),
    });
    return { id };
  }

  async withdraw(ctx: RequestContext, args: unknown): Promise<Written> {
    const { id } = parseArguments(decisionArguments, args);
    await this.commands.run(ctx, await this.locks.byProposal(ctx, id), {
      type: 'WITHDRAW',
      proposalId: id,
      ...actOf(ctx),
    });
    return { id };
  }
}

function seen(expectedVersion: number | null | undefined): { expectedVersion?: number } {
  return expectedVersion == null ? {} : { expectedVersion };
}

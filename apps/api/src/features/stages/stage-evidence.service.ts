import {
  assessGate,
  type AttestedEvidence,
  CRITERIA,
  type CriterionCode,
  type Evidence,
  gateFor,
  type StageProposal as OpenProposal,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { DataDay } from '../evaluation/data-day.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { actOf, type LockedAccount, StageCommands, StageLocks, type Written } from './stage-commands.js';
import { attestations, measured } from './stage-measurement.js';
import type { StageProposal } from './stage-proposal.entity.js';
import { StageFactsService } from './stage-facts.service.js';
import { attestInput, type AttestStageEvidenceInput, causeArguments, decisionArguments } from './stage.inputs.js';
import { refuseConfidential } from './confidential-causes.js';
import { CriterionNotInGate } from './stages.errors.js';

/** The evidence of stage proposals: measured by Mortise, vouched for by people. */
@Injectable()
export class StageEvidenceService {
  constructor(
    @Inject(StageLocks) private readonly locks: StageLocks,
    @Inject(StageCommands) private readonly commands: StageCommands,
    @Inject(StageFactsService) private readonly facts: StageFactsService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
  ) {}

  /** Says why the relationship goes back or ends, where the figures alone proposed it. */
  async nameCause(ctx: RequestContext, args: unknown): Promise<Written> {
    const { id, cause, regressionKind } = parseArguments(causeArguments, args);
    refuseConfidential(cause);
    const account = await this.locks.byProposal(ctx, id);
    const kind = regressionKind == null ? {} : { regressionKind };
    const named = await this.commands.run(ctx, account, {
      type: 'NAME_CAUSE',
      proposalId: id,
      cause,
      ...kind,
      ...actOf(ctx),
    });
    await this.check(ctx, named, id);
    return { id };
  }

  /** Adds what a person vouches for, in place of what the same person said before, and checks the evidence. */
  async attest(ctx: RequestContext, input: AttestStageEvidenceInput): Promise<Written> {
    const { proposalId, criterion, met, note, value } = parseInput(attestInput, input);
    const account = await this.locks.byProposal(ctx, proposalId);
    const { proposal } = account.state;
    if (proposal?.id === proposalId && !asked(account, proposal).some(({ code }) => code === criterion)) {
      throw new CriterionNotInGate(criterion);
    }
    const attested: AttestedEvidence = {
      ...{ criterion, source: 'ATTESTED', met: met ?? true, note, ...actOf(ctx) },
      ...(value == null ? {} : { value }),
    };
    await this.check(ctx, account, proposalId, attested);
    return { id: proposalId };
  }

  /** Measures the gate again and keeps what people have vouched for. */
  async checkEvidence(ctx: RequestContext, args: unknown): Promise<Written> {
    const { id } = parseArguments(decisionArguments, args);
    await this.check(ctx, await this.locks.byProposal(ctx, id), id);
    return { id };
  }

  /** What still holds a proposal back, and what of it a person may vouch for. */
  async gateOf(
    ctx: RequestContext,
    { kind, to, evidence }: StageProposal,
  ): Promise<{ missing: readonly { criterion: CriterionCode; attestable: boolean }[] }> {
    const { stage } = await this.policies.current(ctx);
    const { missing } = assessGate(gateFor(stage, kind, to), evidence);
    return { missing: missing.map(({ criterion }) => ({ criterion, attestable: CRITERIA[criterion].attestable })) };
  }

  /** Checks the evidence of a locked account's proposal, with one more attestation if there is one. */
  async check(
    ctx: RequestContext,
    account: LockedAccount,
    proposalId: string,
    attested?: AttestedEvidence,
  ): Promise<LockedAccount> {
    const { proposal } = account.state;
    const evidence = proposal?.id === proposalId ? await this.evidence(ctx, account, proposal, attested) : [];
    return this.commands.run(ctx, account, { type: 'CHECK_EVIDENCE', proposalId, evidence, ...actOf(ctx) });
  }

  /** Checks a proposal's evidence again if what is measured, or the rules it is held against, differ from the last check. */
  async checkIfChanged(ctx: RequestContext, account: LockedAccount, proposalId: string): Promise<boolean> {
    const { proposal } = account.state;
    if (proposal?.id !== proposalId || proposal.state !== 'EVIDENCE_CHECKED') return false;
    const now = await this.evidence(ctx, account, proposal, undefined);
    const same =
      verdicts(now) === verdicts(proposal.evidence) && proposal.policyVersion === account.policy.stage.version;
    if (same) return false;
    await this.commands.run(ctx, account, { type: 'CHECK_EVIDENCE', proposalId, evidence: now, ...actOf(ctx) });
    return true;
  }

  private async evidence(
    ctx: RequestContext,
    { accountId, policy }: LockedAccount,
    { movement, to, evidence }: OpenProposal,
    attested: AttestedEvidence | undefined,
  ): Promise<readonly Evidence[]> {
    const facts = (await this.facts.collect(ctx, [accountId], await this.dataDay.of(ctx, policy), policy)).get(
      accountId,
    );
    const kept = attestations(evidence).filter((item) => !(attested && saidBefore(item, attested)));
    return [...(facts ? measured(policy.stage, movement, to, facts) : []), ...kept, ...(attested ? [attested] : [])];
  }
}

function asked({ policy }: LockedAccount, { movement, to }: OpenProposal) {
  return gateFor(policy.stage, movement, to);
}

/** What was measured outside of the proposal itself, in a form that can be compared. */
function verdicts(evidence: readonly Evidence[]): string {
  return evidence
    .filter(({ source, criterion }) => source === 'MEASURED' && CRITERIA[criterion].measuredFrom !== 'PROPOSAL')
    .map(({ criterion, met }) => `${criterion}=${met}`)
    .sort()
    .join(' ');
}

function saidBefore(item: Evidence, { criterion, by }: AttestedEvidence): boolean {
  return item.source === 'ATTESTED' && item.criterion === criterion && item.by === by;
}

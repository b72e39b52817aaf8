import { type IsoDate, monthOf, type MovementSuggestion, proposeMovement } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { StageCommands } from '../stages/stage-commands.js';
import { StageProposalStore } from '../stages/stage-proposal.store.js';
import { type AccountFacts, measured } from '../stages/stage-measurement.js';
import { StageFactsService } from '../stages/stage-facts.service.js';
import { StageStore } from '../stages/stage.store.js';

/** Proposes the stage movements that orders and shares speak for. It proposes; people decide. */
@Injectable()
export class MovementProposer {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(StageProposalStore) private readonly proposals: StageProposalStore,
    @Inject(StageFactsService) private readonly facts: StageFactsService,
    @Inject(StageCommands) private readonly commands: StageCommands,
  ) {}

  /** @returns how many proposals it made: at most one per account, and none again on facts that have been decided on */
  async propose(
    ctx: RequestContext,
    accountIds: readonly string[],
    policy: PolicyVersion,
    asOf: IsoDate,
  ): Promise<number> {
    const states = await this.stages.states(ctx, accountIds);
    const undecided = [...states]
      .filter(([, { proposal }]) => proposal === null)
      .map(([id]) => id)
      .sort();
    const facts = await this.facts.collect(ctx, undecided, asOf, policy.stage);
    const known = await this.proposals.knownBases(ctx, undecided);
    let proposed = 0;
    for (const accountId of undecided) {
      const [state, account] = [states.get(accountId), facts.get(accountId)];
      const suggestion = state && account ? proposeMovement(account.stage, state, policy.stage) : null;
      if (!suggestion || !account || known.has(`${accountId} ${basisOf(suggestion, asOf)}`)) continue;
      if (await this.enter(ctx, accountId, suggestion, account, policy, basisOf(suggestion, asOf))) proposed++;
    }
    return proposed;
  }

  private async enter(
    ctx: RequestContext,
    accountId: string,
    { from, to, movement }: MovementSuggestion,
    facts: AccountFacts,
    policy: PolicyVersion,
    basis: string,
  ): Promise<boolean> {
    const state = await this.stages.lock(ctx, accountId);
    // Somebody was quicker: whatever they did goes before what the figures say.
    if (state.position !== from || state.proposal !== null) return false;
    const act = { proposalId: uuidv7(), by: ctx.actor, at: ctx.now().toISOString() };
    const down = movement !== 'ADVANCE';
    const proposed = await this.commands.run(
      ctx,
      { accountId, state, policy },
      { type: 'PROPOSE', to, ...act, ...(down ? { causeToBeNamed: true } : {}) },
      basis,
    );
    await this.commands.run(ctx, proposed, {
      type: 'CHECK_EVIDENCE',
      evidence: measured(policy.stage, movement, to, facts),
      ...act,
    });
    return true;
  }
}

/**
 * Names the facts a suggestion rests on. While they stay the same it is not made again, however it was decided; a new
 * month, a corrected share or a new order is a new ground.
 */
function basisOf({ movement, to, evidence, months }: MovementSuggestion, asOf: IsoDate): string {
  const values = evidence
    .filter(({ met, value }) => met === true && value !== undefined)
    .map(({ criterion, value }) => `${criterion}=${typeof value === 'number' ? value.toFixed(6) : value}`);
  return [movement, to, months.at(-1) ?? monthOf(asOf), ...values].join(' ');
}

import { type IsoDate, monthOf, type MovementSuggestion, proposeMovement, type StageCommand } from '@mortise/domain';
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
    const facts = await this.facts.collect(ctx, undecided, asOf, policy);
    const known = await this.proposals.knownBases(ctx, undecided);
    const suggested = undecided.flatMap((accountId) => {
      const [state, account] = [states.get(accountId), facts.get(accountId)];
      const suggestion = state && account ? proposeMovement(account.stage, state, policy.stage) : null;
      if (!suggestion || !account) return [];
      const basis = basisOf(suggestion, asOf);
      return known.has(`${accountId} ${basis}`) ? [] : [{ accountId, suggestion, facts: account, basis }];
    });
    return suggested.length === 0 ? 0 : this.enter(ctx, suggested, policy);
  }

  private async enter(ctx: RequestContext, suggested: readonly Suggested[], policy: PolicyVersion): Promise<number> {
    const locked = await this.stages.lockAll(
      ctx,
      suggested.map(({ accountId }) => accountId),
    );
    const proposing = suggested.flatMap(({ accountId, suggestion: { from, to, movement }, facts, basis }) => {
      const state = locked.get(accountId);
      // Somebody was quicker: whatever they did goes before what the figures say.
      if (state?.position !== from || state.proposal !== null) return [];
      const act = { proposalId: uuidv7(), by: ctx.actor, at: ctx.now().toISOString() };
      const down = movement !== 'ADVANCE';
      const evidence = measured(policy.stage, movement, to, facts);
      const commands: readonly StageCommand[] = [
        { type: 'PROPOSE', to, ...act, ...(down ? { causeToBeNamed: true } : {}) },
        { type: 'CHECK_EVIDENCE', evidence, ...act },
      ];
      return [{ accountId, state, commands, basis }];
    });
    await this.commands.proposeAll(ctx, proposing, policy);
    return proposing.length;
  }
}

/** A movement that an account's facts speak for, and the name of these facts. */
interface Suggested {
  readonly accountId: string;
  readonly suggestion: MovementSuggestion;
  readonly facts: AccountFacts;
  readonly basis: string;
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

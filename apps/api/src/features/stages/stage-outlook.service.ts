import {
  type Evidence,
  type Movement,
  neighbourStage,
  type StagePolicy,
  type StagePosition,
  type StageState,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { DataDay } from '../evaluation/data-day.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { gateView } from './stage-gate.view.js';
import { type AccountFacts, attestations, measured } from './stage-measurement.js';
import { StageFactsService } from './stage-facts.service.js';
import { StageStore } from './stage.store.js';
import type { StageOutlook } from './stage.types.js';

/** What the gates around an account's stage ask for, and what is known of it today. */
@Injectable()
export class StageOutlookService {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(StageFactsService) private readonly facts: StageFactsService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
  ) {}

  /** Stable, so that sibling fields share the statements. */
  readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, StageOutlook>> => {
    const states = await this.stages.states(ctx, accountIds);
    const policy = await this.policies.current(ctx);
    const asOf = await this.dataDay.of(ctx, policy);
    const facts = await this.facts.collect(ctx, [...states.keys()], asOf, policy);
    return new Map(
      [...states].flatMap(([id, state]) => {
        const known = facts.get(id);
        const outlook = known && outlookOf(ctx, state, known, policy.stage, asOf);
        return outlook ? [[id, outlook] as const] : [];
      }),
    );
  };
}

function outlookOf(
  ctx: RequestContext,
  state: StageState,
  facts: AccountFacts,
  policy: StagePolicy,
  asOf: string,
): StageOutlook | null {
  const { position, proposal } = state;
  if (position === null) return null;
  const gate = (movement: Exclude<Movement, 'OPEN'>, to: StagePosition | null) => {
    if (to === null) return null;
    const attested: readonly Evidence[] = proposal?.to === to ? attestations(proposal.evidence) : [];
    return gateView(ctx, policy, movement, to, [...measured(policy, movement, to, facts), ...attested]);
  };
  if (position === 'ENDED') return { asOf, next: gate('REENTER', 'DEVELOPMENT'), demotion: null, end: null };
  return {
    asOf,
    next: gate('ADVANCE', neighbourStage(position, 1)),
    demotion: gate('REGRESS', neighbourStage(position, -1)),
    end: gate('TERMINATE', 'ENDED'),
  };
}

import {
  decideRound,
  INITIAL_ROUND_STATE,
  replayRound,
  type RoundCommand,
  type RoundEvent,
  type Unsigned,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { PolicyService } from '../policies/policy.service.js';
import { AssessmentAnnouncer } from './assessment-announcer.js';
import { type AssessmentRules, assessmentRules, drawsOf } from './assessment-rules.js';
import { AssessmentRefused } from './assessment.errors.js';
import { AssessmentStore, type NamedRater, type StoredRound } from './assessment.store.js';
import { InstrumentService } from './instrument.service.js';

/** A command without who and when, which the request says. */
export type RoundAct = Unsigned<RoundCommand>;

type OpenAct = Omit<Extract<RoundCommand, { type: 'OPEN' }>, 'by' | 'at' | 'type'>;

/** The only way a round changes: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class AssessmentCommands {
  constructor(
    @Inject(AssessmentStore) private readonly store: AssessmentStore,
    @Inject(AssessmentAnnouncer) private readonly announcer: AssessmentAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(InstrumentService) private readonly instruments: InstrumentService,
  ) {}

  /** Opens a round with the questionnaire asked now, and asks everybody at once. @throws AssessmentRefused, RoundUnderWay */
  async open(
    ctx: RequestContext,
    accountId: string,
    open: OpenAct,
    raters: readonly NamedRater[],
  ): Promise<StoredRound> {
    const rules = assessmentRules(await this.policies.current(ctx));
    const instrument = await this.instruments.current(ctx);
    const fresh = { id: uuidv7(), accountId, instrument };
    const acts: readonly RoundAct[] = [
      { type: 'OPEN', ...open },
      ...raters.map(({ raterId, group, ownAccount }) => {
        return { type: 'INVITE', rater: { raterId, group, ownAccount } } as const;
      }),
      { type: 'SEND' },
    ];
    const events = acts.reduce<readonly RoundEvent[]>(
      (before, act) => [
        ...before,
        ...this.decide(ctx, { ...fresh, events: before, state: replayRound(before, INITIAL_ROUND_STATE) }, act, rules),
      ],
      [],
    );
    const round = await this.store.open(ctx, fresh, { events, raters }, rules);
    await this.announcer.announceOpened(ctx, round);
    return round;
  }

  /**
   * @param locked from the store, in this transaction
   * @param by the rater, where a sheet is handed in; the caller unless told
   * @throws AssessmentRefused with every reason why not
   */
  async run(ctx: RequestContext, locked: StoredRound, act: RoundAct, by = ctx.actor): Promise<StoredRound> {
    const rules = assessmentRules(await this.policies.current(ctx));
    const events = this.decide(ctx, locked, act, rules, by);
    const after = await this.store.append(ctx, locked, events, rules);
    await this.announcer.announce(ctx, locked, events, after.state);
    return after;
  }

  private decide(
    ctx: RequestContext,
    { id, state, instrument }: StoredRound,
    act: RoundAct,
    { policy }: AssessmentRules,
    by = ctx.actor,
  ): readonly RoundEvent[] {
    const command = { ...act, by, at: ctx.now().toISOString() } as RoundCommand;
    const decision = decideRound(command, state, { instrument, policy, random: drawsOf(id) });
    if (!decision.ok) throw new AssessmentRefused(decision.reasons);
    return decision.events;
  }
}

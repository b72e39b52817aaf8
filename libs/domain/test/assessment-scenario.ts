import { expect } from '@jest/globals';
import { DEFAULT_ASSESSMENT_POLICY, type AssessmentPolicy } from '../src/assessment/assessment-policy.js';
import type { ItemAnswer, AssessmentForm } from '../src/assessment/instrument.js';
import { INSTRUMENT_V1 } from '../src/assessment/instrument-v1.js';
import type { Rater, RaterGroup } from '../src/assessment/raters.js';
import { decideRound, type RoundContext } from '../src/assessment/round.decide.js';
import { evolveRound, INITIAL_ROUND_STATE } from '../src/assessment/round.evolve.js';
import type { RoundReason } from '../src/assessment/round.machine.js';
import type { RoundCommand, RoundEvent, RoundState } from '../src/assessment/round.model.js';
import type { RatedSheet, SheetAnswers } from '../src/assessment/sheet.js';
import { seededRandom } from '../src/random/random.js';

export const ROUND_AT = '2026-11-02T09:00:00.000Z';
export const ROUND_DEADLINE = '2026-11-21';
export const AFTER_DEADLINE = '2026-11-22T00:00:00.000Z';

/** Answers to the items of a form, in their order; null is "don't know". The last one goes on to the end. */
export function answersOf(form: AssessmentForm, ...values: readonly (ItemAnswer | null)[]): SheetAnswers {
  const { items } = INSTRUMENT_V1.forms[form];
  return Object.fromEntries(items.map((item, i) => [item, values[Math.min(i, values.length - 1)] ?? null]));
}

/** An example for every item, so that any 4 is borne out. */
export const EVIDENCE: Readonly<Record<string, string>> = Object.fromEntries(
  INSTRUMENT_V1.forms.SHORT.items.map((item) => [item, 'joint plan of May']),
);

export const raterOf = (raterId: string, group: RaterGroup, ownAccount = false): Rater => {
  return { raterId, group, ownAccount };
};

export const sheetOf = (raterId: string, group: RaterGroup, answers: SheetAnswers, ownAccount = false): RatedSheet => ({
  ...raterOf(raterId, group, ownAccount),
  answers,
});

/** What a round is decided with; chance starts anew each time, so that a decision can be repeated. */
export const roundContext = (policy: Partial<AssessmentPolicy> = {}): RoundContext => ({
  instrument: INSTRUMENT_V1,
  policy: { ...DEFAULT_ASSESSMENT_POLICY, ...policy },
  random: seededRandom(7),
});

/** Given what happened, when a command comes, then events follow or reasons are given. */
export class RoundScenario {
  constructor(
    readonly state: RoundState = INITIAL_ROUND_STATE,
    readonly events: readonly RoundEvent[] = [],
    private readonly context: () => RoundContext = roundContext,
  ) {}

  /** Expects the command to be accepted. */
  then(command: RoundCommand): RoundScenario {
    const decision = decideRound(command, this.state, this.context());
    expect(decision.ok ? [] : decision.reasons).toEqual([]);
    const events = decision.ok ? decision.events : [];
    return new RoundScenario(events.reduce(evolveRound, this.state), [...this.events, ...events], this.context);
  }

  /** Expects the command to be refused; gives the reasons. */
  refuses(command: RoundCommand, context = this.context()): readonly RoundReason[] {
    const decision = decideRound(command, this.state, context);
    expect(decision.ok).toBe(false);
    return decision.ok ? [] : decision.reasons;
  }

  submits(raterId: string, answers: SheetAnswers, evidence = EVIDENCE, at = ROUND_AT): RoundScenario {
    return this.then({ type: 'SUBMIT', by: raterId, at, answers, evidence });
  }
}

/** A round that was sent to raters of whom `kim` sells to the account and `wu` is the customer. */
export function sentRound(form: AssessmentForm = 'SHORT', context = roundContext): RoundScenario {
  return new RoundScenario(INITIAL_ROUND_STATE, [], context)
    .then({ ...OPEN_ROUND, form })
    .then({ ...act, type: 'INVITE', rater: raterOf('kim', 'MARKETING', true) })
    .then({ ...act, type: 'INVITE', rater: raterOf('lee', 'SALES_MANAGER') })
    .then({ ...act, type: 'INVITE', rater: raterOf('wu', 'CUSTOMER') })
    .then({ ...act, type: 'SEND' });
}

const act = { by: 'ada', at: ROUND_AT } as const;

/** The commands of a round that goes well, by the one who runs it. */
export const OPEN_ROUND = { ...act, type: 'OPEN', form: 'SHORT', deadline: ROUND_DEADLINE, hasOrdered: true } as const;
export const CLOSE_ROUND = { ...act, type: 'CLOSE' } as const;
export const RECONCILE_ROUND = { ...act, type: 'RECONCILE', note: 'contacts meant differently' } as const;
export const PUBLISH_ROUND = { ...act, type: 'PUBLISH', otif: 0.98 } as const;

/** Answers to the short form. */
export const short = (...values: readonly (ItemAnswer | null)[]): SheetAnswers => answersOf('SHORT', ...values);

/** A round in which all have answered, much alike. */
export const agreedRound = (): RoundScenario =>
  sentRound().submits('kim', short(3)).submits('lee', short(3)).submits('wu', short(2));

/** A round in which all have answered, and the seller sees another relationship than everybody else. */
export const contestedRound = (): RoundScenario =>
  sentRound().submits('kim', short(4)).submits('lee', short(1)).submits('wu', short(1));

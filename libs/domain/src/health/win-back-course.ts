import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import { actFaults, actOf, isFilled, type Act } from '../decision/act.js';
import { refuseTransition, type StateMachine } from '../machine/state-machine.js';
import type { RegressionCause } from '../stage/regression-cause.js';
import { isConfidentialCause } from './case.model.js';
import { assessWinBack, type ThirdParty, type WinBackAssessment, type WinBackPlan } from './win-back.js';

/** Steps of a win-back: weighed, carried out, and how it ended; one that nobody started is dropped with its case. */
export const WIN_BACK_STATES = ['ASSESSED', 'UNDER_WAY', 'WON', 'LOST', 'DROPPED'] as const;
export type WinBackState = (typeof WIN_BACK_STATES)[number];

export const WIN_BACK_MACHINE: StateMachine<WinBackState> = {
  name: 'win-back',
  initial: 'ASSESSED',
  transitions: {
    // Weighed again as often as the figures change, until it starts.
    ASSESSED: ['ASSESSED', 'UNDER_WAY', 'DROPPED'],
    UNDER_WAY: ['WON', 'LOST'],
    WON: [],
    LOST: [],
    DROPPED: [],
  },
};

/** What is done to bring a customer back. */
export const WIN_BACK_STEPS = ['CONTACT', 'THIRD_PARTY', 'ROOT_CAUSE_FIX', 'SPECIAL_SERVICE', 'OFFER'] as const;
export type WinBackStepKind = (typeof WIN_BACK_STEPS)[number];

export interface WinBackStep {
  readonly kind: WinBackStepKind;
  readonly what: string;
  /** What it has cost, minor units, ≥ 0. */
  readonly costMinor: bigint;
  /** Who helped; with `THIRD_PARTY` and only there. */
  readonly thirdParty?: ThirdParty;
}

/** A plan with the cause it removes. */
export interface WinBackProposal extends WinBackPlan {
  readonly rootCause: RegressionCause;
}

export type WinBackCommand = Act &
  (
    | {
        readonly type: 'ASSESS';
        readonly proposal: WinBackProposal;
        readonly recordedCauses: readonly RegressionCause[];
      }
    | { readonly type: 'START'; readonly recordedCauses: readonly RegressionCause[] }
    | ({ readonly type: 'RECORD_STEP' } & WinBackStep)
    | { readonly type: 'END'; readonly outcome: Extract<WinBackState, 'WON' | 'LOST' | 'DROPPED'> }
  );

export type WinBackEvent = Act &
  (
    | { readonly type: 'ASSESSED'; readonly proposal: WinBackProposal; readonly assessment: WinBackAssessment }
    | { readonly type: 'STARTED' }
    | ({ readonly type: 'STEP_RECORDED' } & WinBackStep)
    | { readonly type: 'ENDED'; readonly outcome: Extract<WinBackState, 'WON' | 'LOST' | 'DROPPED'> }
  );

/** One win-back, folded from its events. */
export interface WinBack {
  readonly version: number;
  /** Null until it is assessed. */
  readonly state: WinBackState | null;
  readonly proposal: WinBackProposal | null;
  readonly assessment: WinBackAssessment | null;
  readonly steps: number;
  /** What the steps so far have cost, minor units. */
  readonly spentMinor: bigint;
}

export type WinBackReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'NOT_ASSESSED'
      | 'CAUSE_NOT_RECORDED'
      | 'CAUSE_FOR_COMPLIANCE'
      | 'NEGATIVE_COST'
      | 'THIRD_PARTY_REQUIRED'
      | 'THIRD_PARTY_NOT_EXPECTED'
    >
  | (Reason<'WIN_BACK_NOT_WORTHWHILE'> & { readonly because: readonly string[] })
  | (Reason<'TRANSITION_NOT_ALLOWED'> & {
      readonly from: WinBackState;
      readonly to: string;
      readonly allowed: readonly WinBackState[];
    });

export type WinBackDecision = Decision<WinBackEvent, WinBackReason>;

export const INITIAL_WIN_BACK: WinBack = {
  ...{ version: 0, state: null, proposal: null, assessment: null, steps: 0, spentMinor: 0n },
};

type Of<Type extends WinBackCommand['type']> = Extract<WinBackCommand, { readonly type: Type }>;

/**
 * What a command does to a win-back. It removes a cause that the case has found; a suspicion of bribery goes to compliance
 * and never into a plan. What is not worth it does not start. O(third parties).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a probability outside 0…1
 */
export function decideWinBack(command: WinBackCommand, winBack: WinBack): WinBackDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const { state } = winBack;
  if (command.type === 'ASSESS') return (state && step(state, 'ASSESSED')) ?? assess(command);
  if (state === null) return refuse({ code: 'NOT_ASSESSED' });
  switch (command.type) {
    case 'START':
      return step(state, 'UNDER_WAY') ?? start(command, winBack);
    case 'RECORD_STEP':
      return state === 'UNDER_WAY' ? recordStep(command) : refuseStep(state, 'UNDER_WAY');
    case 'END':
      return step(state, command.outcome) ?? accept({ type: 'ENDED', ...actOf(command), outcome: command.outcome });
  }
}

function assess(command: Of<'ASSESS'>): WinBackDecision {
  const { proposal, recordedCauses } = command;
  if (isConfidentialCause(proposal.rootCause)) return refuse({ code: 'CAUSE_FOR_COMPLIANCE' });
  if (!recordedCauses.includes(proposal.rootCause)) return refuse({ code: 'CAUSE_NOT_RECORDED' });
  return accept({ type: 'ASSESSED', ...actOf(command), proposal, assessment: assessWinBack(proposal) });
}

function start(command: Of<'START'>, { assessment, proposal }: WinBack): WinBackDecision {
  // The cause may have turned out to be none since the plan was weighed.
  if (!command.recordedCauses.some((cause) => cause === proposal?.rootCause))
    return refuse({ code: 'CAUSE_NOT_RECORDED' });
  if (assessment?.decision === 'GO') return accept({ type: 'STARTED', ...actOf(command) });
  const because = (assessment?.reasons ?? []).map(({ code }) => code);
  return refuse({ code: 'WIN_BACK_NOT_WORTHWHILE', because });
}

function recordStep(command: Of<'RECORD_STEP'>): WinBackDecision {
  const { kind, what, costMinor, thirdParty } = command;
  const faults: WinBackReason[] = [];
  if (!isFilled(what)) faults.push({ code: 'NOTE_REQUIRED' });
  if (costMinor < 0n) faults.push({ code: 'NEGATIVE_COST' });
  if (kind === 'THIRD_PARTY' && thirdParty === undefined) faults.push({ code: 'THIRD_PARTY_REQUIRED' });
  if (kind !== 'THIRD_PARTY' && thirdParty !== undefined) faults.push({ code: 'THIRD_PARTY_NOT_EXPECTED' });
  if (faults.length > 0) return refuse(...faults);
  const helper = thirdParty === undefined ? {} : { thirdParty };
  return accept({ type: 'STEP_RECORDED', ...actOf(command), kind, what, costMinor, ...helper });
}

function step(from: WinBackState, to: WinBackState): WinBackDecision | null {
  return refuseTransition(WIN_BACK_MACHINE, from, to) === null ? null : refuseStep(from, to);
}

function refuseStep(from: WinBackState, to: WinBackState): WinBackDecision {
  return refuse({ code: 'TRANSITION_NOT_ALLOWED', from, to, allowed: WIN_BACK_MACHINE.transitions[from] });
}

/** The win-back after one more event. O(1). */
export function evolveWinBack(winBack: WinBack, event: WinBackEvent): WinBack {
  const version = winBack.version + 1;
  switch (event.type) {
    case 'ASSESSED':
      return { ...winBack, version, state: 'ASSESSED', proposal: event.proposal, assessment: event.assessment };
    case 'STARTED':
      return { ...winBack, version, state: 'UNDER_WAY' };
    case 'STEP_RECORDED':
      return { ...winBack, version, steps: winBack.steps + 1, spentMinor: winBack.spentMinor + event.costMinor };
    case 'ENDED':
      return { ...winBack, version, state: event.outcome };
    default:
      return unknownEvent(event);
  }
}

/** The win-back that a whole history of events amounts to. */
export function replayWinBack(events: readonly WinBackEvent[], from: WinBack = INITIAL_WIN_BACK): WinBack {
  return events.reduce(evolveWinBack, from);
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}

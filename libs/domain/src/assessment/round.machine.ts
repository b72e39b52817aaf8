import type { IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { StateMachine } from '../machine/state-machine.js';
import type { InstrumentReference } from './instrument.js';

/** Steps of a round of assessment. */
export const ROUND_STEPS = [
  'INVITING',
  'ANSWERING',
  'CLOSED',
  'CONTESTED',
  'RECONCILED',
  'PUBLISHED',
  'CANCELLED',
] as const;
export type RoundStep = (typeof ROUND_STEPS)[number];

/** Invite, answer, close, talk over what is contested, publish. What was published stays; the next round corrects it. */
export const ASSESSMENT_ROUND_MACHINE: StateMachine<RoundStep> = {
  name: 'assessment-round',
  initial: 'INVITING',
  transitions: {
    INVITING: ['ANSWERING', 'CANCELLED'],
    ANSWERING: ['CLOSED', 'CONTESTED', 'CANCELLED'],
    CLOSED: ['PUBLISHED', 'CANCELLED'],
    CONTESTED: ['RECONCILED', 'CANCELLED'],
    RECONCILED: ['PUBLISHED', 'CANCELLED'],
    PUBLISHED: [],
    CANCELLED: [],
  },
};

/** Why a command to a round was refused. */
export type RoundReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'STALE_ROUND'
      | 'ALREADY_OPENED'
      | 'NOT_OPENED'
      | 'NO_ORDER_YET'
      | 'FORM_UNKNOWN'
      | 'DEADLINE_INVALID'
      | 'RATER_INVALID'
      | 'ALREADY_INVITED'
      | 'ANSWERS_VISIBLE'
      | 'NOBODY_INVITED'
      | 'NOT_INVITED'
      | 'ALREADY_SUBMITTED'
      | 'NO_SHEET_COUNTS'
      | 'OTIF_INVALID'
      | 'NO_CAP_TO_LIFT'
    >
  | (Reason<'NOT_IN_THIS_STEP'> & { readonly step: RoundStep; readonly allowed: readonly RoundStep[] })
  | (Reason<'INSTRUMENT_MISMATCH'> & { readonly expected: InstrumentReference })
  | (Reason<'DEADLINE_PASSED'> & { readonly deadline: IsoDate })
  | (Reason<'UNKNOWN_ITEM' | 'ANSWER_INVALID' | 'EVIDENCE_REQUIRED'> & { readonly items: readonly string[] })
  | (Reason<'ANSWERS_OUTSTANDING'> & { readonly raters: readonly string[]; readonly deadline: IsoDate })
  | (Reason<'TRANSITION_NOT_ALLOWED'> & {
      readonly from: RoundStep;
      readonly to: string;
      readonly allowed: readonly RoundStep[];
    });

import type { Instant, IsoDate } from '../calendar/date.js';
import type { AssessmentResult } from './assessment-result.js';
import type { AssessmentForm, InstrumentReference } from './instrument.js';
import type { LevelProbabilities } from './level-probability.js';
import type { ScoredLevel } from './levels.js';
import type { PyramidCap } from './pyramid-cap.js';
import type { Rater } from './raters.js';
import type { RoundAgreement } from './round-agreement.js';
import type { RoundStep } from './round.machine.js';
import type { RatedSheet, SheetAnswers } from './sheet.js';

/** Who did it and when; the time is given, never taken. */
interface Act {
  readonly by: string;
  readonly at: Instant;
}

/** A sheet as it was handed in, with what bears out its answers. */
export interface SubmittedSheet extends RatedSheet {
  /** By item code. */
  readonly evidence: Readonly<Record<string, string>>;
  readonly at: Instant;
}

/** Commands. `expectedVersion` is the version the actor saw; when the round has moved on, the command is stale. */
export type RoundCommand = { readonly expectedVersion?: number } & (
  | (Act & {
      readonly type: 'OPEN';
      readonly form: AssessmentForm;
      /** Last day on which answers are taken. */
      readonly deadline: IsoDate;
      /** Whether the account has ever ordered: without trade there is no depth to rate. */
      readonly hasOrdered: boolean;
    })
  | (Act & { readonly type: 'INVITE'; readonly rater: Rater })
  | (Act & { readonly type: 'SEND' })
  /** `by` is the rater. */
  | (Act & {
      readonly type: 'SUBMIT';
      readonly answers: SheetAnswers;
      readonly evidence: Readonly<Record<string, string>>;
    })
  | (Act & { readonly type: 'CLOSE' })
  | (Act & { readonly type: 'RECONCILE'; readonly note: string })
  | (Act & {
      readonly type: 'PUBLISH';
      /** Order lines on time and in full, 0…1, as measured; null when unknown. */
      readonly otif: number | null;
      /** Lifts the cap of failing basics, for a reason. */
      readonly overrideCap?: string;
    })
  | (Act & { readonly type: 'CANCEL'; readonly note: string })
);

export type RoundEvent =
  | (Act & {
      readonly type: 'ROUND_OPENED';
      readonly form: AssessmentForm;
      readonly deadline: IsoDate;
      readonly instrument: InstrumentReference;
    })
  | (Act & { readonly type: 'RATER_INVITED'; readonly rater: Rater })
  | (Act & { readonly type: 'INVITATIONS_SENT' })
  | (Act & { readonly type: 'SHEET_SUBMITTED'; readonly sheet: SubmittedSheet })
  | (Act & { readonly type: 'ROUND_CLOSED'; readonly agreement: RoundAgreement })
  | (Act & { readonly type: 'ROUND_RECONCILED'; readonly note: string })
  | (Act & { readonly type: 'ASSESSMENT_PUBLISHED'; readonly published: PublishedAssessment })
  | (Act & { readonly type: 'ROUND_CANCELLED'; readonly note: string });

/** The outcome of a round, as it counts until the next one. */
export interface PublishedAssessment {
  readonly instrument: InstrumentReference;
  readonly form: AssessmentForm;
  readonly policyVersion: string;
  readonly result: AssessmentResult;
  /** The level and its probabilities, under the cap unless it was lifted. */
  readonly level: ScoredLevel;
  readonly probabilities: LevelProbabilities;
  /** Order lines on time and in full that the cap was read from, 0…1; null when unknown. */
  readonly otif: number | null;
  /** What failing basics would hold the level at; null when they hold nothing. Shown even when lifted. */
  readonly cap: PyramidCap | null;
  readonly capOverride: (Act & { readonly note: string }) | null;
  /** Whether the raters were too far apart and talked it over. */
  readonly reconciled: boolean;
  readonly at: Instant;
}

/** One round of one account, folded from its events. */
export interface RoundState {
  /** Number of events so far. */
  readonly version: number;
  /** Null until the round is opened. */
  readonly step: RoundStep | null;
  readonly form: AssessmentForm | null;
  readonly instrument: InstrumentReference | null;
  readonly deadline: IsoDate | null;
  readonly raters: readonly Rater[];
  readonly sheets: readonly SubmittedSheet[];
  readonly agreement: RoundAgreement | null;
  readonly reconciliation: (Act & { readonly note: string }) | null;
  readonly published: PublishedAssessment | null;
}

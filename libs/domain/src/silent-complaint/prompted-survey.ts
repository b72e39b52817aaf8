import { ASSUMED_VOICED_SHARE, hiddenComplaints, type HiddenComplaintEstimate } from './hidden-complaints.js';

/**
 * Customers who were asked and had something to complain about, from which an own estimate says more than an assumption.
 * Mortise's own proposal: with ten, Wilson's interval of a share of one half is about ± 0.26.
 */
export const LEAST_PROMPTED_COMPLAINTS = 10;

/** A customer who was asked how things are going and has answered. */
export interface PromptedAnswer {
  readonly complaint: boolean;
  /** Whether the customer had filed a complaint unasked, in the time before. */
  readonly voicedBefore: boolean;
}

/** Why there is no estimate of one's own. */
export type NoOwnEstimate = 'NOBODY_ANSWERED' | 'TOO_FEW_COMPLAINTS' | 'NONE_VOICED_BEFORE';

/** What is hidden, by the assumption of the trade and by what one's own customers said. */
export interface HiddenComplaintReport {
  readonly assumed: HiddenComplaintEstimate | null;
  readonly own: HiddenComplaintEstimate | null;
  readonly reason: NoOwnEstimate | null;
  readonly answered: number;
  readonly withComplaint: number;
  readonly alreadyVoiced: number;
}

/**
 * Both estimates of the complaints that nobody voiced. The own one is left out, with the reason, where too few customers
 * named a complaint when they were asked, or none of them had voiced one before: then nothing bounds what is hidden. O(n).
 *
 * @param voiced complaints received unasked
 * @param assumedShare share that is voiced, by assumption
 * @throws InvalidValueError as {@link hiddenComplaints}
 */
export function hiddenComplaintReport(
  voiced: number,
  answers: readonly PromptedAnswer[],
  { assumedShare = ASSUMED_VOICED_SHARE, least = LEAST_PROMPTED_COMPLAINTS } = {},
): HiddenComplaintReport {
  const complaining = answers.filter(({ complaint }) => complaint);
  const withComplaint = complaining.length;
  const alreadyVoiced = complaining.filter(({ voicedBefore }) => voicedBefore).length;
  const reason =
    answers.length === 0
      ? 'NOBODY_ANSWERED'
      : withComplaint < least
        ? 'TOO_FEW_COMPLAINTS'
        : alreadyVoiced === 0
          ? 'NONE_VOICED_BEFORE'
          : null;
  return {
    assumed: hiddenComplaints(voiced, assumedShare) ?? null,
    own: reason === null ? (hiddenComplaints(voiced, { withComplaint, alreadyVoiced }) ?? null) : null,
    reason,
    answered: answers.length,
    withComplaint,
    alreadyVoiced,
  };
}

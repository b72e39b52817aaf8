import { InvalidValueError } from '../errors/invalid-value.error.js';
import { wilsonInterval, type Interval } from '../statistics/interval.js';

/** Share of complaints that reach the supplier, as the trade likes to state it: an assumption without a source. */
export const ASSUMED_VOICED_SHARE = 0.1;

export interface HiddenComplaintEstimate {
  /** Complaints that nobody voiced. */
  readonly hidden: number;
  readonly voicedShare: number;
  /** `ASSUMED` figures are shown with the word. */
  readonly basis: 'ASSUMED' | 'OWN_SURVEY';
  /** Of an own survey: 95 % interval of `hidden`; `upper` is undefined while the survey cannot bound it. */
  readonly interval?: { readonly lower: number; readonly upper: number | undefined };
}

/** Customers who were asked and had something to complain about, and how many of them had already said so. */
export interface PromptedSurvey {
  readonly withComplaint: number;
  readonly alreadyVoiced: number;
}

/**
 * Complaints nobody voiced: `voiced × (1 − p) ÷ p`, p the share that is voiced: assumed, or measured by asking customers
 * (alreadyVoiced ÷ withComplaint, with Wilson's interval). Undefined where p = 0, as nothing follows from it. O(1).
 *
 * @param voiced complaints received, whole and ≥ 0
 * @param basis an assumed share in (0, 1], or the tenant's own survey
 * @throws InvalidValueError `INVALID_NUMBER` for counts or shares that cannot be
 */
export function hiddenComplaints(
  voiced: number,
  basis: number | PromptedSurvey = ASSUMED_VOICED_SHARE,
): HiddenComplaintEstimate | undefined {
  if (!Number.isInteger(voiced) || voiced < 0) throw new InvalidValueError('INVALID_NUMBER', voiced);
  if (typeof basis === 'number') {
    if (!(basis >= 0 && basis <= 1)) throw new InvalidValueError('INVALID_NUMBER', basis);
    const hidden = unvoiced(voiced, basis);
    return hidden === undefined ? undefined : { hidden, voicedShare: basis, basis: 'ASSUMED' };
  }
  const { withComplaint, alreadyVoiced } = basis;
  if (!Number.isInteger(withComplaint) || !Number.isInteger(alreadyVoiced) || alreadyVoiced < 0) {
    throw new InvalidValueError('INVALID_NUMBER', alreadyVoiced);
  }
  if (alreadyVoiced > withComplaint) throw new InvalidValueError('INVALID_NUMBER', alreadyVoiced);
  const bounds = wilsonInterval(alreadyVoiced, withComplaint);
  if (bounds === undefined) return undefined;
  return ownEstimate(voiced, alreadyVoiced / withComplaint, bounds);
}

function ownEstimate(voiced: number, voicedShare: number, bounds: Interval): HiddenComplaintEstimate | undefined {
  const hidden = unvoiced(voiced, voicedShare);
  if (hidden === undefined) return undefined;
  const interval = { lower: unvoiced(voiced, bounds.upper) ?? 0, upper: unvoiced(voiced, bounds.lower) };
  return { hidden, voicedShare, basis: 'OWN_SURVEY', interval };
}

function unvoiced(voiced: number, share: number): number | undefined {
  const hidden = (voiced * (1 - share)) / share;
  return Number.isFinite(hidden) ? hidden : undefined;
}

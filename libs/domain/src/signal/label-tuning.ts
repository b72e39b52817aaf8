import { finite, InvalidValueError } from '../errors/invalid-value.error.js';

/** How false alarms hold a detector back. Mortise's own proposal, configurable. */
export interface LabelTuningPolicy {
  /** Whether they do at all. */
  readonly enabled: boolean;
  /** Part of the labelled alerts that are to be confirmed: a detector that falls short of it is held back. */
  readonly precision: number;
  /** Weight of the expectation that it does not fall short, in labels: how many it takes to be heard. */
  readonly priorLabels: number;
  /** Part of its budget that a detector keeps however often it was wrong. */
  readonly leastShare: number;
  /** Days for which a label counts. */
  readonly labelDays: number;
}

export const DEFAULT_LABEL_TUNING: LabelTuningPolicy = {
  enabled: true,
  precision: 0.5,
  priorLabels: 10,
  leastShare: 0.25,
  labelDays: 365,
};

/** What people said of the alerts for which a detector spoke. */
export interface DetectorLabels {
  readonly confirmed: number;
  readonly falseAlarms: number;
}

export const NO_LABELS: DetectorLabels = { confirmed: 0, falseAlarms: 0 };

/** What labels have done to a threshold. */
export interface ThresholdTuning extends DetectorLabels {
  /** Part of its budget that the detector was left with. */
  readonly budgetShare: number;
  /** The threshold without the labels; the one with them is never below it. */
  readonly untuned: number;
}

/**
 * The part of its alarm budget that a detector may spend, by what people said of its alerts: all of it while its precision,
 * drawn towards the one that is aimed at by `priorLabels` labels, reaches that; in proportion below, and never less than
 * `leastShare`. More false alarms never raise it, more confirmations never lower it, and it never exceeds 1, so that labels
 * hold detectors back within the budget and never spend beyond it. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for counts that are none
 */
export function labelledBudgetShare(
  { confirmed, falseAlarms }: DetectorLabels,
  { enabled, precision, priorLabels, leastShare }: LabelTuningPolicy = DEFAULT_LABEL_TUNING,
): number {
  const labels = count(confirmed) + count(falseAlarms);
  if (!enabled) return 1;
  const reached = (confirmed + priorLabels * precision) / (labels + priorLabels);
  return Math.min(1, Math.max(leastShare, reached / precision));
}

function count(value: number): number {
  if (finite(value) < 0) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}

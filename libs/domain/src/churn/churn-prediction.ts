import type { IsoDate } from '../calendar/date.js';
import { compareText } from '../text/compare-text.js';
import { calibrate } from './calibration.js';
import { featureOf, type ChurnFeature } from './churn-features.js';
import { churnScore, type ChurnModel } from './churn-model.js';
import { churnSlices } from './churn-slices.js';
import type { AccountTrade } from './order-ledger.js';

/** What one feature of an account adds to the log-odds, against the mean of the training set; positive is risk. */
export interface ChurnContribution {
  readonly feature: ChurnFeature;
  readonly value: number;
  /** Mean of the feature where the model was trained. */
  readonly usual: number;
  readonly contribution: number;
}

export interface ChurnPrediction {
  readonly account: string;
  /** Calibrated probability, 0…1. */
  readonly probability: number;
  /** Log-odds before calibration; sorts finer than the probability. */
  readonly score: number;
  /** All features, the ones that move the score most first. */
  readonly contributions: readonly ChurnContribution[];
}

/**
 * The probability of loss or decline within the model's horizon for every account with enough orders, highest score
 * first, with what it rests on. O(entries + n log n).
 */
export function predictChurn(
  model: ChurnModel,
  ledger: readonly AccountTrade[],
  asOf: IsoDate,
  leastOrderDays?: number,
): readonly ChurnPrediction[] {
  const slices = churnSlices(ledger, asOf, model.horizonDays, leastOrderDays);
  const predictions = slices.map(({ account, features }) => {
    const { score, contributions } = churnScore(model, features);
    const parts = model.terms.map(({ feature, mean: usual }, i) => {
      return { feature, value: featureOf(features, feature) ?? usual, usual, contribution: contributions[i] as number };
    });
    parts.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    return { account, probability: calibrate(model.calibration, score), score, contributions: parts };
  });
  return predictions.sort((a, b) => b.score - a.score || compareText(a.account, b.account));
}

/** The features that raise an account's risk most; at most `count`, none that lowers it. O(features). */
export function topContributions({ contributions }: ChurnPrediction, count = 3): readonly ChurnContribution[] {
  return contributions.filter(({ contribution }) => contribution > 0).slice(0, count);
}

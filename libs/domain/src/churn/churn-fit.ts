import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { isotonicCalibration, plattCalibration } from './calibration.js';
import { CHURN_FEATURES, type ChurnFeature } from './churn-features.js';
import type { ChurnLabel } from './churn-label.js';
import { churnScore, type ChurnModel, type ChurnTerm } from './churn-model.js';
import type { ChurnSlice, LabelledSlices } from './churn-slices.js';
import { fitLogistic } from './logistic-regression.js';

/** λ of the ridge penalty on features of unit variance; Mortise's own proposal, configurable. */
export const DEFAULT_CHURN_PENALTY = 10;

const DEFAULT_FOLDS = 5;

/** From this many cases on, the calibration is isotonic; below, Platt's. */
export const ISOTONIC_FROM = 1_000;

export interface ChurnFitOptions {
  /** λ of the ridge penalty; {@link DEFAULT_CHURN_PENALTY} unless told. */
  readonly penalty?: number;
  /** Parts into which accounts are split for the calibration; 5 unless told. */
  readonly folds?: number;
}

/**
 * Fits a model of loss or decline: ridge logistic regression on standardised features, its scores calibrated on folds of
 * accounts it had not seen, so that slices of one account never vouch for each other. Undefined where there is no case,
 * only one outcome, or too little to calibrate. The order of the slices does not matter beyond the last digits.
 * O(slices · features² · folds).
 *
 * @param of what the outcomes say, and within how many days
 * @throws InvalidValueError `INVALID_LENGTH` for fewer than two folds or outcomes that are not one per slice,
 *   `INVALID_NUMBER` for a penalty that cannot be
 */
export function fitChurnModel(
  { slices, outcomes }: LabelledSlices,
  of: { readonly label: ChurnLabel; readonly horizonDays: number },
  { penalty = DEFAULT_CHURN_PENALTY, folds = DEFAULT_FOLDS }: ChurnFitOptions = {},
): ChurnModel | undefined {
  checkFitOptions({ penalty, folds });
  if (slices.length !== outcomes.length) throw new InvalidValueError('INVALID_LENGTH', outcomes.length);
  const fit = fitTerms(slices, outcomes, penalty);
  if (fit === undefined) return undefined;
  const held = outOfFoldScores(slices, outcomes, penalty, folds);
  const method = held.scores.length >= ISOTONIC_FROM ? isotonicCalibration : plattCalibration;
  const calibration = method(held.scores, held.outcomes);
  if (calibration === undefined) return undefined;
  const positives = outcomes.filter(Boolean).length;
  return { ...of, ...fit, calibration, slices: slices.length, positives };
}

/** Throws `INVALID_LENGTH` for fewer than two folds, `INVALID_NUMBER` for a penalty that cannot be. */
export function checkFitOptions({ penalty = DEFAULT_CHURN_PENALTY, folds = DEFAULT_FOLDS }: ChurnFitOptions): void {
  if (!Number.isInteger(folds) || folds < 2) throw new InvalidValueError('INVALID_LENGTH', folds);
  if (!(penalty >= 0)) throw new InvalidValueError('INVALID_NUMBER', penalty);
}

function fitTerms(
  slices: readonly ChurnSlice[],
  outcomes: readonly boolean[],
  penalty: number,
): Pick<ChurnModel, 'intercept' | 'terms'> | undefined {
  const scales = CHURN_FEATURES.map((feature, i) =>
    scaleOf(
      feature,
      slices.map(({ features }) => features[i] as number),
    ),
  );
  const rows = slices.map(({ features }) => churnScore({ intercept: 0, terms: scales }, features).contributions);
  const fit = fitLogistic(rows, outcomes.map(Number), { penalty: Math.max(1e-6, penalty) });
  if (fit === undefined) return undefined;
  const terms = scales.map((scale, i) => ({ ...scale, coefficient: fit.coefficients[i] as number }));
  return { intercept: fit.intercept, terms };
}

function scaleOf(feature: ChurnFeature, values: readonly number[]): ChurnTerm {
  const centre = mean(values) ?? 0;
  const deviation = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) ?? 0);
  return { feature, mean: centre, deviation: deviation > 1e-9 ? deviation : 0, coefficient: 1 };
}

/** Scores of every slice by a model that saw none of its account. */
function outOfFoldScores(
  slices: readonly ChurnSlice[],
  outcomes: readonly boolean[],
  penalty: number,
  folds: number,
): { readonly scores: readonly number[]; readonly outcomes: readonly boolean[] } {
  const order = [...new Set(slices.map(({ account }) => account))].sort();
  const foldOf = new Map(order.map((account, i) => [account, i % folds]));
  const held: { score: number; outcome: boolean }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = slices.map(({ account }) => foldOf.get(account) === fold);
    const seen = (_: unknown, i: number): boolean => inside[i] === false;
    const fit = fitTerms(slices.filter(seen), outcomes.filter(seen), penalty);
    if (fit === undefined) continue;
    slices.forEach(({ features }, i) => {
      if (inside[i] === true) held.push({ score: churnScore(fit, features).score, outcome: outcomes[i] === true });
    });
  }
  return { scores: held.map(({ score }) => score), outcomes: held.map(({ outcome }) => outcome) };
}

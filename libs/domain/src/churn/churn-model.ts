import { sum } from '../statistics/descriptive.js';
import type { Calibration } from './calibration.js';
import { featureOf, type ChurnFeature } from './churn-features.js';
import type { ChurnLabel } from './churn-label.js';

/** A feature of a model: how it is brought to unit variance, and its weight in log-odds per standard deviation. */
export interface ChurnTerm {
  readonly feature: ChurnFeature;
  readonly mean: number;
  readonly deviation: number;
  readonly coefficient: number;
}

/** A fitted model; plain data that can be stored. */
export interface ChurnModel {
  readonly label: ChurnLabel;
  readonly horizonDays: number;
  readonly intercept: number;
  readonly terms: readonly ChurnTerm[];
  readonly calibration: Calibration;
  readonly slices: number;
  readonly positives: number;
}

/** Features beyond so many standard deviations count as being there: no single wild invoice decides. */
const WIDEST = 4;

/** The score of a slice in log-odds, before calibration, and what each term adds to it, in the order of the terms. O(features). */
export function churnScore(
  { intercept, terms }: Pick<ChurnModel, 'intercept' | 'terms'>,
  features: readonly number[],
): { readonly score: number; readonly contributions: readonly number[] } {
  const contributions = terms.map(({ feature, mean: centre, deviation, coefficient }) => {
    const place = deviation > 0 ? ((featureOf(features, feature) ?? centre) - centre) / deviation : 0;
    return coefficient * Math.max(-WIDEST, Math.min(WIDEST, place));
  });
  return { score: intercept + sum(contributions), contributions };
}

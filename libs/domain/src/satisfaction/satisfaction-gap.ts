import { groupByName } from '../collection/group-by.js';
import { mean, sum, variance } from '../statistics/descriptive.js';
import { intervalReach, type Interval } from '../statistics/interval.js';
import { onScale, SEVEN_POINTS, type RatingScale } from './rating-scale.js';
import { scaledWeights } from './weights.js';

/** What one respondent expected of an attribute and found with one supplier, on the same scale. */
export interface ExpectationRating {
  readonly respondent: string;
  readonly supplier: string;
  readonly attribute: string;
  readonly expected: number;
  readonly perceived: number;
}

/** `MET`: the interval covers 0. */
export type SatisfactionClass = 'SATISFIED' | 'MET' | 'DISSATISFIED';

/** A mean with what is known of its error. */
export interface SurveyMean {
  readonly mean: number;
  /** Undefined of a single answer. */
  readonly standardError: number | undefined;
  readonly interval: Interval | undefined;
}

export interface AttributeGap {
  readonly supplier: string;
  readonly attribute: string;
  readonly responses: number;
  readonly expected: number;
  readonly perceived: SurveyMean;
  /** perceived − expected. */
  readonly gap: SurveyMean;
  /** Importance, normalised: the weights of a supplier's attributes add up to 1. */
  readonly weight: number;
  readonly class: SatisfactionClass;
}

export interface SupplierSatisfaction {
  readonly supplier: string;
  readonly attributes: readonly AttributeGap[];
  /** S = Σ w·gap ÷ Σ w, undefined where every weight is 0. */
  readonly gap: SurveyMean | undefined;
  readonly class: SatisfactionClass | undefined;
  /** The same weighted mean of perception alone: difference scores are less reliable, so both are shown. */
  readonly performance: SurveyMean | undefined;
}

export interface SatisfactionOptions {
  readonly scale?: RatingScale;
  /** Importance by attribute, ≥ 0; 1 unless told. */
  readonly weights?: Readonly<Record<string, number>>;
  /** 0.9 unless told. */
  readonly confidence?: number;
}

/**
 * Satisfaction as perceived − expected (SERVQUAL; Parasuraman, Zeithaml & Berry 1988) per supplier and attribute, and
 * perception alone (SERVPERF; Cronin & Taylor 1992). Weighted: S = Σ w·gap ÷ Σ w with SE² = Σ w²·var(gap) ÷ n, w adding
 * up to 1 and attributes taken as independent. Intervals are normal, so rough for a handful of answers; of a single
 * answer there is none and the class follows the sign. Suppliers and attributes by name. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for answers off the scale or a confidence outside (0, 1),
 *   `INVALID_WEIGHT` for a weight below 0 or not finite
 */
export function satisfactionGaps(
  ratings: readonly ExpectationRating[],
  options: SatisfactionOptions = {},
): readonly SupplierSatisfaction[] {
  const { scale = SEVEN_POINTS, weights = {}, confidence = 0.9 } = options;
  const z = intervalReach(confidence);
  for (const { expected, perceived } of ratings) [expected, perceived].forEach((answer) => onScale(answer, scale));
  const bySupplier = groupByName(ratings, ({ supplier }) => supplier);
  return bySupplier.map(([supplier, rows]) => {
    const byAttribute = groupByName(rows, ({ attribute }) => attribute);
    const scaled = scaledWeights(byAttribute.map(([attribute]) => weightOf(weights, attribute)));
    const total = sum(scaled);
    const attributes = byAttribute.map(([attribute, answers], place) => {
      const weight = total > 0 ? (scaled[place] as number) / total : 0;
      return attributeGap({ supplier, attribute, answers, z, weight });
    });
    const weighted = (meanOf: (one: AttributeGap) => SurveyMean): SurveyMean | undefined =>
      total > 0
        ? weightedMean(
            attributes.map((one) => ({ ...meanOf(one), weight: one.weight })),
            z,
          )
        : undefined;
    const gap = weighted((one) => one.gap);
    const performance = weighted((one) => one.perceived);
    return { supplier, attributes, gap, class: gap === undefined ? undefined : satisfactionClass(gap), performance };
  });
}

/** Satisfied above 0, dissatisfied below, met where the interval covers 0; without an interval by the sign alone. */
export function satisfactionClass({ mean: gap, interval }: SurveyMean): SatisfactionClass {
  const { lower, upper } = interval ?? { lower: gap, upper: gap };
  return lower > 0 ? 'SATISFIED' : upper < 0 ? 'DISSATISFIED' : 'MET';
}

function attributeGap({
  supplier,
  attribute,
  answers,
  weight,
  z,
}: {
  readonly supplier: string;
  readonly attribute: string;
  readonly answers: readonly ExpectationRating[];
  readonly weight: number;
  readonly z: number;
}): AttributeGap {
  const gap = surveyMean(
    answers.map(({ expected, perceived }) => perceived - expected),
    z,
  );
  return {
    supplier,
    attribute,
    responses: answers.length,
    expected: mean(answers.map(({ expected }) => expected)) as number,
    perceived: surveyMean(
      answers.map(({ perceived }) => perceived),
      z,
    ),
    gap,
    weight,
    class: satisfactionClass(gap),
  };
}

/** Mean with its standard error s ÷ √n and the interval mean ± z·SE, of at least one value. */
export function surveyMean(values: readonly number[], z: number): SurveyMean {
  const centre = mean(values) as number;
  const spread = variance(values);
  return withError(centre, spread === undefined ? undefined : Math.sqrt(spread / values.length), z);
}

function weightedMean(parts: readonly (SurveyMean & { readonly weight: number })[], z: number): SurveyMean {
  const counted = parts.filter(({ weight }) => weight > 0);
  const centre = sum(counted.map((part) => part.weight * part.mean));
  const errors = counted.flatMap(({ weight, standardError }) =>
    standardError === undefined ? [] : [(weight * standardError) ** 2],
  );
  // One attribute of unknown error makes the error of the whole unknown.
  return withError(centre, errors.length < counted.length ? undefined : Math.sqrt(sum(errors)), z);
}

function withError(centre: number, standardError: number | undefined, z: number): SurveyMean {
  if (standardError === undefined) return { mean: centre, standardError, interval: undefined };
  const reach = z * standardError;
  return { mean: centre, standardError, interval: { lower: centre - reach, upper: centre + reach } };
}

function weightOf(weights: Readonly<Record<string, number>>, attribute: string): number {
  return Object.hasOwn(weights, attribute) ? (weights[attribute] ?? 1) : 1;
}

import { monthIndex, type Month } from '../calendar/month.js';
import { groupByName } from '../collection/group-by.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { mean } from '../statistics/descriptive.js';
import { robustSlope } from '../statistics/rank.js';
import { onScale, SEVEN_POINTS, type RatingScale } from './rating-scale.js';
import type { ExpectationRating } from './satisfaction-gap.js';

/** An expectation that no supplier meets: an idea for an offer. */
export interface ExpectationVacancy {
  readonly attribute: string;
  /** Mean over all answers, whichever supplier they were given about. */
  readonly expected: number;
  /** Highest mean perception of a supplier. */
  readonly bestPerceived: number;
  readonly bestSupplier: string;
  /** expected − bestPerceived, above 0. */
  readonly vacancy: number;
}

/**
 * Expectation vacancies of a customer: vacancy_a = E_a − max over suppliers of P_a > 0, widest first, equals by name.
 * O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for answers off the scale
 */
export function expectationVacancies(
  ratings: readonly ExpectationRating[],
  scale: RatingScale = SEVEN_POINTS,
): readonly ExpectationVacancy[] {
  for (const { expected, perceived } of ratings) [expected, perceived].forEach((answer) => onScale(answer, scale));
  return groupByName(ratings, ({ attribute }) => attribute)
    .flatMap(([attribute, rows]) => {
      const expected = mean(rows.map((row) => row.expected)) as number;
      const [best] = groupByName(rows, ({ supplier }) => supplier)
        .map(([supplier, own]) => ({ supplier, perceived: mean(own.map(({ perceived }) => perceived)) as number }))
        .sort((a, b) => b.perceived - a.perceived);
      if (best === undefined || expected <= best.perceived) return [];
      const vacancy = expected - best.perceived;
      return [{ attribute, expected, bestPerceived: best.perceived, bestSupplier: best.supplier, vacancy }];
    })
    .sort((a, b) => b.vacancy - a.vacancy || (a.attribute < b.attribute ? -1 : 1));
}

/** What was expected of an attribute in a survey round. */
export interface ExpectationPoint {
  readonly attribute: string;
  /** Month of the round. */
  readonly month: Month;
  readonly expected: number;
}

export interface ExpectationDrift {
  readonly attribute: string;
  /** Mean expectation per round, oldest first. */
  readonly series: readonly { readonly month: Month; readonly expected: number }[];
  /** Theil–Sen slope in scale points per round; undefined of fewer than two rounds. */
  readonly perRound: number | undefined;
}

/**
 * How expectations move from one round to the next, by attribute: satisfied customers come to expect more. O(n log n +
 * attributes · rounds²).
 *
 * @throws InvalidValueError `INVALID_MONTH`, `INVALID_NUMBER` for answers off the scale
 */
export function expectationDrift(
  points: readonly ExpectationPoint[],
  scale: RatingScale = SEVEN_POINTS,
): readonly ExpectationDrift[] {
  for (const { month, expected } of points) {
    monthIndex(month);
    onScale(expected, scale);
  }
  return groupByName(points, ({ attribute }) => attribute).map(([attribute, rows]) => {
    const series = groupByName(rows, ({ month }) => month).map(([month, answers]) => ({
      month,
      expected: mean(answers.map(({ expected }) => expected)) as number,
    }));
    return { attribute, series, perRound: robustSlope(series.map(({ expected }) => expected)) };
  });
}

/** A wish to raise what the customer expects of an attribute, so that the incumbent falls short of it. */
export interface RaiseExpectation {
  readonly attribute: string;
  readonly expected: number;
  readonly raisedTo: number;
  /** Mean perception of us and of the incumbent; undefined where nobody was asked. */
  readonly ourPerceived: number | undefined;
  readonly incumbentPerceived: number | undefined;
}

export interface ExpectationRaised {
  readonly type: 'EXPECTATION_RAISE_ALLOWED';
  readonly attribute: string;
  readonly raisedTo: number;
}

export interface RaiseExpectationReason {
  readonly code: 'NOT_HIGHER' | 'OUR_PERCEPTION_UNKNOWN' | 'WE_WOULD_FALL_SHORT' | 'INCUMBENT_STILL_MEETS_IT';
}

/**
 * Whether expectations of an attribute may be raised: only where we already reach the new expectation ourselves, and
 * only if the incumbent, where its standing is known, does not. O(1).
 */
export function decideRaiseExpectation(wish: RaiseExpectation): Decision<ExpectationRaised, RaiseExpectationReason> {
  const { attribute, expected, raisedTo, ourPerceived, incumbentPerceived } = wish;
  const reasons: RaiseExpectationReason[] = [];
  if (!(raisedTo > expected)) reasons.push({ code: 'NOT_HIGHER' });
  if (ourPerceived === undefined) reasons.push({ code: 'OUR_PERCEPTION_UNKNOWN' });
  else if (!(ourPerceived >= raisedTo)) reasons.push({ code: 'WE_WOULD_FALL_SHORT' });
  if (incumbentPerceived !== undefined && incumbentPerceived >= raisedTo)
    reasons.push({ code: 'INCUMBENT_STILL_MEETS_IT' });
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ type: 'EXPECTATION_RAISE_ALLOWED', attribute, raisedTo });
}

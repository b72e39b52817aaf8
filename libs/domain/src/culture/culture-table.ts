import { variance } from '../statistics/descriptive.js';

/**
 * Dimensions of national culture (Hofstede 1980; Hofstede, Hofstede & Minkov 2010): power distance, uncertainty avoidance,
 * individualism, masculinity, long-term orientation, indulgence.
 */
export const CULTURE_DIMENSIONS = ['PDI', 'UAI', 'IDV', 'MAS', 'LTO', 'IVR'] as const;
export type CultureDimension = (typeof CULTURE_DIMENSIONS)[number];

/** Scores of a country, about 0–100; leave out what the tenant's table does not have. */
export type CultureScores = Readonly<Partial<Record<CultureDimension, number>>>;

/** A tenant's own table by country code: none is shipped. */
export type CultureTable = Readonly<Record<string, CultureScores>>;

type CompleteScores = Readonly<Record<CultureDimension, number>>;

/** Whether a country has all six scores. */
export function hasAllDimensions(scores: CultureScores | undefined): scores is CompleteScores {
  return CULTURE_DIMENSIONS.every((dimension) => Number.isFinite(scores?.[dimension]));
}

/**
 * Sample variance of each dimension over the countries of the table that have all six scores; undefined where fewer than
 * two have, or where one dimension does not vary. O(countries).
 */
export function cultureVariances(table: CultureTable): CompleteScores | undefined {
  const complete = Object.values(table).filter(hasAllDimensions);
  const of = (dimension: CultureDimension): number => {
    // Sorted, so that the order of the countries changes nothing, not even a last digit.
    return variance(complete.map((scores) => scores[dimension]).sort((a, b) => a - b)) ?? 0;
  };
  const variances = { PDI: of('PDI'), UAI: of('UAI'), IDV: of('IDV'), MAS: of('MAS'), LTO: of('LTO'), IVR: of('IVR') };
  const usable = Object.values(variances).every((value) => value > 0 && value < Infinity);
  return usable ? variances : undefined;
}

/**
 * Cultural distance of two countries, CD = (1/6) Σ (I_a − I_b)² ÷ V over the six dimensions with their variances over the
 * table (Kogut & Singh 1988). 0 for the same country; undefined where a score is missing or the variances cannot be
 * computed. For understanding only: it is never part of a score of people or of risk. O(countries).
 */
export function kogutSingh(table: CultureTable, from: string, to: string): number | undefined {
  const variances = cultureVariances(table);
  const [a, b] = [scoresOf(table, from), scoresOf(table, to)];
  if (variances === undefined || !hasAllDimensions(a) || !hasAllDimensions(b)) return undefined;
  const terms = CULTURE_DIMENSIONS.map((dimension) => (a[dimension] - b[dimension]) ** 2 / variances[dimension]);
  return terms.reduce((total, term) => total + term, 0) / CULTURE_DIMENSIONS.length;
}

/** The scores of a country, and of nothing that the table merely inherits. */
export function scoresOf(table: CultureTable, country: string): CultureScores | undefined {
  return Object.hasOwn(table, country) ? table[country] : undefined;
}

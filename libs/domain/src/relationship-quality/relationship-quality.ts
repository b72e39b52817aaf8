import { groupByName } from '../collection/group-by.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { onScale, SEVEN_POINTS } from '../satisfaction/rating-scale.js';
import { surveyMean, type SurveyMean } from '../satisfaction/satisfaction-gap.js';
import { mean } from '../statistics/descriptive.js';
import { intervalReach } from '../statistics/interval.js';
import { cronbachAlpha } from './cronbach-alpha.js';
import {
  QUALITY_DIMENSIONS,
  QUALITY_FOCI,
  QUALITY_ITEM_CODES,
  QUALITY_ITEMS,
  type QualityDimension,
  type QualityFocus,
  type QualityItem,
} from './items.js';

/** One respondent's answers about one focus, from 1 to 7; what was not answered is left out. */
export interface QualityResponse {
  readonly account: string;
  readonly respondent: string;
  readonly focus: QualityFocus;
  readonly answers: Readonly<Partial<Record<QualityItem, number>>>;
}

export interface QualityScore extends SurveyMean {
  readonly respondents: number;
}

/** Scores from 1 to 7 about one focus; undefined where nobody answered enough. */
export interface FocusQuality {
  readonly dimensions: Readonly<Record<QualityDimension, QualityScore | undefined>>;
  /** Mean of the four dimensions, over respondents that have all four. */
  readonly overall: QualityScore | undefined;
}

/** Both foci side by side: people can be trusted in a company that is not, and the reverse. */
export type RelationshipQuality = Readonly<Record<QualityFocus, FocusQuality>>;

export interface QualityScoringPolicy {
  /** Answers of the three that a respondent must give for a dimension to count. */
  readonly requiredPerDimension: number;
  /** Of the intervals, in (0, 1). */
  readonly confidence: number;
}

/** Two of three answers, 90 % intervals. Mortise's own proposal; configurable. */
export const DEFAULT_QUALITY_SCORING: QualityScoringPolicy = { requiredPerDimension: 2, confidence: 0.9 };

/**
 * Relationship quality as trust, commitment, satisfaction and service quality, each the mean over respondents of their
 * mean answer, for either focus (construct of Rauyruen & Miller 2007). Intervals are normal, so rough for a handful of
 * respondents. The order of the respondents does not matter. O(responses).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for answers outside 1…7 or a confidence outside (0, 1), `INVALID_LENGTH`
 */
export function relationshipQuality(
  responses: readonly QualityResponse[],
  policy: QualityScoringPolicy = DEFAULT_QUALITY_SCORING,
): RelationshipQuality {
  const { requiredPerDimension: required, confidence } = policy;
  if (!Number.isInteger(required) || required < 1 || required > 3)
    throw new InvalidValueError('INVALID_LENGTH', required);
  const z = intervalReach(confidence);
  const of = (focus: QualityFocus): FocusQuality =>
    focusQuality(
      responses.filter((response) => response.focus === focus).map(({ answers }) => answers),
      required,
      z,
    );
  return { PEOPLE: of('PEOPLE'), COMPANY: of('COMPANY') };
}

function focusQuality(sheets: readonly QualityResponse['answers'][], required: number, z: number): FocusQuality {
  const rows = sheets.map((answers) =>
    QUALITY_DIMENSIONS.map((dimension) => {
      const given = QUALITY_ITEMS[dimension].flatMap((item: QualityItem) => answered(answers, item) ?? []);
      return given.length < required ? undefined : mean(given);
    }),
  );
  const score = (values: readonly (number | undefined)[]): QualityScore | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : { ...surveyMean(known, z), respondents: known.length };
  };
  const dimension = (name: QualityDimension): QualityScore | undefined =>
    score(rows.map((row) => row[QUALITY_DIMENSIONS.indexOf(name)]));
  return {
    dimensions: {
      TRUST: dimension('TRUST'),
      COMMITMENT: dimension('COMMITMENT'),
      SATISFACTION: dimension('SATISFACTION'),
      SERVICE_QUALITY: dimension('SERVICE_QUALITY'),
    },
    overall: score(rows.map((row) => completeMean(row))),
  };
}

/** A scale whose items should hold together. */
export interface QualityReliability {
  readonly focus: QualityFocus;
  readonly scale: QualityDimension | 'OVERALL';
  /** Undefined with fewer than two accounts or where they do not differ. */
  readonly alpha: number | undefined;
  /** Accounts with an answer to every item of the scale. */
  readonly accounts: number;
  /** Whether alpha reaches the minimum; undefined where there is none. */
  readonly acceptable: boolean | undefined;
}

/** The usual lower limit of alpha (Nunnally 1978). Configurable. */
export const MINIMUM_ALPHA = 0.7;

/**
 * Cronbach's alpha of the four dimensions and of all twelve items, for either focus, across a tenant's accounts: an
 * account's answer to an item is the mean over its respondents. O(responses · items).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for answers outside 1…7
 */
export function qualityReliability(
  responses: readonly QualityResponse[],
  minimumAlpha = MINIMUM_ALPHA,
): readonly QualityReliability[] {
  const scales: readonly (readonly [QualityReliability['scale'], readonly QualityItem[]])[] = [
    ...QUALITY_DIMENSIONS.map((dimension) => [dimension, QUALITY_ITEMS[dimension]] as const),
    ['OVERALL', QUALITY_ITEM_CODES],
  ];
  return QUALITY_FOCI.flatMap((focus) => {
    const accounts = groupByName(
      responses.filter((response) => response.focus === focus),
      ({ account }) => account,
    );
    return scales.map(([scale, items]) => {
      const rows = accounts.flatMap(([, own]) => {
        const row = items.flatMap((item) => mean(own.flatMap(({ answers }) => answered(answers, item) ?? [])) ?? []);
        return row.length === items.length ? [row] : [];
      });
      const alpha = cronbachAlpha(rows);
      return {
        focus,
        scale,
        alpha,
        accounts: rows.length,
        acceptable: alpha === undefined ? undefined : alpha >= minimumAlpha,
      };
    });
  });
}

function answered(answers: QualityResponse['answers'], item: QualityItem): number | undefined {
  const answer = answers[item];
  return answer === undefined ? undefined : onScale(answer, SEVEN_POINTS);
}

function completeMean(row: readonly (number | undefined)[]): number | undefined {
  const known = row.filter((value) => value !== undefined);
  return known.length < row.length ? undefined : mean(known);
}

import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Depth of a relationship, in order. The first is not scored: nothing has been ordered yet. */
export const RELATIONSHIP_LEVELS = ['EXPLORATORY', 'BASIC', 'COOPERATIVE', 'INTERDEPENDENT', 'INTEGRATED'] as const;
export type RelationshipLevel = (typeof RELATIONSHIP_LEVELS)[number];

/** Levels that a questionnaire can give. */
export const SCORED_LEVELS = ['BASIC', 'COOPERATIVE', 'INTERDEPENDENT', 'INTEGRATED'] as const;
export type ScoredLevel = (typeof SCORED_LEVELS)[number];

/** Tiers of the pyramid of needs: transactions, then security in cooperation, then creating together. */
export const NEED_TIERS = ['TRANSACTION', 'COOPERATION', 'INTERDEPENDENCE'] as const;
export type NeedTier = (typeof NEED_TIERS)[number];

const TIER_OF_LEVEL: Readonly<Record<RelationshipLevel, NeedTier | null>> = {
  EXPLORATORY: null,
  BASIC: 'TRANSACTION',
  COOPERATIVE: 'COOPERATION',
  INTERDEPENDENT: 'INTERDEPENDENCE',
  INTEGRATED: 'INTERDEPENDENCE',
};

/** The tier of needs up to which a relationship of this level fills the pyramid; null before any trade. O(1). */
export function needTier(level: RelationshipLevel): NeedTier | null {
  return TIER_OF_LEVEL[level];
}

/** Place of a level on the ladder, 0 for EXPLORATORY … 4 for INTEGRATED. */
export function levelRank(level: RelationshipLevel): number {
  return RELATIONSHIP_LEVELS.indexOf(level);
}

/** Whether a level reaches a floor. */
export function isLevelAtLeast(level: RelationshipLevel, floor: RelationshipLevel): boolean {
  return levelRank(level) >= levelRank(floor);
}

/** The lower of two levels. */
export function lowerLevel<Level extends RelationshipLevel>(a: Level, b: Level): Level {
  return isLevelAtLeast(a, b) ? b : a;
}

/** The scale of every score: six answers of 1…4. A longer form is brought to the same scale. */
export const ASSESSMENT_SCALE = { min: 6, max: 24, points: 4, factor: 6 } as const;

/** The score from which each level begins, inclusive; below the first it is BASIC. */
export type LevelBands = Readonly<Record<Exclude<ScoredLevel, 'BASIC'>, number>>;

/**
 * Bands 6–10, 11–16, 17–22, 23–24 of whole points, cut half-way: nearly all answers must be at a level to reach it. The
 * points are those of a published hand-out on the ladder of McDonald, Rogers & Woodburn (2000).
 */
export const DEFAULT_LEVEL_BANDS: LevelBands = { COOPERATIVE: 10.5, INTERDEPENDENT: 16.5, INTEGRATED: 22.5 };

/** Scores closer than this are the same: means of means carry rounding, which must not cost a level. */
export const SCORE_TOLERANCE = 1e-9;

/**
 * The level of a score, lower bounds inclusive. O(1).
 *
 * @param score in 6…24
 * @throws InvalidValueError `INVALID_NUMBER` for a score outside the scale
 */
export function levelOfScore(score: number, bands: LevelBands = DEFAULT_LEVEL_BANDS): ScoredLevel {
  const { min, max } = ASSESSMENT_SCALE;
  if (!(score >= min - SCORE_TOLERANCE && score <= max + SCORE_TOLERANCE)) {
    throw new InvalidValueError('INVALID_NUMBER', score);
  }
  const reaches = (level: keyof LevelBands): boolean => score >= bands[level] - SCORE_TOLERANCE;
  if (reaches('INTEGRATED')) return 'INTEGRATED';
  if (reaches('INTERDEPENDENT')) return 'INTERDEPENDENT';
  return reaches('COOPERATIVE') ? 'COOPERATIVE' : 'BASIC';
}

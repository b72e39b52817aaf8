import { InvalidValueError } from '../errors/invalid-value.error.js';
import { resample, type Random } from '../random/random.js';
import { mean, quantile, sum } from '../statistics/descriptive.js';
import type { Interval } from '../statistics/interval.js';
import {
  isLevelAtLeast,
  levelOfScore,
  SCORE_TOLERANCE,
  SCORED_LEVELS,
  type LevelBands,
  type ScoredLevel,
} from './levels.js';
import { bothSides } from './perspectives.js';
import { perspectiveOf, PERSPECTIVES, RATER_GROUPS, type GroupedValue, type Perspective } from './raters.js';

/** How probable each level is; adds up to 1. */
export type LevelProbabilities = Readonly<Record<ScoredLevel, number>>;

export interface LevelUncertainty {
  readonly probabilities: LevelProbabilities;
  /** Interval of the score, rounded outward to whole points: the measure is rough and must read so. */
  readonly interval: Interval;
}

/**
 * How certain a level is: raters are drawn anew within their groups, with replacement, and each draw is scored (bootstrap,
 * Efron 1979; stratified by group). A group of one rater does not vary, so few raters look more certain than they are.
 * The order of the scores does not matter. Undefined of no scores. O(draws · raters).
 *
 * @param scores score of each counted rater, in 6…24
 * @throws InvalidValueError `INVALID_LENGTH` unless draws is whole and positive, `INVALID_NUMBER` for a score off the scale
 *   or a confidence outside (0, 1)
 */
export function levelUncertainty(
  scores: readonly GroupedValue[],
  random: Random,
  options: { readonly draws: number; readonly confidence: number; readonly bands: LevelBands },
): LevelUncertainty | undefined {
  const { draws, confidence, bands } = options;
  if (!Number.isSafeInteger(draws) || draws < 1) throw new InvalidValueError('INVALID_LENGTH', draws);
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  if (scores.length === 0) return undefined;
  const [supplier, customer] = PERSPECTIVES.map((side) => groupsOf(side, scores)) as [ScoreGroups, ScoreGroups];
  const drawSide = (groups: ScoreGroups): number | undefined =>
    mean(groups.map((group) => mean(resample(group, random)) as number));
  const drawn = Array.from({ length: draws }, () => bothSides(drawSide(supplier), drawSide(customer)) as number);
  const counts: Record<ScoredLevel, number> = { BASIC: 0, COOPERATIVE: 0, INTERDEPENDENT: 0, INTEGRATED: 0 };
  for (const score of drawn) counts[levelOfScore(score, bands)]++;
  return {
    probabilities: mapLevels((level) => counts[level] / draws),
    interval: {
      lower: Math.floor((quantile(drawn, (1 - confidence) / 2) as number) + SCORE_TOLERANCE),
      upper: Math.ceil((quantile(drawn, (1 + confidence) / 2) as number) - SCORE_TOLERANCE),
    },
  };
}

type ScoreGroups = readonly (readonly number[])[];

/** Scores of each group of a side, sorted, so that the order of the raters does not steer the draws. */
function groupsOf(side: Perspective, scores: readonly GroupedValue[]): ScoreGroups {
  return RATER_GROUPS.filter((group) => perspectiveOf(group) === side)
    .map((group) => scores.filter((score) => score.group === group).map(({ value }) => value))
    .filter((values) => values.length > 0)
    .map((values) => values.sort((a, b) => a - b));
}

/** Probability that the level is the floor or above, 0…1; certain for the lowest, which nothing is below. O(1). */
export function probabilityAtLeast(probabilities: LevelProbabilities, floor: ScoredLevel): number {
  if (floor === SCORED_LEVELS[0]) return 1;
  const above = SCORED_LEVELS.filter((level) => isLevelAtLeast(level, floor));
  return Math.min(1, sum(above.map((level) => probabilities[level])));
}

/** The probabilities under a ceiling: what lay above it lies on it. O(1). */
export function capProbabilities(probabilities: LevelProbabilities, ceiling: ScoredLevel): LevelProbabilities {
  return mapLevels((level) => {
    if (level === ceiling) return probabilityAtLeast(probabilities, ceiling);
    return isLevelAtLeast(level, ceiling) ? 0 : probabilities[level];
  });
}

function mapLevels(of: (level: ScoredLevel) => number): LevelProbabilities {
  return {
    BASIC: of('BASIC'),
    COOPERATIVE: of('COOPERATIVE'),
    INTERDEPENDENT: of('INTERDEPENDENT'),
    INTEGRATED: of('INTEGRATED'),
  };
}

import type { IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { MeasuredEvidence } from './evidence.js';

/** What makes two companies fit for an alliance. */
export const ALLIANCE_CRITERIA = ['GOAL_ALIGNMENT', 'CAPABILITY_MATCH', 'KNOWLEDGE_EXCHANGE'] as const;
export type AllianceCriterion = (typeof ALLIANCE_CRITERIA)[number];

/** A rating from 0 (not at all) to 3 (fully), with what it rests on. */
export interface AllianceRating {
  readonly points: number;
  readonly evidence: string;
}

export type AllianceScorecard = Readonly<Partial<Record<AllianceCriterion, AllianceRating>>>;

const MOST_POINTS = 3;

/**
 * Alliance score as evidence for the gate to a strategic relationship: points ÷ 9. A rating without evidence says nothing,
 * and with one of the three missing the score is unknown. Mortise's own proposal. O(1).
 *
 * @param min score from which the criterion is met
 * @throws InvalidValueError `INVALID_NUMBER` for points outside 0…3
 */
export function allianceEvidence(scorecard: AllianceScorecard, at: IsoDate, min = 2 / 3): MeasuredEvidence {
  const rated = ALLIANCE_CRITERIA.flatMap((criterion) => {
    const rating = scorecard[criterion];
    if (rating === undefined) return [];
    if (!(rating.points >= 0 && rating.points <= MOST_POINTS))
      throw new InvalidValueError('INVALID_NUMBER', rating.points);
    return rating.evidence.trim() === '' ? [] : [rating.points];
  });
  const evidence = { criterion: 'ALLIANCE_SCORECARD', source: 'MEASURED', at } as const;
  if (rated.length < ALLIANCE_CRITERIA.length) return { ...evidence, met: null };
  const score = rated.reduce((all, points) => all + points, 0) / (MOST_POINTS * ALLIANCE_CRITERIA.length);
  return { ...evidence, met: score >= min, value: score, detail: { min } };
}

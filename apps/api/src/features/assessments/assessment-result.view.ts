import { capLevel, type PublishedAssessment, SCORED_LEVELS, type ScoredLevel } from '@mortise/domain';
import type { AssessmentResult } from './assessment-result.types.js';

/** What was published, as GraphQL shows it. */
export function resultView(published: PublishedAssessment): AssessmentResult {
  const { result, level, probabilities, cap, capOverride, reconciled, otif, form, instrument, policyVersion } =
    published;
  const { views, gap, agreement, interval } = result;
  return {
    ...{ level, uncappedLevel: result.level, ...cappedRange(published), score: result.score },
    ...{ scoreFrom: interval.lower, scoreTo: interval.upper },
    ...{ supplierScore: views.supplier, customerScore: views.customer, sides: views.sides, groups: views.groups },
    ...{ oneSided: views.sides !== 'BOTH', gap, agreement, reconciled },
    probabilities: SCORED_LEVELS.map((each) => ({ level: each, probability: probabilities[each] })),
    ...{ transactionItem: result.transactionItem, onTimeInFull: otif },
    cap: cap && { ...cap, liftedBecause: capOverride?.note ?? null, liftedBy: capOverride?.by ?? null },
    ...{ countedSheets: result.counted.length, notCounted: result.notCounted, ownAccountOnly: result.ownAccountOnly },
    ...{ form, instrumentCode: instrument.code, instrumentVersion: instrument.version, policyVersion },
    publishedAt: published.at,
  };
}

/** Levels of the lowest and the highest rater, under the cap that the level is under. */
export function cappedRange({ result: { range }, cap, capOverride }: PublishedAssessment): {
  readonly lowest: ScoredLevel;
  readonly highest: ScoredLevel;
} {
  const effective = capOverride === null ? cap : null;
  return { lowest: capLevel(range.lowest, effective), highest: capLevel(range.highest, effective) };
}

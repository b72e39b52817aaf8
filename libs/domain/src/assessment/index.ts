// Assessment of the level of a relationship: the public face.
export * from './assessment-policy.js';
export * from './assessment-result.js';
export * from './capability-evidence.js';
export * from './dispute-records.js';
export * from './expected-level.js';
export * from './instrument.js';
export * from './instrument.revise.js';
export { INSTRUMENT_V1, INSTRUMENT_V1_ITEMS, type InstrumentV1Item } from './instrument-v1.js';
export * from './integration-fit.js';
export * from './joint-activity.js';
export * from './level-gate.js';
export * from './level-probability.js';
export * from './level-records.js';
export {
  ASSESSMENT_SCALE,
  DEFAULT_LEVEL_BANDS,
  isLevelAtLeast,
  levelOfScore,
  levelRank,
  needTier,
  NEED_TIERS,
  RELATIONSHIP_LEVELS,
  SCORED_LEVELS,
  type LevelBands,
  type NeedTier,
  type RelationshipLevel,
  type ScoredLevel,
} from './levels.js';
export * from './order-to-cash.js';
export * from './perception-gap.js';
export { perspectiveMeans, type PerspectiveMeans, type ViewSides } from './perspectives.js';
export * from './pyramid-cap.js';
export * from './rater-reliability.js';
export * from './raters.js';
export * from './round-agreement.js';
export * from './round.decide.js';
export * from './round.evolve.js';
export * from './round.machine.js';
export * from './round.model.js';
export { outstandingRaters, visibleSheets } from './round.submit.js';
export {
  answersWithoutEvidence,
  EVIDENCE_FROM,
  scoreSheet,
  type RatedSheet,
  type ScoredSheet,
  type SheetAnswers,
  type UnscoredSheet,
} from './sheet.js';
export * from './transaction-quality.js';
export * from './vendor-qualification.js';

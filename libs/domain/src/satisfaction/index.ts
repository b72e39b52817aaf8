// The public face of satisfaction: gaps between expected and perceived, and the scores of single questions.
export * from './attributes.js';
export * from './expectation.js';
export * from './factor-weights.js';
export * from './nps-views.js';
export { ELEVEN_POINTS, FIVE_POINTS, onScale, SEVEN_POINTS, type RatingScale } from './rating-scale.js';
export {
  satisfactionClass,
  satisfactionGaps,
  type AttributeGap,
  type ExpectationRating,
  type SatisfactionClass,
  type SatisfactionOptions,
  type SupplierSatisfaction,
  type SurveyMean,
} from './satisfaction-gap.js';
export {
  CES_RULE,
  CSAT_RULE,
  customerEffortScore,
  customerSatisfactionScore,
  netPromoterScore,
  NPS_RULE,
  type AnswerCounts,
  type SurveyRule,
  type SurveyScore,
} from './survey-score.js';
export * from './three-evaluations.js';

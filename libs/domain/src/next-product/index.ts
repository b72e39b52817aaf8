// The public face of next-product: what an account may buy next, and what that is worth.
export * from './association-rules.js';
export * from './calibrate-next-product.js';
export * from './cold-start.js';
export * from './demand-signal.js';
export {
  evaluateNextProduct,
  rankingQuality,
  type EvaluationOptions,
  type NextProductEvaluation,
  type NextProductMethod,
  type RankingQuality,
} from './evaluate.js';
export type { ItemIndex } from './item-index.js';
export { itemNeighbours, type Neighbour } from './item-neighbours.js';
export * from './next-best-action.js';
export {
  assembleNextProduct,
  DEFAULT_NEXT_PRODUCT,
  fitNextProduct,
  type NextProductModel,
  type NextProductOptions,
} from './next-product-model.js';
export * from './price-elasticity.js';
export type { Basket, ItemHistory, Purchase } from './purchase.js';
export {
  recommendNext,
  recommendPopular,
  recommendReorders,
  type NextProduct,
  type RecommendOptions,
  type Reorder,
  type SimilarityReason,
} from './recommend.js';
export {
  rankOpportunities,
  whiteSpace,
  type AccountCategories,
  type RankedOpportunity,
  type SalesOpportunity,
  type WhiteSpaceCell,
} from './white-space.js';

// The public face of price: promotions, rebates, price formulas and regimes.
export { indexTable, type IndexTable, type IndexValue, type MissingIndexValue } from './index-table.js';
export * from './benefit-split.js';
export * from './price-formula.js';
export * from './pricing-regime.js';
export * from './promotion-margins.js';
export * from './promotion-return.js';
export * from './promotion-series.js';
export * from './promotion-terms.js';
export * from './promotion-uplift.js';
export * from './rational.js';
export * from './rebate.js';
export * from './rebate-agreement.js';
export * from './rebate-outlook.js';

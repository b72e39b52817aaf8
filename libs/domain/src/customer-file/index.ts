export * from './completeness.js';
export * from './customer-kind.js';
export * from './demand-movement.js';
export * from './financial-ratios.js';
export * from './pick-up.js';
export * from './plan-attainment.js';

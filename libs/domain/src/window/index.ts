export * from './entry-readiness.js';
export * from './mirrored-threat.js';
export * from './opportunity-window.js';
export * from './supplier-scorecard.js';
export * from './swot.js';
export * from './technical-criteria.js';
export * from './trigger-codes.js';

export * from './hazard-regression.js';
export * from './regression-hazard.js';
export * from './stagnation.js';
export * from './supplier-cycle.js';
export * from './value-by-stage.js';
export * from './stage-dwell.js';

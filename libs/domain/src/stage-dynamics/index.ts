export * from './hazard-regression.js';
export * from './regression-hazard.js';
export * from './stagnation.js';

export * from './case.decide.js';
export * from './case.evolve.js';
export * from './case.model.js';
export * from './cause-pareto.js';
export * from './cause-suggestion.js';
export * from './health-state.js';
export * from './win-back.js';

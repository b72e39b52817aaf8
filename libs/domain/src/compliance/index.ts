export * from './referral.decide.js';
export * from './referral.evolve.js';
export * from './referral.model.js';

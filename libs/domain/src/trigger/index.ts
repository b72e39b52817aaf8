// The public face of trigger: an opening at a customer, from being seen to being won, lost or over.
export * from './trigger.decide.js';
export * from './trigger.evolve.js';
export * from './trigger.model.js';

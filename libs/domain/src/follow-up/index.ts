export * from './call-back.js';
export * from './follow-up.decide.js';
export * from './follow-up.model.js';
export * from './season.js';

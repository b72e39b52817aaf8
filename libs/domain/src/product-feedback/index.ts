// The public face of product-feedback: what customers say about products, until they hear what became of it.
export * from './feedback-clusters.js';
export * from './product-feedback.decide.js';
export * from './product-feedback.evolve.js';
export * from './product-feedback.machine.js';
export * from './product-feedback.model.js';

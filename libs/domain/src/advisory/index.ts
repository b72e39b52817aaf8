// The public face of advisory: a warning to the customer, from its draft to what the customer did about it.
export * from './advisory-facts.js';
export * from './advisory-text.js';
export * from './advisory.decide.js';
export * from './advisory.evolve.js';
export * from './advisory.machine.js';
export * from './advisory.model.js';

// The public face of value-entry: value delivered, claimed by us and confirmed by the customer alone.
export * from './value-entry.decide.js';
export * from './value-entry.evolve.js';
export * from './value-entry.machine.js';
export * from './value-entry.model.js';
export * from './value-statement.js';

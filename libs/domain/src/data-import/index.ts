// The public face of data-import: a file on its way into the facts, and back out of them.
export * from './data-import.decide.js';
export * from './data-import.evolve.js';
export * from './data-import.machine.js';
export * from './data-import.model.js';
export * from './import-progress.js';

// The public face of gift: the register of courtesies, from the request to the refusal or the giving.
export * from './gift.decide.js';
export * from './gift.evolve.js';
export * from './gift.machine.js';
export * from './gift.model.js';

export * from './misalignment.js';
export * from './misalignment-codes.js';
export * from './pairing.js';
export * from './misalignment-matrix.js';

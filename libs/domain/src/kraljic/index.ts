export * from './kraljic.js';
export * from './purchasing-criteria.js';

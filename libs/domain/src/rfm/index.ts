export * from './concentration.js';
export * from './rfm.js';

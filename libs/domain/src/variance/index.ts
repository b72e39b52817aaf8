export * from './decomposition.js';
export * from './sales-by-dimension.js';
export * from './sales-growth.js';

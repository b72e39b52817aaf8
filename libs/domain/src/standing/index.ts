export * from './relationship-standing.js';
export * from './standing-history.js';

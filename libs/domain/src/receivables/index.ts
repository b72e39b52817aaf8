export * from './credit-exposure.js';
export * from './days-sales-outstanding.js';
export * from './lateness.js';
export * from './outstanding-months.js';
export * from './payment-credibility.js';

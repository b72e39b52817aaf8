export * from './closeness.js';
export * from './dependence.js';
export * from './difference-profile.js';
export * from './relationship-investment.js';

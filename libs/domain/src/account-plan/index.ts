// The public face of account-plan: a year's objective, plays and investment at an account, reviewed every quarter.
export * from './account-plan.decide.js';
export * from './account-plan.evolve.js';
export * from './account-plan.machine.js';
export * from './account-plan.model.js';
export { committedMinor, investedMinor } from './plan-investment.js';
export type { AccountPlanDecision } from './plan-play.decide.js';
export * from './plan-quarter.js';

export * from './alert.decide.js';
export * from './alert.evolve.js';
export * from './alert.machine.js';
export * from './alert.model.js';
export * from './alert-quality.js';
export * from './signal-grade.js';
export { TRIAGE_WORKING_DAYS, triageDue, type DeadlineCalendar } from './triage-clock.js';

export * from './complaint-indicators.js';
export * from './hidden-complaints.js';
export * from './recovery-effect.js';
export * from './reply-time.js';
export * from './service-failure-cost.js';
export * from './service-standard.js';
export * from './silent-complaint.js';
export * from './tone.js';
export { isWeekday, type WorkingDayRule } from './working-day.js';

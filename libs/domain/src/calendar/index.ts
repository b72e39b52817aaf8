export * from './business-calendar.js';
export * from './date.js';
export * from './month.js';
export * from './service-clock.js';
export * from './service-standard.js';
export * from './working-time.js';
export { fixedOffset, instantOf, namedZone, offsetTable, type OffsetChange, type ZoneOffset } from './zone.js';

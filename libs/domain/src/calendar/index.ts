export * from './business-calendar.js';
export * from './calendar-policy.js';
export * from './date.js';
export * from './month.js';
export * from './quarter.js';
export * from './service-clock.js';
export * from './service-standard.js';
export * from './working-day.js';
export * from './working-time.js';
export {
  dateInZone,
  fixedOffset,
  instantOf,
  momentShowing,
  namedZone,
  offsetTable,
  tabledZone,
  UTC_ZONE,
  type OffsetChange,
  type ZoneOffset,
} from './zone.js';

export * from './country-profile.js';
export * from './culture-advice.js';
export {
  CULTURE_DIMENSIONS,
  cultureVariances,
  hasAllDimensions,
  kogutSingh,
  type CultureDimension,
  type CultureScores,
  type CultureTable,
} from './culture-table.js';

import { earliestFirst, late, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Seasons, the one that began first first. */
export const FIRST_SEASON = earliestFirst('starts_on', 'date');

export const SEASON_READS = [
  readModel('Season', {
    table: 'season',
    fields: { nextPeak: late({ startsOn: 'starts_on', endsOn: 'ends_on', everyYear: 'every_year' }) },
  }),
];

// Agreement between raters: the public face.
export * from './intraclass-correlation.js';
export * from './krippendorff-alpha.js';
export type { UnitRatings } from './ratings.js';
export * from './within-group-agreement.js';

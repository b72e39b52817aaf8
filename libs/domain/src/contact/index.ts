export * from './coalition.js';
export * from './code-lists.js';
export * from './decision-process.js';
export {
  coverageWithout,
  DEFAULT_ROLE_WEIGHTS,
  dmuStanding,
  type DmuMember,
  type DmuStanding,
  type RoleWeights,
} from './dmu-coverage.js';
export * from './dmu-roles.js';
export * from './personal-data.js';
export * from './private-record.js';
export * from './promise-conflict.js';
export * from './single-thread.js';

import { preset } from '../jest.preset.mjs';

// The subjects are plain ES modules and real processes: nothing to transform, nothing to map.
export default {
  ...preset,
  displayName: 'tools',
  transform: {},
  moduleNameMapper: {},
  // Databases and browsers are started for real, perhaps on a busy machine.
  testTimeout: 60_000,
  maxWorkers: 2,
  testMatch: ['<rootDir>/test/**/*.spec.mjs'],
};

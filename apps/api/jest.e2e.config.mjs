import { preset } from '../../jest.preset.mjs';

/** End-to-end: every file starts its own Mortise on a database of its own, in one real PostgreSQL for the run. */
export default {
  ...preset,
  displayName: 'api-e2e',
  testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
  globalSetup: '<rootDir>/../../tools/lib/jest-postgres-setup.mjs',
  globalTeardown: '<rootDir>/../../tools/lib/jest-postgres-teardown.mjs',
  setupFiles: ['<rootDir>/test/environment.ts'],
  testTimeout: 60_000,
  maxWorkers: 2,
};

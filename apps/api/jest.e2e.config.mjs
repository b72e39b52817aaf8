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
  // A worker keeps the modules of every file it has run; it is replaced before collecting them takes longer than the tests.
  workerIdleMemoryLimit: '1.5GB',
};

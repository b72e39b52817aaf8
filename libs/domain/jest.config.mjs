import { preset } from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'domain',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Measured by `npm test` and by `--coverage`; add `--coverageReporters=text` to see which lines no test runs.
  collectCoverageFrom: ['src/**/*.ts'],
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { branches: 95 } },
};

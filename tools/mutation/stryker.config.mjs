// @ts-check
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { swc } from '../../jest.preset.mjs';

const [transform, options] = swc;

/**
 * Mutation tests of the domain's heart. Run from libs/domain by `npm run test:mutation`. CommonJS instead of modules: the
 * mutants are switched through a global that modules of Jest do not share.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  plugins: [import.meta.resolve('@stryker-mutator/jest-runner')],
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  mutate: ['src/{stage,assessment,signal}/**/*.ts', '!**/*.spec.ts', '!**/index.ts'],
  ignorePatterns: ['dist', 'out-tsc', 'coverage'],
  // What changes a table of constants changes all tests: left out, for each of these would run every test.
  ignoreStatic: true,
  concurrency: 2,
  // Runs of Jest in one process leave memory behind, until it spends its time on collecting that.
  maxTestRunnerReuse: 60,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '../../.nx/mutation/report.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 90, low: 80, break: 80 },
  jest: {
    projectType: 'custom',
    config: {
      testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
      transform: { '^.+\\.ts$': [transform, { ...options, module: { type: 'commonjs' } }] },
      moduleNameMapper: {
        '^(\\.{1,2}/.*)\\.js$': '$1',
        '^fast-check$': fileURLToPath(new URL('fast-check.cjs', import.meta.url)),
        '^fast-check-itself$': createRequire(import.meta.url).resolve('fast-check'),
      },
      // Those on the public data sets take seconds each: too long to run for every mutant.
      testMatch: ['<rootDir>/src/{stage,assessment,signal,share,agreement}/**/!(*.iowa).spec.ts'],
    },
  },
};

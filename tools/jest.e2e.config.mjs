import config from './jest.config.mjs';

// The product as people get it: built, started by the README's command, in real processes and a real browser.
export default {
  ...config,
  displayName: 'product',
  testMatch: ['<rootDir>/e2e/**/*.e2e-spec.mjs'],
  testTimeout: 120_000,
  maxWorkers: 1,
};

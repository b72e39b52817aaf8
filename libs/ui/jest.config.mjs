import { preset } from '../../jest.preset.mjs';

/** Components are tested where they run: in a real browser, under the strict content security policy. */
export default {
  ...preset,
  displayName: 'ui',
  globalSetup: '<rootDir>/test/components.setup.mjs',
  globalTeardown: '<rootDir>/test/stop-chromium.mjs',
  testTimeout: 30_000,
};

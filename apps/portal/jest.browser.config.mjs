import { preset } from '../../jest.preset.mjs';

/** The built portal in a real browser, under the policy it is served with. */
export default {
  ...preset,
  displayName: 'portal-browser',
  testMatch: ['<rootDir>/test/**/*.browser-spec.ts'],
  globalSetup: '<rootDir>/test/portal.setup.mjs',
  globalTeardown: '<rootDir>/../../libs/ui/test/stop-chromium.mjs',
  testTimeout: 30_000,
};

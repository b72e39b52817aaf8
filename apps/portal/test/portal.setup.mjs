import { startChromium } from '@mortise/ui/test/chromium-server.mjs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the portal (apart from the one that is served) and starts the browser. */
async function setUp() {
  // The test runner's NODE_ENV would give a development build, which is not what people get.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: 'out-tsc/portal' },
  });
  process.env.NODE_ENV = NODE_ENV;
  globalThis.mortiseChromium = await startChromium();
}

export { setUp as default };

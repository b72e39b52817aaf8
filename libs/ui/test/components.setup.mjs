import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startChromium } from './chromium-server.mjs';

/** Builds all components into one script, as a page would load them, and starts the browser. */
async function setUp() {
  // The test runner's NODE_ENV would give a development build, which is not what people get.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    oxc: { decorator: { legacy: true }, assumptions: { setPublicClassFields: true } },
    build: {
      outDir: 'out-tsc/components',
      emptyOutDir: true,
      cssCodeSplit: false,
      lib: {
        entry: fileURLToPath(new URL('./components.entry.js', import.meta.url)),
        formats: ['es'],
        fileName: () => 'components.js',
        cssFileName: 'components',
      },
    },
  });
  process.env.NODE_ENV = NODE_ENV;
  globalThis.mortiseChromium = await startChromium();
}

export { setUp as default };

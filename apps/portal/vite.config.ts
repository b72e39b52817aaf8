import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { serviceWorker } from './build/service-worker.plugin.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/portal/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows neither inline scripts nor data: fonts and styles; browsers we support preload by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // Lit's decorators need class fields that are assigned, not defined.
  oxc: { decorator: { legacy: true }, assumptions: { setPublicClassFields: true } },
  plugins: [serviceWorker(here('./src/service-worker/service-worker.ts'))],
  server: {
    proxy: Object.fromEntries(
      ['graphql', 'files', 'events'].map((path) => [`/portal/${path}`, 'http://localhost:3000']),
    ),
  },
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const BASE = '/portal/';

/**
 * Builds the service worker after the page, with the list of what to keep. Its version is the digest of these files, so
 * that browsers see a new worker exactly when there is a new page.
 */
export function serviceWorker(source: string): Plugin {
  let outDir = '';
  return {
    name: 'mortise-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const assets = readdirSync(join(outDir, 'assets')).map((name) => `assets/${name}`);
        const kept = [...assets, 'icon.svg', 'manifest.webmanifest'].sort();
        const digest = createHash('sha256');
        for (const name of ['index.html', ...kept]) digest.update(readFileSync(join(outDir, name)));
        const files = { version: digest.digest('hex').slice(0, 12), urls: [BASE, ...kept.map((name) => BASE + name)] };
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { __MORTISE_FILES__: JSON.stringify(files) },
          build: {
            outDir,
            emptyOutDir: false,
            lib: { entry: source, formats: ['es'], fileName: () => 'sw.js' },
          },
        });
      },
    },
  };
}

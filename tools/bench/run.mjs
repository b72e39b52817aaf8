// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run bench`: installs the bench's own packages when they are missing or older than its lock file, then runs it. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const lock = `${folder}package-lock.json`;
const installed = `${folder}node_modules/.package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  process.stderr.write(`Installing ${Object.keys(packages).length - 1} packages of the bench …\n`);
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
const { main } = await import('./lib/main.mjs');
process.exitCode = await main(process.argv.slice(2));

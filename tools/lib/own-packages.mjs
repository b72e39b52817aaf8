// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/**
 * Installs the packages that one tool alone needs, when they are missing or older than its lock file.
 * @param {string} folder of the tool, with a slash at its end
 * @param {string} name what the user calls the tool
 */
export function installOwnPackages(folder, name) {
  const lock = `${folder}package-lock.json`;
  const installed = `${folder}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  process.stderr.write(`Installing ${Object.keys(packages).length - 1} packages of ${name} …\n`);
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

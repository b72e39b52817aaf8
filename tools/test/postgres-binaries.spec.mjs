import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPostgresBinaries, hydrateSymlinks } from '../lib/postgres-binaries.mjs';
import { temporaryFolder } from './support/processes.mjs';

describe(findPostgresBinaries.name, () => {
  it('finds the binaries of this platform and their version', () => {
    const { home, version, major } = findPostgresBinaries();
    expect(existsSync(join(home, 'bin', 'postgres'))).toBe(true);
    expect(major).toBe('18');
    expect(version).toMatch(/^18\./);
  });
});

describe(hydrateSymlinks.name, () => {
  it('makes the links that the install script was not allowed to make, and keeps those that are there', () => {
    using folder = temporaryFolder();
    const lib = join(folder.path, 'native', 'lib');
    mkdirSync(lib, { recursive: true });
    for (const name of ['libpq.so.5.18', 'libz.so.1.2']) writeFileSync(join(lib, name), name);
    const links = [
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
      { source: 'native/lib/libz.so.1.2', target: 'native/lib/libz.so.1' },
    ];
    writeFileSync(join(folder.path, 'native', 'pg-symlinks.json'), JSON.stringify(links));
    symlinkSync('elsewhere', join(lib, 'libz.so.1'));
    hydrateSymlinks(folder.path);
    expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(readFileSync(join(lib, 'libpq.so.5'), 'utf8')).toBe('libpq.so.5.18');
    expect(readlinkSync(join(lib, 'libz.so.1'))).toBe('elsewhere');
  });
});

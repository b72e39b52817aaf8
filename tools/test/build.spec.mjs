import { describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../lib/build.mjs';
import { identify } from '../lib/process-identity.mjs';
import { temporaryFolder, until } from './support/processes.mjs';

/**
 * @param {string} repository
 * @param {string} script what `nx` does there
 */
function withNx(repository, script) {
  const folder = join(repository, 'node_modules', '.bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nx'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'nx'), 0o755);
}

/** @param {string} repository */
function start(repository) {
  /** @type {string[]} */
  const lines = [];
  const controller = new AbortController();
  const { signal } = controller;
  const built = build({ repository, env: process.env, log: (line) => lines.push(line), signal });
  return { lines, controller, built };
}

describe(build.name, () => {
  it('says in two lines what it does and keeps the tools’ output to itself', async () => {
    using folder = temporaryFolder();
    withNx(folder.path, 'echo "$@" > asked; echo much; echo more >&2');
    const { lines, built } = start(folder.path);
    await built;
    expect(lines).toEqual([expect.stringContaining('Building'), expect.stringMatching(/^Built in \d+\.\d s\.$/)]);
    expect(readFileSync(join(folder.path, 'asked'), 'utf8')).toContain('run-many -t build');
  });

  it('shows the output of a build that fails', async () => {
    using folder = temporaryFolder();
    withNx(folder.path, 'echo much; echo "error TS2322" >&2; exit 1');
    const { lines, built } = start(folder.path);
    await expect(built).rejects.toMatchObject({ code: 'BUILD_FAILED' });
    expect(lines.at(-1)).toMatch(/much[^]*error TS2322/);
  });

  it('ends with all its compilers when it is interrupted', async () => {
    using folder = temporaryFolder();
    withNx(folder.path, 'sleep 600 & echo $! > compiler.part; mv compiler.part compiler; wait');
    const { controller, built } = start(folder.path);
    await until(() => existsSync(join(folder.path, 'compiler')), 'the build has begun');
    const compiler = Number(readFileSync(join(folder.path, 'compiler'), 'utf8'));
    expect(identify(compiler)).toBeDefined();
    controller.abort();
    await built;
    await until(() => !identify(compiler), 'the compiler has ended');
  });

  it('uses what was built elsewhere where there are no tools', async () => {
    using folder = temporaryFolder();
    const { lines, built } = start(folder.path);
    await built;
    expect(lines).toEqual([]);
  });
});

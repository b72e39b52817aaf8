import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withInstalledTools } from '../lib/build.mjs';
import { REPOSITORY } from '../lib/launcher.mjs';
import { jestStep, runSteps } from '../lib/steps.mjs';
import { temporaryFolder } from './support/processes.mjs';

const node = (/** @type {string} */ script) => [process.execPath, '-e', script];

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} tests
 */
function project(folder, name, tests) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'package.json'), '{}');
  writeFileSync(join(folder, name, 'jest.config.mjs'), 'export default { transform: {} };');
  writeFileSync(join(folder, name, 'x.test.js'), tests);
}

/**
 * @param {string} repository
 * @param {import('../lib/steps.mjs').Step[]} steps
 */
async function outcome(repository, steps) {
  /** @type {string[]} */
  const lines = [];
  const env = withInstalledTools(REPOSITORY, { ...process.env, CI: 'true' });
  const code = await runSteps(steps, { repository, env, output: 'ignore', log: (line) => lines.push(line) });
  const text = lines.join('\n');
  return { code, text, last: text.split('\n').at(-1) };
}

describe(runSteps.name, () => {
  it('adds up the tests of all Jest runs in its last line', async () => {
    using folder = temporaryFolder();
    project(folder.path, 'one', "test('a', () => {}); test('b', () => {}); test.skip('c', () => {}); test.todo('d');");
    project(folder.path, 'two', "test('e', () => {});");
    const { code, text, last } = await outcome(folder.path, [
      jestStep('unit one', 'one'),
      { name: 'other', command: node('') },
      jestStep('unit two', 'two'),
    ]);
    expect(last).toBe('tests: 3 passed, 0 failed, 2 skipped');
    expect(code).toBe(0);
    expect(text).toMatch(/\d\.\d s {2}unit one\n +\d\.\d s {2}other\n +\d\.\d s {2}unit two\n/);
  });

  it('stops at the first step that fails and tells which', async () => {
    using folder = temporaryFolder();
    project(folder.path, 'one', "test('a', () => {}); test('b', () => { throw new Error('no'); });");
    const { code, text, last } = await outcome(folder.path, [
      jestStep('unit one', 'one'),
      { name: 'later', command: node("require('fs').writeFileSync('later', '')") },
    ]);
    expect(code).toBe(1);
    expect(text).toContain('unit one: FAILED (exit code 1)');
    expect(text).toContain('not run  later');
    expect(last).toBe('tests: 1 passed, 1 failed, 0 skipped');
    expect(existsSync(join(folder.path, 'later'))).toBe(false);
  });

  it('counts a test file that does not load as failed', async () => {
    using folder = temporaryFolder();
    project(folder.path, 'one', "throw new Error('does not load');");
    const { code, last } = await outcome(folder.path, [jestStep('unit one', 'one')]);
    expect({ code, last }).toEqual({ code: 1, last: 'tests: 0 passed, 1 failed, 0 skipped' });
  });

  it('fails with a command that there is none of', async () => {
    using folder = temporaryFolder();
    const { code, text } = await outcome(folder.path, [{ name: 'absent', command: ['no-such-command'] }]);
    expect(code).toBe(1);
    // EACCES where PATH leads through a closed folder.
    expect(text).toMatch(/absent: FAILED \(spawn no-such-command E(NOENT|ACCES)\)/);
  });

  it('gives its steps no standard input', async () => {
    using folder = temporaryFolder();
    const script = "process.exit(require('fs').readFileSync(0).length)";
    expect((await outcome(folder.path, [{ name: 'reads', command: node(script) }])).code).toBe(0);
  });
});

// @ts-check
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../lib/launcher.mjs';
import { temporaryFolder } from './support/processes.mjs';

const LOADER = join(REPOSITORY, 'tools/lib/typescript-loader.mjs');
const BENCH = join(REPOSITORY, 'tools/bin/bench-science.mjs');

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function node(args, env) {
  const flags = ['--disable-warning=ExperimentalWarning'];
  const options = /** @type {const} */ ({ encoding: 'utf8' });
  return spawnSync(process.execPath, [...flags, ...args], { ...options, env: { ...process.env, ...env } });
}

/** @param {string} script run as a module after the loader @param {string} cwd */
function loaded(script, cwd = REPOSITORY) {
  const load = `import { loadTypeScript } from ${JSON.stringify(LOADER)}; const unload = loadTypeScript();`;
  const run = `process.chdir(${JSON.stringify(cwd)}); const { join } = await import('node:path'); ${script}`;
  return node(['--input-type=module', '--eval', `${load} ${run}`]);
}

describe('the TypeScript loader', () => {
  it('imports TypeScript by the name of its JavaScript, which goes first where it exists', () => {
    using folder = temporaryFolder();
    const file = (/** @type {string} */ name, /** @type {string} */ text) =>
      writeFileSync(join(folder.path, name), text);
    file('fault.ts', 'export class Fault { constructor(readonly code: string) {} }');
    file('both.ts', `export const from: string = 'source';`);
    file('both.js', `export const from = 'script';`);
    file('package.json', '{ "type": "module" }');
    file(
      'main.ts',
      `import { Fault } from './fault.js'; import { from } from './both.js'; import { sep } from 'node:path';
      export const answer: readonly string[] = [new Fault('A').code, from, typeof sep];`,
    );
    const { stdout, stderr } = loaded(
      `console.log(JSON.stringify((await import(join(process.cwd(), 'main.ts'))).answer));`,
      folder.path,
    );
    expect({ stdout, stderr }).toEqual({ stdout: '["A","script","string"]\n', stderr: '' });
  });

  it('leaves names alone that mean no file, and everything once it is taken away', () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'main.ts'), `import './absent.js';`);
    writeFileSync(join(folder.path, 'other.ts'), `import './main.js';`);
    const fails = (/** @type {string} */ name) =>
      `await import(join(process.cwd(), '${name}')).catch(({ code, message }) => console.log(code, message));`;
    const { stdout } = loaded(`${fails('main.ts')} unload(); ${fails('other.ts')}`, folder.path);
    expect(stdout).toMatch(/^ERR_MODULE_NOT_FOUND .*absent\.js.*\nERR_MODULE_NOT_FOUND .*main\.js.*\n$/);
  });
});

describe('npm run bench:science', () => {
  it('prints JSON with figure, anchor, simple rule and time of the models asked for', () => {
    const { stdout, stderr, status } = node([BENCH, '--json', '--only', 'nps,kogut-singh']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['nps', 'kogut-singh']);
    expect(report.nps).toMatchObject({ anchor: 7.81, simple: 5, unit: expect.any(String), verdict: 'HOLDS' });
    expect(report.nps.figure).toBeCloseTo(7.81, 2);
    expect(report.nps.secondsPer100k).toBeGreaterThan(0);
    for (const key of ['figure', 'anchor', 'simple']) expect(report['kogut-singh']).toHaveProperty(key);
  });

  it('prints a table in which a model without its data is seen', () => {
    using empty = temporaryFolder();
    const { stdout, status } = node([BENCH, '--only', 'kogut-singh,nps'], { MORTISE_DATA_DIR: empty.path });
    expect(status).toBe(0);
    const [head, ...lines] = stdout.split('\n');
    expect(head).toMatch(/^model +figure +anchor +simple +unit +s per 100,000 +note$/);
    expect(lines[0]).toMatch(/^nps +7\.81 +7\.81 +5\.00 +standard error, points +\d+\.\d\d \(20,000\) +score 30/);
    expect(lines[1]).toMatch(/^kogut-singh .* SKIPPED: data set hofstede is missing/);
    const json = JSON.parse(node([BENCH, '--json', '--only', 'kogut-singh'], { MORTISE_DATA_DIR: empty.path }).stdout);
    expect(json['kogut-singh']).toMatchObject({ figure: null, skipped: expect.stringContaining('hofstede') });
  });

  it('refuses a model or an option that there is not', () => {
    const wrong = node([BENCH, '--only', 'nps,nothing']);
    expect(wrong).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^UNKNOWN_MODEL: no model nothing/),
    });
    expect(node([BENCH, '--fast'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^INVALID_ARGUMENT: /) });
  });

  it('says which figures do not hold: anchors of the same data first, then the simple rule', () => {
    const cases = [
      { better: 'HIGHER', figure: 0.7, anchor: 0.7, simple: 0.6 },
      { better: 'HIGHER', figure: 0.68, anchor: 0.7, simple: 0.6 },
      { better: 'HIGHER', figure: 0.68, anchor: 0.7, simple: 0.6, anchorElsewhere: true },
      { better: 'HIGHER', figure: 0.71, anchor: 0.7, simple: 0.71 },
      { better: 'LOWER', figure: 0.2, anchor: 0.3, simple: 0.25 },
      { better: 'LOWER', figure: 0.4, anchor: 0.3, simple: 0.5 },
      { better: 'LOWER', figure: 0.2, anchor: 0.3, simple: 0.1 },
      { better: 'EQUAL', figure: 4.05, anchor: 4.06, simple: 3 },
      { better: 'EQUAL', figure: 4.2, anchor: 4.06, simple: undefined },
      { better: 'EQUAL', figure: 4.05, anchor: 4.06, simple: undefined },
    ].map((each) => ({ ...each, tolerance: 0.01 }));
    const { stdout, stderr } = loaded(`
      const { verdictOf } = await import(join(process.cwd(), 'libs/domain/bench/report.ts'));
      console.log(JSON.stringify(${JSON.stringify(cases)}.map(verdictOf)));`);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      ...['HOLDS', 'MISSES_ANCHOR', 'HOLDS', 'NO_BETTER_THAN_SIMPLE'],
      ...['HOLDS', 'MISSES_ANCHOR', 'NO_BETTER_THAN_SIMPLE'],
      ...['HOLDS', 'MISSES_ANCHOR', 'HOLDS'],
    ]);
  });
});

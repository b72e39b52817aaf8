// @ts-check
import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../lib/launcher.mjs';
import { RULES_PAGE, rulesPage } from '../lib/rules-page.mjs';

describe('the page of rules', () => {
  /** @type {string[]} */
  const folders = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  it('is what npm run rules writes', () => {
    expect(readFileSync(join(REPOSITORY, RULES_PAGE), 'utf8')).toBe(rulesPage(REPOSITORY));
  });

  it('finds what a test calls, also through its helpers, and where that is declared', () => {
    const page = of({
      'src/share/share.ts': 'export function share() {} export const BANDS = 1; export interface Wallet {}',
      'src/share/index.ts': `export * from './share.js';`,
      'src/errors/error.ts': 'export class WrongError {}',
      'test/scenario.ts': `import { share } from '../src/share/index.js'; export const scenario = () => share();`,
      'src/share/share.spec.ts': `
        import { share as shareOf, BANDS, type Wallet } from './index.js';
        import { WrongError } from '../errors/error.js';
        import { scenario } from '../../test/scenario.js';
        const helper = () => shareOf();
        it('ST-02, ST-04: | [share]', () => { helper(); throw new WrongError(); });
        describe('§8.2', () => { it.each([1])('§10.3: %i bands', () => BANDS); });
        it('K1 by the scenario', () => scenario());
        it('has no id', () => shareOf());`,
    });
    const rows = page.split('\n').filter((line) => /^\| (?!rule|-)/.test(line));
    const share = '[`share`](../libs/domain/src/share/share.ts)';
    const bands = '[`BANDS`](../libs/domain/src/share/share.ts)';
    const at = '(../libs/domain/src/share/share.spec.ts)';
    expect(rows).toEqual([
      `| K1 | ${share} | [by the scenario]${at} |`,
      `| ST-02 | ${share} | [\\| \\[share\\]]${at} |`,
      `| ST-04 | ${share} | [\\| \\[share\\]]${at} |`,
      `| §8.2 | ${bands} | [%i bands]${at} |`,
      `| §10.3 | ${bands} | [%i bands]${at} |`,
    ]);
  });

  /** @param {Record<string, string>} files below libs/domain */
  function of(files) {
    const root = mkdtempSync(join(tmpdir(), 'mortise-rules-'));
    folders.push(root);
    for (const [name, text] of Object.entries(files)) {
      const file = join(root, 'libs/domain', name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return rulesPage(root);
  }
});

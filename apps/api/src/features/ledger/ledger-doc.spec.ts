import { describe, expect, it } from '@jest/globals';
import {
  LEDGER_FIELD_LABELS,
  LEDGER_KIND_CODES,
  LEDGER_KIND_LABELS,
  LEDGER_KINDS,
  type LedgerFieldName,
} from '@mortise/domain';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeField } from './ledger.describe.js';
import { filledHow } from './ledger.filled.js';
import { LEDGER_IMPORTS } from './ledger.imports.js';
import { fieldsOf, pascal, valueName } from './ledger.names.js';

const PAGE = fileURLToPath(new URL('../../../../../docs/guides/ledger.md', import.meta.url));
const MARK = /(<!-- kinds -->\n)[^]*?(<!-- end -->)/;

/** Every kind with its fields, as the page shows them. */
function kinds(): string {
  return LEDGER_KIND_CODES.map((kind) => {
    const { feeds, writers } = LEDGER_KINDS[kind];
    const label = LEDGER_KIND_LABELS[kind];
    const [file] = Object.entries(LEDGER_IMPORTS).find(([, of]) => of === kind) ?? [];
    const rows = fieldsOf(kind).map(([name, field]) => {
      const { en, 'zh-TW': traditional, 'zh-CN': simplified } = LEDGER_FIELD_LABELS[name as LedgerFieldName];
      const filled = filledHow(kind, name);
      const codes = 'codes' in field ? field.codes.join(', ') : '';
      const what = describeField(name, field)
        .slice(en.length)
        .replace(/^[:,.] ?/, '');
      const words = [codes, what, filled].filter((each) => each).join(' · ');
      const needed = field.optional === true || filled ? '' : ' *';
      return `| \`${valueName(name, field)}\`${needed} | ${en} | ${traditional} | ${simplified} | ${words} |`;
    });
    return [
      `### ${label.en} · ${label['zh-TW']} · ${label['zh-CN']}`,
      '',
      `\`record${pascal(kind)}\`, file \`${file}\`. Written by ${writers.join(', ')}. Bears on ${feeds.join(', ')}.`,
      '',
      '| field | English | 繁體 | 简体 | values |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  }).join('\n');
}

describe('docs/guides/ledger.md', () => {
  it('lists every kind with its fields as they are declared (MORTISE_WRITE_DOCS=1 writes them)', async () => {
    const page = await readFile(PAGE, 'utf8');
    const wanted = page.replace(MARK, (_, begin: string, end: string) => `${begin}\n${kinds()}\n${end}`);
    if (process.env['MORTISE_WRITE_DOCS']) await writeFile(PAGE, wanted);
    expect(page).toMatch(MARK);
    // The formatter aligns tables; that is no difference.
    const words = (text: string) => text.split(/[\s-]+/);
    expect(words(await readFile(PAGE, 'utf8'))).toEqual(words(wanted));
  });
});

import { describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { IMPORT_KINDS } from './import-kind.js';
import { createImportKind } from './kinds/index.js';

const PAGE = fileURLToPath(new URL('../../../../../docs/imports.md', import.meta.url));
const MARK = /(<!-- fields of (\S+) -->\n)[^]*?(<!-- end -->)/g;

/** The table of a kind's fields as the page shows it. */
function table(kind: (typeof IMPORT_KINDS)[number]): string {
  const rows = Object.entries(createImportKind(kind).fields).map(([name, field]) => {
    const {
      description,
      required = false,
      aliases = [],
    } = field as { description: string; required?: boolean; aliases?: readonly string[] };
    return `| \`${name}\`${required ? ' *' : ''} | ${description} | ${aliases.map((alias) => `\`${alias}\``).join(', ')} |`;
  });
  return ['', '| field | what | also found as |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

describe('docs/imports.md', () => {
  it('lists the fields of every kind as they are declared (MORTISE_WRITE_DOCS=1 writes them)', async () => {
    const page = await readFile(PAGE, 'utf8');
    const wanted = page.replace(
      MARK,
      (_, begin: string, kind: (typeof IMPORT_KINDS)[number], end: string) => begin + table(kind) + end,
    );
    if (process.env['MORTISE_WRITE_DOCS']) await writeFile(PAGE, wanted);
    expect([...page.matchAll(MARK)].map((match) => match[2])).toEqual([...IMPORT_KINDS]);
    const named = /^Kinds: ([^.]*)\./m.exec(page)?.[1] ?? '';
    expect([...named.matchAll(/`([^`]*)`/g)].map(([, kind]) => kind)).toEqual([...IMPORT_KINDS]);
    // The formatter aligns tables; that is no difference.
    const words = (text: string) => text.split(/[\s-]+/);
    expect(words(await readFile(PAGE, 'utf8'))).toEqual(words(wanted));
  });
});

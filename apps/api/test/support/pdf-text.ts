import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/**
 * The text of a PDF as somebody copies it: of each tagged content a line. Reads what our own reports are made of, that is
 * embedded typefaces with a table of what their glyphs stand for, and nothing else.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const at = (reference: string | undefined): PdfObject =>
    objects.get(Number(reference)) ?? { dictionary: '', stream: '' };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  return pages
    .map(({ dictionary }) => {
      const resources = at(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1]).dictionary;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => {
          return [name, charactersOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(font).dictionary)?.[1]).stream)];
        }),
      );
      return drawnIn(at(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]).stream, fonts);
    })
    .join('\n');
}

/** What draws each page. */
export function pdfContents(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf);
  return [...objects.values()].flatMap(({ dictionary }) => {
    const contents = /\/Type \/Page\b(?!s)/.test(dictionary) && /\/Contents (\d+) 0 R/.exec(dictionary)?.[1];
    return contents ? [objects.get(Number(contents))?.stream ?? ''] : [];
  });
}

function objectsOf(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const { 1: id, index, 0: head } of text.matchAll(/(\d+) 0 obj\n/g)) {
    const from = index + head.length;
    const [dictionary = ''] = text.slice(from).split(/stream\n|endobj/, 1);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const start = from + dictionary.length + 'stream\n'.length;
    const packed = /\/FlateDecode/.test(dictionary) && !/\/FontFile/.test(dictionary);
    const stream = packed ? inflateSync(pdf.subarray(start, start + length)).toString('latin1') : '';
    objects.set(Number(id), { dictionary, stream });
  }
  return objects;
}

/** What the glyphs of a typeface stand for. */
function charactersOf(table: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([\w ]+)>/g)].forEach(([, code = ''], index) => {
      characters.set(
        Number.parseInt(first, 16) + index,
        Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
    });
  }
  return characters;
}

function drawnIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const [token, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)>|BDC/g)) {
    if (token === 'BDC') text += '\n';
    else if (name !== undefined) font = fonts.get(name);
    else
      for (const [code] of (glyphs ?? '').matchAll(/\w{4}/g)) text += font?.get(Number.parseInt(code, 16)) ?? '\ufffd';
  }
  return text;
}

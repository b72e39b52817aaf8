import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locale } from '../context/request-context.js';

/** A file that holds some characters of a typeface. */
interface FontSlice {
  readonly path: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** The typefaces that come with Mortise: a bare machine has none. */
const [WESTERN, SIMPLIFIED, TRADITIONAL] = [
  '@fontsource-variable/noto-sans',
  '@fontsource-variable/noto-sans-sc',
  '@fontsource-variable/noto-sans-tc',
] as const;

/** Which is asked first for a character: the same one is drawn differently in different places. */
const ORDER: Readonly<Record<Locale, readonly string[]>> = {
  en: [WESTERN, SIMPLIFIED, TRADITIONAL],
  'zh-CN': [WESTERN, SIMPLIFIED, TRADITIONAL],
  'zh-TW': [WESTERN, TRADITIONAL, SIMPLIFIED],
};

/** Which files hold which characters. */
export class FontSlices {
  private readonly typefaces = new Map<string, Promise<readonly FontSlice[]>>();

  /** The file that a character is drawn from; undefined where no typeface has it. */
  async fileOf(codePoint: number, locale: Locale): Promise<string | undefined> {
    for (const name of ORDER[locale]) {
      const slices = await this.slicesOf(name);
      const found = slices.find(({ ranges }) =>
        ranges.some(([first, last]) => codePoint >= first && codePoint <= last),
      );
      if (found) return found.path;
    }
    return undefined;
  }

  private slicesOf(name: string): Promise<readonly FontSlice[]> {
    const known = this.typefaces.get(name) ?? readSlices(name);
    this.typefaces.set(name, known);
    known.catch(() => this.typefaces.delete(name));
    return known;
  }
}

/** What the style sheet of a typeface says of its files. */
async function readSlices(name: string): Promise<readonly FontSlice[]> {
  const sheet = createRequire(import.meta.url).resolve(`${name}/index.css`);
  const faces = (await readFile(sheet, 'utf8')).split('@font-face').slice(1);
  return faces.flatMap((face) => {
    const file = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(face)?.[1];
    const ranges = /unicode-range:([^;}]+)/.exec(face)?.[1];
    if (file === undefined || ranges === undefined) return [];
    return [{ path: join(dirname(sheet), file), ranges: ranges.split(',').map(rangeOf) }];
  });
}

/** `U+4e00` or `U+4e00-4eff`. */
function rangeOf(text: string): readonly [number, number] {
  const [first = '', last = first] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

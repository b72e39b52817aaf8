import * as harfbuzz from 'harfbuzzjs';
import type { Locale } from '../context/request-context.js';
import { readTypeface } from '../typefaces/read-typeface.js';
import { FontSlices } from './font-slices.js';
import { eachText, type PlacedText } from './svg.js';

/** What stands for a character that no typeface has. */
const UNKNOWN = 0x25a1;
const WEIGHTS = { usual: 400, title: 600 } as const;

interface Typeface {
  readonly font: harfbuzz.Font;
  readonly unitsPerEm: number;
}

/** Characters that one file draws. */
interface Run {
  readonly file: string;
  text: string;
}

/**
 * Draws the words of a picture as outlines, so that it looks the same wherever it is turned into pixels. What was
 * opened of typefaces stays open: all of them together take some 50 MB.
 */
export class Outlines {
  private readonly slices = new FontSlices();
  private readonly faces = new Map<string, Promise<harfbuzz.Face>>();
  private readonly typefaces = new Map<string, Typeface>();

  /** The picture with outlines instead of words. */
  async of(svg: string, locale: Locale): Promise<string> {
    const drawn = new Map<string, string>();
    for (const text of eachText(svg)) drawn.set(text.source, await this.draw(text, locale));
    return [...drawn].reduce((picture, [source, outline]) => picture.replaceAll(source, () => outline), svg);
  }

  private async draw({ x, y, classes, anchor, size, title, value }: PlacedText, locale: Locale): Promise<string> {
    const paths: string[] = [];
    let left = 0;
    for (const run of await this.runsOf(value, locale)) {
      const { font, unitsPerEm } = await this.typeface(run.file, title ? WEIGHTS.title : WEIGHTS.usual);
      const scale = size / unitsPerEm;
      const buffer = new harfbuzz.Buffer();
      buffer.addText(run.text);
      buffer.guessSegmentProperties();
      harfbuzz.shape(font, buffer);
      for (const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
        const outline = font.glyphToPath(codepoint);
        const place = `translate(${at(left + xOffset * scale)} ${at(-yOffset * scale)}) scale(${at(scale, 6)} ${at(-scale, 6)})`;
        if (outline !== '') paths.push(`<path transform="${place}" d="${outline}"/>`);
        left += xAdvance * scale;
      }
    }
    const start = x - (anchor === 'end' ? left : anchor === 'middle' ? left / 2 : 0);
    return `<g class="${classes}" transform="translate(${at(start)} ${at(y)})">${paths.join('')}</g>`;
  }

  private async runsOf(value: string, locale: Locale): Promise<readonly Run[]> {
    const runs: Run[] = [];
    for (const character of value) {
      let drawn = character;
      let file = await this.slices.fileOf(character.codePointAt(0) as number, locale);
      if (file === undefined) {
        drawn = String.fromCodePoint(UNKNOWN);
        file = (await this.slices.fileOf(UNKNOWN, locale)) as string;
      }
      const last = runs.at(-1);
      if (last?.file === file) last.text += drawn;
      else runs.push({ file, text: drawn });
    }
    return runs;
  }

  private async typeface(file: string, weight: number): Promise<Typeface> {
    const key = `${weight} ${file}`;
    const known = this.typefaces.get(key);
    if (known) return known;
    const face = await this.face(file);
    const font = new harfbuzz.Font(face);
    font.setVariations([new harfbuzz.Variation('wght', weight)]);
    const made = { font, unitsPerEm: face.upem };
    this.typefaces.set(key, made);
    return made;
  }

  private face(file: string): Promise<harfbuzz.Face> {
    const known = this.faces.get(file) ?? open(file);
    this.faces.set(file, known);
    // What could not be opened once may be there the next time.
    known.catch(() => this.faces.delete(file));
    return known;
  }
}

async function open(file: string): Promise<harfbuzz.Face> {
  return new harfbuzz.Face(new harfbuzz.Blob(await readTypeface(file)));
}

function at(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

import LineBreaker from 'linebreak';
import type { Locale } from '../context/request-context.js';
import { FontSlices } from '../pictures/font-slices.js';
import { StaticTypefaces } from './static-typefaces.js';

/** What stands for a character that no typeface has. */
const UNKNOWN = '\u25a1';
const WEIGHTS = { usual: 400, strong: 600 } as const;

export type Weight = keyof typeof WEIGHTS;

/** How a text looks; its size in points. */
export interface Look {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
}

/** Characters that one typeface has. */
interface Run {
  readonly font: string;
  readonly text: string;
}

/** Opens the typefaces that texts need. One for all documents, since opening them takes longer than drawing. */
export class PdfTypefaces {
  private readonly slices = new FontSlices();
  private readonly typefaces = new StaticTypefaces();

  /** What texts of a language are drawn with in this document. */
  async prepare(document: PDFKit.PDFDocument, texts: readonly string[], locale: Locale): Promise<PdfText> {
    const fileOf = new Map<string, string>();
    for (const character of new Set([UNKNOWN, ...texts.join('')])) {
      const file = await this.slices.fileOf(character.codePointAt(0) as number, locale);
      if (file !== undefined) fileOf.set(character, file);
    }
    for (const weight of Object.keys(WEIGHTS) as Weight[]) {
      for (const file of new Set(fileOf.values())) {
        document.registerFont(`${weight} ${file}`, await this.typefaces.of(file, WEIGHTS[weight]));
      }
    }
    return new PdfText(document, fileOf);
  }
}

/** Measures, breaks and draws the texts that it was prepared for. */
export class PdfText {
  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  width(text: string, { size, weight }: Look): number {
    return this.runs(text, weight).reduce((width, run) => {
      return width + this.document.font(run.font).fontSize(size).widthOfString(run.text);
    }, 0);
  }

  /** The lines of a text in so many points; what is too long for one even so is broken anywhere. */
  lines(text: string, width: number, look: Look): readonly string[] {
    return printable(text)
      .split('\n')
      .flatMap((paragraph) => this.paragraph(paragraph, width, look));
  }

  /** One line, its baseline at a point. */
  draw(text: string, x: number, y: number, look: Look): void {
    let left = x;
    for (const { font, text: part } of this.runs(text, look.weight)) {
      this.document.font(font).fontSize(look.size).fillColor(look.colour);
      this.document.text(part, left, y, { lineBreak: false, baseline: 'alphabetic' });
      left += this.document.widthOfString(part);
    }
  }

  private paragraph(text: string, width: number, look: Look): readonly string[] {
    const lines: string[] = [];
    let line = '';
    for (const piece of piecesOf(text)) {
      if (this.width((line + piece).trimEnd(), look) <= width) {
        line += piece;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = '';
      for (const character of piece) {
        if (line !== '' && this.width(line + character, look) > width && character.trim() !== '') {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
    return [...lines, line.trimEnd()];
  }

  private runs(text: string, weight: Weight): readonly Run[] {
    const runs: { font: string; text: string }[] = [];
    for (const character of text) {
      const file = this.files.get(character);
      const drawn = file === undefined ? UNKNOWN : character;
      const font = `${weight} ${file ?? this.files.get(UNKNOWN)}`;
      const last = runs.at(-1);
      if (last?.font === font) last.text += drawn;
      else runs.push({ font, text: drawn });
    }
    return runs;
  }
}

/** As it is drawn: a tab is a space, and what cannot be seen is left out. */
function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '');
}

/** Between which a line may end. */
function piecesOf(text: string): readonly string[] {
  const breaker = new LineBreaker(text);
  const pieces: string[] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    pieces.push(text.slice(from, next.position));
    from = next.position;
  }
  return pieces;
}

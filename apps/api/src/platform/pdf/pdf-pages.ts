import { setImmediate } from 'node:timers/promises';
import type { Block, Column, KeyFigure } from './pdf-report.js';
import type { Look, PdfText } from './pdf-text.js';

/** A4 in points, and what is left free at its edges. */
const PAGE = { width: 595.28, height: 841.89, side: 54, top: 56, bottom: 62 } as const;
const WIDTH = PAGE.width - 2 * PAGE.side;
const FLOOR = PAGE.height - PAGE.bottom;

const INK = '#1d2733';
const SOFT = '#55606e';
const RULE = '#dfe4ea';
const ACCENT = '#0b5cad';
const GROUND = '#f3f6fa';

const LOOKS = {
  title: { size: 20, weight: 'strong', colour: INK },
  under: { size: 10.5, weight: 'usual', colour: SOFT },
  heading: { size: 13, weight: 'strong', colour: ACCENT },
  text: { size: 9.5, weight: 'usual', colour: INK },
  soft: { size: 8.5, weight: 'usual', colour: SOFT },
  column: { size: 8.5, weight: 'strong', colour: SOFT },
  figure: { size: 18, weight: 'strong', colour: INK },
  foot: { size: 8, weight: 'usual', colour: SOFT },
} as const satisfies Record<string, Look>;

/** From one baseline to the next: Chinese needs a little more than Latin. */
const LEADING = 1.5;
/** From the top of a line to its baseline. */
const RISE = 1.1;
const GAP = 12;
const CELL = 4;

const leading = ({ size }: Look): number => size * LEADING;

interface Cell {
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly lines: readonly string[];
}

interface Row {
  readonly look: Look;
  readonly cells: readonly Cell[];
}

const linesOf = ({ cells }: Row): number => Math.max(...cells.map(({ lines }) => lines.length));
const heightOf = (row: Row): number => linesOf(row) * leading(row.look) + 2 * CELL;

/** A row that is higher than a page is several. */
function partsOf(row: Row, height: number): readonly (Row & { readonly first: boolean })[] {
  const most = Math.floor((height - 2 * CELL) / leading(row.look));
  return Array.from({ length: Math.ceil(linesOf(row) / most) }, (_, index) => ({
    look: row.look,
    cells: row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(index * most, (index + 1) * most) })),
    first: index === 0,
  }));
}

/** Lays blocks out, from page to page, tagged so that they can be read aloud. */
export class PdfPages {
  private y: number = PAGE.top;
  private readonly root: PDFKit.PDFStructureElement;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly words: PdfText,
  ) {
    this.root = document.struct('Document');
    document.addStructure(this.root);
    document.addPage();
  }

  /** Others have their turn between the rows of long tables. */
  async add(block: Block): Promise<void> {
    switch (block.kind) {
      case 'title':
        this.artifact(() => this.document.rect(PAGE.side, this.y - 14, 36, 3).fill(ACCENT));
        this.paragraph('H1', block.text, LOOKS.title);
        block.under.forEach((line) => this.paragraph('P', line, LOOKS.under));
        this.y += GAP / 2;
        return;
      case 'heading':
        this.y += GAP;
        // A heading at the foot of a page would stand without what it is of.
        this.room(leading(LOOKS.heading) + 70);
        this.paragraph('H2', block.text, LOOKS.heading);
        this.artifact(() => this.rule(this.y));
        this.y += GAP / 2;
        return;
      case 'text':
        this.paragraph('P', block.text, block.soft === true ? LOOKS.soft : LOOKS.text);
        this.y += GAP / 3;
        return;
      case 'figures':
        this.figures(block.figures);
        return;
      case 'table':
        await this.table(block.columns, block.rows);
    }
  }

  /** Puts the feet under the pages; nothing can be added afterwards. */
  finish(foot: (page: number, pages: number) => string): void {
    this.root.end();
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(start + page);
      this.artifact(() => {
        this.rule(FLOOR + 16);
        this.words.draw(foot(page + 1, count), PAGE.side, FLOOR + 32, LOOKS.foot);
      });
    }
  }

  private paragraph(tag: string, text: string, look: Look): void {
    this.tagged(this.root, tag, () => {
      for (const line of this.words.lines(text, WIDTH, look)) {
        this.room(leading(look));
        this.words.draw(line, PAGE.side, this.y + look.size * RISE, look);
        this.y += leading(look);
      }
    });
  }

  private figures(figures: readonly KeyFigure[]): void {
    if (figures.length === 0) return;
    const gap = 10;
    const width = (WIDTH - gap * (figures.length - 1)) / figures.length;
    const inner = width - 20;
    // A long amount is set smaller rather than broken.
    const fitted = (value: string): Look => {
      const size = LOOKS.figure.size * Math.min(1, inner / this.words.width(value, LOOKS.figure));
      return { ...LOOKS.figure, size: Math.max(LOOKS.text.size, Math.floor(size)) };
    };
    const cards = figures.map(({ label, value, note = '' }) => [
      ...this.words.lines(label, inner, LOOKS.soft).map((line) => [line, LOOKS.soft] as const),
      ...this.words.lines(value, inner, fitted(value)).map((line) => [line, fitted(value)] as const),
      ...(note === '' ? [] : this.words.lines(note, inner, LOOKS.soft).map((line) => [line, LOOKS.soft] as const)),
    ]);
    const height = Math.max(...cards.map((lines) => lines.reduce((sum, [, look]) => sum + leading(look), 0))) + 16;
    this.room(height);
    cards.forEach((lines, index) => {
      const left = PAGE.side + index * (width + gap);
      this.artifact(() => this.document.roundedRect(left, this.y, width, height, 4).fill(GROUND));
      this.tagged(this.root, 'P', () => {
        let top = this.y + 8;
        for (const [line, look] of lines) {
          this.words.draw(line, left + 10, top + look.size * RISE, look);
          top += leading(look);
        }
      });
    });
    this.y += height + GAP;
  }

  private async table(columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<void> {
    const table = this.document.struct('Table');
    this.root.add(table);
    const titles = columns.map(({ title }) => title);
    const head = { look: LOOKS.column, cells: this.cells(columns, titles, LOOKS.column) };
    for (const [index, texts] of rows.entries()) {
      await setImmediate();
      const row = { look: LOOKS.text, cells: this.cells(columns, texts, LOOKS.text) };
      for (const part of partsOf(row, FLOOR - PAGE.top - heightOf(head))) {
        const page = this.document.page;
        // Nor does a head stand alone at the foot of a page.
        this.room(heightOf(part) + (index === 0 ? heightOf(head) : 0));
        if (index === 0 && part.first) this.row(table, 'TH', head);
        else if (this.document.page !== page) this.line(head, (draw) => this.artifact(draw));
        this.row(table, 'TD', part);
      }
    }
    table.end();
    this.y += GAP / 2;
  }

  private cells(columns: readonly Column[], row: readonly string[], look: Look): readonly Cell[] {
    const whole = columns.reduce((sum, { width }) => sum + width, 0);
    let left: number = PAGE.side;
    return columns.map(({ width: part, align = 'left' }, index) => {
      const width = (WIDTH * part) / whole;
      const cell = { left, width, align, lines: this.words.lines(row[index] ?? '', width - 2 * CELL, look) };
      left += width;
      return cell;
    });
  }

  private row(table: PDFKit.PDFStructureElement, tag: 'TH' | 'TD', row: Row): void {
    const element = this.document.struct('TR');
    table.add(element);
    this.line(row, (draw) => this.tagged(element, tag, draw));
    element.end();
  }

  private line(row: Row, each: (draw: () => void) => void): void {
    const { cells, look } = row;
    for (const { left, width, align, lines } of cells) {
      each(() => {
        lines.forEach((line, index) => {
          const x = align === 'left' ? left + CELL : left + width - CELL - this.words.width(line, look);
          this.words.draw(line, x, this.y + CELL + index * leading(look) + look.size * RISE, look);
        });
      });
    }
    this.y += heightOf(row);
    this.artifact(() => this.rule(this.y));
  }

  private room(height: number): void {
    if (this.y + height <= FLOOR) return;
    // What is tagged goes on there, too.
    this.document.continueOnNewPage();
    this.y = PAGE.top;
  }

  private rule(y: number): void {
    this.document
      .moveTo(PAGE.side, y)
      .lineTo(PAGE.width - PAGE.side, y)
      .lineWidth(0.6)
      .stroke(RULE);
  }

  private tagged(parent: PDFKit.PDFStructureElement, tag: string, draw: () => void): void {
    parent.add(this.document.struct(tag, {}, draw));
  }

  /** What is only to be looked at. */
  private artifact(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }
}

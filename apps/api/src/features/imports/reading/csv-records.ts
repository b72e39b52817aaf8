import { type BrokenRecord, type FileRecord, MAX_RECORD_LENGTH, type RecordReader } from './file-records.js';

/** What separates the cells of delimited files, in the order in which a tie is decided. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const QUOTE = '"';
const SHOWN = 200;
/** The delimiter is looked for in so much of the header. */
const HEADER_LENGTH = 64 * 1024;
/** From a quote that opens a cell to the one that closes it, or to the end of what is there. */
const QUOTED_CELL = /(?<![^,;\t|])"(?:[^"]|"")*(?:"|$)/;
const HEADER = new RegExp(`^(?:${QUOTED_CELL.source}|[^\\n"]+|")*`);

/**
 * Records of a delimited file (RFC 4180 and what spreadsheets make of it: CRLF or LF, line ends inside quotes, doubled
 * quotes, Excel's `="00123"`, a first line `sep=;`, quotes inside unquoted cells such as 5" pipe).
 *
 * Written here because the usual parsers give up at the first misplaced quote or swallow the file behind it. This one
 * reports one broken row and goes on with the next line.
 */
export class CsvRecords implements RecordReader {
  private text = '';
  private row = 0;
  private delimiter: string | undefined;
  /** Whether the delimiter was given or the header read; until then each look at the header may find a better one. */
  private settled: boolean;
  private skippingLine = false;
  private readonly cells: string[] = [];
  private readonly record: { row: number; cells: readonly string[]; broken: BrokenRecord | undefined } = {
    row: 0,
    cells: this.cells,
    broken: undefined,
  };

  constructor(delimiter?: Delimiter) {
    this.delimiter = delimiter;
    this.settled = delimiter !== undefined;
  }

  write(text: string, each: (record: FileRecord) => void): void {
    this.text = this.text === '' ? text : this.text + text;
    this.read(each, false);
  }

  end(each: (record: FileRecord) => void): void {
    this.read(each, true);
  }

  private read(each: (record: FileRecord) => void, last: boolean): void {
    const { text } = this;
    let at = 0;
    let quote = text.indexOf(QUOTE);
    while (at < text.length) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0 && !last) break;
      const end = lineEnd < 0 ? text.length : lineEnd;
      if (this.skippingLine) {
        this.skippingLine = false;
        at = end + 1;
        continue;
      }
      if (this.row === 0 && this.isSeparatorLine(text, at, end)) {
        at = end + 1;
        continue;
      }
      if (!this.settled) this.delimiter = detectDelimiter(text.slice(at, at + HEADER_LENGTH));
      if (quote >= 0 && quote < at) quote = text.indexOf(QUOTE, at);
      if (quote < 0 || quote > end) {
        this.emit(each, text, at, end, undefined);
        at = end + 1;
        continue;
      }
      const parsed = this.parseQuoted(text, at, last);
      if (parsed === 'INCOMPLETE') {
        if (text.length - at <= MAX_RECORD_LENGTH) break;
        this.emit(each, text, at, end, 'QUOTE_BROKEN');
        at = end + 1;
      } else if (parsed === 'BROKEN') {
        this.emit(each, text, at, end, 'QUOTE_BROKEN');
        at = end + 1;
      } else {
        this.hand(each);
        at = parsed;
      }
    }
    this.text = at >= text.length ? '' : text.slice(at);
    if (!last && this.text.length > MAX_RECORD_LENGTH) this.dropLongLine(each);
  }

  /** A line without an end in sight: reported once, and everything up to its end is left out. */
  private dropLongLine(each: (record: FileRecord) => void): void {
    if (this.text.includes('\n')) return;
    if (!this.skippingLine) {
      this.handBroken(each, 'ROW_TOO_LONG', this.text);
    }
    this.skippingLine = true;
    this.text = '';
  }

  private emit(
    each: (record: FileRecord) => void,
    text: string,
    at: number,
    end: number,
    code: BrokenRecord['code'] | undefined,
  ): void {
    const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (code !== undefined || stop - at > MAX_RECORD_LENGTH) {
      this.handBroken(each, code ?? 'ROW_TOO_LONG', text.slice(at, stop));
      return;
    }
    const { cells } = this;
    const delimiter = this.delimiter as string;
    let count = 0;
    let from = at;
    for (let next = text.indexOf(delimiter, from); next >= 0 && next < stop; next = text.indexOf(delimiter, from)) {
      cells[count++] = text.slice(from, next);
      from = next + 1;
    }
    cells[count++] = text.slice(from, stop);
    cells.length = count;
    this.hand(each);
  }

  /** Spreadsheets leave empty lines, and lines of nothing but blanks and delimiters, behind their data: rows of the sheet, but no data. */
  private hand(each: (record: FileRecord) => void): void {
    this.row++;
    if (this.cells[0]?.trim() === '' && this.cells.every((cell) => cell.trim() === '')) return;
    this.settled = true;
    this.record.row = this.row;
    this.record.broken = undefined;
    each(this.record);
  }

  private handBroken(each: (record: FileRecord) => void, code: BrokenRecord['code'], text: string): void {
    this.row++;
    this.settled = true;
    this.cells.length = 0;
    this.record.row = this.row;
    this.record.broken = { code, value: text.slice(0, SHOWN) };
    each(this.record);
  }

  /** Reads a record with quotes into the cells. @returns where the next record begins */
  private parseQuoted(text: string, start: number, last: boolean): number | 'INCOMPLETE' | 'BROKEN' {
    const delimiter = this.delimiter as string;
    const { cells } = this;
    cells.length = 0;
    let at = start;
    for (;;) {
      const excel = text.startsWith('="', at);
      if (!excel && text[at] !== QUOTE) {
        const lineEnd = text.indexOf('\n', at);
        const next = text.indexOf(delimiter, at);
        if (next >= 0 && (lineEnd < 0 || next < lineEnd)) {
          cells.push(text.slice(at, next));
          at = next + 1;
          continue;
        }
        if (lineEnd < 0 && !last) return 'INCOMPLETE';
        const end = lineEnd < 0 ? text.length : lineEnd;
        cells.push(text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end));
        return end + 1;
      }
      const from = at + (excel ? 2 : 1);
      const close = closingQuote(text, from);
      // At the end of what is there, a quote may still turn out to be the first of two.
      if (close < 0 || (close + 2 >= text.length && !last)) return close < 0 && last ? 'BROKEN' : 'INCOMPLETE';
      const content = text.slice(from, close);
      cells.push(content.includes(QUOTE) ? content.replaceAll('""', QUOTE) : content);
      at = close + 1;
      if (text.startsWith(delimiter, at)) at++;
      else if (at >= text.length) return at;
      else if (text[at] === '\n') return at + 1;
      else if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) return at + 2;
      else return 'BROKEN';
    }
  }

  /** Excel's first line that names the delimiter; it is no row of the sheet. */
  private isSeparatorLine(text: string, at: number, end: number): boolean {
    const line = text.slice(at, Math.min(end, at + 8)).trimEnd();
    const named = /^sep=(.)?$/i.exec(line === 'sep=' && text[at + 4] === '\t' ? 'sep=\t' : line);
    if (!named) return false;
    if (!this.settled && named[1] !== undefined) {
      this.delimiter = named[1];
      this.settled = true;
    }
    return true;
  }
}

function closingQuote(text: string, from: number): number {
  let close = text.indexOf(QUOTE, from);
  while (close >= 0 && text[close + 1] === QUOTE) close = text.indexOf(QUOTE, close + 2);
  return close;
}

/**
 * The candidate that stands most often outside quotes in the header, with which the text begins; a comma when there is
 * none. Quotes open where a cell begins, and may hold line ends.
 */
export function detectDelimiter(text: string): Delimiter {
  const plain = (HEADER.exec(text)?.[0] ?? '').replaceAll(new RegExp(QUOTED_CELL, 'g'), '');
  const counts = DELIMITERS.map((delimiter) => plain.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

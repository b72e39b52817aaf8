import { type FileRecord, MAX_RECORD_LENGTH, type RecordReader } from './file-records.js';

const SHOWN = 200;

/**
 * Records of newline-delimited JSON: one object per line, of which the members named in `columns` become cells, behind
 * a header made of these names. Numbers are taken as they are written, never through floating point.
 */
export class NdjsonRecords implements RecordReader {
  private text = '';
  private row = 0;
  private begun = false;
  private skippingLine = false;

  private readonly columns: readonly string[];

  /** @param columns names of members; one that holds several fields is one column */
  constructor(columns: readonly string[]) {
    this.columns = [...new Set(columns)];
  }

  write(text: string, each: (record: FileRecord) => void): void {
    this.header(each);
    this.text += text;
    let at = 0;
    for (let end = this.text.indexOf('\n'); end >= 0; end = this.text.indexOf('\n', at)) {
      if (this.skippingLine) this.skippingLine = false;
      else this.line(this.text.slice(at, end), each);
      at = end + 1;
    }
    this.text = this.text.slice(at);
    if (this.text.length <= MAX_RECORD_LENGTH) return;
    if (!this.skippingLine) this.broken('ROW_TOO_LONG', this.text, each);
    this.skippingLine = true;
    this.text = '';
  }

  end(each: (record: FileRecord) => void): void {
    this.header(each);
    if (!this.skippingLine && this.text !== '') this.line(this.text, each);
    this.text = '';
  }

  private header(each: (record: FileRecord) => void): void {
    if (this.begun) return;
    this.begun = true;
    each({ row: 0, cells: this.columns, broken: undefined });
  }

  private line(line: string, each: (record: FileRecord) => void): void {
    if (line.trim() === '') {
      this.row++;
      return;
    }
    if (line.length > MAX_RECORD_LENGTH) return this.broken('ROW_TOO_LONG', line, each);
    const members = membersOf(line);
    if (!members) return this.broken('NOT_AN_OBJECT', line, each);
    this.row++;
    each({ row: this.row, cells: this.columns.map((name) => members.get(name) ?? ''), broken: undefined });
  }

  private broken(code: 'ROW_TOO_LONG' | 'NOT_AN_OBJECT', line: string, each: (record: FileRecord) => void): void {
    this.row++;
    each({ row: this.row, cells: [], broken: { code, value: line.slice(0, SHOWN) } });
  }
}

/** The object's members as text; undefined when the line is not an object. */
export function membersOf(line: string): ReadonlyMap<string, string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line, asWritten);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).map(([name, member]) => [name, cellOf(member)]));
}

// The third argument carries the text of a number as it stands in the line.
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

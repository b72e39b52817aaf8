import type { StagedValue } from './import-kind.js';
import type { RowProblem } from './reading/row.js';

const ESCAPED = /[\\\t\n\r\u0000]/;
const SHOWN = 200;

/**
 * Rows on their way to the staging tables, already in the text format of PostgreSQL's COPY. The memory is used again for
 * the batch after the next: megabytes that come and go with every batch would pile up until the collector runs.
 */
export class BatchBuffer {
  /** Good rows, what they refer to, and rejected rows, as COPY text. */
  readonly rows = new GrowingBuffer();
  readonly references = new GrowingBuffer();
  readonly rejects = new GrowingBuffer();
  rowCount = 0;
  rejectedCount = 0;

  get read(): number {
    return this.rowCount + this.rejectedCount;
  }

  get bytes(): number {
    return this.rows.length + this.references.length + this.rejects.length;
  }

  clear(): void {
    this.rows.clear();
    this.references.clear();
    this.rejects.clear();
    this.rowCount = 0;
    this.rejectedCount = 0;
  }

  add(rowNumber: number, values: readonly StagedValue[]): void {
    this.rows.append(copyLine(rowNumber, values));
    this.rowCount++;
  }

  /** What a row is the first to tell of something it refers to. */
  refer(rowNumber: number, values: readonly StagedValue[]): void {
    this.references.append(copyLine(rowNumber, values));
  }

  reject(rowNumber: number, problems: readonly RowProblem[]): void {
    problems.forEach(({ column, code, value, message }, ordinal) => {
      const shown = value === null ? null : value.slice(0, SHOWN).replaceAll('\u0000', '\ufffd');
      this.rejects.append(
        `${rowNumber}\t${ordinal}\t${copyText(column)}\t${code}\t${copyText(shown)}\t${copyText(message)}\n`,
      );
    });
    this.rejectedCount++;
  }
}

/** Bytes that are appended to and kept when cleared. */
class GrowingBuffer {
  length = 0;
  private memory: Buffer = Buffer.alloc(0);

  append(text: string): void {
    const needed = this.length + text.length * 3;
    if (needed > this.memory.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.memory.length * 2, 64 * 1024));
      this.memory.copy(grown, 0, 0, this.length);
      this.memory = grown;
    }
    this.length += this.memory.write(text, this.length, 'utf8');
  }

  clear(): void {
    this.length = 0;
  }

  /** The bytes in pieces of up to 64 KiB; valid until the next append. */
  *pieces(): Generator<Buffer> {
    for (let at = 0; at < this.length; at += 65_536) yield this.memory.subarray(at, Math.min(this.length, at + 65_536));
  }
}

function copyLine(rowNumber: number, values: readonly StagedValue[]): string {
  let line = String(rowNumber);
  for (const value of values) line += `\t${copyText(value)}`;
  return `${line}\n`;
}

function copyText(value: StagedValue): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return value === true ? 't' : value === false ? 'f' : String(value);
  return ESCAPED.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (char) => `\\${{ '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' }[char] ?? char}`)
    : value;
}

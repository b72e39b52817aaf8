/**
 * One record of a file: its cells, or why it cannot be read. Readers use the same object and the same list of cells for
 * every record, because millions of short-lived lists would keep the memory busy: copy what is to be kept.
 */
export interface FileRecord {
  /** Place in the file as a spreadsheet shows it: the header is row 1, empty lines count. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly broken: BrokenRecord | undefined;
}

export interface BrokenRecord {
  readonly code: 'QUOTE_BROKEN' | 'ROW_TOO_LONG' | 'NOT_AN_OBJECT';
  /** Beginning of the text. */
  readonly value: string;
}

/** A record longer than this is one rejected row: 1 Mi characters. */
export const MAX_RECORD_LENGTH = 1024 * 1024;

/** Splits text, handed over in pieces, into records. */
export interface RecordReader {
  /** Reads what the text completes. */
  write(text: string, each: (record: FileRecord) => void): void;
  /** Reads what is left at the end of the file. */
  end(each: (record: FileRecord) => void): void;
}

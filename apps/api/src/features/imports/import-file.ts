import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ImportOptions } from './import-options.js';
import { ImportInterrupted, ImportRefused } from './import.errors.js';
import { CsvRecords } from './reading/csv-records.js';
import type { RecordReader } from './reading/file-records.js';
import { NdjsonRecords } from './reading/ndjson-records.js';

/** A file as it arrives. */
export interface ImportFile {
  readonly content: Readable;
  readonly format: 'DELIMITED' | 'NDJSON';
  readonly gzip: boolean;
  readonly totalBytes: number | null;
  readonly name: string | null;
}

/** Splits the file's text into records; for NDJSON the members that hold the fields are its columns. */
export function recordReaderOf(file: ImportFile, options: ImportOptions, fields: readonly string[]): RecordReader {
  if (file.format === 'NDJSON') return new NdjsonRecords(fields.map((field) => options.map.get(field) || field));
  return new CsvRecords(options.delimiter);
}

/** The file's bytes, unpacked; `progress` counts them as they are sent. */
export async function* contentOf({ content, gzip }: ImportFile, progress: { bytes: number }): AsyncGenerator<Buffer> {
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const bytes of source) {
      progress.bytes += bytes.length;
      yield bytes;
    }
  };
  if (!gzip) return yield* counted(content);
  const unpacked = pipeline(content, counted, createGunzip(), () => undefined) as unknown as AsyncIterable<Buffer>;
  yield* unpacked;
}

/** What an error on the way means to the sender: an end before the end, a file that cannot be unpacked, or itself. */
export function failureOf(error: unknown, { content }: ImportFile): unknown {
  if (error instanceof DomainError) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'Z_BUF_ERROR') {
    return new ImportInterrupted();
  }
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new ImportRefused('FILE_BROKEN', 'The file is not what gzip has packed.');
  }
  return content.destroyed && !content.readableEnded ? new ImportInterrupted() : error;
}

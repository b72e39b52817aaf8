import { readFile } from 'node:fs/promises';
import decompress from 'wawoff2/decompress.js';

let last: Promise<unknown> = Promise.resolve();

/**
 * A typeface out of its WOFF2 file. One at a time: what the decompressor gives lies in memory of its own that it writes
 * over the next time.
 */
export function readTypeface(file: string): Promise<Uint8Array> {
  const content = last.then(async () => Uint8Array.from(await decompress(await readFile(file))));
  last = content.catch(() => undefined);
  return content;
}

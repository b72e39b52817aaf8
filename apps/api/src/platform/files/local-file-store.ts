import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileTooLarge } from './file.errors.js';
import { IMAGE_HEAD_BYTES } from './image-type.js';

/** A file that has arrived completely but has not been kept yet. */
export interface IncomingFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The first bytes, by which its kind is recognised. */
  readonly head: Buffer;
}

/** Files in a folder of this machine. Keys are relative paths made by Mortise, never by a user. */
export class LocalFileStore {
  constructor(private readonly folder: string) {}

  /**
   * Streams to disk under a temporary name; memory stays at one chunk.
   * @throws FileTooLarge as soon as more than `maxBytes` have come; nothing is left behind
   */
  async receive(source: Readable, maxBytes: number): Promise<IncomingFile> {
    const path = join(this.folder, '.incoming', randomUUID());
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    let head = Buffer.alloc(0);
    try {
      // The source is a request: destroying it would cut the connection before the error is answered.
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new FileTooLarge(maxBytes);
        if (head.length < IMAGE_HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, IMAGE_HEAD_BYTES);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (error) {
      source.resume();
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { path, bytes, sha256: hash.digest('hex'), head };
  }

  /** Gives an arrived file its place for good. */
  async keep(incoming: IncomingFile, key: string): Promise<void> {
    const path = join(this.folder, key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming.path, path);
  }

  async discard(incoming: IncomingFile): Promise<void> {
    await rm(incoming.path, { force: true });
  }

  /** The content; undefined when it is not there. */
  async read(key: string): Promise<Readable | undefined> {
    const file = await open(join(this.folder, key)).catch(() => undefined);
    return file?.createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.folder, key), { force: true });
  }

  /** Removes what began to arrive before `before` and never ended, because the process died. */
  async removeAbandoned(before: Date): Promise<void> {
    const folder = join(this.folder, '.incoming');
    for (const name of await readdir(folder).catch(() => [])) {
      const { mtime } = await stat(join(folder, name)).catch(() => ({ mtime: new Date() }));
      if (mtime < before) await rm(join(folder, name), { force: true });
    }
  }
}

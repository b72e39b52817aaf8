import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

const LINE_FEED = 0x0a;
const windows1252 = new TextDecoder('windows-1252');

/**
 * Turns the bytes of a file into text, cut at line ends. UTF-8 and UTF-16 are told by their byte order mark; without one,
 * a line that is not valid UTF-8 is read as Windows-1252 (which has all of Latin-1), so that one stray line in an
 * otherwise good file harms nothing else.
 */
export class TextDecoding {
  private rest: Buffer = Buffer.alloc(0);
  private utf16: TextDecoder | undefined;
  private begun = false;

  /** @returns the text that these bytes complete; may be empty */
  write(bytes: Buffer): string {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    if (!this.begun && all.length < 4) return this.keep(all, '');
    const content = this.begun ? all : this.begin(all);
    this.begun = true;
    if (this.utf16) return this.keep(Buffer.alloc(0), this.utf16.decode(content, { stream: true }));
    const end = content.lastIndexOf(LINE_FEED) + 1;
    // A line that never ends must not pile up here: the reader of the records knows how long one may be.
    if (end === 0 && content.length > MAX_PENDING) return this.keep(Buffer.alloc(0), decodeLines(content));
    return this.keep(content.subarray(end), decodeLines(content.subarray(0, end)));
  }

  /** @returns the text after the last line end */
  end(): string {
    const content = this.begun ? this.rest : this.begin(this.rest);
    this.rest = Buffer.alloc(0);
    return this.utf16 ? this.utf16.decode(content) : decodeLines(content);
  }

  private keep(rest: Buffer, text: string): string {
    this.rest = rest;
    return text;
  }

  private begin(start: Buffer): Buffer {
    if (start[0] === 0xff && start[1] === 0xfe) this.utf16 = new TextDecoder('utf-16le');
    else if (start[0] === 0xfe && start[1] === 0xff) this.utf16 = new TextDecoder('utf-16be');
    // TextDecoder drops its own mark.
    return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start;
  }
}

const MAX_PENDING = 256 * 1024;

function decodeLines(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let from = 0; from < bytes.length;) {
    const lineEnd = bytes.indexOf(LINE_FEED, from);
    const to = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const line = bytes.subarray(from, to);
    text += isUtf8(line) ? line.toString('utf8') : windows1252.decode(line);
    from = to;
  }
  return text;
}

import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { MAX_RECORD_LENGTH } from './file-records.js';

const LINE_FEED = 0x0a;
const windows1252 = new TextDecoder('windows-1252');

/**
 * Turns the bytes of a file into text, cut at line ends. UTF-8 and UTF-16 are told by their byte order mark, UTF-16
 * also by the zeros beside its first two letters; without one, a line that is not valid UTF-8 is read as Windows-1252 (which has all of Latin-1), so that one stray line in an
 * otherwise good file harms nothing else.
 */
export class TextDecoding {
  /** Bytes of a line whose end has not come yet. */
  private rest: Buffer[] = [];
  private restLength = 0;
  private utf16: TextDecoder | undefined;
  private begun = false;

  /** @returns the text that these bytes complete; may be empty */
  write(bytes: Buffer): string {
    if (!this.begun && this.restLength + bytes.length < 4) return this.keep(bytes);
    const content = this.begun ? bytes : this.begin(this.take(bytes));
    return this.utf16 ? this.utf16.decode(content, { stream: true }) : this.lines(content);
  }

  /** @returns the text after the last line end */
  end(): string {
    const rest = this.take(Buffer.alloc(0));
    const content = this.begun ? rest : this.begin(rest);
    return this.utf16 ? this.utf16.decode(content) : decodeLines(content);
  }

  private lines(bytes: Buffer): string {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    // A line that never ends must not pile up here: the reader of the records knows how long one may be.
    const complete = end === 0 && this.restLength + bytes.length > MAX_PENDING ? bytes.length : end;
    if (complete === 0) return this.keep(bytes);
    const text = decodeLines(this.take(bytes.subarray(0, complete)));
    this.keep(bytes.subarray(complete));
    return text;
  }

  private keep(bytes: Buffer): '' {
    if (bytes.length > 0) this.rest.push(bytes);
    this.restLength += bytes.length;
    return '';
  }

  private take(bytes: Buffer): Buffer {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([...this.rest, bytes]);
    this.rest = [];
    this.restLength = 0;
    return all;
  }

  /** Looks at the first bytes of the file, and only at those. */
  private begin(start: Buffer): Buffer {
    this.begun = true;
    const [first, second, third, fourth] = start;
    if ((first === 0xff && second === 0xfe) || (first && second === 0 && third && fourth === 0))
      this.utf16 = new TextDecoder('utf-16le');
    else if ((first === 0xfe && second === 0xff) || (first === 0 && second && third === 0 && fourth))
      this.utf16 = new TextDecoder('utf-16be');
    // TextDecoder drops its own mark.
    return first === 0xef && second === 0xbb && third === 0xbf ? start.subarray(3) : start;
  }
}

/** A line of more bytes than this has more characters than a record may have, in any encoding. */
const MAX_PENDING = 3 * MAX_RECORD_LENGTH;

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

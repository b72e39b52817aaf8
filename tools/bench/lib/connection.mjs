// @ts-check
import { connect } from 'node:net';

const HEADER_END = Buffer.from('\r\n\r\n');
const ERRORS = Buffer.from('"errors":[');

/**
 * One kept HTTP/1.1 connection that sends a request, waits for its answer, and sends the next: as little work as
 * possible per request, because load and server share the same cores. Understands answers with a content-length alone.
 */
export class Connection {
  /** @type {Buffer} */
  #pending = Buffer.alloc(0);
  #expected = 0;
  #headerEnd = 0;
  #sentAt = 0;

  /**
   * @param {number} port
   * @param {() => Buffer | undefined} next the next request; undefined ends the connection
   * @param {(milliseconds: number, failed: string | undefined) => void} answered
   */
  constructor(port, next, answered) {
    this.next = next;
    this.answered = answered;
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true });
    /** @type {Promise<void>} */
    this.ended = new Promise((resolve, reject) => {
      this.socket.once('close', () => resolve()).once('error', reject);
    });
    this.socket.once('connect', () => this.#send()).on('data', (chunk) => this.#receive(chunk));
  }

  #send() {
    const request = this.next();
    if (!request) {
      this.socket.destroy();
      return;
    }
    this.#sentAt = performance.now();
    this.socket.write(request);
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#expected === 0 && !this.#readHeader()) return;
    if (this.#pending.length < this.#expected) return;
    this.answered(performance.now() - this.#sentAt, this.#failure());
    this.#pending = this.#pending.subarray(this.#expected);
    this.#expected = 0;
    this.#send();
  }

  #readHeader() {
    const end = this.#pending.indexOf(HEADER_END);
    if (end < 0) return false;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#pending.toString('latin1', 0, end + 2));
    if (!length) {
      this.socket.destroy(new Error(`An answer without content-length: ${this.#pending.toString('latin1', 0, end)}`));
      return false;
    }
    this.#headerEnd = end + HEADER_END.length;
    this.#expected = this.#headerEnd + Number(length[1]);
    return true;
  }

  /** @returns {string | undefined} what was wrong with the answer */
  #failure() {
    const good =
      this.#pending.toString('latin1', 9, 12) === '200' && this.#pending.indexOf(ERRORS, this.#headerEnd) < 0;
    return good ? undefined : this.#pending.toString('utf8', 0, Math.min(this.#expected, 1_000));
  }
}

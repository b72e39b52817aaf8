import { type ClientRequest, request } from 'node:http';
import type { TestApp } from '../start-test-app.js';
import { until } from '../until.js';

/** A file that is sent as slowly as a test wants it. */
export class SlowUpload {
  private sent = 0;
  /** Listened for from the start: a refusal may come before the file has ended. */
  private readonly answered: Promise<number>;

  private constructor(
    private readonly admin: TestApp['admin'],
    private readonly request: ClientRequest,
    private readonly name: string,
    private readonly rows: readonly string[],
  ) {
    this.answered = new Promise((resolve) => {
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', () => resolve(0));
    });
  }

  /**
   * @param to where it is sent, for instance http://127.0.0.1:3000
   * @param options of the import, as in a URL
   */
  static start(
    { admin }: Pick<TestApp, 'admin'>,
    to: string,
    token: string,
    kind: string,
    [header, ...rows]: readonly string[],
    fileName: string,
    options = 'createMissing=true',
  ): SlowUpload {
    const sending = request(`${to}/imports/${kind}?${options}&fileName=${fileName}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    });
    const upload = new SlowUpload(admin, sending, fileName, rows);
    sending.write(`${header}\n`);
    return upload;
  }

  /**
   * Sends this part of the file, and resolves when that has been committed. Until then further rows trickle: a batch goes
   * off when something arrives.
   */
  async sendUpTo(part: number): Promise<void> {
    const wanted = Math.floor(this.rows.length * part);
    this.send(wanted);
    await this.trickleUntil(async () => (await this.rowsRead()) >= wanted);
  }

  /** Sends row after row until something is so. */
  async trickleUntil(isSo: () => Promise<boolean>): Promise<void> {
    await until(async () => {
      if (await isSo()) return true;
      this.send(this.sent + 1);
      return false;
    }, 60_000);
  }

  /** Sends the rest. @returns the HTTP status of the answer; 0 when the connection broke off before it */
  async end(): Promise<number> {
    this.send(this.rows.length);
    this.request.end();
    return this.answered;
  }

  /** Breaks the connection off. */
  break(): void {
    this.request.destroy();
  }

  /** Rows that have been committed of it. */
  async rowsRead(): Promise<number> {
    const { rows } = await this.admin.query<{ rows: number }>(
      'select rows_read::int as rows from import where file_name = $1',
      [this.name],
    );
    return rows[0]?.rows ?? 0;
  }

  private send(upTo: number): void {
    const rows = this.rows.slice(this.sent, upTo);
    if (rows.length === 0) return;
    this.request.write(`${rows.join('\n')}\n`);
    this.sent += rows.length;
  }
}

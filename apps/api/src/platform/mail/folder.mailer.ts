import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { MailMessage } from '../jobs/topics.js';
import type { Mailer } from './mailer.js';

/** Writes each mail as `<id>.eml` into a folder: for trying Mortise out without a mail server. */
export class FolderMailer implements Mailer {
  private readonly composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async send(id: string, message: MailMessage): Promise<void> {
    const composed = await this.composer.sendMail({ ...message, from: this.from, messageId: `<${id}@mortise>` });
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Mails hold sign-in links: only this process's user reads them, and nobody sees half a file.
    const path = join(this.folder, `${id}.eml`);
    await writeFile(`${path}.part`, composed.message as Buffer, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}

import { createTransport, type Transporter } from 'nodemailer';
import type { MailMessage } from '../jobs/topics.js';
import { MailRefused } from './mail.errors.js';
import type { Mailer } from './mailer.js';

/** Milliseconds; the job's transaction waits meanwhile, so they stay well below the database's own limit on idle ones. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;

/** Sends through a mail server. */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport(smtpUrl, { ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  }

  async send(id: string, message: MailMessage): Promise<void> {
    try {
      await this.transport.sendMail({ ...message, from: this.from, messageId: `<${id}@mortise>` });
    } catch (error) {
      // 5xx is the server's final word; everything else (4xx, no connection) is worth another try.
      const { responseCode, response } = error as { responseCode?: number; response?: string };
      if (responseCode !== undefined && responseCode >= 500) throw new MailRefused(response ?? String(responseCode));
      throw error;
    }
  }
}

import type { MailMessage } from '../jobs/topics.js';

/** Injection token of the {@link Mailer}. */
export const MAILER = Symbol('Mailer');

/** Hands mail over. Sending the same id twice is the same mail: by its file's name, or by its Message-ID for the reader. */
export interface Mailer {
  /**
   * @param id of the message, a UUID
   * @throws MailRefused when the server says that it will never take this mail
   */
  send(id: string, message: MailMessage): Promise<void>;
}

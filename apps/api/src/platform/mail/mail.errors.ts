import { DomainError } from '../errors/domain-error.js';

/** The mail server refused the mail for good: unknown recipient, sender not allowed, content rejected. */
export class MailRefused extends DomainError {
  constructor(answer: string) {
    super('INVALID', 'MAIL_REFUSED', `The mail server refused the mail: ${answer}`);
  }
}

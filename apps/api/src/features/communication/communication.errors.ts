import { DomainError } from '../../platform/errors/domain-error.js';

/** The register has no such entry of the account. */
export class RegisterEntryNotFound extends DomainError {
  constructor() {
    const code = 'REGISTER_ENTRY_NOT_FOUND';
    super('NOT_FOUND', code, 'The register of gifts and hospitality has no such entry of the account.', [
      { path: ['input', 'registerEntryId'], code },
    ]);
  }
}

import { DomainError } from '../../platform/errors/domain-error.js';

/** Not a link of ours, or the person it was for is no longer at the account. */
export class LinkInvalid extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'LINK_INVALID', 'This link is not valid; ask for a new one.');
  }
}

/** Every link signs in once. */
export class LinkUsed extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'LINK_USED', 'This link has been used already; ask for a new one.');
  }
}

/** The link was not used in time. */
export class LinkExpired extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'LINK_EXPIRED', 'This link has run out; ask for a new one.');
  }
}

/** An invitation needs somewhere to go. */
export class ContactWithoutEmail extends DomainError {
  constructor() {
    super('CONFLICT', 'CONTACT_WITHOUT_EMAIL', 'The contact has no e-mail address.', [
      { path: ['input', 'accountContactId'], code: 'CONTACT_WITHOUT_EMAIL' },
    ]);
  }
}

/** Who has left, or is not at the account today, cannot be invited for it. */
export class ContactNotActive extends DomainError {
  constructor() {
    super('CONFLICT', 'CONTACT_NOT_ACTIVE', 'The contact is not at this account today.', [
      { path: ['input', 'accountContactId'], code: 'CONTACT_NOT_ACTIVE' },
    ]);
  }
}

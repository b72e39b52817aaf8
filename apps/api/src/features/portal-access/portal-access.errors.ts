import { DomainError } from '../../platform/errors/domain-error.js';

/** Not a link of ours, or the person it was for is no longer at the account. */
export class LinkInvalid extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'LINK_INVALID', 'This link is not valid; ask for a new one.');
  }
}

/** A link signs in once, or until what it led to is done. */
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

const UNREACHABLE = {
  CONTACT_NOT_FOUND: ['NOT_FOUND', 'The account has no such contact.'],
  CONTACT_NOT_ACTIVE: ['CONFLICT', 'The contact is not at this account today.'],
  CONTACT_WITHOUT_EMAIL: ['CONFLICT', 'The contact has no e-mail address.'],
  CONTACT_NOT_INVITED: ['CONFLICT', 'The contact has no access to the portal; invite the person there first.'],
} as const;

/** The person cannot be written to in the portal, or is none of the account's. */
export class ContactUnreachable extends DomainError {
  constructor(code: keyof typeof UNREACHABLE, path: readonly (string | number)[]) {
    super(UNREACHABLE[code][0], code, UNREACHABLE[code][1], [{ path, code }]);
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

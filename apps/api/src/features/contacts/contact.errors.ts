import { DomainError } from '../../platform/errors/domain-error.js';

/** The person does not exist or is linked to no account visible to the caller; the two answer alike. */
export class ContactNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Contact not found.');
  }
}

/** The link does not exist or belongs to an account that is not visible to the caller; the two answer alike. */
export class AccountContactNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Contact link not found.');
  }
}

/** The person already has a link to this account on some of the days. */
export class LinkOverlaps extends DomainError {
  constructor(other: string) {
    super('CONFLICT', 'LINK_OVERLAPS', 'The person is linked to this account on some of these days already.', [
      { path: ['input', 'validFrom'], code: 'LINK_OVERLAPS', accountContactId: other },
    ]);
  }
}

/** A link would end before it begins. */
export class LinkEndsBeforeItBegins extends DomainError {
  constructor(path: readonly string[]) {
    super('INVALID', 'LINK_DATES_REVERSED', 'The last day must not be before the first.', [
      { path, code: 'LINK_DATES_REVERSED' },
    ]);
  }
}

/** Somebody who does not see all accounts would add a person whom she could not see afterwards. */
export class LinkRequired extends DomainError {
  constructor() {
    super(
      'INVALID',
      'LINK_REQUIRED',
      'Say at which account the person works: you only see people at accounts you see.',
      [{ path: ['input', 'link'], code: 'LINK_REQUIRED' }],
    );
  }
}

/** Another contact has this number. */
export class ContactNumberTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'EXTERNAL_ID_TAKEN', 'Something else has this external id already.', [
      { path: ['input', 'externalId'], code: 'EXTERNAL_ID_TAKEN' },
    ]);
  }
}

/** Whom somebody supports is a note about a person: it is kept only with what was seen or heard. */
export class StanceEvidenceRequired extends DomainError {
  /** @param at where the link stands in the input */
  constructor(at: readonly string[]) {
    super('INVALID', 'STANCE_EVIDENCE_REQUIRED', 'Say what shows the stance, or leave it NEUTRAL.', [
      { path: [...at, 'stance', 'evidence'], code: 'STANCE_EVIDENCE_REQUIRED' },
    ]);
  }
}

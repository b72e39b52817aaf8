import { DomainError, type ErrorReason } from '../../platform/errors/domain-error.js';

export type TouchFileRefusal =
  | 'MESSAGE_BROKEN'
  | 'MESSAGE_HEADER_TOO_LARGE'
  | 'CALENDAR_BROKEN'
  | 'CALENDAR_TOO_COMPLEX'
  | 'TOO_MANY_TOUCHES'
  | 'FILE_EMPTY';

const SAID: Readonly<Record<TouchFileRefusal, string>> = {
  MESSAGE_BROKEN: 'This is no e-mail message with a sender and a date.',
  MESSAGE_HEADER_TOO_LARGE: 'The header of the message is larger than 256 KiB.',
  CALENDAR_BROKEN: 'This is no calendar that can be read.',
  CALENDAR_TOO_COMPLEX: 'The calendar is nested too deeply, or its repetitions take too long to work out.',
  TOO_MANY_TOUCHES:
    'More than 500 messages or appointments, or 5,000 contacts, at once: take less, with a later `from` or fewer drafts.',
  FILE_EMPTY: 'The file is empty.',
};

/** A message or calendar that cannot be taken in. */
export class TouchFileRefused extends DomainError {
  constructor(code: TouchFileRefusal) {
    super('INVALID', code, SAID[code]);
  }
}

/** More bytes than a message or a calendar may have. */
export class TouchFileTooLarge extends DomainError {
  constructor(mebibytes: number) {
    super('TOO_LARGE', 'FILE_TOO_LARGE', `At most ${mebibytes} MiB.`);
  }
}

/** The body is neither a message nor a calendar. */
export class TouchMediaTypeUnsupported extends DomainError {
  constructor() {
    super(
      'UNSUPPORTED_MEDIA_TYPE',
      'UNSUPPORTED_MEDIA_TYPE',
      'Send message/rfc822 or text/calendar, as it is: nothing is unpacked.',
    );
  }
}

/** There is no such draft, or it is somebody else's, or its time is over. */
export class TouchDraftNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Draft not found.');
  }
}

/** Something has to be said first; nothing was recorded. */
export class TouchesIncomplete extends DomainError {
  constructor(reasons: readonly ErrorReason[]) {
    super('INVALID', 'TOUCHES_INCOMPLETE', 'Say who these people are first, or leave these drafts out.', reasons);
  }
}

/** Too much waits to be completed or discarded. */
export class TouchDraftsFull extends DomainError {
  constructor(most: number) {
    super('TOO_MANY_REQUESTS', 'TOO_MANY_DRAFTS', `${most} drafts wait already; record or discard some first.`);
  }
}

/** The supplier has not decided to take messages in by e-mail. */
export class InboundEmailOff extends DomainError {
  constructor() {
    super('CONFLICT', 'INBOUND_EMAIL_OFF', 'Addresses for copies of messages are switched off in the policy.');
  }
}

/** No address that is in force; wrong, revoked and switched off answer alike. */
export class InboundAddressUnknown extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Address not found.');
  }
}

/** Only what a member of the supplier's staff has sent is taken in. */
export class SenderNotStaff extends DomainError {
  constructor() {
    super('FORBIDDEN', 'SENDER_NOT_STAFF', 'The sender is nobody of the staff.');
  }
}

/** An address takes so many messages an hour. */
export class TooManyMessages extends DomainError {
  constructor() {
    super('TOO_MANY_REQUESTS', 'TOO_MANY_MESSAGES', 'Too many messages for this hour; send them again later.');
  }
}

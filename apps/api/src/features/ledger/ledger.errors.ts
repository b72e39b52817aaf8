import type { LedgerKind } from '@mortise/domain';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';

/** There is no such entry, or the caller may not see its account. */
export class LedgerEntryNotFound extends NotFound {
  constructor() {
    super('Ledger entry');
  }
}

/** The declaration of the kind does not let somebody in the caller's capacity write it. */
export class LedgerWriterNotAllowed extends DomainError {
  constructor(kind: LedgerKind, writers: readonly string[]) {
    super('FORBIDDEN', 'LEDGER_WRITER_NOT_ALLOWED', `${kind} is written by ${writers.join(', ')}.`);
  }
}

/** Somebody else has corrected or withdrawn the entry already. */
export class LedgerEntrySuperseded extends DomainError {
  constructor() {
    super('CONFLICT', 'LEDGER_ENTRY_SUPERSEDED', 'The entry has been corrected or withdrawn already; look again.');
  }
}

/** A correction is of the same account and kind as what it corrects. */
export class LedgerEntryDiffers extends DomainError {
  constructor() {
    super(
      'CONFLICT',
      'LEDGER_ENTRY_DIFFERS',
      'What is corrected is of another account or kind; withdraw it and record anew.',
    );
  }
}

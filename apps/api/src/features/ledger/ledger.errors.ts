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

/** A gift that we give is over what the supplier allows; `limitMinor` says what that is. */
export class GiftAboveLimit extends DomainError {
  constructor(which: GiftLimit, limitMinor: bigint, currency: string) {
    const [code, words] = GIFT_LIMITS[which];
    const limit = { limitMinor: limitMinor.toString(), currency };
    super('INVALID', code, words, [{ path: ['input', 'amount'], code, message: words, ...limit }]);
  }
}

/** What is over a limit of gifts, with its code and words. */
export const GIFT_LIMITS = {
  ABOVE_LIMIT: ['GIFT_ABOVE_LIMIT', 'The gift is over the limit for one gift.'],
  ABOVE_YEARLY_LIMIT: ['GIFT_ABOVE_YEARLY_LIMIT', 'With this gift the person would have more than a year’s limit.'],
} as const;
export type GiftLimit = keyof typeof GIFT_LIMITS;

/** Limits of gifts are in the supplier's currency; another one says nothing about them. */
export class GiftCurrencyDiffers extends DomainError {
  constructor(currency: string) {
    const words = `Say what the gift is worth in ${currency}.`;
    super('INVALID', 'GIFT_CURRENCY_DIFFERS', words, [
      { path: ['input', 'amount', 'currency'], code: 'GIFT_CURRENCY_DIFFERS', message: words },
    ]);
  }
}

import type { LedgerKind } from '@mortise/domain';

/** Fields that are declared as required and that Mortise fills in where whoever records says nothing, and how. */
const FILLED: Readonly<Partial<Record<LedgerKind, Readonly<Record<string, string>>>>> = {
  TOUCH: {
    touchType: 'BUSINESS unless told.',
    initiator: 'OURS unless told.',
    ourPerson: 'You unless told.',
    ourFunction: "What our person's department does unless told; SALES for sales people.",
    theirFunction: "What the contact's department at the account does unless told.",
    theirTier: "The contact's tier at the account unless told.",
  },
  EXECUTIVE_VISIT: { ourPerson: 'You unless told.' },
  GIFT: { ourPerson: 'You unless told.' },
};

/** How a required field is filled in where nothing is said; undefined where it has to be said. */
export function filledHow(kind: LedgerKind, field: string): string | undefined {
  return FILLED[kind]?.[field];
}

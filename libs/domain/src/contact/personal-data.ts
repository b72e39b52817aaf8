import { addMonthsToDate, dateOfInstant, daysBetween, type IsoDate } from '../calendar/date.js';
import { actFaults, isFilled, reasonsWhere, type Act } from '../decision/act.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import type { PrivacyBasis } from './private-record.js';

/** One piece of personal data about a contact, with all that makes keeping it lawful. */
export interface PersonalDataItem {
  readonly id: string;
  readonly basis: PrivacyBasis | null;
  readonly purpose: string;
  readonly collectedOn: IsoDate;
  /** Months for which the purpose needs it. */
  readonly retentionMonths: number;
  /** Consent withdrawn, or objection to the interest; null while neither. */
  readonly withdrawnOn: IsoDate | null;
  /** A law that asks to keep it, up to and with a day; it is then kept locked, and used for nothing else. */
  readonly obligation?: { readonly law: string; readonly until: IsoDate };
}

export type PersonalDataFault = 'NO_BASIS' | 'NO_PURPOSE' | 'WITHDRAWN' | 'EXPIRED';

export interface PersonalDataStanding {
  /** Last day of the retention. */
  readonly retainedUntil: IsoDate;
  /** Why it may not be used; empty when it may. */
  readonly faults: readonly PersonalDataFault[];
  /** `ERASE` whatever may not be used, unless a law asks to keep it, then `LOCK`. */
  readonly treatment: 'USE' | 'LOCK' | 'ERASE';
}

/**
 * Whether a piece of personal data may be used on a day, must be locked or erased: it needs a basis, a purpose, a
 * retention that is not over and nobody who withdrew. Principles of GDPR art. 5, 6, 17 and PIPL art. 13, 15, 47. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE`, also for a retention that is not whole
 */
export function personalDataStanding(item: PersonalDataItem, asOf: IsoDate): PersonalDataStanding {
  const retainedUntil = addMonthsToDate(item.collectedOn, item.retentionMonths);
  const withdrawn = item.withdrawnOn !== null && daysBetween(item.withdrawnOn, asOf) >= 0;
  const faults: readonly PersonalDataFault[] = [
    ...(item.basis === null ? (['NO_BASIS'] as const) : []),
    ...(isFilled(item.purpose) ? [] : (['NO_PURPOSE'] as const)),
    ...(withdrawn ? (['WITHDRAWN'] as const) : []),
    ...(daysBetween(retainedUntil, asOf) > 0 ? (['EXPIRED'] as const) : []),
  ];
  return { retainedUntil, faults, treatment: faults.length === 0 ? 'USE' : isObliged(item, asOf) ? 'LOCK' : 'ERASE' };
}

function isObliged({ obligation }: PersonalDataItem, asOf: IsoDate): boolean {
  return obligation !== undefined && daysBetween(asOf, obligation.until) >= 0;
}

/** A person asks for her data, or for their erasure; `by` is who answers it for us. */
export interface PersonRequest extends Act {
  readonly type: 'EXPORT' | 'ERASE';
  readonly contactId: string;
  /** Whether it is certain that the request comes from the person. */
  readonly identityVerified: boolean;
}

export type PersonRequestEvent =
  | (Act & {
      readonly type: 'PERSON_EXPORTED';
      readonly contactId: string;
      readonly items: readonly string[];
    })
  | (Act & {
      readonly type: 'PERSON_ERASED';
      readonly contactId: string;
      readonly erased: readonly string[];
      /** Kept locked until the law lets go of them, and why. */
      readonly locked: readonly { readonly item: string; readonly law: string; readonly until: IsoDate }[];
    });

export type PersonRequestReason = Reason<'ACTOR_REQUIRED' | 'TIME_REQUIRED' | 'IDENTITY_NOT_VERIFIED'>;

/**
 * The answer to a person's request: an export names everything that is kept, locked things too; an erasure takes all but
 * what a law asks to keep. An empty answer is an answer. Items in their order. O(n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function decidePersonRequest(
  { type, contactId, by, at, identityVerified }: PersonRequest,
  items: readonly PersonalDataItem[],
): Decision<PersonRequestEvent, PersonRequestReason> {
  const unknown = reasonsWhere<PersonRequestReason>([!identityVerified, { code: 'IDENTITY_NOT_VERIFIED' }]);
  const reasons = [...actFaults({ by, at }), ...unknown];
  if (reasons.length > 0) return refuse(...reasons);
  const act = { contactId, by, at };
  if (type === 'EXPORT') return accept({ type: 'PERSON_EXPORTED', ...act, items: items.map(({ id }) => id) });
  const today = dateOfInstant(at);
  return accept({
    type: 'PERSON_ERASED',
    ...act,
    erased: items.filter((item) => !isObliged(item, today)).map(({ id }) => id),
    locked: items.flatMap((item) => {
      const { obligation } = item;
      return obligation === undefined || !isObliged(item, today) ? [] : [{ item: item.id, ...obligation }];
    }),
  });
}

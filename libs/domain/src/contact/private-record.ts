import { daysBetween, type IsoDate } from '../calendar/date.js';

/** On what ground personal details of a contact may be kept. */
export const PRIVACY_BASES = ['CONSENT', 'LEGITIMATE_INTEREST'] as const;
export type PrivacyBasis = (typeof PRIVACY_BASES)[number];

/** The frame of a contact's private record (personality, birthday, hobby): never kept without all of it. */
export interface PrivateRecordFrame {
  readonly basis: PrivacyBasis | null;
  readonly purpose: string;
  readonly expiresOn: IsoDate | null;
}

export type PrivateRecordFault = 'TENANT_SWITCHED_OFF' | 'NO_BASIS' | 'NO_PURPOSE' | 'NO_EXPIRY' | 'EXPIRED';

/**
 * Why a private record may not be used on a day; empty when it may. It is off until the tenant switches it on, and usable
 * until the day before it expires. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function privateRecordFaults(
  frame: PrivateRecordFrame,
  asOf: IsoDate,
  switchedOn = false,
): readonly PrivateRecordFault[] {
  const { basis, purpose, expiresOn } = frame;
  return [
    ...(switchedOn ? [] : (['TENANT_SWITCHED_OFF'] as const)),
    ...(basis === null ? (['NO_BASIS'] as const) : []),
    ...(purpose.trim() === '' ? (['NO_PURPOSE'] as const) : []),
    ...(expiresOn === null ? (['NO_EXPIRY'] as const) : []),
    ...(expiresOn !== null && daysBetween(asOf, expiresOn) <= 0 ? (['EXPIRED'] as const) : []),
  ];
}

import { dateOfEpochDay, epochDay, type IsoDate } from '../src/calendar/date.js';
import type { BusinessFunction, Tier } from '../src/contact/code-lists.js';
import type { ContactTouch } from '../src/interface/contact-matrix.js';

export const daysBefore = (date: IsoDate, days: number): IsoDate => dateOfEpochDay(epochDay(date) - days);

/** Who meets whom: our function, theirs, their tier (working unless told). */
export type Meeting = readonly [ours: BusinessFunction, theirs: BusinessFunction, tier?: Tier];

/** Contacts on given days before a date, one for each day; executives of ours meet executives of theirs. */
export function meetings(
  asOf: IsoDate,
  [ours, theirs, tier = 'WORKING']: Meeting,
  ages: readonly number[],
): readonly ContactTouch[] {
  return ages.map((age) => ({
    on: daysBefore(asOf, age),
    ourPersonId: `our-${ours}`,
    ourFunction: ours,
    ...(tier === 'TOP' ? { ourTier: 'TOP' as const } : {}),
    contactId: `their-${theirs}-${tier}`,
    theirFunction: theirs,
    theirTier: tier,
  }));
}

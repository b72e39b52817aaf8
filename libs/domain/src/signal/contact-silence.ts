import { daysBetween, type IsoDate } from '../calendar/date.js';
import { TIERS, type Tier } from '../contact/code-lists.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';

/** Longest usual time between meaningful contacts with each tier of the customer, in days. Mortise's own proposal. */
export const DEFAULT_CONTACT_CADENCE: Readonly<Record<Tier, number>> = { WORKING: 30, MIDDLE: 90, TOP: 180 };

/** How long a tier of the customer has not been spoken with. */
export interface TierSilence {
  readonly tier: Tier;
  /** `UNLOGGED`: no contact is on record, which is not the same as none. */
  readonly state: 'WITHIN_CADENCE' | 'OVERDUE' | 'UNLOGGED';
  readonly lastContact: IsoDate | null;
  readonly days: number | null;
  readonly cadenceDays: number;
  /** Days ÷ cadence. */
  readonly ratio: number | null;
}

export interface ContactSilence {
  /** Every tier with a cadence, from the bottom. */
  readonly tiers: readonly TierSilence[];
  /** The highest ratio; null where nothing is logged. */
  readonly score: number | null;
  /** Whether any tier is overdue. */
  readonly alarm: boolean;
}

/**
 * Contact silence by tier of the customer: days since the last meaningful contact against the cadence agreed for the
 * tier; overdue on the first day after it. Many customers leave for want of communication rather than of quality.
 * O(tiers).
 *
 * @param lastContacts last day of a meaningful contact per tier; contacts planned after `asOf` count as today's
 * @param cadence days per tier; a tier that is left out is not watched
 * @throws InvalidValueError `INVALID_NUMBER` for a cadence that is not above zero
 */
export function contactSilence(
  lastContacts: Readonly<Partial<Record<Tier, IsoDate>>>,
  asOf: IsoDate,
  cadence: Readonly<Partial<Record<Tier, number>>> = DEFAULT_CONTACT_CADENCE,
): ContactSilence {
  const tiers = TIERS.flatMap((tier) => {
    const cadenceDays = cadence[tier];
    return cadenceDays === undefined ? [] : [silenceOf(tier, lastContacts[tier], { asOf, cadenceDays })];
  });
  const ratios = tiers.flatMap(({ ratio }) => ratio ?? []);
  return {
    tiers,
    score: ratios.length === 0 ? null : Math.max(...ratios),
    alarm: tiers.some(({ state }) => state === 'OVERDUE'),
  };
}

function silenceOf(
  tier: Tier,
  lastContact: IsoDate | undefined,
  { asOf, cadenceDays }: { readonly asOf: IsoDate; readonly cadenceDays: number },
): TierSilence {
  if (!(finite(cadenceDays) > 0)) throw new InvalidValueError('INVALID_NUMBER', cadenceDays);
  if (lastContact === undefined) {
    return { tier, state: 'UNLOGGED', lastContact: null, days: null, cadenceDays, ratio: null };
  }
  const days = Math.max(0, daysBetween(lastContact, asOf));
  const state = days > cadenceDays ? 'OVERDUE' : 'WITHIN_CADENCE';
  return { tier, state, lastContact, days, cadenceDays, ratio: finite(days / cadenceDays) };
}

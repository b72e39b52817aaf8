import type { IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { isWithin, type ContactTouch } from './contact-matrix.js';

/** How tightly the people of two companies are woven together. */
export interface NetworkDensity {
  readonly ourPeople: number;
  readonly theirPeople: number;
  /** Pairs of one of ours and one of theirs in contact. */
  readonly links: number;
  /** Links ÷ all pairs there could be, 0…1: 1 where everybody talks to everybody. */
  readonly density: number;
  /** Links per person of the customer, ≥ 1: 1 is a star of single threads. */
  readonly linksPerContact: number;
}

/** Days of contacts that make up the network. Mortise's own proposal, configurable. */
export const NETWORK_DAYS = 180;

/**
 * Density of the two-sided contact network (Wasserman & Faust 1994): distinct links ÷ (our people × their people), over
 * the days that end with `asOf`. Undefined of no contact. The order of the contacts does not matter. O(n).
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless days > 0, `INVALID_DATE`
 */
export function networkDensity(
  touches: readonly ContactTouch[],
  asOf: IsoDate,
  days: number = NETWORK_DAYS,
): NetworkDensity | undefined {
  if (!(days > 0 && days < Infinity)) throw new InvalidValueError('INVALID_LENGTH', days);
  const inside = touches.filter(({ on }) => isWithin(on, asOf, days));
  if (inside.length === 0) return undefined;
  const ourPeople = new Set(inside.map(({ ourPersonId }) => ourPersonId)).size;
  const theirPeople = new Set(inside.map(({ contactId }) => contactId)).size;
  const links = new Set(inside.map(({ ourPersonId, contactId }) => JSON.stringify([ourPersonId, contactId]))).size;
  return {
    ourPeople,
    theirPeople,
    links,
    density: links / (ourPeople * theirPeople),
    linksPerContact: links / theirPeople,
  };
}

import { daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { groupByName } from '../collection/group-by.js';
import type { BusinessFunction, Tier } from '../contact/code-lists.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy } from './interface-form.js';

/** One logged contact between one of our people and one of theirs. */
export interface ContactTouch {
  readonly on: IsoDate;
  readonly ourPersonId: string;
  readonly ourFunction: BusinessFunction;
  readonly ourTier?: Tier;
  readonly contactId: string;
  readonly theirFunction: BusinessFunction;
  readonly theirTier: Tier;
}

/** Contacts between one of our functions and one of theirs. */
export interface MatrixCell {
  readonly ours: BusinessFunction;
  readonly theirs: BusinessFunction;
  /** Σ ½^(age ÷ half-life) over the contacts of the window. */
  readonly weight: number;
  /** Contacts inside the window. */
  readonly touches: number;
  /** Contacts inside the shorter span that decides whether the pair is active. */
  readonly recent: number;
  readonly active: boolean;
}

export interface ContactMatrix {
  readonly asOf: IsoDate;
  /** Only pairs with a contact, by our function and theirs. */
  readonly cells: readonly MatrixCell[];
  /** The contacts of the window, oldest first. */
  readonly touches: readonly ContactTouch[];
}

/**
 * Our functions × their functions, from logged contacts: M[f, g] = Σ ½^(age ÷ half-life) over the window. Contacts after
 * `asOf` are left out; the order of the contacts does not matter. Mortise's own proposal, configurable. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE` for a date that is none, `INVALID_LENGTH` for a window or half-life that is
 *   not above zero
 */
export function contactMatrix(
  touches: readonly ContactTouch[],
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): ContactMatrix {
  const { windowDays, halfLifeDays, active } = policy;
  for (const length of [windowDays, halfLifeDays, active.days]) {
    if (!(length > 0 && length < Infinity)) throw new InvalidValueError('INVALID_LENGTH', length);
  }
  const inside = touches
    .filter(({ on }) => isWithin(on, asOf, windowDays))
    .sort((a, b) => epochDay(a.on) - epochDay(b.on));
  const cells = groupByName(inside, ({ ourFunction, theirFunction }) => `${ourFunction}|${theirFunction}`).map(
    ([, rows]): MatrixCell => {
      const { ourFunction: ours, theirFunction: theirs } = rows[0];
      const recent = rows.filter(({ on }) => isWithin(on, asOf, active.days)).length;
      const weight = sum(rows.map(({ on }) => contactWeight(daysBetween(on, asOf), halfLifeDays)));
      return { ours, theirs, weight, touches: rows.length, recent, active: recent >= active.touches };
    },
  );
  return { asOf, cells, touches: inside };
}

/** What a contact still weighs after so many days, 0…1: ½^(age ÷ half-life). */
export function contactWeight(ageDays: number, halfLifeDays: number): number {
  return 2 ** (-ageDays / halfLifeDays);
}

/** Part of a weight, 0…1, rounded to 12 digits, so that decay never pushes an exact share over a bound. */
export function shareOfWeight(weight: number, total: number): number {
  return Math.min(1, Math.round((weight / total) * 1e12) / 1e12);
}

/** Whether a day lies in the `days` that end with `asOf`. */
export function isWithin(on: IsoDate, asOf: IsoDate, days: number): boolean {
  const age = daysBetween(on, asOf);
  return age >= 0 && age < days;
}

/**
 * Effective number of function pairs in contact, exp(−Σ p·ln p) with p = weight ÷ Σ weight: 1 when all contact runs
 * through one pair, n when it is spread evenly over n (Hill number of order 1, after Shannon 1948). Undefined of no
 * contact. O(cells).
 */
export function effectiveBreadth(cells: readonly Pick<MatrixCell, 'weight'>[]): number | undefined {
  const weights = cells.map(({ weight }) => weight).filter((weight) => weight > 0 && weight < Infinity);
  if (weights.length === 0) return undefined;
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight));
  const scaled = weights.map((weight) => weight / heaviest);
  const total = sum(scaled);
  const entropy = -sum(scaled.map((weight) => (weight === 0 ? 0 : (weight / total) * Math.log(weight / total))));
  return Math.min(weights.length, Math.max(1, Math.exp(entropy)));
}

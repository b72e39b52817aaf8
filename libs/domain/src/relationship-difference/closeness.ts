import { InvalidValueError } from '../errors/invalid-value.error.js';

export interface ClosenessFacts {
  readonly contactsPerMonth: number;
  /** Functions of the customer in contact. */
  readonly functions: number;
  /** Hierarchy tiers in contact. */
  readonly tiers: number;
}

/** Where each part is full. Mortise's own proposal, configurable. */
export const DEFAULT_CLOSENESS_SCALE: ClosenessFacts = { contactsPerMonth: 8, functions: 6, tiers: 3 };

/**
 * Closeness 0…1: the mean of how far contacts a month, functions and tiers have come to their full scale. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a figure below zero, `INVALID_LENGTH` for a scale that is not above zero
 */
export function closenessIndex(facts: ClosenessFacts, scale: ClosenessFacts = DEFAULT_CLOSENESS_SCALE): number {
  const parts = (['contactsPerMonth', 'functions', 'tiers'] as const).map((part) => {
    if (!(facts[part] >= 0 && facts[part] < Infinity)) throw new InvalidValueError('INVALID_NUMBER', facts[part]);
    if (!(scale[part] > 0)) throw new InvalidValueError('INVALID_LENGTH', scale[part]);
    return Math.min(1, facts[part] / scale[part]);
  });
  return Math.min(1, parts.reduce((total, part) => total + part, 0) / parts.length);
}

/**
 * Conflicts (disputes and claims) per 100 contacts, so that more exchange is not held against anybody; undefined of no
 * contacts. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a count below zero
 */
export function conflictRate(conflicts: number, contacts: number): number | undefined {
  for (const count of [conflicts, contacts]) {
    if (!(count >= 0 && count < 1e15)) throw new InvalidValueError('INVALID_NUMBER', count);
  }
  return contacts < 1 ? undefined : (100 * conflicts) / contacts;
}

import { dateOfEpochDay, epochDay, type IsoDate } from '../src/calendar/date.js';
import { randomIndex, seededRandom, type Random } from '../src/random/random.js';

/** The last day of synthetic histories. */
export const SYNTHETIC_TODAY: IsoDate = '2025-12-28';

/** One value per account, each with chance of its own seed, so that a longer list begins with the shorter one. */
export function syntheticAccounts<T>(accounts: number, make: (random: Random, account: number) => T): readonly T[] {
  return Array.from({ length: accounts }, (_, account) => make(seededRandom(account + 1), account));
}

/** Order dates before today, oldest first, some weeks apart. */
export function syntheticOrderDates(random: Random, orders: number): readonly IsoDate[] {
  let day = epochDay(SYNTHETIC_TODAY) - randomIndex(random, 40);
  const days = Array.from({ length: orders }, () => {
    const ordered = day;
    day -= 7 + randomIndex(random, 42);
    return ordered;
  });
  return days.reverse().map(dateOfEpochDay);
}

/** An amount in cents, spread over two orders of magnitude. */
export function syntheticCents(random: Random): bigint {
  return BigInt(Math.round(10 ** (3 + 2 * random())));
}

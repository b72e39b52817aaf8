import { InvalidValueError } from '../errors/invalid-value.error.js';

/**
 * The largest buyers by value, largest first, equal ones by name: the fewest accounts that together bring a share of all
 * positive value. O(n log n).
 *
 * @param share in [0, 1]; 0.5 for those who bring half
 * @throws InvalidValueError `INVALID_NUMBER` for a share outside [0, 1]
 */
export function largestBuyers<Account extends { readonly account: string; readonly valueMinor: bigint }>(
  accounts: readonly Account[],
  share: number,
): readonly Account[] {
  if (!(share >= 0 && share <= 1)) throw new InvalidValueError('INVALID_NUMBER', share);
  const sorted = accounts
    .filter(({ valueMinor }) => valueMinor > 0n)
    .sort((a, b) =>
      a.valueMinor === b.valueMinor ? (a.account < b.account ? -1 : 1) : a.valueMinor > b.valueMinor ? -1 : 1,
    );
  const total = sorted.reduce((sum, { valueMinor }) => sum + valueMinor, 0n);
  const wanted = total * BigInt(Math.round(share * 1_000_000));
  let before = 0n;
  return sorted.filter(({ valueMinor }) => {
    const needed = before * 1_000_000n < wanted;
    before += valueMinor;
    return needed;
  });
}

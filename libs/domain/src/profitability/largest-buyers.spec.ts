import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { largestBuyers } from './largest-buyers.js';

describe(largestBuyers.name, () => {
  it('PF-03: the fewest accounts that bring a share of all value', () => {
    const buyer = (account: string, valueMinor: bigint) => ({ account, valueMinor });
    const buyers = [buyer('c', 20n), buyer('a', 50n), buyer('e', -90n), buyer('b', 20n), buyer('d', 10n)];
    const names = (share: number) => largestBuyers(buyers, share).map(({ account }) => account);
    expect([names(0), names(0.5), names(0.51), names(0.9), names(1)]).toEqual([
      [],
      ['a'],
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(largestBuyers([...buyers].reverse(), 0.51)).toEqual(largestBuyers(buyers, 0.51));
    expect(largestBuyers([], 0.5)).toEqual([]);
  });

  it.each([-0.1, 1.1, NaN])('PF-03: refuses a share of %p', (share) => {
    expect(() => largestBuyers([], share)).toThrow(InvalidValueError);
  });
});

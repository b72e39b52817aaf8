import { describe, expect, it } from '@jest/globals';
import { benefitSplit } from './benefit-split.js';

describe(benefitSplit.name, () => {
  it('RM-14: with open books and gain on both sides, each accepts the other’s profit', () => {
    expect(benefitSplit(30n, 70n, true)).toEqual({ totalMinor: 100n, ourShare: 0.3, bothGain: true, answer: 4 });
    expect(benefitSplit(30n, 70n, false)).toEqual({
      totalMinor: 100n,
      ourShare: 0.3,
      bothGain: true,
      answer: undefined,
    });
  });

  it('RM-14: gain on one side only is none of both', () => {
    expect(benefitSplit(0n, 1n, true)).toEqual({ totalMinor: 1n, ourShare: 0, bothGain: false, answer: undefined });
    expect(benefitSplit(1n, 0n, true)).toMatchObject({ ourShare: 1, bothGain: false, answer: undefined });
    expect(benefitSplit(5n, -1n, true)).toMatchObject({ totalMinor: 4n, ourShare: undefined, bothGain: false });
    expect(benefitSplit(-1n, 5n, true)).toMatchObject({ ourShare: undefined, bothGain: false });
    expect(benefitSplit(0n, 0n, true)).toMatchObject({ totalMinor: 0n, ourShare: undefined });
  });
});

import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { checkedWeight, smoothingWeight, totalWeight } from './weight.js';

const refusal = (weight: number): InvalidValueError => new InvalidValueError('INVALID_WEIGHT', weight);

describe(checkedWeight.name, () => {
  it('takes 0 and everything finite above, up to the most where there is one', () => {
    for (const weight of [0, 5e-324, 1, Number.MAX_VALUE]) expect(checkedWeight(weight)).toBe(weight);
    expect(checkedWeight(1, 1)).toBe(1);
  });

  it('refuses all else', () => {
    for (const weight of [-1e-9, NaN, Infinity, -Infinity]) {
      expect(() => checkedWeight(weight)).toThrow(refusal(weight));
    }
    expect(() => checkedWeight(1.001, 1)).toThrow(refusal(1.001));
  });
});

describe(totalWeight.name, () => {
  it('adds weights up', () => {
    expect(totalWeight([1, 0, 2.5])).toBe(3.5);
  });

  it('refuses a list without weight, one that cannot be, and a sum beyond number', () => {
    for (const weights of [[], [0, 0]]) expect(() => totalWeight(weights)).toThrow(refusal(0));
    expect(() => totalWeight([2, -1])).toThrow(refusal(-1));
    expect(() => totalWeight([Number.MAX_VALUE, Number.MAX_VALUE])).toThrow(refusal(Infinity));
  });
});

describe(smoothingWeight.name, () => {
  it('lies above 0 and up to 1', () => {
    for (const weight of [5e-324, 0.2, 1]) expect(smoothingWeight(weight)).toBe(weight);
    for (const weight of [0, -0.1, 1.001, NaN]) expect(() => smoothingWeight(weight)).toThrow(refusal(weight));
  });
});

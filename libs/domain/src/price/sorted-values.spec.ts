import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median } from '../statistics/descriptive.js';
import { SortedValues } from './sorted-values.js';

describe(SortedValues.name, () => {
  it('has the median of what is there, with and without one of the values', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(double, { maxLength: 20 }), fc.array(double, { maxLength: 20 }), (stay, go) => {
        const values = new SortedValues();
        for (const value of [...go, ...stay]) values.add(value);
        for (const value of go) values.remove(value);
        expect(values.size).toBe(stay.length);
        // Zero and minus zero are the same amount.
        const plain = (value: number | undefined) => (value === undefined ? value : value + 0);
        expect(plain(values.median())).toBe(plain(median(stay)));
        const [first, ...others] = stay;
        if (first !== undefined) expect(plain(values.median(first))).toBe(plain(median(others)));
      }),
    );
  });
});

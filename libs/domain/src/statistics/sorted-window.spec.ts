import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, medianAbsoluteDeviation } from './descriptive.js';
import { SortedWindow } from './sorted-window.js';

const numbers = fc.array(
  fc
    .oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map((each) => each + 0),
  { maxLength: 40 },
);

const figuresOf = (window: SortedWindow) => [
  window.median(),
  window.medianAbsoluteDeviation(),
  window.least,
  window.most,
];

const sortedAnew = (values: readonly number[]) => [
  median(values),
  medianAbsoluteDeviation(values),
  values.length === 0 ? undefined : Math.min(...values),
  values.length === 0 ? undefined : Math.max(...values),
];

describe(SortedWindow.name, () => {
  it('says of a window that moves what sorting each window anew would say, to the last bit', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 12 }), (values, length) => {
        const window = SortedWindow.empty(length);
        values.forEach((value, i) => {
          if (i >= length) window.remove(values[i - length] as number);
          window.add(value);
          expect(figuresOf(window)).toEqual(sortedAnew(values.slice(Math.max(0, i + 1 - length), i + 1)));
        });
      }),
    );
  });

  it('says the same of values that are there at once', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(figuresOf(SortedWindow.of(values))).toEqual(sortedAnew(values));
      }),
    );
  });

  it('knows values that are alike, and nothing of none', () => {
    const window = SortedWindow.of([2, 2, 2]);
    window.remove(2);
    window.add(5);
    expect(figuresOf(window)).toEqual([2, 0, 2, 5]);
    for (const value of [2, 2, 5]) window.remove(value);
    expect(figuresOf(window)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

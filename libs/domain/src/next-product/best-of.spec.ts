import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestOf } from './best-of.js';

describe(bestOf.name, () => {
  it('is the beginning of the sorted values', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: -1, max: 12 }), (values, limit) => {
        const sorted = [...values].sort((a, b) => a - b).slice(0, Math.max(0, limit));
        expect(bestOf(values, limit, (a, b) => a - b)).toEqual(sorted);
      }),
    );
  });
});

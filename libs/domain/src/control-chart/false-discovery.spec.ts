import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { falseDiscoveryFindings } from './false-discovery.js';

describe(falseDiscoveryFindings.name, () => {
  it('§8.3: finds the example of Benjamini & Hochberg', () => {
    // Their 15 comparisons at .05: the four smallest are found.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(falseDiscoveryFindings(p, 0.05).filter(Boolean)).toHaveLength(4);
  });

  it('takes those on the way to the largest that is low enough, too', () => {
    expect(falseDiscoveryFindings([0.9, 0.06, 0.065], 0.1)).toEqual([false, true, true]);
  });

  it('§8.3: at .1 unless told', () => {
    expect(falseDiscoveryFindings([0.1])).toEqual([true]);
    expect(falseDiscoveryFindings([0.101])).toEqual([false]);
    expect(falseDiscoveryFindings([])).toEqual([]);
    expect(falseDiscoveryFindings([0.05, 0], 0)).toEqual([false, true]);
  });

  it.each([[[NaN]], [[-0.1]], [[1.1]]])('refuses %p', (probabilities) => {
    expect(() => falseDiscoveryFindings(probabilities)).toThrow(InvalidValueError);
    expect(() => falseDiscoveryFindings([0.5], probabilities[0])).toThrow(InvalidValueError);
  });

  it('never finds a larger one and not a smaller, and more at a higher rate', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(p, (each) => {
        const found = falseDiscoveryFindings(each);
        const [yes, no] = [true, false].map((wanted) => each.filter((_, i) => found[i] === wanted));
        expect(Math.max(-1, ...(yes ?? []))).toBeLessThan(Math.min(2, ...(no ?? [])));
        expect(falseDiscoveryFindings(each.toReversed())).toEqual(found.toReversed());
        expect(falseDiscoveryFindings(each, 0.2).filter(Boolean).length).toBeGreaterThanOrEqual(
          found.filter(Boolean).length,
        );
      }),
    );
  });
});

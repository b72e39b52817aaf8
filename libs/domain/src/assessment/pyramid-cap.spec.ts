import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_ASSESSMENT_POLICY } from './assessment-policy.js';
import { levelRank, SCORED_LEVELS } from './levels.js';
import { capLevel, isPyramidCracked, pyramidCap } from './pyramid-cap.js';

const POLICY = DEFAULT_ASSESSMENT_POLICY.cap;
const ceiling = (otif: number | null, item: number | null, policy = POLICY) =>
  pyramidCap({ otif, item }, policy)?.ceiling ?? null;

describe(pyramidCap.name, () => {
  it.each([
    ['BASIC', 'fails', 0.94, 1.9],
    ['COOPERATIVE', 'fails, and the item is 2', 0.94, 2],
    ['COOPERATIVE', 'holds, and the item is low', 0.95, 1],
    ['COOPERATIVE', 'is unknown, and the item is low', null, 1.5],
    ['COOPERATIVE', 'fails, and the item is just under 3', 0.5, 2.99],
    [null, 'fails, and the item is 3', 0.5, 3],
    [null, 'holds, and the item is 4', 1, 4],
  ] as const)('LV-03: caps at %s while delivery %s', (expected, _, otif, item) => {
    expect(ceiling(otif, item)).toBe(expected);
  });

  it('LV-03 §5.3: lets deliveries alone drive the cap on a form without the item', () => {
    expect(ceiling(0.9499, null)).toBe('BASIC');
    expect(ceiling(0.95, null)).toBeNull();
    expect(ceiling(null, null)).toBeNull();
    expect(ceiling(0.5, null, { ...POLICY, withoutItem: 'COOPERATIVE' })).toBe('COOPERATIVE');
  });

  it('LV-03: names what holds the level down', () => {
    expect(pyramidCap({ otif: 0.5, item: 1 }, POLICY)?.causes).toEqual(['OTIF_BELOW_FLOOR', 'TRANSACTION_ITEM_LOW']);
    expect(pyramidCap({ otif: 0.5, item: 2.5 }, POLICY)?.causes).toEqual(['TRANSACTION_ITEM_LOW']);
    expect(pyramidCap({ otif: 0.5, item: null }, POLICY)?.causes).toEqual(['OTIF_BELOW_FLOOR']);
  });

  it('takes a tenant’s bounds, loses nothing to rounding', () => {
    const policy = { otifFloor: 0.8, basicBelow: 3, cooperativeBelow: 4, withoutItem: 'BASIC' } as const;
    expect(ceiling(0.81, 2.9, policy)).toBe('COOPERATIVE');
    expect(ceiling(0.79, 2.9, policy)).toBe('BASIC');
    expect(ceiling(null, 2.9999999999999996)).toBeNull();
    expect(ceiling(0.5, 1.9999999999999998)).toBe('COOPERATIVE');
  });

  it.each([
    [-0.01, 2],
    [1.01, 2],
    [NaN, 2],
    [1, 0.99],
    [1, 4.01],
    [1, NaN],
  ])('refuses a delivery share of %d with an item of %d', (otif, item) => {
    expect(() => pyramidCap({ otif, item }, POLICY)).toThrow('INVALID_NUMBER');
    expect(ceiling(0, 4)).toBeNull();
    expect(ceiling(1, 1)).toBe('COOPERATIVE');
  });

  it('LV-03: never rises as deliveries or answers get worse', () => {
    const otif = fc.double({ min: 0, max: 1, noNaN: true });
    const item = fc.double({ min: 1, max: 4, noNaN: true });
    const rank = (a: number, b: number): number => levelRank(ceiling(a, b) ?? 'INTEGRATED');
    fc.assert(
      fc.property(otif, otif, item, item, (a, b, x, y) => {
        expect(rank(Math.min(a, b), Math.min(x, y))).toBeLessThanOrEqual(rank(Math.max(a, b), Math.max(x, y)));
      }),
    );
  });
});

describe('a level under a cap', () => {
  const cap = { ceiling: 'COOPERATIVE', causes: ['TRANSACTION_ITEM_LOW'] } as const;

  it('LV-03: is held at the ceiling, and below it is left alone', () => {
    expect(SCORED_LEVELS.map((level) => capLevel(level, cap))).toEqual([
      'BASIC',
      'COOPERATIVE',
      'COOPERATIVE',
      'COOPERATIVE',
    ]);
    expect(SCORED_LEVELS.map((level) => capLevel(level, null))).toEqual(SCORED_LEVELS);
  });

  it('LV-03: shows a crack only where it is higher than its basics carry', () => {
    expect(SCORED_LEVELS.map((level) => isPyramidCracked(level, cap))).toEqual([false, false, true, true]);
    expect(SCORED_LEVELS.map((level) => isPyramidCracked(level, null))).toEqual([false, false, false, false]);
  });
});

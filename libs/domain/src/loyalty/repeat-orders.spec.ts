import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { categoryBreadth, repeatOrderShare } from './repeat-orders.js';

describe(repeatOrderShare.name, () => {
  it('VA-03: holds order days against those of the period before, and more than before is all', () => {
    expect(repeatOrderShare(9, 12)).toBe(0.75);
    expect(repeatOrderShare(15, 12)).toBe(1);
    expect(repeatOrderShare(0, 12)).toBe(0);
    expect(repeatOrderShare(3, 0)).toBeUndefined();
    expect(() => repeatOrderShare(-1, 1)).toThrow('INVALID_NUMBER');
    expect(() => repeatOrderShare(1, NaN)).toThrow('INVALID_NUMBER');
  });
});

describe(categoryBreadth.name, () => {
  it('VA-03: counts a category once, and says nothing where no need is known', () => {
    expect(categoryBreadth(['seals'], ['seals', 'hoses', 'valves', 'hoses'])).toBeCloseTo(1 / 3, 12);
    expect(categoryBreadth(['seals', 'tape'], ['seals'])).toBe(1);
    expect(categoryBreadth([], ['seals'])).toBe(0);
    expect(categoryBreadth(['seals'], [])).toBeUndefined();
  });

  it('lies in 0…1 whatever is bought and needed', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(names, fc.array(fc.constantFrom('a', 'b', 'e'), { minLength: 1 }), (bought, needed) => {
        const share = categoryBreadth(bought, needed) as number;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_MIX_LOSS, mixLoss, type CategorySales } from './mix-loss.js';

const sales = (...rows: readonly (readonly [string, number, number])[]): readonly CategorySales[] =>
  rows.map(([category, usual, recent]) => ({ category, usualMinor: BigInt(usual), recentMinor: BigInt(recent) }));

describe(mixLoss.name, () => {
  it('RG-07: names the category that went while the others stay', () => {
    // A quarter of 1200 + 400 is 400; 300 are left: volume .75. Expected 300·.75 and 100·.75, of which 75 are gone.
    const found = mixLoss(sales(['pumps', 1200, 300], ['seals', 400, 0]));
    expect(found).toEqual({
      loss: 0.25,
      threshold: 0.15,
      alarm: true,
      lost: [{ category: 'seals', state: 'STOPPED', share: 1 }],
    });
  });

  it('RG-07: a decline of everything alike is no mix loss, nor is growth elsewhere', () => {
    expect(mixLoss(sales(['pumps', 1200, 30], ['seals', 400, 10]))).toMatchObject({ loss: 0, alarm: false, lost: [] });
    expect(mixLoss(sales(['pumps', 1200, 300], ['seals', 400, 100], ['valves', 0, 5000]))).toMatchObject({ loss: 0 });
  });

  it('RG-07: a category replaced by another at the same volume is one', () => {
    const found = mixLoss(sales(['pumps', 1200, 200], ['seals', 400, 40], ['valves', 0, 160]));
    expect(found?.loss).toBeCloseTo((100 + 60) / 400, 12);
    expect(found?.lost).toEqual([{ category: 'seals', state: 'FADED', share: 60 / 160 }]);
  });

  it('names the largest loss first, whatever the order, and equal ones by name', () => {
    const rows = sales(['a', 400, 0], ['c', 800, 0], ['b', 400, 0], ['d', 1600, 400]);
    const names = ['c', 'a', 'b'];
    expect(mixLoss(rows)?.lost.map(({ category }) => category)).toEqual(names);
    expect(mixLoss(rows.toReversed())?.lost.map(({ category }) => category)).toEqual(names);
  });

  it('alarms above the threshold, not at it', () => {
    const rows = sales(['pumps', 1200, 300], ['seals', 400, 0]);
    expect(mixLoss(rows, { ...DEFAULT_MIX_LOSS, threshold: 0.25 })?.alarm).toBe(false);
    expect(mixLoss(rows, { ...DEFAULT_MIX_LOSS, threshold: 0.249 })?.alarm).toBe(true);
  });

  it('compares windows of different length', () => {
    const rule = { ...DEFAULT_MIX_LOSS, usualMonths: 6, recentMonths: 6 };
    expect(mixLoss(sales(['pumps', 300, 300], ['seals', 100, 50]), rule)?.lost).toEqual([]);
    expect(mixLoss(sales(['pumps', 300, 300], ['seals', 100, 40]), rule)?.lost).toHaveLength(1);
  });

  it('takes net returns for nothing bought', () => {
    const found = mixLoss(sales(['pumps', 1200, 300], ['seals', 400, -50], ['odd', -70, 0]));
    expect(found).toEqual(mixLoss(sales(['pumps', 1200, 300], ['seals', 400, 0], ['odd', 0, 0])));
  });

  it('says nothing of an account without usual purchases, or of one that has stopped', () => {
    expect(mixLoss([])).toBeUndefined();
    expect(mixLoss(sales(['pumps', 0, 300]))).toBeUndefined();
    expect(mixLoss(sales(['pumps', 1200, 0]))).toBeUndefined();
    expect(mixLoss([{ category: 'x', usualMinor: 10n ** 400n, recentMinor: 1n }])).toBeUndefined();
  });

  it.each([
    [{ usualMonths: 0 }, 'INVALID_LENGTH'],
    [{ recentMonths: 1.5 }, 'INVALID_LENGTH'],
    [{ threshold: NaN }, 'INVALID_NUMBER'],
  ] as const)('refuses %p', (part, code) => {
    expect(() => mixLoss(sales(['pumps', 1200, 300]), { ...DEFAULT_MIX_LOSS, ...part })).toThrow(code);
  });

  it('compares one month with another', () => {
    const rule = { ...DEFAULT_MIX_LOSS, usualMonths: 1, recentMonths: 1 };
    expect(mixLoss(sales(['pumps', 300, 300], ['seals', 100, 0]), rule)?.loss).toBeCloseTo(0.25, 12);
  });

  it('names a category that has lost just the part that makes it faded', () => {
    // 400 are bought as ever: 50 of the 100 expected seals have become valves.
    const faded = sales(['pumps', 1200, 300], ['seals', 400, 50], ['valves', 0, 50]);
    expect(mixLoss(faded)?.lost).toEqual([{ category: 'seals', state: 'FADED', share: 1 }]);
    expect(mixLoss(sales(['pumps', 1200, 300], ['seals', 400, 51], ['valves', 0, 49]))?.lost).toEqual([]);
  });

  it('is a part of the whole, does not mind order or unit, and its shares add up to no more than 1', () => {
    const row = fc.tuple(fc.nat(1e9), fc.nat(1e9));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (each) => {
        const rows = each.map(([usual, recent], i) => [`c${i}`, usual, recent] as const);
        const found = mixLoss(sales(...rows));
        if (found === undefined) return;
        expect(found.loss >= 0 && found.loss <= 1).toBe(true);
        expect(mixLoss(sales(...rows.toReversed()))?.loss).toBeCloseTo(found.loss, 9);
        expect(mixLoss(sales(...rows.map(([c, u, r]) => [c, u * 100, r * 100] as const)))?.loss).toBeCloseTo(
          found.loss,
          9,
        );
        expect(found.lost.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

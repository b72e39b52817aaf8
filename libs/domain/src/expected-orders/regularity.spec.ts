import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { drawGamma } from '../special-functions/index.js';
import { estimateRegularity } from './regularity.js';

describe(estimateRegularity.name, () => {
  it.each([1, 2, 4])('§8.4: finds k = %p in ledgers drawn with it, at whatever pace', (k) => {
    const random = seededRandom(3);
    const histories = Array.from({ length: 6000 }, () => {
      const pace = drawGamma(2, 600, random);
      let day = 10_000;
      return Array.from({ length: 3 }, () => dateOfEpochDay(Math.round((day += drawGamma(k, k * pace, random)))));
    });
    const regularity = estimateRegularity(histories);
    expect((regularity?.k ?? 0) / k).toBeCloseTo(1, 1);
    expect(regularity?.accounts).toBeGreaterThan(5900);
  });

  it('takes the two latest intervals of an account: 4 and 8 days are a third of twelve', () => {
    const history = ['2026-01-13', '2026-01-01', '2026-01-05', '2025-06-01', '2026-01-05'];
    const spread = (1 / 3 - 0.5) ** 2;
    expect(estimateRegularity([history])).toEqual({ k: (1 - 4 * spread) / (8 * spread), accounts: 1 });
  });

  it('is at its highest for orders by the clock and unknown without a third order day', () => {
    expect(estimateRegularity([['2026-01-01', '2026-01-08', '2026-01-15'], ['2026-01-01']])).toEqual({
      k: 1000,
      accounts: 1,
    });
    expect(estimateRegularity([['2026-01-01', '2026-01-08', '2026-01-08']])).toBeUndefined();
    expect(estimateRegularity([])).toBeUndefined();
    expect(() => estimateRegularity([['2026-02-30']])).toThrow(InvalidValueError);
  });

  it('is between 0 and 1000 for any histories, in any order', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map(dateOfEpochDay);
    fc.assert(
      fc.property(fc.array(fc.array(day, { maxLength: 8 }), { maxLength: 8 }), (histories) => {
        const regularity = estimateRegularity(histories);
        if (regularity !== undefined) expect(regularity.k >= 0 && regularity.k <= 1000).toBe(true);
        const mixed = estimateRegularity([...histories].reverse().map((dates) => [...dates].reverse()));
        expect(mixed?.k ?? -1).toBeCloseTo(regularity?.k ?? -1, 6);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { costOfGoods, coverageOf } from './cost-coverage.js';

describe(costOfGoods.name, () => {
  it('is exact where every line tells its cost, also of a loss and of nothing', () => {
    expect(costOfGoods({ netMinor: 1000n, costedMinor: 1000n, costMinor: 1200n }, 0.95)).toEqual({
      known: true,
      costMinor: 1200n,
      coverage: 1,
      estimated: false,
    });
    expect(costOfGoods({ netMinor: 0n, costedMinor: 0n, costMinor: 0n }, 1)).toMatchObject({ costMinor: 0n });
  });

  it('takes the few lines without a cost to cost what the others do', () => {
    expect(costOfGoods({ netMinor: 1000n, costedMinor: 960n, costMinor: 480n }, 0.95)).toEqual({
      known: true,
      costMinor: 500n,
      coverage: 0.96,
      estimated: true,
    });
  });

  it('is unknown, not 0, where too few tell it', () => {
    const unknown = { known: false, reason: 'COST_COVERAGE_LOW' };
    expect(costOfGoods({ netMinor: 1000n, costedMinor: 0n, costMinor: 0n }, 0.95)).toEqual({ ...unknown, coverage: 0 });
    expect(costOfGoods({ netMinor: 1000n, costedMinor: 949n, costMinor: 9n }, 0.95)).toEqual({
      ...unknown,
      coverage: 0.949,
    });
    expect(costOfGoods({ netMinor: -10n, costedMinor: 0n, costMinor: 0n }, 0.1)).toMatchObject(unknown);
  });

  it('never doubts more with more known, and keeps the cost share of what is known', () => {
    fc.assert(
      fc.property(
        fc.bigInt(10n ** 6n, 10n ** 12n),
        fc.bigInt(10n ** 6n, 10n ** 12n),
        fc.bigInt(0n, 10n ** 12n),
        (a, b, cost) => {
          const [costedMinor, netMinor] = a < b ? [a, b] : [b, a];
          const found = costOfGoods({ netMinor, costedMinor, costMinor: cost }, 1e-7);
          if (!found.known) throw new Error('A millionth is covered.');
          expect(found.costMinor).toBeGreaterThanOrEqual(cost);
          expect(Number(found.costMinor) / Number(netMinor)).toBeCloseTo(Number(cost) / Number(costedMinor), 0);
        },
      ),
    );
  });

  it('refuses a coverage that is none', () => {
    for (const coverage of [0, -1, 1.01, NaN])
      expect(() => costOfGoods({ netMinor: 1n, costedMinor: 1n, costMinor: 1n }, coverage)).toThrow(InvalidValueError);
  });
});

describe(coverageOf.name, () => {
  it('is the smaller part of the larger, 0 across signs', () => {
    expect([coverageOf(50n, 100n), coverageOf(100n, 50n), coverageOf(-5n, 100n), coverageOf(0n, 0n)]).toEqual([
      0.5, 0.5, 0, 1,
    ]);
  });
});

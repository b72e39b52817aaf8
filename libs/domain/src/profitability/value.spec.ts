import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { acquisitionRetentionRatio } from './cost-ratio.js';
import { topProfitShare, whaleCurve } from './whale-curve.js';
import { mutualValueCurves } from './win-win.js';

describe(whaleCurve.name, () => {
  it('PF-02: accumulates contribution, most profitable first', () => {
    const curve = whaleCurve([-20n, 50n, 0n, 70n]);
    expect(curve).toEqual({
      accounts: 4,
      totalMinor: 100n,
      lossMakingShare: 0.25,
      peak: { accountShare: 0.5, profitShare: 1.2 },
      points: [
        { accountShare: 0.25, profitShare: 0.7 },
        { accountShare: 0.5, profitShare: 1.2 },
        { accountShare: 0.75, profitShare: 1.2 },
        { accountShare: 1, profitShare: 1 },
      ],
    });
  });

  it('PF-02: is no curve without a profit', () => {
    expect(whaleCurve([])).toBeUndefined();
    expect(whaleCurve([5n, -5n])).toBeUndefined();
    expect(topProfitShare([-1n], 0.5)).toBeUndefined();
  });

  it('PF-02: the best accounts’ share of profit, whole accounts only', () => {
    const amounts = [70n, 50n, 0n, -20n];
    expect([0, 0.24, 0.25, 0.5, 1].map((share) => topProfitShare(amounts, share))).toEqual([0, 0, 0.7, 1.2, 1]);
    expect(
      topProfitShare(
        [...Array(10).keys()].map((i) => BigInt(i + 1)),
        0.3,
      ),
    ).toBeCloseTo(27 / 55, 11);
    for (const share of [-0.1, 1.1, NaN]) expect(() => topProfitShare(amounts, share)).toThrow(InvalidValueError);
  });

  it('PF-02: is concave, peaks at one or above and ends at one, whatever the order of accounts', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -1_000n, max: 1_500n }), { minLength: 1, maxLength: 40 }), (amounts) => {
        const curve = whaleCurve(amounts);
        if (curve === undefined) return;
        expect(whaleCurve([...amounts].reverse())).toEqual(curve);
        expect(curve.points.at(-1)).toEqual({ accountShare: 1, profitShare: 1 });
        expect(curve.peak.profitShare).toBe(Math.max(...curve.points.map(({ profitShare }) => profitShare)));
        const steps = curve.points.map(({ profitShare }, i) => profitShare - (curve.points[i - 1]?.profitShare ?? 0));
        steps.forEach((step, i) => expect(step).toBeLessThanOrEqual((steps[i - 1] ?? Infinity) + 1e-11));
      }),
    );
  });
});

describe(acquisitionRetentionRatio.name, () => {
  const costs = { acquisitionMinor: 60_000n, newAccounts: 3, retentionMinor: 40_000n, retainedAccounts: 20 };

  it('VA-12: cost per new account over cost per retained account', () => {
    expect(acquisitionRetentionRatio(costs)).toBe(10);
    expect(acquisitionRetentionRatio({ ...costs, newAccounts: 0 })).toBeUndefined();
    expect(acquisitionRetentionRatio({ ...costs, retainedAccounts: 0 })).toBeUndefined();
    expect(acquisitionRetentionRatio({ ...costs, retentionMinor: 0n })).toBeUndefined();
    expect(acquisitionRetentionRatio({ ...costs, acquisitionMinor: 10n ** 400n })).toBeUndefined();
  });

  it.each([{ newAccounts: -1 }, { retainedAccounts: 0.5 }, { acquisitionMinor: -1n }, { retentionMinor: -1n }])(
    'refuses %p',
    (wrong) => {
      expect(() => acquisitionRetentionRatio({ ...costs, ...wrong })).toThrow(InvalidValueError);
    },
  );
});

describe(mutualValueCurves.name, () => {
  it('PF-04: adds up both sides by month and says who has gained', () => {
    const month = (name: string, ours: bigint, theirs: bigint) => {
      return { month: name, contributionMinor: ours, confirmedValueMinor: theirs };
    };
    const rows = [
      month('2026-03', 10n, 4n),
      month('2026-01', -5n, 0n),
      month('2026-02', 6n, 0n),
      month('2026-04', -20n, 1n),
    ];
    const curves = mutualValueCurves(rows);
    expect(curves.map(({ standing }) => standing)).toEqual([
      'NOBODY_GAINS',
      'ONLY_WE_GAIN',
      'BOTH_GAIN',
      'ONLY_CUSTOMER_GAINS',
    ]);
    expect(curves.at(-1)).toMatchObject({
      month: '2026-04',
      cumulativeContributionMinor: -9n,
      cumulativeConfirmedValueMinor: 5n,
    });
    expect(mutualValueCurves([...rows].reverse())).toEqual(curves);
  });

  it('PF-04: adds rows of one month up, in any order, and refuses what is no month', () => {
    const month = (ours: bigint, theirs: bigint, name = '2026-01') => {
      return { month: name, contributionMinor: ours, confirmedValueMinor: theirs };
    };
    const expected = {
      ...month(3n, 5n),
      cumulativeContributionMinor: 3n,
      cumulativeConfirmedValueMinor: 5n,
      standing: 'BOTH_GAIN',
    };
    expect(mutualValueCurves([month(-2n, 5n), month(5n, 0n)])).toEqual([expected]);
    expect(mutualValueCurves([month(5n, 0n), month(-2n, 5n)])).toEqual([expected]);
    expect(() => mutualValueCurves([month(1n, 1n, '2026-13')])).toThrow(InvalidValueError);
  });
});

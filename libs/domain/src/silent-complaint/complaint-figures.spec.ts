import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { complaintIndicators, paretoByCause } from './complaint-indicators.js';
import { hiddenComplaints } from './hidden-complaints.js';
import { recoveryEffect } from './recovery-effect.js';
import { serviceFailureCost, type RevenueAround } from './service-failure-cost.js';
import { DEFAULT_SERVICE_STANDARD_POLICY, suggestServiceStandard } from './service-standard.js';

describe(hiddenComplaints.name, () => {
  it('CP-01: voiced × (1 − p) ÷ p, p assumed as one in ten', () => {
    expect(hiddenComplaints(5)).toEqual({ hidden: 45, voicedShare: 0.1, basis: 'ASSUMED' });
    expect(hiddenComplaints(5, 0.25)?.hidden).toBe(15);
    expect(hiddenComplaints(5, 1)?.hidden).toBe(0);
    expect(hiddenComplaints(5, 0)).toBeUndefined();
  });

  it('CP-01: or measured by asking, with an interval', () => {
    const estimate = hiddenComplaints(6, { withComplaint: 10, alreadyVoiced: 3 });
    expect(estimate).toMatchObject({ voicedShare: 0.3, basis: 'OWN_SURVEY' });
    expect(estimate?.hidden).toBeCloseTo(14, 12);
    // Wilson's interval of 3 in 10: .1078 … .6032
    expect(estimate?.interval?.lower).toBeCloseTo((6 * (1 - 0.6032)) / 0.6032, 2);
    expect(estimate?.interval?.upper).toBeCloseTo((6 * (1 - 0.1078)) / 0.1078, 1);
    expect(hiddenComplaints(6, { withComplaint: 10, alreadyVoiced: 0 })).toBeUndefined();
    expect(hiddenComplaints(6, { withComplaint: 0, alreadyVoiced: 0 })).toBeUndefined();
    expect(hiddenComplaints(6, { withComplaint: 3, alreadyVoiced: 3 })?.interval?.lower).toBe(0);
  });

  it('CP-01: falls as more is voiced, and is never negative', () => {
    const share = fc.double({ min: 0.001, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), share, (voiced, p) => {
        const [low, high] = [hiddenComplaints(voiced, p + 0.01)?.hidden, hiddenComplaints(voiced, p)?.hidden];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThan(low as number);
      }),
    );
  });

  it('refuses counts and shares that cannot be', () => {
    expect(() => hiddenComplaints(-1)).toThrow(InvalidValueError);
    expect(() => hiddenComplaints(1.5)).toThrow(InvalidValueError);
    for (const p of [-0.1, 1.1, NaN]) expect(() => hiddenComplaints(1, p)).toThrow(InvalidValueError);
    for (const survey of [
      [2, 3],
      [1.5, 1],
      [2, 0.5],
      [2, -1],
    ] as const) {
      const [withComplaint, alreadyVoiced] = survey;
      expect(() => hiddenComplaints(1, { withComplaint, alreadyVoiced })).toThrow(InvalidValueError);
    }
  });
});

describe(suggestServiceStandard.name, () => {
  const times = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

  it('CP-04: the 80th percentile of last quarter, tightened', () => {
    const suggestion = suggestServiceStandard(times);
    expect(suggestion).toMatchObject({ measured: 9, median: 6, cases: 11 });
    expect(suggestion?.limit).toBeCloseTo(8.1, 12);
    expect(suggestion?.heldShare).toBeCloseTo(8 / 11, 12);
  });

  it('CP-04: never looser than the standard in force', () => {
    expect(suggestServiceStandard(times, 5)?.limit).toBe(5);
    expect(suggestServiceStandard(times, 50)?.limit).toBeCloseTo(8.1, 12);
  });

  it('says nothing with too few cases and refuses what cannot be', () => {
    expect(suggestServiceStandard(times.slice(0, 9))).toBeUndefined();
    expect(suggestServiceStandard(times.slice(0, 10))).toBeDefined();
    expect(
      suggestServiceStandard([], undefined, { ...DEFAULT_SERVICE_STANDARD_POLICY, leastCases: 0 }),
    ).toBeUndefined();
    expect(() => suggestServiceStandard([-1])).toThrow(InvalidValueError);
    expect(() => suggestServiceStandard([], NaN)).toThrow(InvalidValueError);
    for (const change of [{ tightening: 1 }, { tightening: -0.1 }, { quantile: 0 }, { quantile: 1.1 }]) {
      expect(() => suggestServiceStandard(times, 5, { ...DEFAULT_SERVICE_STANDARD_POLICY, ...change })).toThrow(
        InvalidValueError,
      );
    }
  });
});

describe(recoveryEffect.name, () => {
  it('CP-06: satisfaction after less before, and repurchase', () => {
    const effect = recoveryEffect([
      { satisfactionBefore: 2, satisfactionAfter: 4, repurchased: true },
      { satisfactionBefore: 3, satisfactionAfter: 3, repurchased: false },
      { satisfactionBefore: 3, repurchased: true },
      { satisfactionAfter: 5 },
    ]);
    expect(effect).toMatchObject({ satisfactionChange: 1, pairs: 2, observed: 3 });
    expect(effect.interval?.lower).toBeCloseTo(1 - 1.959964, 6);
    expect(effect.interval?.upper).toBeCloseTo(1 + 1.959964, 6);
    expect(effect.repurchaseShare).toBeCloseTo(2 / 3, 12);
    expect(effect.repurchaseInterval?.lower).toBeGreaterThan(0.2);
  });

  it('CP-06: leaves out what was not measured', () => {
    expect(recoveryEffect([])).toEqual({
      satisfactionChange: undefined,
      interval: undefined,
      pairs: 0,
      repurchaseShare: undefined,
      repurchaseInterval: undefined,
      observed: 0,
    });
    const one = recoveryEffect([{ satisfactionBefore: 2, satisfactionAfter: 4 }]);
    expect([one.satisfactionChange, one.interval]).toEqual([2, undefined]);
    expect(() => recoveryEffect([{ satisfactionBefore: NaN, satisfactionAfter: 1 }])).toThrow(InvalidValueError);
  });
});

describe(complaintIndicators.name, () => {
  it('CP-07: ease on one front, speed and lasting fixes on the other', () => {
    const indicators = complaintIndicators([
      { ease: 5, hoursToFirstResponse: 1, hoursToResolution: 10, reopened: false },
      { ease: 2, hoursToFirstResponse: 3, hoursToResolution: 40, reopened: true },
      { hoursToFirstResponse: 8, reopened: true },
    ]);
    expect(indicators).toEqual({
      ease: 3.5,
      medianHoursToFirstResponse: 3,
      medianHoursToResolution: 25,
      firstTimeFixShare: 0.5,
      complaints: 3,
      resolved: 2,
    });
    expect(complaintIndicators([])).toMatchObject({ ease: undefined, firstTimeFixShare: undefined, complaints: 0 });
  });

  it.each([{ ease: 0 }, { ease: 6 }, { hoursToResolution: -1 }, { hoursToFirstResponse: NaN }])(
    'refuses %p',
    (wrong) => {
      expect(() => complaintIndicators([{ reopened: false, ...wrong }])).toThrow(InvalidValueError);
    },
  );
});

describe(paretoByCause.name, () => {
  it('CP-05: most frequent first, with cumulative shares', () => {
    expect(paretoByCause(['rust', 'late', 'late', 'noise'])).toEqual([
      { cause: 'late', count: 2, share: 0.5, cumulativeShare: 0.5 },
      { cause: 'noise', count: 1, share: 0.25, cumulativeShare: 0.75 },
      { cause: 'rust', count: 1, share: 0.25, cumulativeShare: 1 },
    ]);
    expect(paretoByCause([])).toEqual([]);
  });

  it('CP-05: ends at one and does not depend on the order of rows', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), (causes) => {
        const rows = paretoByCause(causes);
        expect(rows.at(-1)?.cumulativeShare).toBe(1);
        expect(paretoByCause([...causes].reverse())).toEqual(rows);
        rows.forEach((row, i) => expect(row.count).toBeLessThanOrEqual(rows[i - 1]?.count ?? Infinity));
      }),
    );
  });
});

describe(serviceFailureCost.name, () => {
  const account = (beforeMinor: bigint, afterMinor: bigint, segment = 'pumps'): RevenueAround => {
    return { segment, beforeMinor, afterMinor };
  };
  const steady = [1, 2, 3].map((i) => account(BigInt(i) * 1_000_000n, BigInt(i) * 1_100_000n));

  it('RM-21: change of revenue after a failure against matched accounts', () => {
    const cost = serviceFailureCost([account(2_000_000n, 1_100_000n)], steady);
    // matches grew by a tenth, the account halved against that
    expect(cost?.relativeChange).toBeCloseTo(-0.5, 5);
    expect(Number(cost?.costMinor)).toBeCloseTo(-1_100_000, -2);
    expect(cost).toMatchObject({ matched: 1, unmatched: 0, interval: undefined });
  });

  it('RM-21: gives an interval from two accounts on', () => {
    const cost = serviceFailureCost([account(2_000_000n, 1_100_000n), account(2_000_000n, 2_200_000n)], steady);
    expect(cost?.relativeChange).toBeCloseTo(Math.sqrt(0.5) - 1, 5);
    expect(cost?.interval?.lower).toBeLessThan(-0.6);
    expect(cost?.interval?.upper).toBeGreaterThan(0.3);
  });

  it('RM-21: matches within the segment, the size and the number asked for', () => {
    const options = { matches: 1, largestRatio: 4 };
    const near = [account(1_000_000n, 1_000_000n), account(1_900_000n, 3_800_000n)];
    expect(serviceFailureCost([account(2_000_000n, 4_000_000n)], near, options)?.relativeChange).toBeCloseTo(0, 5);
    expect(serviceFailureCost([account(2_000_000n, 1n, 'seals')], steady)).toBeUndefined();
    expect(serviceFailureCost([account(20_000_000n, 1n)], steady)).toBeUndefined();
    expect(serviceFailureCost([account(0n, 1n)], steady)).toBeUndefined();
    const partly = serviceFailureCost([account(0n, 1n), account(2_000_000n, 1n)], [...steady, account(0n, 5n)]);
    expect(partly).toMatchObject({ matched: 1, unmatched: 1 });
    expect(serviceFailureCost([], steady)).toBeUndefined();
  });

  it('RM-21: a lost account and credit balances are finite', () => {
    const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 400n });
    fc.assert(
      fc.property(fc.array(fc.tuple(minor, minor), { minLength: 1, maxLength: 6 }), (amounts) => {
        const accounts = amounts.map(([a, b]) => account(a, b));
        const cost = serviceFailureCost(accounts, accounts);
        if (cost !== undefined) expect(Number.isFinite(cost.relativeChange)).toBe(true);
      }),
    );
  });

  it.each([
    { matches: 0, largestRatio: 4 },
    { matches: 1.5, largestRatio: 4 },
    { matches: 1, largestRatio: 0.5 },
  ])('refuses %p', (options) => {
    expect(() => serviceFailureCost([], [], options)).toThrow(InvalidValueError);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { closenessIndex, conflictRate, DEFAULT_CLOSENESS_SCALE } from './closeness.js';
import { cooperationBasis, dependenceBalance } from './dependence.js';
import {
  AGREEMENT_FORMS,
  DEFAULT_DIFFERENCE_WEIGHTS,
  differenceProfile,
  FORMALITY_OF_AGREEMENT,
  RELATIONSHIP_DIFFERENCES,
  type RelationshipRatings,
} from './difference-profile.js';
import { costToSellByTenure, investmentStanding } from './relationship-investment.js';

describe(differenceProfile.name, () => {
  it('CU-01: is ours − theirs, and unknown while one side has not said', () => {
    const profile = differenceProfile({
      FORMALITY: { ours: 5, theirs: 2 },
      CLOSENESS: { ours: 3 },
      CONFLICT: { theirs: 1 },
    });
    expect(profile.differences.map(({ difference }) => difference)).toEqual([
      3,
      ...Array.from({ length: 5 }, () => undefined),
    ]);
    expect(profile).toMatchObject({ known: 1, distance: 0.75 });
    expect(AGREEMENT_FORMS.map((form) => FORMALITY_OF_AGREEMENT[form])).toEqual([5, 4, 2, 1]);
  });

  it('CU-07: counts building for the long term twice', () => {
    const of = (dimension: 'FORMALITY' | 'LONG_TERM_INVESTMENT') => {
      const agreed = Object.fromEntries(RELATIONSHIP_DIFFERENCES.map((each) => [each, { ours: 3, theirs: 3 }]));
      return differenceProfile({ ...agreed, [dimension]: { ours: 1, theirs: 5 } }).distance;
    };
    expect(of('FORMALITY')).toBeCloseTo(1 / 7, 12);
    expect(of('LONG_TERM_INVESTMENT')).toBeCloseTo(2 / 7, 12);
    expect(RELATIONSHIP_DIFFERENCES.map((dimension) => DEFAULT_DIFFERENCE_WEIGHTS[dimension])).toEqual([
      1, 1, 1, 1, 1, 2,
    ]);
  });

  it('CU-01: is undefined where nothing is known or has weight', () => {
    expect(differenceProfile({})).toMatchObject({ distance: undefined, known: 0 });
    const none = { FORMALITY: 0, DEPENDENCE: 0, CLOSENESS: 0, CONFLICT: 0, ADAPTATION: 0, LONG_TERM_INVESTMENT: 0 };
    expect(differenceProfile({ FORMALITY: { ours: 1, theirs: 2 } }, none)).toMatchObject({
      distance: undefined,
      known: 1,
    });
  });

  it('CU-01: refuses ratings beyond 1…5 and weights below zero', () => {
    for (const ours of [0.9, 5.1, NaN])
      expect(() => differenceProfile({ CONFLICT: { ours } })).toThrow(InvalidValueError);
    const weights = { ...DEFAULT_DIFFERENCE_WEIGHTS, CONFLICT: -1 };
    expect(() => differenceProfile({ CONFLICT: { ours: 1, theirs: 1 } }, weights)).toThrow(InvalidValueError);
    expect(() => differenceProfile({ CONFLICT: { ours: 1, theirs: 1 } }, { ...weights, CONFLICT: NaN })).toThrow(
      InvalidValueError,
    );
  });

  it('CU-07: stays in 0…1 and does not change when the two sides are exchanged', () => {
    const rating = fc.double({ min: 1, max: 5, noNaN: true });
    const all = fc.record(
      Object.fromEntries(RELATIONSHIP_DIFFERENCES.map((each) => [each, fc.record({ ours: rating, theirs: rating })])),
    );
    fc.assert(
      fc.property(all, (ratings) => {
        const distance = differenceProfile(ratings as RelationshipRatings).distance as number;
        const exchanged = Object.entries(ratings).map(([each, { ours, theirs }]) => [
          each,
          { ours: theirs, theirs: ours },
        ]);
        expect(distance >= 0 && distance <= 1).toBe(true);
        expect(differenceProfile(Object.fromEntries(exchanged)).distance).toBe(distance);
      }),
    );
  });
});

describe(dependenceBalance.name, () => {
  it('CU-02: is share × difficulty of replacement on both sides, their difference and sum', () => {
    const balance = dependenceBalance({
      ...{ revenueShare: 0.2, customerReplacementDifficulty: 0.5 },
      ...{ purchaseShare: 0.8, supplierReplacementDifficulty: 0.75 },
    });
    expect(balance.ours).toBeCloseTo(0.1, 14);
    expect(balance.theirs).toBeCloseTo(0.6, 14);
    expect(balance.power).toBeCloseTo(0.5, 14);
    expect(balance.interdependence).toBeCloseTo(0.7, 14);
  });

  it('CU-02: refuses figures beyond 0…1', () => {
    const facts = {
      revenueShare: 0,
      customerReplacementDifficulty: 0,
      purchaseShare: 0,
      supplierReplacementDifficulty: 0,
    };
    for (const name of Object.keys(facts)) {
      for (const value of [-0.1, 1.1, NaN])
        expect(() => dependenceBalance({ ...facts, [name]: value })).toThrow(InvalidValueError);
    }
  });

  it('CU-02: keeps power in −1…1, and the two sides mirror each other', () => {
    const figure = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(figure, figure, figure, figure, (a, b, c, d) => {
        const of = (w: number, x: number, y: number, z: number) =>
          dependenceBalance({
            revenueShare: w,
            customerReplacementDifficulty: x,
            purchaseShare: y,
            supplierReplacementDifficulty: z,
          });
        const { power, interdependence } = of(a, b, c, d);
        expect(Math.abs(power)).toBeLessThanOrEqual(1);
        expect(of(c, d, a, b).power).toBe(-power + 0);
        expect(of(c, d, a, b).interdependence).toBe(interdependence);
      }),
    );
  });
});

describe(cooperationBasis.name, () => {
  it('RM-12: flags coercion where the power gap is large and the customer dissatisfied', () => {
    expect(cooperationBasis(0.4, -0.1, null)).toEqual({
      flagged: true,
      coerced: 'THEM',
      basis: 'COERCION',
      contradicted: false,
    });
    expect(cooperationBasis(-0.5, -0.1, 'COERCION')).toEqual({
      flagged: true,
      coerced: 'US',
      basis: 'COERCION',
      contradicted: false,
    });
    expect(cooperationBasis(0.39, -0.1, null)).toEqual({
      flagged: false,
      coerced: null,
      basis: null,
      contradicted: false,
    });
    expect(cooperationBasis(0.9, 0, 'WILL')).toMatchObject({ flagged: false, basis: 'WILL', contradicted: false });
    expect(cooperationBasis(0.9, null, null)).toMatchObject({ flagged: false, basis: null });
    expect(cooperationBasis(0.2, -1, null, 0.2).flagged).toBe(true);
  });

  it('RM-12: asks again where people and figures disagree', () => {
    expect(cooperationBasis(0.5, -0.1, 'WILL')).toMatchObject({ basis: 'WILL', contradicted: true });
    expect(cooperationBasis(0.5, -0.1, 'HABIT')).toMatchObject({ basis: 'HABIT', contradicted: true });
  });
});

describe('closeness and conflict', () => {
  it('CU-03: is the mean of contacts, functions and tiers on their scales', () => {
    expect(closenessIndex({ contactsPerMonth: 4, functions: 3, tiers: 3 })).toBeCloseTo((0.5 + 0.5 + 1) / 3, 14);
    expect(closenessIndex({ contactsPerMonth: 80, functions: 60, tiers: 3 })).toBe(1);
    expect(closenessIndex({ contactsPerMonth: 0, functions: 0, tiers: 0 })).toBe(0);
    expect(closenessIndex({ contactsPerMonth: 80, functions: 0, tiers: 0 })).toBeCloseTo(1 / 3, 14);
    expect(
      closenessIndex({ contactsPerMonth: 1, functions: 1, tiers: 1 }, { contactsPerMonth: 1, functions: 2, tiers: 4 }),
    ).toBeCloseTo(1.75 / 3, 14);
  });

  it('CU-03: refuses figures below zero and scales that are none', () => {
    const facts = { contactsPerMonth: 1, functions: 1, tiers: 1 };
    for (const value of [-1, NaN, Infinity])
      expect(() => closenessIndex({ ...facts, tiers: value })).toThrow(InvalidValueError);
    for (const value of [0, NaN])
      expect(() => closenessIndex(facts, { ...DEFAULT_CLOSENESS_SCALE, tiers: value })).toThrow(InvalidValueError);
  });

  it('CU-04: counts conflicts per 100 contacts, so that more exchange is not punished', () => {
    expect(conflictRate(3, 60)).toBe(5);
    expect(conflictRate(6, 120)).toBe(5);
    expect(conflictRate(3, 600)).toBe(0.5);
    expect(conflictRate(1, 0)).toBeUndefined();
    for (const bad of [-1, NaN, Infinity]) {
      expect(() => conflictRate(bad, 1)).toThrow(InvalidValueError);
      expect(() => conflictRate(1, bad)).toThrow(InvalidValueError);
    }
  });
});

describe(investmentStanding.name, () => {
  const invest = (on: string, amountMinor: bigint, horizonMonths = 6) => ({ on, amountMinor, horizonMonths });

  it('CU-06: adds up, by year, and tells what is meant for longer than a year', () => {
    const rows = [
      invest('2026-02-01', 300n, 36),
      invest('2025-07-01', 100n),
      invest('2025-09-01', 100n, 12),
      invest('2026-07-01', 900n, 60),
    ];
    const standing = {
      cumulativeMinor: 500n,
      perYear: [
        { year: 2025, amountMinor: 200n },
        { year: 2026, amountMinor: 300n },
      ],
      longTermShare: 0.6,
    };
    expect(investmentStanding(rows, '2026-06-30')).toEqual(standing);
    expect(investmentStanding([...rows].reverse(), '2026-06-30')).toEqual(standing);
    expect(investmentStanding(rows, '2026-07-01').cumulativeMinor).toBe(1400n);
    expect(investmentStanding([invest('2026-01-01', 5n, 13)], '2026-06-30').longTermShare).toBe(1);
  });

  it('CU-06: knows no share of nothing, and keeps it in 0…1 when something was taken back', () => {
    expect(investmentStanding([], '2026-06-30')).toEqual({
      cumulativeMinor: 0n,
      perYear: [],
      longTermShare: undefined,
    });
    expect(
      investmentStanding([invest('2026-01-01', 300n, 24), invest('2026-01-01', -100n)], '2026-06-30').longTermShare,
    ).toBe(1);
    expect(
      investmentStanding([invest('2026-01-01', -10n, 24), invest('2026-01-01', 100n)], '2026-06-30').longTermShare,
    ).toBe(0);
  });
});

describe(costToSellByTenure.name, () => {
  it('CU-07: leaves out a ratio beyond number', () => {
    const rows = [{ year: 1, sellingCostMinor: 10n ** 400n, revenueMinor: 1n }];
    expect(costToSellByTenure(rows)).toEqual([]);
  });

  it('CU-07: is the selling cost per revenue by year of tenure over all accounts', () => {
    const rows = [
      { year: 2, sellingCostMinor: 10n, revenueMinor: 400n },
      { year: 1, sellingCostMinor: 30n, revenueMinor: 200n },
      { year: 1, sellingCostMinor: 10n, revenueMinor: 200n },
      { year: 3, sellingCostMinor: 10n, revenueMinor: 0n },
    ];
    expect(costToSellByTenure(rows)).toEqual([
      { year: 1, ratio: 0.1 },
      { year: 2, ratio: 0.025 },
    ]);
  });
});

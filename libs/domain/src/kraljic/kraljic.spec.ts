import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGES } from '../stage/stages.js';
import {
  capTargetStage,
  DEFAULT_KRALJIC_POLICY,
  kraljicPosition,
  KRALJIC_POSITIONS,
  weightedScore,
} from './kraljic.js';
import { DEFAULT_PURCHASING_SCALE, profitImpactCriteria, supplyRiskCriteria } from './purchasing-criteria.js';

describe(weightedScore.name, () => {
  it('§8.17: is the weighted mean of what is known', () => {
    expect(weightedScore([{ score: 80, weight: 3 }, { score: 40 }, { weight: 9 }])).toBe(70);
    expect(weightedScore([{ score: 100, weight: 0 }, { score: 10 }])).toBe(10);
    expect(weightedScore([])).toBeUndefined();
    expect(weightedScore([{ weight: 2 }])).toBeUndefined();
    expect(weightedScore([{ score: 50, weight: 0 }])).toBeUndefined();
  });

  it('§8.17: refuses scores beyond 0…100 and weights below zero', () => {
    for (const score of [-1, 101, NaN]) {
      expect(() => weightedScore([{ score }])).toThrow(new InvalidValueError('INVALID_NUMBER', score));
    }
    for (const weight of [-1, NaN, Infinity]) {
      expect(() => weightedScore([{ score: 1, weight }])).toThrow(new InvalidValueError('INVALID_WEIGHT', weight));
    }
  });

  const criteria = fc.array(
    fc.record({
      score: fc.double({ min: 0, max: 100, noNaN: true }),
      weight: fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }),
    }),
  );

  it('§8.17: stays between the least and the greatest score, in any order', () => {
    fc.assert(
      fc.property(criteria, (rows) => {
        const score = weightedScore(rows);
        expect(weightedScore([...rows].reverse())).toBe(score);
        if (score === undefined) return;
        const scores = rows.filter(({ weight }) => weight > 0).map((row) => row.score);
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
      }),
    );
  });
});

describe(kraljicPosition.name, () => {
  it.each([
    [50, 50, 'STRATEGIC'],
    [50, 49.99, 'LEVERAGE'],
    [49.99, 50, 'BOTTLENECK'],
    [49.99, 49.99, 'NON_CRITICAL'],
    [100, 0, 'LEVERAGE'],
    [0, 100, 'BOTTLENECK'],
  ] as const)('§8.17: impact %d and risk %d → %s', (impact, risk, position) => {
    expect(kraljicPosition(impact, risk)).toBe(position);
  });

  it('§8.17: takes its cut from the policy and refuses what is no number', () => {
    expect(kraljicPosition(60, 60, { ...DEFAULT_KRALJIC_POLICY, cut: 61 })).toBe('NON_CRITICAL');
    expect(() => kraljicPosition(NaN, 1)).toThrow(InvalidValueError);
    expect(() => kraljicPosition(1, Infinity)).toThrow(InvalidValueError);
  });
});

describe(capTargetStage.name, () => {
  it('§8.17: a non-critical position caps the target at STABLE, no other caps anything', () => {
    expect(STAGES.map((stage) => capTargetStage(stage, 'NON_CRITICAL'))).toEqual([
      { targetStage: 'DEVELOPMENT', capped: false },
      { targetStage: 'INITIAL', capped: false },
      { targetStage: 'STABLE', capped: false },
      { targetStage: 'STABLE', capped: true },
    ]);
    for (const position of [...KRALJIC_POSITIONS.slice(1), undefined]) {
      expect(capTargetStage('STRATEGIC', position)).toEqual({ targetStage: 'STRATEGIC', capped: false });
    }
  });

  it('§8.17: takes its caps from the policy', () => {
    const highestStage = { ...DEFAULT_KRALJIC_POLICY.highestStage, LEVERAGE: 'INITIAL' as const };
    expect(capTargetStage('STABLE', 'LEVERAGE', { cut: 50, highestStage })).toEqual({
      targetStage: 'INITIAL',
      capped: true,
    });
  });
});

describe('criteria of the customer', () => {
  const scores = (criteria: readonly { readonly score?: number }[]) => criteria.map(({ score }) => score);

  it('§8.17: profit impact is share of cost, effect on quality and on volume', () => {
    expect(scores(profitImpactCriteria({ costShare: 0.04, qualityEffect: 70, volumeEffect: 20 }))).toEqual([
      40, 70, 20,
    ]);
    expect(scores(profitImpactCriteria({ costShare: 0.5, qualityEffect: 170 }))).toEqual([100, 100, undefined]);
    expect(scores(profitImpactCriteria({ volumeEffect: -3 }))).toEqual([undefined, undefined, 0]);
  });

  it('§8.17: supply risk is few suppliers, slow switching and no substitutes', () => {
    expect(scores(supplyRiskCriteria({ qualifiedSuppliers: 1, switchingMonths: 18, substitutes: 'NONE' }))).toEqual([
      100, 100, 100,
    ]);
    expect(scores(supplyRiskCriteria({ qualifiedSuppliers: 3, switchingMonths: 3, substitutes: 'PARTIAL' }))).toEqual([
      50, 25, 50,
    ]);
    expect(scores(supplyRiskCriteria({ qualifiedSuppliers: 9, switchingMonths: 0, substitutes: 'FULL' }))).toEqual([
      0, 0, 0,
    ]);
    expect(scores(supplyRiskCriteria({}))).toEqual([undefined, undefined, undefined]);
  });

  it('§8.17: lets no figure out that is no number', () => {
    expect(() => profitImpactCriteria({ costShare: NaN })).toThrow(InvalidValueError);
    const scale = { ...DEFAULT_PURCHASING_SCALE, ampleSuppliers: 1 };
    expect(() => supplyRiskCriteria({ qualifiedSuppliers: 1 }, scale)).toThrow(InvalidValueError);
  });
});

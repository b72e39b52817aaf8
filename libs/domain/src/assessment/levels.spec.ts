import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isLevelAtLeast,
  levelOfScore,
  levelRank,
  lowerLevel,
  needTier,
  RELATIONSHIP_LEVELS,
  SCORED_LEVELS,
} from './levels.js';

describe('ladder of levels', () => {
  it('LV-01: has three tiers of needs, the last for INTERDEPENDENT and INTEGRATED, none before trade', () => {
    expect(RELATIONSHIP_LEVELS.map(needTier)).toEqual([
      null,
      'TRANSACTION',
      'COOPERATION',
      'INTERDEPENDENCE',
      'INTERDEPENDENCE',
    ]);
  });

  it('LV-01: goes from EXPLORATORY to INTEGRATED', () => {
    expect(RELATIONSHIP_LEVELS.map(levelRank)).toEqual([0, 1, 2, 3, 4]);
    expect(SCORED_LEVELS).toEqual(RELATIONSHIP_LEVELS.slice(1));
    expect(isLevelAtLeast('COOPERATIVE', 'COOPERATIVE')).toBe(true);
    expect(isLevelAtLeast('BASIC', 'COOPERATIVE')).toBe(false);
    expect(isLevelAtLeast('INTEGRATED', 'EXPLORATORY')).toBe(true);
    expect(lowerLevel('BASIC', 'INTEGRATED')).toBe('BASIC');
    expect(lowerLevel('INTEGRATED', 'COOPERATIVE')).toBe('COOPERATIVE');
    expect(lowerLevel('BASIC', 'BASIC')).toBe('BASIC');
  });
});

describe(levelOfScore.name, () => {
  it.each([
    [6, 'BASIC'],
    [10, 'BASIC'],
    [10.49, 'BASIC'],
    [10.5, 'COOPERATIVE'],
    [11, 'COOPERATIVE'],
    [16, 'COOPERATIVE'],
    [16.49, 'COOPERATIVE'],
    [16.5, 'INTERDEPENDENT'],
    [17, 'INTERDEPENDENT'],
    [22, 'INTERDEPENDENT'],
    [22.49, 'INTERDEPENDENT'],
    [22.5, 'INTEGRATED'],
    [23, 'INTEGRATED'],
    [24, 'INTEGRATED'],
  ] as const)('AS-01 §5.3: a score of %d is %s, lower bounds inclusive', (score, level) => {
    expect(levelOfScore(score)).toBe(level);
  });

  it('loses no level to rounding, and takes a tenant’s own bands', () => {
    expect(levelOfScore(10.499999999999998)).toBe('COOPERATIVE');
    expect(levelOfScore(24.000000000000004)).toBe('INTEGRATED');
    expect(levelOfScore(5.9999999999999996)).toBe('BASIC');
    const strict = { COOPERATIVE: 12, INTERDEPENDENT: 18, INTEGRATED: 24 };
    expect([11.9, 12, 18, 23.9, 24].map((score) => levelOfScore(score, strict))).toEqual([
      'BASIC',
      'COOPERATIVE',
      'INTERDEPENDENT',
      'INTERDEPENDENT',
      'INTEGRATED',
    ]);
  });

  it.each([5.99, 24.01, NaN, Infinity])('refuses the score %d', (score) => {
    expect(() => levelOfScore(score)).toThrow('INVALID_NUMBER');
  });

  it('never falls as the score rises', () => {
    const score = fc.double({ min: 6, max: 24, noNaN: true });
    fc.assert(
      fc.property(score, score, (a, b) => {
        expect(levelRank(levelOfScore(Math.max(a, b)))).toBeGreaterThanOrEqual(levelRank(levelOfScore(Math.min(a, b))));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { allianceEfficiency, type AllianceIndicator } from './alliance-efficiency.js';

const lower = (indicator: string, baseline: number, current: number): AllianceIndicator => {
  return { indicator, better: 'LOWER', baseline, current };
};

describe(allianceEfficiency.name, () => {
  it('RM-25: holds each indicator against its own baseline', () => {
    const rate = { indicator: 'good parts', better: 'HIGHER', baseline: 80, current: 90 } as const;
    expect(
      allianceEfficiency([
        lower('lead time', 40, 30),
        rate,
        lower('stock', 10, 15),
        lower('cost', 5, 5),
        lower('space', 10, 10),
      ]),
    ).toEqual({
      indicators: [
        { indicator: 'lead time', improvement: 0.25 },
        { indicator: 'good parts', improvement: 0.125 },
        { indicator: 'stock', improvement: -0.5 },
        { indicator: 'cost', improvement: 0 },
        { indicator: 'space', improvement: 0 },
      ],
      improvement: -0.025,
      better: 2,
      worse: 1,
    });
  });

  it('RM-25: without a baseline nothing can be said', () => {
    expect(allianceEfficiency([lower('a', 0, 5), lower('b', -1, 5), lower('c', 1e-300, 1e300)])).toEqual({
      indicators: ['a', 'b', 'c'].map((indicator) => ({ indicator, improvement: undefined })),
      improvement: undefined,
      better: 0,
      worse: 0,
    });
    expect(() => allianceEfficiency([lower('a', NaN, 5)])).toThrow('INVALID_NUMBER');
    expect(() => allianceEfficiency([lower('a', 5, Infinity)])).toThrow('INVALID_NUMBER');
  });
});

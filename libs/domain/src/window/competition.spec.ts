import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { scorecardStanding, type ScorecardIndicator } from './supplier-scorecard.js';
import { suggestSwot, towsPairs } from './swot.js';

describe(suggestSwot.name, () => {
  it('lets no number out that is none', () => {
    const huge = { attribute: 'a', ours: 1e308, rival: -1e308 };
    expect(() => suggestSwot({ attributes: [huge] })).toThrow(InvalidValueError);
    expect(() => suggestSwot({ attributes: [{ ...huge, rival: 0, importance: 1e9 }] })).toThrow(InvalidValueError);
    const vacancy = { attribute: 'a', ours: 1, rival: 1, vacancy: 1e308, importance: 1e9 };
    expect(() => suggestSwot({ attributes: [vacancy] })).toThrow(InvalidValueError);
    expect(() => suggestSwot({ attributes: [], openTriggers: [{ code: 'X', strength: -0.1 }] })).toThrow(
      InvalidValueError,
    );
    expect(() => suggestSwot({ attributes: [], threats: [{ threat: 'X', risk: -0.1 }] })).toThrow(InvalidValueError);
  });

  const facts = {
    attributes: [
      { attribute: 'QUALITY', ours: 6, rival: 5, importance: 2 },
      { attribute: 'PRICE', ours: 3, rival: 5 },
      { attribute: 'DELIVERY', ours: 5, rival: 4.6, vacancy: 1.5 },
      { attribute: 'SERVICE', ours: 5.5, rival: 5 },
    ],
    openTriggers: [{ code: 'COST_DOWN_NEED', strength: 0.4 }],
    threats: [{ threat: 'OUR_QUALITY_PROBLEM', risk: 0.3 }],
  };

  it('SW-01: takes strengths and weaknesses from the rival, the rest from windows and threats', () => {
    expect(suggestSwot(facts)).toEqual([
      { kind: 'STRENGTH', subject: 'QUALITY', weight: 2, from: 'ATTRIBUTE_GAP' },
      { kind: 'STRENGTH', subject: 'SERVICE', weight: 0.5, from: 'ATTRIBUTE_GAP' },
      { kind: 'WEAKNESS', subject: 'PRICE', weight: 2, from: 'ATTRIBUTE_GAP' },
      { kind: 'OPPORTUNITY', subject: 'DELIVERY', weight: 1.5, from: 'EXPECTATION_VACANCY' },
      { kind: 'OPPORTUNITY', subject: 'COST_DOWN_NEED', weight: 0.4, from: 'TRIGGER' },
      { kind: 'THREAT', subject: 'OUR_QUALITY_PROBLEM', weight: 0.3, from: 'MIRRORED_THREAT' },
    ]);
    expect(suggestSwot({ attributes: [] })).toEqual([]);
    const even = [{ attribute: 'A', ours: 1, rival: 1, vacancy: -1 }];
    expect(suggestSwot({ attributes: even }, 0)).toEqual([]);
    const equal = ['B', 'A'].map((attribute) => ({ attribute, ours: 2, rival: 1 }));
    expect(suggestSwot({ attributes: equal }).map(({ subject }) => subject)).toEqual(['A', 'B']);
  });

  it('SW-01: pairs them into what to do', () => {
    const pairs = towsPairs(suggestSwot(facts), 1);
    expect(pairs.map(({ strategy, inner, outer }) => [strategy, inner.subject, outer.subject])).toEqual([
      ['USE_STRENGTH_FOR_OPPORTUNITY', 'QUALITY', 'DELIVERY'],
      ['USE_STRENGTH_AGAINST_THREAT', 'QUALITY', 'OUR_QUALITY_PROBLEM'],
      ['MEND_WEAKNESS_FOR_OPPORTUNITY', 'PRICE', 'DELIVERY'],
      ['MEND_WEAKNESS_AGAINST_THREAT', 'PRICE', 'OUR_QUALITY_PROBLEM'],
    ]);
    expect(towsPairs(suggestSwot(facts)).map(({ strategy }) => strategy)).toHaveLength(8);
    const [first, second] = towsPairs(suggestSwot(facts));
    expect([first?.outer.subject, second?.outer.subject, second?.inner.subject]).toEqual([
      'DELIVERY',
      'COST_DOWN_NEED',
      'QUALITY',
    ]);
  });

  it('refuses what is no number or weight', () => {
    expect(() => suggestSwot({ attributes: [{ attribute: 'A', ours: NaN, rival: 1 }] })).toThrow(InvalidValueError);
    expect(() => suggestSwot({ attributes: [{ attribute: 'A', ours: 1, rival: 1, importance: -1 }] })).toThrow(
      new InvalidValueError('INVALID_WEIGHT', -1),
    );
  });
});

describe(scorecardStanding.name, () => {
  it('gives equal scores one rank although they add up differently', () => {
    const rows = [
      { indicator: 'price', weight: 0.3, scores: { us: 10, rival: 0 } },
      { indicator: 'quality', weight: 0.7, scores: { us: 0, rival: 30 / 7 } },
    ];
    expect(scorecardStanding(rows, 'us')).toMatchObject({ rank: 1, gapToFirst: 0 });
    expect(scorecardStanding(rows, 'rival')).toMatchObject({ rank: 1, gapToFirst: 0 });
  });

  const sheet: readonly ScorecardIndicator[] = [
    { indicator: 'quality', weight: 5, scores: { us: 90, rival: 80, third: 60 } },
    { indicator: 'price', weight: 3, scores: { us: 60, rival: 90 } },
    { indicator: 'delivery', weight: 2, scores: { us: 80, rival: 80, third: 100 } },
  ];

  it('SW-02: predicts our score, rank and the gap to the first', () => {
    const standing = scorecardStanding(sheet, 'us');
    expect(standing?.score).toBeCloseTo(79, 12);
    expect(standing).toMatchObject({ rank: 2, suppliers: 3 });
    expect(standing?.gapToFirst).toBeCloseTo(4, 12);
    expect(standing?.levers.map(({ indicator }) => indicator)).toEqual(['price', 'delivery']);
    expect(standing?.levers[0]?.points).toBeCloseTo(9, 12);
    expect(scorecardStanding(sheet, 'third')).toMatchObject({ rank: 3 });
    expect(scorecardStanding(sheet, 'rival')?.gapToFirst).toBeCloseTo(-4, 12);
    expect(scorecardStanding([sheet[1]!, { ...sheet[2]!, weight: 1 }], 'third')?.levers).toEqual([
      { indicator: 'price', points: 67.5 },
    ]);
  });

  it('shares a rank, stands alone first, and is unknown without weight or scores of ours', () => {
    const even = [{ indicator: 'a', weight: 1, scores: { us: 50, rival: 50 } }];
    expect(scorecardStanding(even, 'us')).toMatchObject({ rank: 1, gapToFirst: 0, levers: [] });
    const alone = [{ indicator: 'a', weight: 1, scores: { us: 50 } }];
    expect(scorecardStanding(alone, 'us')).toMatchObject({ rank: 1, gapToFirst: 0, suppliers: 1 });
    expect(scorecardStanding(even, 'nobody')).toBeUndefined();
    expect(scorecardStanding([], 'us')).toBeUndefined();
    expect(scorecardStanding([{ ...even[0]!, weight: 0 }], 'us')).toBeUndefined();
    const tied = ['b', 'a'].map((indicator) => ({ indicator, weight: 1, scores: { us: 1, x: 2 } }));
    expect(scorecardStanding(tied, 'us')?.levers.map(({ indicator }) => indicator)).toEqual(['a', 'b']);
  });

  it.each([-1, 101, NaN])('refuses a score of %p', (score) => {
    expect(() => scorecardStanding([{ indicator: 'a', weight: 1, scores: { us: score } }], 'us')).toThrow(
      InvalidValueError,
    );
  });

  it('refuses a negative weight', () => {
    expect(() => scorecardStanding([{ ...sheet[0]!, weight: -1 }], 'us')).toThrow(
      new InvalidValueError('INVALID_WEIGHT', -1),
    );
  });

  it('is between the worst and the best score and never falls when one of ours rises', () => {
    const score = fc.integer({ min: 0, max: 99 });
    const rows = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 9 }), us: score, rival: score }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (raw) => {
        const indicators = raw.map(({ weight, us, rival }, i) => ({
          indicator: `${i}`,
          weight,
          scores: { us, rival },
        }));
        const standing = scorecardStanding(indicators, 'us')!;
        expect(standing.score).toBeGreaterThanOrEqual(Math.min(...raw.map(({ us }) => us)) - 1e-9);
        expect(standing.score).toBeLessThanOrEqual(Math.max(...raw.map(({ us }) => us)) + 1e-9);
        const better = indicators.map((one) => ({ ...one, scores: { ...one.scores, us: one.scores.us + 1 } }));
        const after = scorecardStanding(better, 'us')!;
        expect(after.score).toBeGreaterThan(standing.score);
        expect(after.rank).toBeLessThanOrEqual(standing.rank);
      }),
    );
  });
});

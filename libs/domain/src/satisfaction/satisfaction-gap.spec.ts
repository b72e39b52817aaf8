import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_SATISFACTION_ATTRIBUTES,
  EXPECTATION_SOURCES,
  HAPPINESS_LEVERS,
  PSYCHOLOGICAL_NEEDS,
  PURCHASE_FACTORS,
  statedImportance,
  tagBreakdown,
} from './attributes.js';
import { decideRaiseExpectation, expectationDrift, expectationVacancies } from './expectation.js';
import { factorWeights } from './factor-weights.js';
import { satisfactionGaps, type ExpectationRating } from './satisfaction-gap.js';

let respondents = 0;
const rated = (attribute: string, expected: number, perceived: number, supplier = 'us'): ExpectationRating => ({
  respondent: `r${respondents++}`,
  supplier,
  attribute,
  expected,
  perceived,
});

const QUALITY = [rated('QUALITY', 5, 7), rated('QUALITY', 5, 6), rated('QUALITY', 4, 6), rated('QUALITY', 5, 6)];
const PRICE = [rated('PRICE', 6, 4), rated('PRICE', 6, 5), rated('PRICE', 7, 4)];
const LEAD_TIME = [rated('LEAD_TIME', 5, 6), rated('LEAD_TIME', 5, 4)];

describe(satisfactionGaps.name, () => {
  const [us] = satisfactionGaps([...QUALITY, ...PRICE, ...LEAD_TIME]);
  const attribute = (name: string) => us?.attributes.find((one) => one.attribute === name);

  it('VA-01: gap = perceived − expected per attribute, with error, interval and class', () => {
    const quality = attribute('QUALITY');
    expect(quality).toMatchObject({ responses: 4, expected: 4.75, class: 'SATISFIED', weight: 1 / 3 });
    expect(quality?.gap.mean).toBe(1.5);
    expect(quality?.gap.standardError).toBeCloseTo(Math.sqrt(1 / 3 / 4), 12);
    expect(quality?.gap.interval?.lower).toBeCloseTo(1.5 - 1.644854 * Math.sqrt(1 / 12), 5);
    expect(quality?.gap.interval?.upper).toBeCloseTo(1.5 + 1.644854 * Math.sqrt(1 / 12), 5);
    expect(attribute('PRICE')).toMatchObject({ gap: { mean: -2 }, class: 'DISSATISFIED' });
  });

  it('VA-01: expectations are met where the 90 % interval covers 0', () => {
    expect(attribute('LEAD_TIME')).toMatchObject({ gap: { mean: 0, standardError: 1 }, class: 'MET' });
    const touching = [rated('USE', 4, 6), rated('USE', 4, 4), rated('USE', 4, 6)];
    expect(satisfactionGaps(touching)[0]?.attributes[0]?.class).toBe('SATISFIED');
    expect(satisfactionGaps(touching, { confidence: 0.96 })[0]?.attributes[0]?.class).toBe('MET');
  });

  it('§8.11: the weighted gap has SE² = Σ w²·var(gap)/n', () => {
    const [weighted] = satisfactionGaps([...QUALITY, ...PRICE], { weights: { QUALITY: 3 } });
    expect(weighted?.gap?.mean).toBeCloseTo(0.75 * 1.5 + 0.25 * -2, 12);
    const error = Math.sqrt((0.75 ** 2 * (1 / 3)) / 4 + (0.25 ** 2 * 1) / 3);
    expect(weighted?.gap?.standardError).toBeCloseTo(error, 12);
    expect(weighted?.class).toBe('SATISFIED');
    expect(satisfactionGaps(QUALITY, { weights: { QUALITY: 0 } })[0]).toMatchObject({
      gap: undefined,
      class: undefined,
    });
    expect(satisfactionGaps(QUALITY, { weights: { QUALITY: 0 } })[0]?.attributes[0]?.weight).toBe(0);
    const muted = satisfactionGaps([...QUALITY, rated('USE', 7, 1)], { weights: { USE: 0 } })[0];
    expect(muted?.gap).toEqual(satisfactionGaps(QUALITY)[0]?.gap);
  });

  it('§8.11: performance alone is reported beside it', () => {
    expect(us?.performance?.mean).toBeCloseTo((6.25 + 13 / 3 + 5) / 3, 12);
    expect(attribute('QUALITY')?.perceived.standardError).toBeCloseTo(0.25, 12);
  });

  it('VA-01: a single answer has no interval, its class is the sign', () => {
    const [alone] = satisfactionGaps([rated('USE', 4, 5)]);
    expect(alone).toMatchObject({
      class: 'SATISFIED',
      gap: { mean: 1, standardError: undefined, interval: undefined },
    });
    expect(satisfactionGaps([rated('USE', 5, 5)])[0]?.class).toBe('MET');
    expect(satisfactionGaps([rated('USE', 6, 5)])[0]?.class).toBe('DISSATISFIED');
    const mixed = satisfactionGaps([...QUALITY, rated('USE', 4, 5)])[0];
    expect(mixed?.gap?.standardError).toBeUndefined();
  });

  it('VA-01: suppliers are kept apart', () => {
    const both = satisfactionGaps([
      ...QUALITY,
      rated('QUALITY', 5, 3, 'incumbent'),
      rated('QUALITY', 5, 4, 'incumbent'),
    ]);
    expect(both.map(({ supplier, gap }) => [supplier, gap?.mean])).toEqual([
      ['incumbent', -1.5],
      ['us', 1.5],
    ]);
    expect(satisfactionGaps([])).toEqual([]);
  });

  it('VA-01: refuses what is no answer, weight or confidence', () => {
    for (const answer of [0, 8, NaN]) {
      expect(() => satisfactionGaps([rated('USE', answer, 4)])).toThrow('INVALID_NUMBER');
      expect(() => satisfactionGaps([rated('USE', 4, answer)])).toThrow('INVALID_NUMBER');
    }
    for (const weight of [-1, NaN, Infinity])
      expect(() => satisfactionGaps(QUALITY, { weights: { QUALITY: weight } })).toThrow('INVALID_WEIGHT');
    expect(() => satisfactionGaps(QUALITY, { confidence: 1 })).toThrow('INVALID_NUMBER');
    for (const confidence of [0, -0.5, NaN])
      expect(() => satisfactionGaps(QUALITY, { confidence })).toThrow('INVALID_NUMBER');
  });

  it('VA-01: weighs attributes of any name and with weights of any size', () => {
    const [odd] = satisfactionGaps([rated('constructor', 4, 6), rated('toString', 4, 5)], { weights: { toString: 3 } });
    expect(odd?.attributes.map(({ weight }) => weight)).toEqual([0.25, 0.75]);
    const [heavy] = satisfactionGaps([...QUALITY, ...PRICE], { weights: { QUALITY: 1e308, PRICE: 1e308 } });
    expect(heavy?.attributes.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
    expect(satisfactionGaps([rated('USE', 0, 10)], { scale: { lowest: 0, highest: 10 } })[0]?.gap?.mean).toBe(10);
  });

  it('VA-01: bounded, in the interval, whatever the order of the answers', () => {
    const answer = fc.integer({ min: 1, max: 7 });
    const row = fc.record({
      respondent: fc.string(),
      supplier: fc.constantFrom('us', 'them'),
      attribute: fc.constantFrom(...DEFAULT_SATISFACTION_ATTRIBUTES),
      expected: answer,
      perceived: answer,
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const gaps = satisfactionGaps(rows);
        const turned = satisfactionGaps([...rows].reverse());
        gaps.forEach(({ gap, attributes }, place) => {
          expect(Math.abs(gap?.mean ?? 0)).toBeLessThanOrEqual(6);
          expect(turned[place]?.gap?.mean).toBeCloseTo(gap?.mean ?? NaN, 9);
          expect(attributes.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
          if (gap?.interval === undefined) return;
          expect(gap.interval.lower).toBeLessThanOrEqual(gap.mean);
          expect(gap.interval.upper).toBeGreaterThanOrEqual(gap.mean);
        });
      }),
    );
  });
});

describe('code lists', () => {
  it('VA-05: five happiness levers; with the six expectation attributes ten questions', () => {
    expect(HAPPINESS_LEVERS).toHaveLength(5);
    expect(DEFAULT_SATISFACTION_ATTRIBUTES).toHaveLength(10);
    const levers = satisfactionGaps([...QUALITY, ...PRICE])[0]?.attributes.filter(({ attribute }) =>
      (HAPPINESS_LEVERS as readonly string[]).includes(attribute),
    );
    expect(levers?.map(({ attribute }) => attribute)).toEqual(['QUALITY']);
  });

  it('VA-02: expectations by source', () => {
    const given = ['WORD_OF_MOUTH', 'PAST_EXPERIENCE', 'PAST_EXPERIENCE', 'PAST_EXPERIENCE'] as const;
    expect(tagBreakdown(EXPECTATION_SOURCES, given)).toEqual([
      { tag: 'PAST_EXPERIENCE', count: 3, share: 0.75 },
      { tag: 'WORD_OF_MOUTH', count: 1, share: 0.25 },
      { tag: 'PERSONAL_NEEDS', count: 0, share: 0 },
    ]);
  });

  it('VA-06: needs as tags', () => {
    expect(tagBreakdown(PSYCHOLOGICAL_NEEDS, []).map(({ share }) => share)).toEqual([0, 0, 0, 0]);
  });
});

describe(expectationVacancies.name, () => {
  it('VA-10: what no supplier meets, widest first', () => {
    const vacancies = expectationVacancies([
      rated('PRICE', 6, 4),
      rated('PRICE', 6, 5, 'rival'),
      rated('QUALITY', 5, 5),
      rated('QUALITY', 7, 3, 'rival'),
      rated('USE', 7, 4),
      rated('USE', 7, 5),
      rated('TERMS', 4, 6, 'rival'),
      rated('BEHAVIOUR', 6, 5),
    ]);
    expect(vacancies).toEqual([
      { attribute: 'USE', expected: 7, bestPerceived: 4.5, bestSupplier: 'us', vacancy: 2.5 },
      { attribute: 'BEHAVIOUR', expected: 6, bestPerceived: 5, bestSupplier: 'us', vacancy: 1 },
      { attribute: 'PRICE', expected: 6, bestPerceived: 5, bestSupplier: 'rival', vacancy: 1 },
      { attribute: 'QUALITY', expected: 6, bestPerceived: 5, bestSupplier: 'us', vacancy: 1 },
    ]);
    expect(expectationVacancies([rated('USE', 5, 5)])).toEqual([]);
    expect(expectationVacancies([])).toEqual([]);
    expect(() => expectationVacancies([rated('USE', 9, 5)])).toThrow('INVALID_NUMBER');
  });
});

describe(expectationDrift.name, () => {
  it('RM-20: a robust slope per survey round', () => {
    const point = (month: string, expected: number, attribute = 'QUALITY') => ({ attribute, month, expected });
    const drift = expectationDrift([
      point('2026-01', 5),
      point('2025-01', 4),
      point('2025-07', 4),
      point('2025-07', 5),
      point('2026-07', 5.5),
      point('2026-01', 3, 'PRICE'),
    ]);
    expect(drift).toEqual([
      { attribute: 'PRICE', series: [{ month: '2026-01', expected: 3 }], perRound: undefined },
      {
        attribute: 'QUALITY',
        series: [
          { month: '2025-01', expected: 4 },
          { month: '2025-07', expected: 4.5 },
          { month: '2026-01', expected: 5 },
          { month: '2026-07', expected: 5.5 },
        ],
        perRound: 0.5,
      },
    ]);
    expect(() => expectationDrift([point('2026-13', 5)])).toThrow('INVALID_MONTH');
    expect(() => expectationDrift([point('2026-12', NaN)])).toThrow('INVALID_NUMBER');
    expect(() => expectationDrift([point('2026-12', 7.5)])).toThrow('INVALID_NUMBER');
    expect(expectationDrift([point('2026-12', 9)], { lowest: 0, highest: 10 })[0]?.series[0]?.expected).toBe(9);
  });
});

describe(decideRaiseExpectation.name, () => {
  const wish = { attribute: 'SERVICE_LEVEL', expected: 5, raisedTo: 6, ourPerceived: 6, incumbentPerceived: 5.5 };

  it('K6: allowed where we reach the new expectation and the incumbent does not', () => {
    const event = { type: 'EXPECTATION_RAISE_ALLOWED', attribute: 'SERVICE_LEVEL', raisedTo: 6 };
    expect(decideRaiseExpectation(wish)).toEqual({ ok: true, events: [event] });
    expect(decideRaiseExpectation({ ...wish, incumbentPerceived: undefined }).ok).toBe(true);
  });

  it.each([
    [{ raisedTo: 5, ourPerceived: 6, incumbentPerceived: 4 }, ['NOT_HIGHER']],
    [{ ourPerceived: 5.99 }, ['WE_WOULD_FALL_SHORT']],
    [{ ourPerceived: undefined }, ['OUR_PERCEPTION_UNKNOWN']],
    [{ incumbentPerceived: 6 }, ['INCUMBENT_STILL_MEETS_IT']],
    [{ raisedTo: NaN }, ['NOT_HIGHER', 'WE_WOULD_FALL_SHORT']],
  ])('K6: %j is refused: %j', (change, codes) => {
    const decision = decideRaiseExpectation({ ...wish, ...change });
    expect(decision.ok ? [] : decision.reasons.map(({ code }) => code)).toEqual(codes);
  });
});

describe(factorWeights.name, () => {
  it('VA-09: takes stated weights of any size and factors of any name', () => {
    const weights = factorWeights({ PRODUCT: 1e308, PRICE: 1e308 }, []);
    expect(weights.map(({ stated }) => stated)).toEqual([0.5, 0.5]);
    const silent = Array.from({ length: 10 }, (_, overall) => ({ factors: {}, overall }));
    expect(factorWeights({ constructor: 1 }, silent)).toEqual([
      { factor: 'constructor', stated: 1, revealed: undefined },
    ]);
  });

  const ratings = Array.from({ length: 10 }, (_, i) => ({
    factors: { PRICE: 10 - i, PRODUCT: i, SERVICE: 3, ...(i === 0 ? {} : { BRAND_AND_CULTURE: i }) },
    overall: i,
  }));

  it('VA-09: stated weights beside those the overall judgement reveals', () => {
    expect(PURCHASE_FACTORS).toHaveLength(5);
    const stated = { PRICE: 6, PRODUCT: 2, SERVICE: 1, BRAND_AND_CULTURE: 1 };
    expect(factorWeights(stated, ratings)).toEqual([
      { factor: 'BRAND_AND_CULTURE', stated: 0.1, revealed: undefined },
      { factor: 'PRICE', stated: 0.6, revealed: 0 },
      { factor: 'PRODUCT', stated: 0.2, revealed: 1 },
      { factor: 'SERVICE', stated: 0.1, revealed: undefined },
    ]);
    const fewer = factorWeights(stated, ratings, 9).map(({ revealed }) => revealed);
    expect(fewer[0]).toBeCloseTo(0.5, 12);
    expect(factorWeights({ PRICE: 1 }, ratings)).toEqual([{ factor: 'PRICE', stated: 1, revealed: undefined }]);
  });

  it('VA-09: without stated weights all weigh the same', () => {
    expect(factorWeights({ PRICE: 0, PRODUCT: 0 }, []).map(({ stated }) => stated)).toEqual([0.5, 0.5]);
    expect(factorWeights({}, ratings)).toEqual([]);
    for (const weight of [-1, NaN]) expect(() => factorWeights({ PRICE: weight }, [])).toThrow('INVALID_WEIGHT');
    expect(() => factorWeights({ PRICE: 1 }, [{ factors: { PRICE: NaN }, overall: 1 }])).toThrow('INVALID_NUMBER');
  });
});

describe(statedImportance.name, () => {
  it('VA-01: is the mean of what was said, and the usual weight where nobody said any', () => {
    const said = [
      { attribute: 'QUALITY', importance: 8 },
      { attribute: 'QUALITY', importance: 6 },
      { attribute: 'PRICE', importance: 3 },
    ];
    expect(statedImportance(['QUALITY', 'PRICE', 'USE'], said)).toEqual({ QUALITY: 7, PRICE: 3, USE: 5 });
    expect(statedImportance(['USE'], [])).toEqual({ USE: 1 });
  });
});

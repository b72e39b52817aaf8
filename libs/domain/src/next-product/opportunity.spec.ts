import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/random.js';
import { attributeSimilarity, launchAudience, similarItems } from './cold-start.js';
import { demandSignal, type ExpectedCallOff } from './demand-signal.js';
import { drawHoldOut, nextBestAction, responseUplift } from './next-best-action.js';
import { priceElasticity } from './price-elasticity.js';
import { rankOpportunities, scaleMinor, whiteSpace } from './white-space.js';

describe('cold start', () => {
  const plate = { item: 'plate', category: ['exchanger', 'plate'], attributes: { steel: '316L' } };
  const brazed = { item: 'brazed', category: ['exchanger', 'plate'], attributes: { steel: '304' } };
  const tube = { item: 'tube', category: ['exchanger', 'tube'] };
  const pump = { item: 'pump', category: ['pump', 'plate'] };

  it('DA-03: likeness is the cosine of the sets of traits, a class counting with those above it', () => {
    expect(attributeSimilarity(plate, plate)).toBe(1);
    expect(attributeSimilarity(plate, brazed)).toBeCloseTo(2 / 3, 12);
    expect(attributeSimilarity(plate, tube)).toBeCloseTo(1 / Math.sqrt(6), 12);
    expect(attributeSimilarity(plate, pump)).toBe(0);
    expect(attributeSimilarity(pump, { item: 'x', category: [] })).toBe(0);
    expect(attributeSimilarity(brazed, plate)).toBe(attributeSimilarity(plate, brazed));
  });

  it('DA-03: similar items, best first, equals by name, itself left out', () => {
    const twin = { ...brazed, item: 'a twin' };
    const list = similarItems(plate, [tube, brazed, plate, pump, twin]).map(({ item }) => item);
    expect(list).toEqual(['a twin', 'brazed', 'tube']);
    expect(similarItems(plate, [tube, brazed], 1)).toHaveLength(1);
  });

  it('DA-03: the audience of a launch are the accounts that buy what is like it', () => {
    const baskets = new Map([
      ['much', new Set(['brazed', 'tube', 'pump'])],
      ['some', new Set(['tube'])],
      ['also', new Set(['tube'])],
      ['none', new Set(['pump'])],
    ]);
    const audience = launchAudience(plate, [brazed, tube, pump], baskets);
    expect(audience.map(({ account }) => account)).toEqual(['much', 'also', 'some']);
    expect(audience[0]).toMatchObject({ score: 1 });
    expect(audience[0]?.because.map(({ item }) => item)).toEqual(['brazed', 'tube']);
    const whole = 2 / 3 + 1 / Math.sqrt(6);
    expect(audience[1]?.score).toBeCloseTo(1 / Math.sqrt(6) / whole, 12);
    expect(launchAudience(plate, [brazed, tube], baskets, { limit: 1 })).toHaveLength(1);
    expect(launchAudience(plate, [brazed, tube], baskets, { keep: 1 })).toHaveLength(1);
    expect(launchAudience(plate, [pump], baskets)).toEqual([]);
    expect(() => launchAudience(plate, [], baskets, { keep: 0 })).toThrow('INVALID_LENGTH');
  });

  it('DA-03: names three similar items at most', () => {
    const catalogue = ['1', '2', '3', '4'].map((item) => ({ ...brazed, item }));
    const [candidate] = launchAudience(plate, catalogue, new Map([['a', new Set(['4', '3', '2', '1'])]]));
    expect(candidate?.because.map(({ item }) => item)).toEqual(['1', '2', '3']);
  });
});

describe('white space', () => {
  it('DA-01: empty cells by how many peers of the same group buy the category', () => {
    const accounts = [
      { account: 'a', peerGroup: 'oem', categories: ['pump'] },
      { account: 'b', peerGroup: 'oem', categories: ['pump', 'seal', 'seal'] },
      { account: 'c', peerGroup: 'oem', categories: ['seal', 'valve'] },
      { account: 'd', peerGroup: 'mro', categories: ['hose'] },
    ];
    expect(whiteSpace(accounts)).toEqual([
      { account: 'a', category: 'seal', peers: 2, peerPenetration: 1 },
      { account: 'c', category: 'pump', peers: 2, peerPenetration: 1 },
      { account: 'a', category: 'valve', peers: 2, peerPenetration: 0.5 },
      { account: 'b', category: 'valve', peers: 2, peerPenetration: 0.5 },
    ]);
    expect(whiteSpace([])).toEqual([]);
  });

  it('DA-01: ranks white space × propensity × margin, without what loses money', () => {
    const one = { account: 'a', item: 'x', probability: 0.5, marginMinor: 1001n };
    const ranked = rankOpportunities([
      { ...one, item: 'never', probability: 0 },
      one,
      { ...one, item: 'big', marginMinor: 90_000_000_000_000_000_003n },
      { ...one, account: 'B', item: 'x' },
      { ...one, item: 'a' },
      { ...one, item: 'loss', marginMinor: -5n },
    ]);
    expect(ranked.map(({ account, item }) => account + item)).toEqual(['abig', 'Bx', 'aa', 'ax']);
    expect(ranked.map(({ expectedMarginMinor }) => expectedMarginMinor)).toEqual([
      45_000_000_000_000_000_002n,
      501n,
      501n,
      501n,
    ]);
    for (const probability of [-0.1, 1.1, NaN])
      expect(() => rankOpportunities([{ ...one, probability }])).toThrow('INVALID_NUMBER');
  });

  it('scales amounts half away from zero', () => {
    expect([scaleMinor(5n, 0.5), scaleMinor(-5n, 0.5), scaleMinor(4n, 0.3), scaleMinor(7n, 1)]).toEqual([
      3n,
      -3n,
      1n,
      7n,
    ]);
  });
});

describe('next best action', () => {
  it('DA-04: uplift is the difference to the hold-out, with Newcombe’s interval', () => {
    // The worked example of Newcombe 1998: 56/70 against 48/80, 95 % interval 0.0524 to 0.3339.
    const { uplift, interval } = responseUplift(
      { accounts: 70, responses: 56 },
      { accounts: 80, responses: 48 },
      0.95,
    ) as NonNullable<ReturnType<typeof responseUplift>>;
    expect(uplift).toBeCloseTo(0.2, 12);
    expect(interval.lower).toBeCloseTo(0.0524, 4);
    expect(interval.upper).toBeCloseTo(0.3339, 4);
    expect(responseUplift({ accounts: 0, responses: 0 }, { accounts: 1, responses: 0 })).toBeUndefined();
    expect(responseUplift({ accounts: 1, responses: 0 }, { accounts: 0, responses: 0 })).toBeUndefined();
    expect(() => responseUplift({ accounts: 1, responses: 2 }, { accounts: 1, responses: 0 })).toThrow(
      'INVALID_NUMBER',
    );
    expect(() => responseUplift({ accounts: 1, responses: 1 }, { accounts: 1, responses: -1 })).toThrow(
      'INVALID_NUMBER',
    );
  });

  const tried = (action: string, responses: number, costMinor = 100n, accounts = 100) => ({
    action,
    treated: { accounts, responses },
    holdOut: { accounts: 50, responses: 5 },
    marginMinor: 10_000n,
    costMinor,
  });

  it('DA-04: refuses a confidence that cannot be one', () => {
    const group = { accounts: 50, responses: 5 };
    for (const confidence of [-0.5, 0, 1, NaN])
      expect(() => responseUplift(group, group, confidence)).toThrow('INVALID_NUMBER');
  });

  it('DA-04: chooses the largest expected margin uplift, not the largest response', () => {
    const { best, measured, unmeasured } = nextBestAction([
      tried('dear', 40, 3000n),
      tried('visit', 30),
      tried('twin', 30),
      tried('mail', 15),
      tried('new', 5, 0n, 10),
    ]);
    expect(best).toMatchObject({ action: 'twin', expectedUpliftMinor: 1900n });
    expect(measured.map(({ action, expectedUpliftMinor }) => [action, expectedUpliftMinor])).toEqual([
      ['twin', 1900n],
      ['visit', 1900n],
      ['mail', 400n],
      ['dear', 0n],
    ]);
    expect(unmeasured).toEqual(['new']);
  });

  it('DA-04: leaves an account alone where nothing pays, and measures only with enough accounts', () => {
    expect(nextBestAction([tried('dear', 40, 3000n)]).best).toBeUndefined();
    expect(nextBestAction([tried('none', 0, 0n, 0)], 1).unmeasured).toEqual(['none']);
    expect(nextBestAction([tried('edge', 20, 0n, 30)]).unmeasured).toEqual([]);
    expect(nextBestAction([tried('edge', 20, 0n, 29)]).unmeasured).toEqual(['edge']);
    expect(nextBestAction([tried('edge', 20, 0n)], 51).unmeasured).toEqual(['edge']);
    expect(() => nextBestAction([], 0)).toThrow('INVALID_LENGTH');
  });

  it('DA-04: holds out about the share asked for, the same ones for the same chance', () => {
    const accounts = Array.from({ length: 2000 }, (_, i) => `a${i}`);
    const held = drawHoldOut(accounts, seededRandom(4));
    expect(held.size).toBeGreaterThan(160);
    expect(held.size).toBeLessThan(240);
    expect(drawHoldOut(accounts, seededRandom(4))).toEqual(held);
    expect(drawHoldOut(accounts, seededRandom(4), 0).size).toBe(0);
    expect(drawHoldOut(accounts, seededRandom(4), 1).size).toBe(2000);
    for (const share of [-0.1, 1.1, NaN])
      expect(() => drawHoldOut(accounts, seededRandom(4), share)).toThrow('INVALID_NUMBER');
  });
});

describe(priceElasticity.name, () => {
  const curve = Array.from({ length: 8 }, (_, i) => ({ price: 10 + i, volume: 5000 * (10 + i) ** -1.5 }));

  it('DA-05: finds a constant elasticity exactly', () => {
    expect(priceElasticity(curve)).toMatchObject({ known: true, points: 8, pricePoints: 8, confidence: 0.9 });
    const result = priceElasticity(curve);
    if (!result.known) throw new Error('unknown');
    expect(result.elasticity).toBeCloseTo(-1.5, 10);
    expect(result.standardError).toBeLessThan(1e-9);
  });

  it('DA-05: the interval is Student’s', () => {
    // ln volume off the line by ±0.1 in turn; slope, error and t(6, 0.975) = 2.4469 computed by hand from the sums.
    const rows = Array.from({ length: 8 }, (_, i) => ({
      price: Math.exp(i),
      volume: Math.exp(4 - i + (i % 2 ? 0.1 : -0.1)),
    }));
    const result = priceElasticity(rows, { confidence: 0.95 });
    if (!result.known) throw new Error('unknown');
    expect(result.elasticity).toBeCloseTo(-1 + 0.4 / 42, 10);
    const error = Math.sqrt((0.08 - 0.4 ** 2 / 42) / 6 / 42);
    expect(result.standardError).toBeCloseTo(error, 10);
    expect(result.interval.upper - result.elasticity).toBeCloseTo(2.4469 * error, 4);
    expect(result.elasticity - result.interval.lower).toBeCloseTo(2.4469 * error, 4);
  });

  it('DA-05: shows nothing below eight different prices', () => {
    const seven = [...curve.slice(0, 7), ...curve.slice(0, 7)];
    expect(priceElasticity(seven)).toEqual({ known: false, reason: 'TOO_FEW_PRICE_POINTS', pricePoints: 7 });
    expect(priceElasticity([...seven, { price: 50, volume: 0 }, { price: 0, volume: 5 }]).known).toBe(false);
    expect(priceElasticity(seven, { minimumPricePoints: 7 }).known).toBe(true);
    expect(() => priceElasticity(curve, { minimumPricePoints: 2 })).toThrow('INVALID_LENGTH');
    for (const confidence of [-0.5, 0, 1, NaN]) {
      expect(() => priceElasticity(curve, { confidence })).toThrow('INVALID_NUMBER');
      expect(() => priceElasticity([], { confidence })).toThrow('INVALID_NUMBER');
    }
  });

  it('DA-05: is finite for any prices and volumes, and does not depend on units', () => {
    const amount = fc.oneof(fc.double(), fc.double({ min: 0.01, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.record({ price: amount, volume: amount }), { minLength: 3, maxLength: 30 }), (rows) => {
        const result = priceElasticity(rows, { minimumPricePoints: 3 });
        if (!result.known) return;
        for (const value of [result.elasticity, result.interval.lower, result.interval.upper])
          expect(Number.isFinite(value)).toBe(true);
        expect(result.interval.lower).toBeLessThanOrEqual(result.elasticity);
        expect(result.interval.upper).toBeGreaterThanOrEqual(result.elasticity);
      }),
    );
  });
});

describe(demandSignal.name, () => {
  const one: ExpectedCallOff = { account: 'a', item: 'pump', month: '2026-03', quantity: 10, probability: 1 };

  it('DA-06: adds the accounts’ call-offs up per item and month', () => {
    const signals = demandSignal([
      { ...one, item: 'seal', month: '2026-04' },
      { ...one, account: 'b', quantity: 4, probability: 0.5 },
      one,
      { ...one, quantity: 2 },
      { ...one, item: 'seal' },
    ]);
    expect(signals).toEqual([
      { item: 'pump', month: '2026-03', expected: 14, firm: 12, highest: 16, accounts: 2 },
      { item: 'seal', month: '2026-03', expected: 10, firm: 10, highest: 10, accounts: 1 },
      { item: 'seal', month: '2026-04', expected: 10, firm: 10, highest: 10, accounts: 1 },
    ]);
  });

  it('DA-06: the order of the rows does not matter; firm ≤ expected ≤ highest', () => {
    const callOff = fc.record({
      account: fc.constantFrom('a', 'b'),
      item: fc.constantFrom('x', 'y'),
      month: fc.constantFrom('2026-01', '2026-02'),
      quantity: fc.double({ min: 0, max: 1e6, noNaN: true }),
      probability: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(callOff), (rows) => {
        const signals = demandSignal(rows);
        expect(demandSignal([...rows].reverse())).toEqual(signals);
        for (const { firm, expected, highest } of signals) {
          expect(firm).toBeLessThanOrEqual(expected * (1 + 1e-12));
          expect(expected).toBeLessThanOrEqual(highest * (1 + 1e-12));
        }
      }),
    );
  });

  it('refuses what is no call-off', () => {
    expect(() => demandSignal([{ ...one, quantity: -1 }])).toThrow('INVALID_NUMBER');
    expect(() => demandSignal([{ ...one, probability: 1.5 }])).toThrow('INVALID_NUMBER');
    expect(() => demandSignal([{ ...one, month: '2026-13' }])).toThrow('INVALID_MONTH');
    expect(() =>
      demandSignal([
        { ...one, quantity: 1e308 },
        { ...one, quantity: 1e308 },
      ]),
    ).toThrow('INVALID_NUMBER');
  });
});

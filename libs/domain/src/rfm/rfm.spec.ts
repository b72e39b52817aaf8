import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cdnowIsThere, CDNOW_MISSING, readCdnowPurchases } from '../../test/expected-order-data.js';
import { dateOfEpochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { areaUnderCurve } from '../statistics/rank.js';
import { giniCoefficient, topShare } from './concentration.js';
import { orderRegularity, RFM_BANDS, rfmBand, rfmScores, type RfmFacts } from './rfm.js';

const facts = (i: number, change: Partial<RfmFacts> = {}): RfmFacts => ({
  account: `a${i}`,
  lastOrder: dateOfEpochDay(20_000 + i),
  orderDays: i + 1,
  salesMinor: BigInt(100 * i),
  ...change,
});

describe(rfmScores.name, () => {
  it('§8.7: quintiles of recency, frequency and value, added up', () => {
    const scores = rfmScores([...Array(10).keys()].map((i) => facts(i, { orderDays: 10 - i })));
    expect(scores.map(({ recency }) => recency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores.map(({ frequency }) => frequency)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(scores.map(({ monetary }) => monetary)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores[0]).toEqual({
      account: 'a0',
      recency: 1,
      frequency: 5,
      monetary: 1,
      score: 7,
      band: '6-8',
      regularity: undefined,
    });
  });

  it('§8.7: ties score alike, by their mean rank', () => {
    const scores = rfmScores([...Array(10).keys()].map((i) => facts(i, { orderDays: i < 8 ? 1 : 9 })));
    expect(scores.map(({ frequency }) => frequency)).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 5, 5]);
    expect(rfmScores([facts(0)])[0]).toMatchObject({ score: 15, band: '14-15' });
    expect(rfmScores([])).toEqual([]);
  });

  it.each([{ orderDays: 0 }, { orderDays: 1.5 }, { lastOrder: '2026-13-01' }])('refuses %p', (wrong) => {
    expect(() => rfmScores([facts(1, wrong)])).toThrow(InvalidValueError);
  });

  it('§8.7: tells amounts apart that no double does', () => {
    const scores = rfmScores([0n, 1n, 2n, 3n, 4n].map((more, i) => facts(i, { salesMinor: 2n ** 60n + more })));
    expect(scores.map(({ monetary }) => monetary)).toEqual([1, 2, 3, 4, 5]);
  });

  it('§8.7: a later order, more orders, more sales never score lower; the order of rows does not matter', () => {
    const row = fc.record({
      orderDays: fc.integer({ min: 1, max: 50 }),
      salesMinor: fc.bigInt({ min: -1_000n, max: 10n ** 12n }),
      lastOrder: fc.integer({ min: 15_000, max: 20_000 }).map(dateOfEpochDay),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
        const accounts = rows.map((change, i) => facts(i, change));
        const scores = rfmScores(accounts);
        expect([...rfmScores([...accounts].reverse())].reverse()).toEqual(scores);
        for (const { recency, frequency, monetary, score, band } of scores) {
          expect(score).toBe(recency + frequency + monetary);
          expect(score >= 3 && score <= 15 && RFM_BANDS.includes(band)).toBe(true);
        }
        const [first, ...rest] = accounts as [RfmFacts, ...RfmFacts[]];
        const more = {
          ...first,
          orderDays: first.orderDays + 3,
          salesMinor: first.salesMinor + 900n,
          lastOrder: '2026-01-01',
        };
        expect(rfmScores([more, ...rest])[0]?.score).toBeGreaterThanOrEqual(scores[0]?.score as number);
      }),
    );
  });
});

describe(rfmBand.name, () => {
  it('§8.7: five bands', () => {
    const bands = [3, 5, 6, 8, 9, 11, 12, 13, 14, 15].map(rfmBand);
    expect(bands).toEqual(['3-5', '3-5', '6-8', '6-8', '9-11', '9-11', '12-13', '12-13', '14-15', '14-15']);
    for (const score of [2, 16, 3.5, NaN]) expect(() => rfmBand(score)).toThrow(InvalidValueError);
  });
});

describe(orderRegularity.name, () => {
  it('§8.7: shape of the intervals, drawn towards chance', () => {
    // Σ(d/mean − 1)² = .5; (.5 + 2) ÷ 3
    expect(orderRegularity([10, 30])).toBeCloseTo(3 / 2.5, 12);
    expect(orderRegularity(Array<number>(23).fill(7))).toBeCloseTo(12, 12);
    expect(orderRegularity(Array<number>(500).fill(7))).toBe(50);
    expect(orderRegularity([1, 1, 1, 97])).toBeLessThan(1);
    expect(rfmScores([facts(1, { intervalDays: [10, 30] })])[0]?.regularity).toBeCloseTo(1.2, 12);
  });

  it('says nothing of fewer than two intervals', () => {
    expect([orderRegularity([]), orderRegularity([5]), orderRegularity([0, 0])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const days of [-1, NaN, Infinity]) expect(() => orderRegularity([days, 1])).toThrow(InvalidValueError);
  });

  it('§8.7: is positive and at most 50 for any intervals', () => {
    const intervals = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(intervals, (days) => {
        const k = orderRegularity(days) ?? 1;
        expect(k > 0 && k <= 50).toBe(true);
      }),
    );
  });
});

describe('concentration of sales', () => {
  it('§8.7: share of the largest', () => {
    const sales = [10, 40, 20, 20, 10];
    expect([0.01, 0.2, 0.4, 1].map((share) => topShare(sales, share))).toEqual([0.4, 0.4, 0.6, 1]);
    expect(topShare([], 0.2)).toBeUndefined();
    expect(topShare([0, 0], 0.2)).toBeUndefined();
    for (const share of [0, 1.1, NaN]) expect(() => topShare(sales, share)).toThrow(InvalidValueError);
    expect(() => topShare([NaN], 0.5)).toThrow(InvalidValueError);
  });

  it('§8.7: Gini’s coefficient', () => {
    expect(giniCoefficient([5, 5, 5, 5])).toBeCloseTo(0, 12);
    expect(giniCoefficient([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    expect(giniCoefficient([1, 3])).toBeCloseTo(0.25, 12);
    expect(giniCoefficient([-4, 4])).toBeCloseTo(0.5, 12);
    expect(giniCoefficient([])).toBeUndefined();
    expect(giniCoefficient([0])).toBeUndefined();
    expect(() => giniCoefficient([Infinity])).toThrow(InvalidValueError);
  });

  it('§8.7: neither is known where sales are too large to add up', () => {
    const large = Array<number>(3).fill(1e308);
    expect([topShare(large, 0.4), giniCoefficient(large)]).toEqual([undefined, undefined]);
  });

  it('§8.7: both stay in 0…1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e9, noNaN: true })),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (sales, share) => {
          for (const value of [giniCoefficient(sales) ?? 0, topShare(sales, share) ?? 0]) {
            expect(value >= 0 && value <= 1 + 1e-9).toBe(true);
          }
        },
      ),
    );
  });
});

describe('RFM on a retailer of music', () => {
  if (!cdnowIsThere) {
    it.skip(CDNOW_MISSING, () => undefined);
    return;
  }
  const [cutOff, end] = ['1997-12-31', '1998-03-31'];
  const accounts = new Map<string, { days: Set<string>; sales: bigint; later: boolean }>();
  for (const { account, date, amountMinor } of readCdnowPurchases()) {
    const own = accounts.get(account) ?? { days: new Set<string>(), sales: 0n, later: false };
    accounts.set(account, own);
    if (date <= cutOff) {
      own.days.add(date);
      own.sales += amountMinor;
    } else if (date <= end) own.later = true;
  }
  const rows = [...accounts].map(([account, { days, sales }]): RfmFacts => {
    return { account, lastOrder: [...days].sort().at(-1) as string, orderDays: days.size, salesMinor: sales };
  });
  const scores = rfmScores(rows);
  const bought = rows.map(({ account }) => accounts.get(account)?.later === true);

  it('§8.7: every higher band buys more often in the next 90 days', () => {
    const rates = RFM_BANDS.map((band) => {
      const inside = bought.filter((_, i) => scores[i]?.band === band);
      return inside.filter(Boolean).length / inside.length;
    });
    rates.forEach((rate, i) => expect(rate).toBeGreaterThan(rates[i - 1] ?? 0));
    expect(
      areaUnderCurve(
        scores.map(({ score }) => score),
        bought,
      ),
    ).toBeGreaterThan(0.75);
  });
});

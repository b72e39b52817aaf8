import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServicePhase } from './customer-care.js';
import { responseTrendByPhase, responsivenessByType, type TimedRequest } from './responsiveness.js';

const request = (month: string, phase: ServicePhase, answeredHours: number | null, type = 'OFFER'): TimedRequest => ({
  month,
  phase,
  type,
  promisedHours: 24,
  ...(answeredHours === null ? {} : { answeredHours }),
});

describe(responsivenessByType.name, () => {
  it('ST-26: median and 90th percentile by type, against the promise', () => {
    const hours = [0, 10, 20, 24, 24.1];
    const requests = [
      request('2026-10', 'BEFORE_SALE', null),
      ...hours.map((one) => request('2026-10', 'BEFORE_SALE', one)),
      request('2026-10', 'AFTER_SALE', null, 'CHANGE'),
    ];
    const [change, offer] = responsivenessByType(requests);
    expect(change).toEqual({ type: 'CHANGE', requests: 1, open: 1, median: undefined, p90: undefined, promiseKept: 0 });
    expect(offer).toMatchObject({ type: 'OFFER', requests: 6, open: 1, median: 20, promiseKept: 4 / 6 });
    expect(offer?.p90).toBeCloseTo(24.06, 10);
  });

  it.each([-1, NaN, Infinity])('ST-26: refuses %p hours', (hours) => {
    expect(() => responsivenessByType([request('2026-10', 'AFTER_SALE', hours)])).toThrow('INVALID_NUMBER');
    const promised = { ...request('2026-10', 'AFTER_SALE', null), promisedHours: hours };
    expect(() => responsivenessByType([promised])).toThrow('INVALID_NUMBER');
  });
});

describe(responseTrendByPhase.name, () => {
  const requests = [
    request('2026-08', 'BEFORE_SALE', 9),
    request('2026-07', 'BEFORE_SALE', 99),
    request('2026-09', 'BEFORE_SALE', 7),
    request('2026-10', 'BEFORE_SALE', 4),
    request('2026-10', 'BEFORE_SALE', 6),
    request('2026-11', 'BEFORE_SALE', 99),
    request('2026-10', 'AFTER_SALE', 30),
    request('2026-09', 'AFTER_SALE', null),
    request('2026-08', 'AFTER_SALE', 20),
  ];

  it('SV-07: the time to answer by phase and month, falling where we get faster', () => {
    const [before, during, after] = responseTrendByPhase(requests, '2026-10', 3);
    expect(before).toEqual({
      phase: 'BEFORE_SALE',
      months: [
        { month: '2026-08', requests: 1, open: 0, median: 9, p90: 9, promiseKept: 1 },
        { month: '2026-09', requests: 1, open: 0, median: 7, p90: 7, promiseKept: 1 },
        { month: '2026-10', requests: 2, open: 0, median: 5, p90: 5.8, promiseKept: 1 },
      ],
      slope: -2,
    });
    expect(during).toEqual({ phase: 'DURING_SALE', months: [], slope: undefined });
    expect(after?.months.map(({ month, open, promiseKept }) => [month, open, promiseKept])).toEqual([
      ['2026-08', 0, 1],
      ['2026-09', 1, 0],
      ['2026-10', 0, 0],
    ]);
    expect(after?.slope).toBe(10);
  });

  it('SV-07: looks at twelve months unless told, and refuses what is no month', () => {
    const old = [request('2025-11', 'AFTER_SALE', 1), request('2025-10', 'AFTER_SALE', 1)];
    expect(responseTrendByPhase(old, '2026-10')[2]?.months.map(({ month }) => month)).toEqual(['2025-11']);
    expect(() => responseTrendByPhase([], '2026-13')).toThrow('INVALID_MONTH');
  });

  it('SV-07: does not depend on the order of the requests', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(requests, { minLength: requests.length }), (shuffled) => {
        expect(responseTrendByPhase(shuffled, '2026-11')).toEqual(responseTrendByPhase(requests, '2026-11'));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { careScores, serviceResponse, surveyOverdue, valueByFacet, type ServiceRequest } from './customer-care.js';

describe(serviceResponse.name, () => {
  const request = (
    phase: ServiceRequest['phase'],
    domain: ServiceRequest['domain'],
    respondedHours?: number,
  ): ServiceRequest => {
    return { phase, domain, promisedHours: 24, ...(respondedHours === undefined ? {} : { respondedHours }) };
  };
  const requests = [
    request('AFTER_SALE', 'MANUFACTURING', 24),
    request('AFTER_SALE', 'MANUFACTURING', 30),
    request('AFTER_SALE', 'OPERATIONS'),
    request('BEFORE_SALE', 'OPERATIONS', 2),
  ];

  it('IF-11: holds every phase to its promise; no answer is not on time', () => {
    expect(serviceResponse(requests, 'phase')).toEqual([
      { part: 'BEFORE_SALE', requests: 1, unanswered: 0, onTimeShare: 1, medianHours: 2 },
      { part: 'AFTER_SALE', requests: 3, unanswered: 1, onTimeShare: 1 / 3, medianHours: 27 },
    ]);
    expect(serviceResponse([...requests].reverse(), 'phase')).toEqual(serviceResponse(requests, 'phase'));
  });

  it('IF-11: and every domain of need', () => {
    expect(serviceResponse(requests, 'domain').map(({ part, onTimeShare }) => [part, onTimeShare])).toEqual([
      ['MANUFACTURING', 0.5],
      ['OPERATIONS', 0.5],
    ]);
    const open = serviceResponse([request('DURING_SALE', 'MARKETING')], 'domain');
    expect(open).toMatchObject([{ onTimeShare: 0, unanswered: 1, medianHours: undefined }]);
    expect(serviceResponse([], 'domain')).toEqual([]);
  });

  it.each([NaN, Infinity, -1])('IF-11: refuses %d hours', (hours) => {
    expect(() => serviceResponse([request('AFTER_SALE', 'OPERATIONS', hours)], 'phase')).toThrow('INVALID_NUMBER');
    const promised = { ...request('AFTER_SALE', 'OPERATIONS'), promisedHours: hours };
    expect(() => serviceResponse([promised], 'domain')).toThrow('INVALID_NUMBER');
  });
});

describe(surveyOverdue.name, () => {
  it('IF-09: is overdue the day after the cadence has passed', () => {
    expect(surveyOverdue('2026-01-15', '2026-07-15')).toEqual({ dueOn: '2026-07-15', overdue: false });
    expect(surveyOverdue('2026-01-15', '2026-07-16').overdue).toBe(true);
    expect(surveyOverdue('2026-01-15', '2026-03-01', 1)).toEqual({ dueOn: '2026-02-15', overdue: true });
  });
});

describe(careScores.name, () => {
  it('IF-10: scores each team by the mean of what it reached of its goals', () => {
    const results = [
      { team: 'south', achieved: 40, target: 50 },
      { team: 'north', achieved: 9, target: 3 },
      { team: 'north', achieved: 2, target: 8 },
      { team: 'east', achieved: -1, target: 2 },
      { team: 'amber', achieved: 5, target: 8 },
    ];
    expect(careScores(results)).toEqual([
      { team: 'south', score: 80, goals: 1 },
      { team: 'amber', score: 62.5, goals: 1 },
      { team: 'north', score: 62.5, goals: 2 },
      { team: 'east', score: 0, goals: 1 },
    ]);
  });

  it('IF-10: refuses targets that are none', () => {
    for (const target of [0, -1, NaN, Infinity]) {
      expect(() => careScores([{ team: 'a', achieved: 1, target }])).toThrow(InvalidValueError);
    }
    expect(() => careScores([{ team: 'a', achieved: NaN, target: 1 }])).toThrow(InvalidValueError);
  });

  it('IF-10: stays in 0…100 in any order', () => {
    const result = fc.record({
      team: fc.constantFrom('a', 'b'),
      achieved: fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      target: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(result), (results) => {
        const scores = careScores(results);
        for (const { score } of scores) expect(score >= 0 && score <= 100).toBe(true);
        expect(careScores([...results].reverse())).toEqual(scores);
      }),
    );
  });
});

describe(valueByFacet.name, () => {
  it('IF-14: adds value up by its four facets, with what the customer confirmed', () => {
    const entry = (facet: 'SYSTEM' | 'OPERATING', amountMinor: bigint, confirmed = false) => ({
      facet,
      amountMinor,
      confirmed,
    });
    expect(valueByFacet([entry('SYSTEM', 5n), entry('OPERATING', 7n, true), entry('SYSTEM', 3n, true)])).toEqual([
      { facet: 'CONTINUING', amountMinor: 0n, confirmedMinor: 0n },
      { facet: 'OPERATING', amountMinor: 7n, confirmedMinor: 7n },
      { facet: 'SYSTEM', amountMinor: 8n, confirmedMinor: 3n },
      { facet: 'MAXIMISED', amountMinor: 0n, confirmedMinor: 0n },
    ]);
  });
});

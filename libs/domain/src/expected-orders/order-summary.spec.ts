import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import {
  checkedSummary,
  groupSummaries,
  orderDatesByAccount,
  summariseLedger,
  summariseOrderDates,
} from './order-summary.js';

const day = fc.integer({ min: 18_000, max: 19_000 }).map(dateOfEpochDay);

describe(summariseOrderDates.name, () => {
  it('§8.4: counts order days after the first, in weeks up to the end of the observation', () => {
    const dates = ['2026-01-29', '2026-01-01', '2026-01-15', '2026-01-15', '2026-02-20'];
    expect(summariseOrderDates(dates, '2026-02-12')).toEqual({
      repeatOrders: 2,
      recency: 4,
      age: 6,
      logIntervalSum: 2 * Math.log(2),
    });
  });

  it('counts in the unit it is told', () => {
    const summary = summariseOrderDates(['2026-01-01', '2026-01-11'], '2026-01-31', { daysPerUnit: 1 });
    expect(summary).toEqual({ repeatOrders: 1, recency: 10, age: 30, logIntervalSum: Math.log(10) });
  });

  it('sees orders of the last day, and nothing where all are later', () => {
    expect(summariseOrderDates(['2026-01-02'], '2026-01-02')).toEqual({
      repeatOrders: 0,
      recency: 0,
      age: 0,
      logIntervalSum: 0,
    });
    expect(summariseOrderDates(['2026-01-02'], '2026-01-01')).toBeUndefined();
    expect(summariseOrderDates([], '2026-01-01')).toBeUndefined();
  });

  it('refuses days and units that are none', () => {
    expect(() => summariseOrderDates(['2026-02-30'], '2026-03-01')).toThrow(InvalidValueError);
    for (const daysPerUnit of [0, -1, Number.NaN, Infinity]) {
      expect(() => summariseOrderDates([], '2026-03-01', { daysPerUnit })).toThrow(
        new InvalidValueError('INVALID_NUMBER', daysPerUnit),
      );
    }
  });

  it('is a possible summary whatever the dates, and does not mind their order or repetition', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 30 }), day, (dates, until) => {
        const summary = summariseOrderDates(dates, until);
        expect(summary).toEqual(summariseOrderDates([...dates, ...dates].reverse(), until));
        if (summary !== undefined) expect(checkedSummary(summary)).toBe(summary);
        else expect(dates.every((date) => date > until)).toBe(true);
      }),
    );
  });
});

describe(summariseLedger.name, () => {
  it('§8.4: summarises any ledger by account and leaves out accounts that had not ordered yet', () => {
    const ledger = [
      { account: 'b', date: '2026-01-08' },
      { account: 'a', date: '2026-01-01' },
      { account: 'b', date: '2026-01-01' },
      { account: 'late', date: '2026-03-01' },
    ];
    const summaries = summariseLedger(ledger, '2026-01-15');
    expect([...summaries.keys()]).toEqual(['b', 'a']);
    expect(summaries.get('b')).toEqual({ repeatOrders: 1, recency: 1, age: 2, logIntervalSum: 0 });
    expect(summaries.get('a')?.age).toBe(2);
    expect(summariseLedger(ledger, '2026-01-15', { daysPerUnit: 1 }).get('a')?.age).toBe(14);
    expect(orderDatesByAccount(ledger).get('b')).toEqual(['2026-01-08', '2026-01-01']);
  });
});

describe(checkedSummary.name, () => {
  it.each([
    { repeatOrders: -1, recency: 0, age: 1 },
    { repeatOrders: 0.5, recency: 1, age: 2 },
    { repeatOrders: 0, recency: 1, age: 2 },
    { repeatOrders: 1, recency: 0, age: 2 },
    { repeatOrders: 1, recency: 3, age: 2 },
    { repeatOrders: 1, recency: -1, age: 2 },
    { repeatOrders: 0, recency: 0, age: -1 },
    { repeatOrders: 0, recency: 0, age: Infinity },
    { repeatOrders: 1, recency: Number.NaN, age: 2 },
    { repeatOrders: 1, recency: 1, age: 2, logIntervalSum: Number.NaN },
  ])('refuses %j', (summary) => {
    expect(() => checkedSummary(summary)).toThrow(InvalidValueError);
  });
});

describe(groupSummaries.name, () => {
  it('puts like summaries together and keeps unlike ones apart', () => {
    const once = { repeatOrders: 0, recency: 0, age: 5 };
    const groups = groupSummaries([
      once,
      { repeatOrders: 1, recency: 2, age: 5 },
      { ...once },
      { repeatOrders: 1, recency: 2, age: 5, logIntervalSum: 0.5 },
    ]);
    expect(groups.map(({ accounts }) => accounts)).toEqual([2, 1, 1]);
    expect(groups[0]).toEqual({ ...once, accounts: 2 });
    expect(() => groupSummaries([{ repeatOrders: 0, recency: 1, age: 5 }])).toThrow(InvalidValueError);
  });
});

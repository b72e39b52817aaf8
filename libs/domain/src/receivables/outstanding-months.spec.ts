import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { outstandingDays, outstandingMonths, type ReceivableMonth } from './outstanding-months.js';

const entry = (month: string, invoicedMinor: bigint, settledMinor = 0n): ReceivableMonth => ({
  month,
  invoicedMinor,
  settledMinor,
});

describe(outstandingMonths.name, () => {
  it('CF-07: open at the end of the month ÷ what the quarter invoiced × its days', () => {
    const months = outstandingMonths(
      [entry('2025-01', 900n), entry('2025-02', 0n, 300n), entry('2025-04', 600n, 600n)],
      '2025-05-15',
    );
    expect(months).toEqual([
      { month: '2025-01', openMinor: 900n, days: undefined },
      { month: '2025-02', openMinor: 600n, days: undefined },
      { month: '2025-03', openMinor: 600n, days: (600 / 900) * 90 },
      { month: '2025-04', openMinor: 600n, days: (600 / 600) * 89 },
    ]);
  });

  it('ends with the last month that is over, and with what was sold long ago days are unknown', () => {
    const entries = [entry('2025-01', 100n)];
    expect(outstandingMonths(entries, '2025-01-30')).toEqual([]);
    expect(outstandingMonths(entries, '2025-01-31')).toHaveLength(1);
    expect(outstandingMonths(entries, '2025-02-27')).toHaveLength(1);
    expect(outstandingMonths(entries, '2025-02-28')).toHaveLength(2);
    expect(outstandingMonths(entries, '2025-04-30').at(-1)).toEqual({
      month: '2025-04',
      openMinor: 100n,
      days: undefined,
    });
    expect(outstandingMonths([], '2025-04-30')).toEqual([]);
  });

  it('leaves out what lies after the day; what was paid in advance is not open', () => {
    const months = outstandingMonths([entry('2025-01', 10n, 30n), entry('2025-06', 99n)], '2025-02-28', 1);
    expect(months).toEqual([
      { month: '2025-01', openMinor: 0n, days: 0 },
      { month: '2025-02', openMinor: 0n, days: undefined },
    ]);
  });

  it('refuses a length that is none', () => {
    for (const length of [0, -1, 1.5, NaN])
      expect(() => outstandingMonths([], '2025-01-31', length)).toThrow(InvalidValueError);
  });

  it('does not depend on order or on how a month is cut into entries, and never loses money', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const entries = fc.array(
      fc.record({ month: fc.nat(30).map((n) => addMonths('2023-01', n)), invoicedMinor: amount, settledMinor: amount }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(entries, (of) => {
        const months = outstandingMonths(of, '2026-12-31');
        const halves = of.flatMap(({ month, invoicedMinor, settledMinor }) => [
          { month, invoicedMinor: invoicedMinor / 2n, settledMinor: settledMinor - settledMinor / 2n },
          { month, invoicedMinor: invoicedMinor - invoicedMinor / 2n, settledMinor: settledMinor / 2n },
        ]);
        expect(outstandingMonths(halves.reverse(), '2026-12-31')).toEqual(months);
        const balance = of.reduce((sum, { invoicedMinor, settledMinor }) => sum + invoicedMinor - settledMinor, 0n);
        expect(months.at(-1)?.openMinor).toBe(balance > 0n ? balance : 0n);
      }),
    );
  });
});

describe(outstandingDays.name, () => {
  it('takes the newest run without a gap', () => {
    const months = [1, undefined, 2, 3].map((days) => ({ month: '2025-01', openMinor: 0n, days }));
    expect(outstandingDays(months)).toEqual([2, 3]);
    expect(outstandingDays(months.slice(0, 2))).toEqual([]);
    expect(outstandingDays([])).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { addMonths, monthIndex, monthOf, monthOfIndex, monthsBetween, rollingSums, rollingWindow } from './month.js';

describe('months', () => {
  it('are numbered so that they can be subtracted', () => {
    expect(monthIndex('2026-01') - monthIndex('2025-12')).toBe(1);
    expect(monthsBetween('2025-11', '2026-11')).toBe(12);
    expect(addMonths('2026-11', 2)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthOf('2026-11-21')).toBe('2026-11');
  });

  it.each(['2026-13', '2026-00', '2026-1', '202601', ''])('refuse %p', (month) => {
    expect(() => monthIndex(month)).toThrow(new InvalidValueError('INVALID_MONTH', month));
  });

  it.each([0.5, -1, 120_000])('refuse %p as an index', (index) => {
    expect(() => monthOfIndex(index)).toThrow(InvalidValueError);
  });

  it('return from their index', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 119_999 }), (i) => expect(monthIndex(monthOfIndex(i))).toBe(i)));
  });
});

describe(rollingWindow.name, () => {
  it('is the 12 months that end with the month', () => {
    const window = rollingWindow('2026-03');
    expect(window).toHaveLength(12);
    expect([window[0], window[11]]).toEqual(['2025-04', '2026-03']);
  });

  it.each([0, 1.5, -2])('refuses a length of %p', (length) => {
    expect(() => rollingWindow('2026-03', length)).toThrow(InvalidValueError);
  });
});

describe(rollingSums.name, () => {
  const entry = (month: string, amount: number) => ({ month, amountMinor: BigInt(amount) });

  it('adds what falls in the window, with missing months as nothing', () => {
    const entries = [entry('2026-01', 5), entry('2026-03', 7), entry('2026-03', 1), entry('2026-05', -2)];
    expect(rollingSums(entries, { length: 3 })).toEqual([
      entry('2026-03', 13),
      entry('2026-04', 8),
      entry('2026-05', 6),
    ]);
  });

  it('keeps to the range it is given', () => {
    const entries = [entry('2025-12', 100), entry('2026-01', 5), entry('2026-04', 100)];
    expect(rollingSums(entries, { length: 2, first: '2026-01', last: '2026-03' })).toEqual([
      entry('2026-02', 5),
      entry('2026-03', 0),
    ]);
  });

  it('is empty without entries or with too few months', () => {
    expect(rollingSums([])).toEqual([]);
    expect(rollingSums([], { first: '2026-01' })).toEqual([]);
    expect(rollingSums([], { last: '2026-01' })).toEqual([]);
    expect(rollingSums([entry('2026-01', 5)])).toEqual([]);
  });

  it('equals the plain sum of each window', () => {
    const entries = fc.array(
      fc.record({ month: fc.integer({ min: 24_000, max: 24_040 }).map(monthOfIndex), amountMinor: fc.bigInt() }),
    );
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 14 }), (rows, length) => {
        for (const { month, amountMinor } of rollingSums(rows, { length })) {
          const window = rollingWindow(month, length);
          const plain = rows
            .filter((row) => window.includes(row.month))
            .reduce((sum, row) => sum + row.amountMinor, 0n);
          expect(amountMinor).toBe(plain);
        }
      }),
    );
  });
});

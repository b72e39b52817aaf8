import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import {
  daysLate,
  DEFAULT_LATENESS_POLICY,
  lateFigures,
  latenessReadings,
  latenessZ,
  latePaymentSignal,
  lateProbability,
  type SettledInvoice,
} from './lateness.js';

const START = epochDay('2026-01-01');

/** Monthly invoices due after 30 days, each paid that many days after it was due. */
const paid = (lates: readonly number[]): readonly SettledInvoice[] =>
  lates.map((late, i) => ({
    invoicedOn: dateOfEpochDay(START + 30 * i),
    dueOn: dateOfEpochDay(START + 30 * i + 30),
    settledOn: dateOfEpochDay(START + 30 * i + 30 + late),
    amountMinor: 100_00n,
  }));

const lateList = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 30 });

describe(latenessZ.name, () => {
  it('is undefined where days are too large to reckon with', () => {
    expect(latenessZ(1.7e308, [-1.7e308])).toBeUndefined();
  });

  it('§8.6 CP-02: (late − median) ÷ (1.4826·MAD + 1)', () => {
    // median 3, deviations 2 1 0 1 2 → MAD 1
    expect(latenessZ(13, [1, 2, 3, 4, 5])).toBeCloseTo(10 / 2.4826, 12);
    expect(latenessZ(3, [1, 2, 3, 4, 5])).toBe(0);
    expect(latenessZ(2, [0, 0, 0])).toBe(2);
    expect(latenessZ(5, [])).toBeUndefined();
  });

  it('§8.6: grows with every day, whatever the order of the habit, and is always finite', () => {
    fc.assert(
      fc.property(lateList, fc.integer({ min: 0, max: 400 }), (habit, late) => {
        const z = latenessZ(late, habit) as number;
        expect(Number.isFinite(z)).toBe(true);
        expect(latenessZ(late + 1, habit)).toBeGreaterThan(z);
        expect(latenessZ(late, [...habit].reverse())).toBe(z);
      }),
    );
  });

  it.each([[NaN, [1]] as const, [1, [Infinity]] as const])('refuses %p against %p', (late, habit) => {
    expect(() => latenessZ(late, habit)).toThrow(InvalidValueError);
  });
});

describe(latenessReadings.name, () => {
  it('§8.6: holds each payment against those settled before its day', () => {
    const readings = latenessReadings(paid([0, 1, 0, 1, 5, 0]));
    expect(readings.map(({ daysLate: late }) => late)).toEqual([0, 1, 0, 1, 5, 0]);
    expect(
      readings.slice(0, 4).every(({ z, unusual, habitualDaysLate }) => {
        return z === undefined && habitualDaysLate === undefined && !unusual;
      }),
    ).toBe(true);
    // habit 0 1 0 1: median 0.5, MAD 0.5
    expect(readings[4]).toMatchObject({ habitualDaysLate: 0.5, unusual: true });
    expect(readings[4]?.z).toBeCloseTo(4.5 / 1.7413, 12);
    expect(readings[5]?.unusual).toBe(false);
  });

  it('leaves payments of the same day out of the habit and forgets the oldest', () => {
    const [a, b, c, d, e] = paid([0, 0, 0, 0, 9]) as [SettledInvoice, ...SettledInvoice[]] & SettledInvoice[];
    const twin = { ...(e as SettledInvoice) };
    const readings = latenessReadings([twin, a, b as SettledInvoice, c as SettledInvoice, d as SettledInvoice, twin]);
    expect(readings.slice(-2).map(({ z }) => z)).toEqual([9, 9]);
    const forgetful = { ...DEFAULT_LATENESS_POLICY, historyLength: 4 };
    expect(latenessReadings(paid([50, 50, 50, 50, 0, 0, 0, 0, 9]), forgetful).at(-1)?.habitualDaysLate).toBe(0);
  });

  it('knows of a payment only what was settled on earlier days', () => {
    const [first, second] = paid([0, 9]) as [SettledInvoice, SettledInvoice];
    const readings = latenessReadings([first, second, second], { ...DEFAULT_LATENESS_POLICY, leastHistory: 1 });
    expect(readings.map(({ habitualDaysLate }) => habitualDaysLate)).toEqual([undefined, 0, 0]);
  });

  it('is unusual above the threshold, not at it', () => {
    expect(latenessReadings(paid([0, 0, 0, 0, 2])).at(-1)?.unusual).toBe(false);
    expect(latenessReadings(paid([0, 0, 0, 0, 3])).at(-1)?.unusual).toBe(true);
  });

  it('§8.6: does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(lateList, (lates) => {
        const invoices = paid(lates);
        expect(latenessReadings([...invoices].reverse())).toEqual(latenessReadings(invoices));
      }),
    );
  });
});

describe(latePaymentSignal.name, () => {
  it('§8.6 CP-02: two of the last three payments unusually late', () => {
    const signal = (lates: readonly number[]): boolean => latePaymentSignal(latenessReadings(paid(lates)));
    expect(signal([0, 0, 0, 0, 20])).toBe(false);
    expect(signal([0, 0, 0, 0, 20, 0, 20])).toBe(true);
    expect(signal([0, 0, 0, 0, 20, 20])).toBe(true);
    expect(signal([0, 0, 0, 0, 20, 0, 0, 20])).toBe(false);
    expect(latePaymentSignal([])).toBe(false);
  });
});

describe('lateness basics', () => {
  it('counts early payment as on time', () => {
    expect(daysLate({ dueOn: '2026-03-01', settledOn: '2026-02-01' })).toBe(0);
    expect(daysLate({ dueOn: '2026-03-01', settledOn: '2026-03-01' })).toBe(0);
    expect(daysLate({ dueOn: '2026-02-27', settledOn: '2026-03-02' })).toBe(3);
  });

  it('TX-01: share and depth of late payment', () => {
    const paid = [-3, 0, 4, 8].map((days) => ({
      dueOn: '2026-03-10',
      settledOn: dateOfEpochDay(epochDay('2026-03-10') + days),
    }));
    expect(lateFigures(paid)).toEqual({ settled: 4, late: 2, lateShare: 0.5, meanDaysLate: 6, nextLate: 3 / 7 });
    expect(lateFigures(paid.slice(0, 2))).toMatchObject({ lateShare: 0, meanDaysLate: undefined });
    expect(lateFigures([])).toEqual({
      settled: 0,
      late: 0,
      lateShare: undefined,
      meanDaysLate: undefined,
      nextLate: 1 / 3,
    });
  });

  it('§8.6: probability of the next late payment is (late + 1) ÷ (settled + 3)', () => {
    expect(lateProbability(0, 0)).toBeCloseTo(1 / 3, 12);
    expect(lateProbability(3, 7)).toBe(0.4);
    expect(lateProbability(7, 7)).toBe(0.8);
    for (const [late, settled] of [
      [-1, 3],
      [4, 3],
      [1.5, 3],
      [1, 3.5],
      [NaN, 3],
      [0, NaN],
    ] as const) {
      expect(() => lateProbability(late, settled)).toThrow(InvalidValueError);
    }
  });
});

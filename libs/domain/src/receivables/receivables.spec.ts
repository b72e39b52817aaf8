import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { dateOfEpochDay } from '../calendar/date.js';
import { creditReading } from './credit-exposure.js';
import { daysSalesOutstanding, DEFAULT_OUTSTANDING_POLICY, outstandingReading } from './days-sales-outstanding.js';
import type { SettledInvoice } from './lateness.js';
import { DEFAULT_CREDIBILITY_POLICY, paymentCredibility } from './payment-credibility.js';

const invoice = (late: number, amountMinor = 100n): SettledInvoice => ({
  invoicedOn: dateOfEpochDay(20_000),
  dueOn: dateOfEpochDay(20_030),
  settledOn: dateOfEpochDay(20_030 + late),
  amountMinor,
});

describe(daysSalesOutstanding.name, () => {
  it('CF-07: open receivables ÷ credit sales × days', () => {
    expect(daysSalesOutstanding(50_000n, 300_000n, 90)).toBeCloseTo(15, 12);
    expect(daysSalesOutstanding(50_000n, 0n, 90)).toBeUndefined();
    expect(daysSalesOutstanding(50_000n, -1n, 90)).toBeUndefined();
    expect(daysSalesOutstanding(0n, 1n, 90)).toBe(0);
    expect(daysSalesOutstanding(10n ** 400n, 1n, 30)).toBeUndefined();
    expect(daysSalesOutstanding(6n, 3n, 0.5)).toBe(1);
    expect(() => daysSalesOutstanding(1n, 1n, 0)).toThrow(InvalidValueError);
    expect(() => daysSalesOutstanding(1n, 1n, Infinity)).toThrow(InvalidValueError);
  });
});

describe(outstandingReading.name, () => {
  it('says nothing where the days are too large to reckon with', () => {
    const months = [-1.7e308, 1.7e308, -1.7e308, 1.7e308, -1.7e308, 1.7e308, 1.7e308, 1.7e308, 1.7e308];
    expect(outstandingReading(months)).toBeUndefined();
  });

  it('§8.6: moving average of the recent months against the habit’s limit', () => {
    const reading = outstandingReading([30, 30, 30, 30, 30, 30, 40, 40, 40]);
    // 30 + 10·(1 − 0.8³); 30 + 3·√(0.2/1.8·(1 − 0.8⁶))
    expect(reading?.averageDays).toBeCloseTo(34.88, 10);
    expect(reading?.limitDays).toBeCloseTo(30 + 3 * Math.sqrt((0.2 / 1.8) * (1 - 0.8 ** 6)), 10);
    expect(reading).toMatchObject({ habitDays: 30, aboveLimit: true });
    expect(outstandingReading([30, 30, 30, 30, 30, 30, 31, 31, 31])?.aboveLimit).toBe(false);
    expect(outstandingReading([20, 30, 40, 20, 30, 40, 40, 40, 40])?.aboveLimit).toBe(false);
  });

  it('§8.6: the limit widens with the spread of the habit', () => {
    const reading = outstandingReading([20, 24, 28, 32, 36, 40, 30, 30, 30]);
    // median 30, deviations 10 6 2 2 6 10
    expect(reading?.limitDays).toBeCloseTo(30 + 3 * (1.4826 * 6 + 1) * Math.sqrt((0.2 / 1.8) * (1 - 0.8 ** 6)), 10);
    expect(reading).toMatchObject({ averageDays: 30, aboveLimit: false });
  });

  it('says nothing without a habit', () => {
    expect(outstandingReading([30, 30, 30, 30, 30, 90, 90, 90])).toBeUndefined();
    expect(outstandingReading([])).toBeUndefined();
    expect(outstandingReading([], { ...DEFAULT_OUTSTANDING_POLICY, leastHistory: 0 })).toBeUndefined();
    expect(() => outstandingReading([NaN])).toThrow(InvalidValueError);
    expect(() => outstandingReading([], { ...DEFAULT_OUTSTANDING_POLICY, weight: 0 })).toThrow(InvalidValueError);
    expect(() => outstandingReading([], { ...DEFAULT_OUTSTANDING_POLICY, weight: 1.1 })).toThrow(InvalidValueError);
  });

  it('rises with every recent month', () => {
    const days = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 9, maxLength: 24 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 3 }), (months, place) => {
        const reading = outstandingReading(months);
        const more = outstandingReading(months.map((day, i) => (i === months.length - place ? day + 5 : day)));
        expect(Number.isFinite(reading?.averageDays) && Number.isFinite(reading?.limitDays)).toBe(true);
        expect(more?.limitDays).toBe(reading?.limitDays);
        expect(more?.averageDays).toBeGreaterThan(reading?.averageDays as number);
      }),
    );
  });
});

describe(creditReading.name, () => {
  const at = (openInvoicesMinor: bigint, limitMinor: bigint | null, next = 0n) => {
    return creditReading({ openInvoicesMinor, openOrdersMinor: 10n, limitMinor }, next);
  };

  it('TX-01: warns before the limit and says by how much it is overrun', () => {
    expect(at(79n, 100n)).toEqual({ status: 'WITHIN', exposureMinor: 89n, headroomMinor: 11n });
    expect(at(80n, 100n)).toEqual({ status: 'NEAR_LIMIT', exposureMinor: 90n, headroomMinor: 10n });
    expect(at(90n, 100n).status).toBe('NEAR_LIMIT');
    expect(at(91n, 100n)).toEqual({ status: 'OVER_LIMIT', exposureMinor: 101n, headroomMinor: -1n });
    expect(at(79n, 100n, 12n).status).toBe('OVER_LIMIT');
    expect(at(79n, null)).toEqual({ status: 'NO_LIMIT', exposureMinor: 89n, headroomMinor: null });
    expect(at(-10n, 0n).status).toBe('WITHIN');
    const position = { openInvoicesMinor: 99n, openOrdersMinor: 0n, limitMinor: 100n };
    expect([0, 99, 100].map((percent) => creditReading(position, 0n, percent).status)).toEqual([
      'NEAR_LIMIT',
      'NEAR_LIMIT',
      'WITHIN',
    ]);
  });

  it.each([
    [-1n, 90],
    [1n, 101],
    [1n, -1],
    [1n, 0.5],
  ])('refuses a limit of %p with a warning at %p %%', (limit, percent) => {
    const position = { openInvoicesMinor: 0n, openOrdersMinor: 0n, limitMinor: limit };
    expect(() => creditReading(position, 0n, percent)).toThrow(InvalidValueError);
  });
});

describe(paymentCredibility.name, () => {
  it('stays a number for amounts and weights of any size', () => {
    const vast = 10n ** 400n;
    expect(paymentCredibility([invoice(30, vast), invoice(0, vast)])?.delay).toBeCloseTo(0.75, 9);
    expect(paymentCredibility([invoice(30, vast), invoice(0, 1n)])?.delay).toBeCloseTo(0.5, 9);
    const weights = { punctuality: Infinity, delay: 1, creditDiscipline: 1 };
    expect(() => paymentCredibility([invoice(0)], undefined, { ...DEFAULT_CREDIBILITY_POLICY, weights })).toThrow(
      new InvalidValueError('INVALID_WEIGHT', Infinity),
    );
    for (const worstDelayDays of [0, -1, NaN]) {
      const policy = { ...DEFAULT_CREDIBILITY_POLICY, worstDelayDays };
      expect(() => paymentCredibility([invoice(0)], undefined, policy)).toThrow(InvalidValueError);
    }
    expect(() => paymentCredibility([invoice(0)], { within: -1, months: -2 })).toThrow(InvalidValueError);
    expect(() => paymentCredibility([invoice(0)], { within: 5, months: Infinity })).toThrow(InvalidValueError);
  });

  it('TX-01: weighs punctuality, delay and credit discipline', () => {
    // one of two late: punctuality 1 − 2/5; 30 days late on three quarters of the money: 22.5 of 60 days
    const result = paymentCredibility([invoice(0, 100n), invoice(30, 300n)], { within: 3, months: 4 });
    expect(result?.punctuality).toBeCloseTo(0.6, 12);
    expect(result?.delay).toBeCloseTo(0.625, 12);
    expect(result?.creditDiscipline).toBe(0.75);
    expect(result?.score).toBeCloseTo(100 * (0.6 * 0.6 + 0.25 * 0.625 + 0.15 * 0.75), 10);
  });

  it('leaves credit discipline out where there is no limit', () => {
    const result = paymentCredibility([invoice(0)]);
    expect(result?.creditDiscipline).toBeUndefined();
    expect(result?.score).toBeCloseTo((100 * (0.6 * 0.75 + 0.25)) / 0.85, 10);
    expect(paymentCredibility([invoice(0)], { within: 0, months: 0 })).toEqual(result);
    expect(paymentCredibility([])).toBeUndefined();
  });

  it('TX-01: one day late is late, and every month within the limit is full discipline', () => {
    const result = paymentCredibility([invoice(1)], { within: 4, months: 4 });
    expect(result?.punctuality).toBe(0.5);
    expect(result?.creditDiscipline).toBe(1);
    expect(paymentCredibility([invoice(0)], { within: 0, months: 4 })?.creditDiscipline).toBe(0);
    expect(paymentCredibility([invoice(90)])?.delay).toBe(0);
  });

  it('weighs invoices alike where only credit notes are left', () => {
    expect(paymentCredibility([invoice(30, -5n), invoice(0, 0n)])?.delay).toBe(0.75);
  });

  it('refuses impossible weights and months', () => {
    const weights = { punctuality: 0, delay: 0, creditDiscipline: 0 };
    const policy = { ...DEFAULT_CREDIBILITY_POLICY, weights };
    expect(() => paymentCredibility([invoice(0)], undefined, policy)).toThrow(InvalidValueError);
    const negative = { ...policy, weights: { ...weights, punctuality: 2, delay: -1 } };
    expect(() => paymentCredibility([invoice(0)], undefined, negative)).toThrow(InvalidValueError);
    expect(() => paymentCredibility([invoice(0)], { within: 5, months: 4 })).toThrow(InvalidValueError);
  });

  it('TX-01: stays in 0…100, falls when a payment is later, and does not depend on the order of rows', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.bigInt({ min: 1n, max: 10n ** 9n })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (payments) => {
        const invoices = payments.map(([late, amount]) => invoice(late, amount));
        const score = paymentCredibility(invoices)?.score as number;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(paymentCredibility([...invoices].reverse())?.score).toBeCloseTo(score, 9);
        const [first, ...rest] = payments as [[number, bigint], ...[number, bigint][]];
        const later = [invoice(first[0] + 10, first[1]), ...rest.map(([late, amount]) => invoice(late, amount))];
        expect(paymentCredibility(later)?.score).toBeLessThanOrEqual(score + 1e-9);
      }),
    );
  });
});

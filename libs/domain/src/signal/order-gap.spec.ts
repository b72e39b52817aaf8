import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonthsToDate, dateOfEpochDay, epochDay } from '../calendar/date.js';
import { orderGap } from './order-gap.js';

const HISTORY = { firstOrder: '2026-01-01', lastOrder: '2026-03-02', orderDays: 7 };

describe(orderGap.name, () => {
  it('§8.3 RG-07: explains expected against actual', () => {
    const reading = orderGap({ history: HISTORY, tenantMedianIntervalDays: 30, asOf: '2026-04-01', threshold: 1.9 });
    // (6 intervals × 10 days + 2 × 30 days) ÷ 8
    expect(reading).toEqual({
      detector: 'ORDER_GAP',
      score: 2,
      threshold: 1.9,
      alarm: true,
      explanation: {
        lastOrder: '2026-03-02',
        intervals: 6,
        ownMeanIntervalDays: 10,
        tenantMedianIntervalDays: 30,
        expectedIntervalDays: 15,
        expectedNextOrder: '2026-03-17',
        alarmFrom: '2026-03-31',
        gapDays: 30,
        asOf: '2026-04-01',
      },
    });
  });

  it('§8.3: alarms above the threshold, not at it', () => {
    const input = { history: HISTORY, tenantMedianIntervalDays: 30, asOf: '2026-04-01' };
    expect(orderGap({ ...input, threshold: 2 })?.alarm).toBe(false);
    expect(orderGap({ ...input, threshold: 2 })?.explanation.alarmFrom).toBe('2026-04-02');
    expect(orderGap({ ...input, asOf: '2026-04-02', threshold: 2 })?.alarm).toBe(true);
  });

  it('expects the tenant’s median of an account that ordered once, and its own mean where there is no median', () => {
    const once = { firstOrder: '2026-03-02', lastOrder: '2026-03-02', orderDays: 1 };
    const input = { asOf: '2026-04-01', threshold: 1.5 };
    const first = orderGap({ ...input, history: once, tenantMedianIntervalDays: 12 });
    expect(first?.explanation).toMatchObject({ expectedIntervalDays: 12, ownMeanIntervalDays: null });
    const alone = orderGap({ ...input, history: HISTORY, tenantMedianIntervalDays: null });
    expect(alone?.explanation).toMatchObject({ expectedIntervalDays: 10, tenantMedianIntervalDays: null });
    expect(orderGap({ ...input, history: once, tenantMedianIntervalDays: null })).toBeNull();
  });

  it('sees no gap before the last order', () => {
    const reading = orderGap({ history: HISTORY, tenantMedianIntervalDays: 30, asOf: '2026-02-01', threshold: 1.9 });
    expect(reading).toMatchObject({ score: 0, alarm: false });
  });

  it('keeps dates inside the calendar', () => {
    const reading = orderGap({ history: HISTORY, tenantMedianIntervalDays: 30, asOf: '2026-04-01', threshold: 1e15 });
    expect(reading?.explanation.alarmFrom).toBe('9999-12-31');
  });

  it.each([
    [NaN, 30],
    [1.5, NaN],
    [1.5, -30],
    [1.5, -60],
  ])('refuses a threshold of %p with a median of %p', (threshold, tenantMedianIntervalDays) => {
    const input = { history: HISTORY, asOf: '2026-04-01', threshold, tenantMedianIntervalDays };
    expect(() => orderGap(input)).toThrow('INVALID_NUMBER');
  });

  it('alarms exactly from the day it names, and the ratio grows with every day', () => {
    const days = fc.record({
      span: fc.integer({ min: 1, max: 900 }),
      orders: fc.integer({ min: 2, max: 60 }),
      tenantMedian: fc.double({ min: 0.5, max: 400, noNaN: true }),
      threshold: fc.double({ min: 0.5, max: 6, noNaN: true }),
      gap: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(days, ({ span, orders, tenantMedian, threshold, gap }) => {
        const lastOrder = dateOfEpochDay(epochDay('2020-01-01') + span);
        const history = { firstOrder: '2020-01-01', lastOrder, orderDays: Math.min(orders, span + 1) };
        const at = (day: number) => {
          const asOf = dateOfEpochDay(epochDay(lastOrder) + day);
          return orderGap({ history, tenantMedianIntervalDays: tenantMedian, asOf, threshold });
        };
        const [today, tomorrow] = [at(gap), at(gap + 1)];
        expect(today?.alarm).toBe((today?.explanation.asOf ?? '') >= (today?.explanation.alarmFrom ?? ''));
        expect(Number.isFinite(today?.score)).toBe(true);
        expect(tomorrow?.score).toBeGreaterThan(today?.score as number);
      }),
    );
  });

  it('counts months of silence in days', () => {
    const asOf = addMonthsToDate(HISTORY.lastOrder, 12);
    const reading = orderGap({ history: HISTORY, tenantMedianIntervalDays: 10, asOf, threshold: 1.9 });
    expect(reading?.explanation.gapDays).toBe(365);
  });
});

import { describe, expect, it } from '@jest/globals';
import { orderGap, type OrderGapReading } from './order-gap.js';
import { suddenStop } from './sudden-stop.js';

const HISTORY = { firstOrder: '2024-06-01', lastOrder: '2026-06-01', orderDays: 105 };
const reading = (asOf: string): OrderGapReading =>
  orderGap({ history: HISTORY, tenantMedianIntervalDays: 7, asOf, threshold: 2 }) as OrderGapReading;

describe(suddenStop.name, () => {
  it('ST-10: stays one on the nights after its own alert', () => {
    const { alarmFrom } = reading('2026-06-16').explanation;
    expect(alarmFrom).toBe('2026-06-16');
    for (const asOf of ['2026-06-16', '2026-06-17', '2026-07-30'])
      expect(suddenStop(reading(asOf), [alarmFrom])).toMatchObject({ suddenStop: true });
  });

  it('ST-10: no order beyond the gap limit and no alert before is exceptional', () => {
    expect(suddenStop(reading('2026-06-20'), [])).toEqual({ suddenStop: true, lastOrder: '2026-06-01', gapDays: 19 });
  });

  it('ST-10: is none while the account orders', () => {
    expect(suddenStop(reading('2026-06-10'), [])).toEqual({ suddenStop: false, reason: 'ORDERING' });
  });

  it('ST-10: is none where an alert had announced it, in the year before or in the silence', () => {
    const forewarned = { suddenStop: false, reason: 'FOREWARNED' };
    expect(suddenStop(reading('2026-06-20'), ['2020-01-01', '2026-03-01'])).toEqual(forewarned);
    expect(suddenStop(reading('2026-06-20'), ['2026-06-15'])).toEqual(forewarned);
    expect(suddenStop(reading('2026-06-20'), ['2025-06-01'])).toEqual(forewarned);
  });

  it('ST-10: alerts of long ago and those of the stop itself announce nothing', () => {
    expect(suddenStop(reading('2026-06-20'), ['2025-05-31', '2026-06-16', '2026-07-01'])).toMatchObject({
      suddenStop: true,
    });
    expect(suddenStop(reading('2026-06-20'), ['2026-05-01'], 30)).toMatchObject({ suddenStop: true });
  });
});

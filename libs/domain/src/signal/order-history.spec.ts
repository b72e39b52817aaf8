import { describe, expect, it } from '@jest/globals';
import { intervalCount, meanIntervalDays, summariseOrders, tenantMedianIntervalDays } from './order-history.js';

describe(summariseOrders.name, () => {
  it('counts a day once, in whatever order the dates come', () => {
    const history = summariseOrders(['2026-01-31', '2026-01-01', '2026-01-11', '2026-01-11']);
    expect(history).toEqual({ firstOrder: '2026-01-01', lastOrder: '2026-01-31', orderDays: 3 });
    expect(meanIntervalDays({ firstOrder: '2026-01-01', lastOrder: '2026-01-31', orderDays: 3 })).toBe(15);
  });

  it('has no rhythm before the second order', () => {
    expect(summariseOrders([])).toBeNull();
    expect(meanIntervalDays({ firstOrder: '2026-01-01', lastOrder: '2026-01-01', orderDays: 1 })).toBeNull();
  });

  it.each([0, 1.5, -1, NaN])('refuses %p order days', (orderDays) => {
    expect(() => intervalCount({ firstOrder: '2026-01-01', lastOrder: '2026-01-02', orderDays })).toThrow(
      'INVALID_NUMBER',
    );
  });
});

describe(tenantMedianIntervalDays.name, () => {
  const every = (days: number) => ({
    firstOrder: '2026-01-01',
    lastOrder: `2026-01-${String(1 + days).padStart(2, '0')}`,
    orderDays: 2,
  });

  it('is the median of the accounts that have a rhythm', () => {
    expect(tenantMedianIntervalDays([every(3), every(20), every(7)])).toBe(7);
    expect(tenantMedianIntervalDays([every(3), every(20), every(7), every(8)])).toBe(7.5);
    expect(tenantMedianIntervalDays([{ ...every(3), orderDays: 1 }])).toBeNull();
    expect(tenantMedianIntervalDays([])).toBeNull();
  });
});

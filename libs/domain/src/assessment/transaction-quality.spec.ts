import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { onTimeInFull, promiseRecord, type DeliveredLine, type DeliveryPromise } from './transaction-quality.js';

const ASOF = '2026-11-21';
const line = (promised: string, delivered: string | null, inFull = true): DeliveredLine => {
  return { promised, delivered, inFull };
};

describe(onTimeInFull.name, () => {
  it('LV-02: knows nothing of what arrived after the day looked at', () => {
    const kept = line('2026-11-10', '2026-11-10');
    expect(onTimeInFull([kept, line('2026-11-25', '2026-12-01')], ASOF)).toBe(1);
    expect(onTimeInFull([kept, line('2026-11-25', '2026-11-23')], ASOF)).toBe(1);
    expect(onTimeInFull([line('2026-11-25', '2026-11-23')], ASOF)).toBeUndefined();
    expect(onTimeInFull([kept, line('2026-11-15', '2026-12-01')], ASOF)).toBe(0.5);
    expect(onTimeInFull([line('2026-12-01', ASOF)], ASOF)).toBe(1);
  });

  it('LV-02: is the share of order lines on time and in full', () => {
    const lines = [
      line('2026-11-10', '2026-11-10'),
      line('2026-11-10', '2026-11-11'),
      line('2026-11-10', '2026-11-09', false),
      line('2026-11-10', '2026-11-09'),
    ];
    expect(onTimeInFull(lines, ASOF)).toBe(0.5);
  });

  it('LV-02: counts an open line as late once its day has passed, and not before', () => {
    const kept = line('2026-11-10', '2026-11-10');
    expect(onTimeInFull([kept, line('2026-11-20', null)], ASOF)).toBe(0.5);
    expect(onTimeInFull([kept, line(ASOF, null)], ASOF)).toBe(1);
    expect(onTimeInFull([line('2026-12-01', '2026-11-20')], ASOF)).toBe(1);
    expect(onTimeInFull([line(ASOF, null)], ASOF)).toBeUndefined();
    expect(onTimeInFull([], ASOF)).toBeUndefined();
  });

  it('refuses days that are none', () => {
    expect(() => onTimeInFull([line('2026-02-30', null)], ASOF)).toThrow('INVALID_DATE');
    expect(() => onTimeInFull([line('2026-02-20', 'soon')], ASOF)).toThrow('INVALID_DATE');
    expect(() => onTimeInFull([line('2026-02-20', null)], 'today')).toThrow('INVALID_DATE');
  });

  it('lies in 0…1, whatever the order of the lines', () => {
    const day = fc.constantFrom('2026-11-19', '2026-11-20', ASOF, '2026-11-22');
    const lines = fc.array(fc.record({ promised: day, delivered: fc.option(day), inFull: fc.boolean() }));
    fc.assert(
      fc.property(lines, (some) => {
        const share = onTimeInFull(some, ASOF);
        if (share !== undefined) expect(share >= 0 && share <= 1).toBe(true);
        expect(onTimeInFull([...some].reverse(), ASOF)).toBe(share);
      }),
    );
  });
});

describe(promiseRecord.name, () => {
  const promise = (days: string, delivered: string | null, standardLeadDays = 10): DeliveryPromise => {
    return { madeOn: '2026-11-01', promised: days, delivered, standardLeadDays };
  };

  it('LV-08: knows nothing of what arrived after the day looked at', () => {
    expect(promiseRecord([promise('2026-11-25', '2026-12-01')], ASOF)).toBeUndefined();
    expect(promiseRecord([promise('2026-11-25', '2026-11-23')], ASOF)).toBeUndefined();
    expect(promiseRecord([promise('2026-11-05', '2026-12-01')], ASOF)?.overPromising).toBe(1);
  });

  it('LV-08: counts promises kept, and promises below the standard lead time that were missed', () => {
    const promises = [
      promise('2026-11-11', '2026-11-11'),
      promise('2026-11-10', '2026-11-10'),
      promise('2026-11-10', '2026-11-12'),
      promise('2026-11-11', '2026-11-12'),
      promise('2026-11-05', null),
      promise('2026-12-01', null),
    ];
    expect(promiseRecord(promises, ASOF)).toEqual({ promiseKeeping: 2 / 5, overPromising: 2 / 5, due: 5 });
  });

  it('knows nothing while no promise is due, and refuses impossible lead times', () => {
    expect(promiseRecord([], ASOF)).toBeUndefined();
    expect(promiseRecord([promise(ASOF, null)], ASOF)).toBeUndefined();
    expect(promiseRecord([promise('2026-11-20', null, 0)], ASOF)).toEqual({
      ...{ promiseKeeping: 0, overPromising: 0, due: 1 },
    });
    for (const days of [-1, NaN, Infinity]) {
      expect(() => promiseRecord([promise(ASOF, null, days)], ASOF)).toThrow('INVALID_LENGTH');
    }
  });
});

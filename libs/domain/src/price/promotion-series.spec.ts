import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import {
  comparesSeasons,
  PROMOTION_GRAINS,
  promotionSlots,
  weeksAfter,
  type PromotionDays,
} from './promotion-series.js';

const promotion: PromotionDays = { startsOn: '2026-03-04', endsOn: '2026-03-20' };

describe(weeksAfter.name, () => {
  it('TX-03: is as long as the promotion, up to eight weeks', () => {
    expect(weeksAfter(promotion)).toBe(3);
    expect(weeksAfter({ startsOn: '2026-03-04', endsOn: '2026-03-04' })).toBe(1);
    expect(weeksAfter({ startsOn: '2026-01-01', endsOn: '2026-12-31' })).toBe(8);
  });
});

describe(promotionSlots.name, () => {
  it('TX-03: counts weeks from the first day, whole ones alone, and knows their phase', () => {
    const slots = promotionSlots(promotion, {
      grain: 'WEEK',
      from: '2026-02-20',
      to: '2026-04-29',
      others: [{ startsOn: '2026-04-22', endsOn: '2026-04-22' }],
    });
    expect(slots.map(({ from, phase }) => `${from} ${phase}`)).toEqual([
      '2026-02-25 NONE',
      '2026-03-04 PROMOTION',
      '2026-03-11 PROMOTION',
      '2026-03-18 PROMOTION',
      '2026-03-25 AFTER',
      '2026-04-01 AFTER',
      '2026-04-08 AFTER',
      '2026-04-15 NONE',
      '2026-04-22 OTHER',
    ]);
    expect(slots[1]).toEqual({ from: '2026-03-04', to: '2026-03-10', season: 9, phase: 'PROMOTION' });
    const without = promotionSlots(promotion, { grain: 'WEEK', from: '2026-03-04', to: '2026-04-01', afterWeeks: 0 });
    expect(without.map(({ phase }) => phase)).toEqual(['PROMOTION', 'PROMOTION', 'PROMOTION', 'NONE']);
  });

  it('TX-03: takes months as the calendar has them', () => {
    const slots = promotionSlots(promotion, { grain: 'MONTH', from: '2026-01-02', to: '2026-06-29' });
    expect(slots.map(({ from, to, season, phase }) => `${from} ${to} ${season} ${phase}`)).toEqual([
      '2026-02-01 2026-02-28 2 NONE',
      '2026-03-01 2026-03-31 3 PROMOTION',
      '2026-04-01 2026-04-30 4 AFTER',
      '2026-05-01 2026-05-31 5 NONE',
    ]);
    const whole = promotionSlots(promotion, { grain: 'MONTH', from: '2026-03-01', to: '2026-03-31' });
    expect(whole).toHaveLength(1);
    expect(promotionSlots(promotion, { grain: 'MONTH', from: '2026-04-02', to: '2026-03-31' })).toEqual([]);
  });

  it('TX-03: has no period before the first whole one or after the last', () => {
    const running = promotionSlots(promotion, { grain: 'WEEK', from: '2026-03-01', to: '2026-03-12' });
    expect(running.map(({ from }) => from)).toEqual(['2026-03-04']);
    expect(promotionSlots(promotion, { grain: 'WEEK', from: '2026-03-12', to: '2026-03-11' })).toEqual([]);
  });

  it('TX-03: is gapless, within its bounds, with seasons of one year', () => {
    const day = fc.integer({ min: epochDay('2020-01-01'), max: epochDay('2029-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...PROMOTION_GRAINS), day, day, day, fc.nat(400), (grain, start, a, b, length) => {
        const [from, to] = [dateOfEpochDay(Math.min(a, b)), dateOfEpochDay(Math.max(a, b))];
        const days = { startsOn: dateOfEpochDay(start), endsOn: dateOfEpochDay(start + length) };
        const slots = promotionSlots(days, { grain, from, to });
        slots.forEach((slot, at) => {
          expect(slot.from >= from && slot.to <= to).toBe(true);
          expect(slot.season >= 1 && slot.season <= (grain === 'WEEK' ? 52 : 12)).toBe(true);
          const before = slots[at - 1];
          if (before) expect(epochDay(slot.from)).toBe(epochDay(before.to) + 1);
          if (slot.phase === 'PROMOTION') expect(slot.from <= days.endsOn && slot.to >= days.startsOn).toBe(true);
        });
      }),
    );
  });
});

describe(comparesSeasons.name, () => {
  const slots = (from: string, others: readonly PromotionDays[] = []) =>
    promotionSlots(promotion, { grain: 'WEEK', from, to: '2026-06-30', others });

  it('TX-03: wants the season of another year, undisturbed', () => {
    expect(comparesSeasons(slots('2025-02-20'), 'WEEK')).toBe(true);
    expect(comparesSeasons(slots('2025-06-01'), 'WEEK')).toBe(false);
    expect(comparesSeasons(slots('2025-02-20', [{ startsOn: '2025-02-01', endsOn: '2025-05-31' }]), 'WEEK')).toBe(
      false,
    );
    expect(comparesSeasons(slots('2026-04-01'), 'WEEK')).toBe(false);
  });

  it('TX-03: wants the same month of another year', () => {
    const months = (from: string) => promotionSlots(promotion, { grain: 'MONTH', from, to: '2026-06-30' });
    expect(comparesSeasons(months('2025-03-01'), 'MONTH')).toBe(true);
    expect(comparesSeasons(months('2025-04-01'), 'MONTH')).toBe(false);
  });
});

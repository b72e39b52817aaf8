import { describe, expect, it } from '@jest/globals';
import { communicationWatch, type WatchedContact } from './communication-watch.js';

const TODAY = '2026-11-22';
const contact = (id: string, on: string, more: Partial<WatchedContact> = {}): WatchedContact => ({
  id,
  on,
  tone: 2,
  incident: false,
  resolvedOn: null,
  ...more,
});
const ids = (...contacts: readonly WatchedContact[]) => communicationWatch(contacts, TODAY).map(({ id }) => id);

describe(communicationWatch.name, () => {
  it('LV-21: lists negative contacts that nobody set right, the longest open first', () => {
    const contacts = [
      contact('b', '2026-11-07'),
      contact('a', '2026-11-07', { tone: 1 }),
      contact('old', '2026-10-01', { tone: 5, incident: true }),
    ];
    expect(communicationWatch(contacts, TODAY)).toEqual([
      { id: 'old', openDays: 52 },
      { id: 'a', openDays: 15 },
      { id: 'b', openDays: 15 },
    ]);
  });

  it('LV-21: from the day after the limit', () => {
    expect(ids(contact('at', '2026-11-08'), contact('after', '2026-11-07'))).toEqual(['after']);
    const rule = { negativeTo: 3, days: 0 };
    const contacts = [
      contact('x', '2026-11-21', { tone: 3 }),
      contact('y', TODAY),
      contact('z', '2026-11-21', { tone: 3.1 }),
    ];
    expect(communicationWatch(contacts, TODAY, rule)).toEqual([{ id: 'x', openDays: 1 }]);
  });

  it('LV-21: leaves out what is friendly, unrated, or set right by now', () => {
    const { tone: _, ...unrated } = contact('unrated', '2026-01-01');
    expect(
      ids(
        contact('friendly', '2026-01-01', { tone: 2.1 }),
        unrated,
        contact('done', '2026-01-01', { resolvedOn: TODAY }),
        contact('done tomorrow', '2026-01-01', { resolvedOn: '2026-11-23' }),
        contact('future', '2026-12-24'),
      ),
    ).toEqual(['done tomorrow']);
    expect(ids({ ...unrated, incident: true })).toEqual(['unrated']);
  });

  it('LV-21: refuses tones and limits that are none', () => {
    for (const tone of [0.5, 5.5, NaN]) {
      expect(() => communicationWatch([contact('x', TODAY, { tone })], TODAY)).toThrow('INVALID_NUMBER');
    }
    for (const days of [-1, NaN, Infinity]) {
      expect(() => communicationWatch([], TODAY, { negativeTo: 2, days })).toThrow('INVALID_LENGTH');
    }
  });
});

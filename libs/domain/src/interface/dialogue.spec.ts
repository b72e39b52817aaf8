import { describe, expect, it } from '@jest/globals';
import { dialogueCadence } from './dialogue.js';

describe(dialogueCadence.name, () => {
  it('RM-16: gaps between the days on which the two talked', () => {
    const talks = ['2026-11-10', '2026-10-01', '2026-10-01', '2026-10-11', '2026-11-25', '2026-10-31'];
    expect(dialogueCadence(talks, '2026-11-22')).toEqual({
      days: 4,
      medianGap: 10,
      longestGap: 20,
      last: '2026-11-10',
      openGap: 12,
      broken: false,
    });
  });

  it('RM-16: is broken off by a silence longer than any before', () => {
    const broken = (asOf: string) => dialogueCadence(['2026-10-01', '2026-10-11', '2026-10-14'], asOf)?.broken;
    expect([broken('2026-10-24'), broken('2026-10-25')]).toEqual([false, true]);
  });

  it('RM-16: one talk has no rhythm, none is no dialogue', () => {
    expect(dialogueCadence(['2020-01-01'], '2026-11-22')).toMatchObject({
      days: 1,
      medianGap: undefined,
      longestGap: undefined,
      broken: false,
    });
    expect(dialogueCadence(['2026-11-22'], '2026-11-22')?.openGap).toBe(0);
    expect(dialogueCadence(['2026-11-23'], '2026-11-22')).toBeUndefined();
    expect(dialogueCadence([], '2026-11-22')).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, daysBetween, epochDay } from '../calendar/date.js';
import { isWeekday } from '../calendar/working-day.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { callBackDay, callBackDays } from './call-back.js';
import { followUpFaults, type FollowUpCommand } from './follow-up.decide.js';
import { DEFAULT_FOLLOW_UP_POLICY, FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES, FOLLOW_UP_TEXTS } from './follow-up.model.js';
import { plannedPeak, seasonPeaks, seasonTasks } from './season.js';

const day = fc.integer({ min: epochDay('1990-01-01'), max: epochDay('2090-12-31') }).map(dateOfEpochDay);
const always = () => true;

describe(callBackDay.name, () => {
  it('SG-42: so many days after the delivery, or on the next working day', () => {
    const policy = { callBackDays: 3 };
    expect(callBackDay('2026-11-23', isWeekday, policy)).toBe('2026-11-26');
    expect(callBackDay('2026-11-25', isWeekday, policy)).toBe('2026-11-30');
    expect(callBackDay('2026-11-25', always, policy)).toBe('2026-11-28');
    expect(callBackDay('2026-11-23', isWeekday, { callBackDays: 0 })).toBe('2026-11-23');
    expect(callBackDay('2026-11-23', isWeekday)).toBe('2026-12-07');
    for (const days of [-1, 1.5]) {
      expect(() => callBackDay('2026-11-23', isWeekday, { callBackDays: days })).toThrow(InvalidValueError);
    }
  });
});

describe(callBackDays.name, () => {
  it('SG-42: looks back until the call would be overdue by more than is borne, never ahead', () => {
    const policy = { ...DEFAULT_FOLLOW_UP_POLICY, callBackDays: 2, callBackLapseDays: 3 };
    expect(callBackDays('2026-11-27', always, policy)).toEqual([
      { deliveredOn: '2026-11-22', dueOn: '2026-11-24' },
      { deliveredOn: '2026-11-23', dueOn: '2026-11-25' },
      { deliveredOn: '2026-11-24', dueOn: '2026-11-26' },
      { deliveredOn: '2026-11-25', dueOn: '2026-11-27' },
      { deliveredOn: '2026-11-26', dueOn: '2026-11-28' },
      { deliveredOn: '2026-11-27', dueOn: '2026-11-29' },
    ]);
  });

  it('SG-42: every delivery of a working day is called for while it may be, always until the same day', () => {
    const policy = fc.record({
      callBackDays: fc.integer({ min: 0, max: 60 }),
      callBackLapseDays: fc.integer({ min: 0, max: 60 }),
      seasonNoticeDays: fc.constant(0),
    });
    fc.assert(
      fc.property(day, policy, fc.integer({ min: 0, max: 130 }), (deliveredOn, rule, later) => {
        const today = dateOfEpochDay(epochDay(deliveredOn) + later);
        const found = callBackDays(today, isWeekday, rule).filter((each) => each.deliveredOn === deliveredOn);
        const called = later <= rule.callBackDays + rule.callBackLapseDays;
        expect(found).toEqual(called ? [{ deliveredOn, dueOn: callBackDay(deliveredOn, isWeekday, rule) }] : []);
      }),
    );
  });
});

describe(seasonPeaks.name, () => {
  const christmas = { startsOn: '2020-12-20', endsOn: '2021-01-06', everyYear: true };

  it('SV-02: the same days of every year, also over the turn of the year', () => {
    expect(seasonPeaks(christmas, '2026-01-06', '2026-12-20')).toEqual([
      { startsOn: '2025-12-20', endsOn: '2026-01-06' },
      { startsOn: '2026-12-20', endsOn: '2027-01-06' },
    ]);
    expect(seasonPeaks(christmas, '2026-01-07', '2026-12-19')).toEqual([]);
    expect(seasonPeaks(christmas, '2000-01-01', '2020-12-19')).toEqual([]);
  });

  it('SV-02: once only where it is told year by year, and on the last day of February in years without its 29th', () => {
    const once = { startsOn: '2027-02-06', endsOn: '2027-02-20', everyYear: false };
    expect(seasonPeaks(once, '2027-02-20', '2029-01-01')).toEqual([{ startsOn: '2027-02-06', endsOn: '2027-02-20' }]);
    expect(seasonPeaks(once, '2028-01-01', '2029-01-01')).toEqual([]);
    const leap = { startsOn: '2024-02-29', endsOn: '2024-03-05', everyYear: true };
    expect(seasonPeaks(leap, '2027-01-01', '2027-12-31')).toEqual([{ startsOn: '2027-02-28', endsOn: '2027-03-05' }]);
  });

  it('SV-02: of every year there is one for each year, none twice', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 300 }), day, (startsOn, length, from) => {
        const season = { startsOn, endsOn: dateOfEpochDay(epochDay(startsOn) + length), everyYear: true };
        const peaks = seasonPeaks(season, from, dateOfEpochDay(epochDay(from) + 3_650));
        const years = peaks.map((peak) => Number(peak.startsOn.slice(0, 4)));
        expect(years).toEqual(years.map((_, index) => Number(years[0]) + index));
        const begun = Number(from.slice(0, 4)) >= Number(startsOn.slice(0, 4));
        if (begun) expect(peaks.length).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

describe(seasonTasks.name, () => {
  const season = { startsOn: '2027-02-06', endsOn: '2027-02-20', everyYear: true };
  const tasks = (today: string) => seasonTasks(season, today, 8, { seasonNoticeDays: 28 }).map(({ planBy }) => planBy);

  it('SV-02: weeks before the peak, from the notice on until it begins', () => {
    expect(plannedPeak({ startsOn: '2027-02-06', endsOn: '2027-02-20' })).toEqual({
      ...{ startsOn: '2027-02-06', endsOn: '2027-02-20', planBy: '2026-12-12' },
    });
    expect(tasks('2026-11-13')).toEqual([]);
    expect(tasks('2026-11-14')).toEqual(['2026-12-12']);
    expect(tasks('2027-02-05')).toEqual(['2026-12-12']);
    expect(tasks('2027-02-06')).toEqual([]);
    expect(tasks('2027-11-20')).toEqual(['2027-12-12']);
  });

  it('SV-02: an open task never has a peak that has begun', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 52 }), (startsOn, today, leadWeeks) => {
        const dates = { startsOn, endsOn: startsOn, everyYear: true };
        for (const { startsOn: peak, planBy } of seasonTasks(dates, today, leadWeeks)) {
          expect(daysBetween(today, peak)).toBeGreaterThan(0);
          expect(daysBetween(planBy, peak)).toBe(7 * leadWeeks);
          expect(daysBetween(today, planBy)).toBeLessThanOrEqual(DEFAULT_FOLLOW_UP_POLICY.seasonNoticeDays);
        }
      }),
    );
  });
});

describe(followUpFaults.name, () => {
  const open = { status: 'OPEN', dueOn: '2026-11-24' } as const;
  const codes = (command: FollowUpCommand, status: (typeof FOLLOW_UP_STATUSES)[number] = 'OPEN') =>
    followUpFaults(command, { ...open, status }).map(({ code }) => code);

  it('SG-42, SV-02: is ended and put off with a word, once', () => {
    expect(codes({ type: 'COMPLETE', note: 'All runs.' })).toEqual([]);
    expect(codes({ type: 'DROP', note: ' ' })).toEqual(['NOTE_REQUIRED']);
    expect(codes({ type: 'ASSIGN', ownerId: 'x' })).toEqual([]);
    expect(codes({ type: 'ASSIGN', ownerId: '' })).toEqual(['OWNER_REQUIRED']);
    expect(codes({ type: 'POSTPONE', dueOn: '2026-11-25', note: 'Away.' })).toEqual([]);
    expect(codes({ type: 'POSTPONE', dueOn: '2026-11-24', note: '' })).toEqual(['NOTE_REQUIRED', 'NOT_LATER']);
    for (const status of ['DONE', 'DROPPED'] as const) {
      expect(codes({ type: 'COMPLETE', note: 'Again.' }, status)).toEqual(['FOLLOW_UP_ENDED']);
    }
  });

  it('SG-42, SV-02: says what is to be done in three languages, with its day', () => {
    for (const kind of FOLLOW_UP_KINDS) {
      const texts = Object.values(FOLLOW_UP_TEXTS[kind]);
      expect(new Set(texts).size).toBe(3);
      for (const text of texts)
        expect([text.includes('{day}'), text.includes('{season}')]).toEqual([true, kind === 'SEASON']);
    }
  });
});

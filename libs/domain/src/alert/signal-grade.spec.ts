import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { INITIAL_ALERT } from './alert.evolve.js';
import { gradeSignals, stagnationSignal, type HealthSignal } from './signal-grade.js';
import { triageDue } from './triage-clock.js';

const TODAY = '2026-06-30';
const signal = (source: string, grade: HealthSignal['grade'] = 'WATCH', age = 0): HealthSignal => {
  return { source, grade, on: dateOfEpochDay(epochDay(TODAY) - age) };
};

describe(gradeSignals.name, () => {
  it('P3: one that watches is a watch, one that alerts an alert, none nothing', () => {
    expect(gradeSignals([], TODAY)).toEqual({ grade: 'NONE', signals: [] });
    expect(gradeSignals([signal('ORDER_GAP')], TODAY).grade).toBe('WATCH');
    expect(gradeSignals([signal('ORDER_GAP', 'ALERT')], TODAY).grade).toBe('ALERT');
  });

  it('P3: two sources that watch make an alert; one source twice is still one', () => {
    expect(gradeSignals([signal('ORDER_GAP'), signal('FIELD_INTELLIGENCE')], TODAY).grade).toBe('ALERT');
    expect(gradeSignals([signal('ORDER_GAP'), signal('ORDER_GAP', 'WATCH', 3)], TODAY)).toEqual({
      grade: 'WATCH',
      signals: [signal('ORDER_GAP')],
    });
    const three = { windowDays: 60, watchesForAlert: 3 };
    expect(gradeSignals([signal('A'), signal('B')], TODAY, three).grade).toBe('WATCH');
  });

  it('P3: keeps the strongest, then the latest signal of a source', () => {
    const signals = [
      signal('A', 'WATCH', 1),
      signal('A', 'ALERT', 9),
      signal('A', 'ALERT', 5),
      signal('A', 'WATCH', 0),
    ];
    expect(gradeSignals(signals, TODAY).signals).toEqual([signal('A', 'ALERT', 5)]);
  });

  it('P3: looks back 60 days and never ahead', () => {
    expect(gradeSignals([signal('A', 'ALERT', 59)], TODAY).grade).toBe('ALERT');
    expect(gradeSignals([signal('A', 'ALERT', 60)], TODAY).grade).toBe('NONE');
    expect(gradeSignals([signal('A', 'ALERT', -1)], TODAY).grade).toBe('NONE');
    expect(gradeSignals([signal('A', 'ALERT', 5)], TODAY, { windowDays: 5, watchesForAlert: 1 }).grade).toBe('NONE');
  });

  it('P3: does not depend on the order of the signals, and one more never softens the grade', () => {
    const grades = ['NONE', 'WATCH', 'ALERT'];
    const one = fc.record({
      source: fc.constantFrom('A', 'B', 'C'),
      grade: fc.constantFrom('WATCH' as const, 'ALERT' as const),
      on: fc.integer({ min: -3, max: 70 }).map((age) => dateOfEpochDay(epochDay(TODAY) - age)),
    });
    fc.assert(
      fc.property(fc.array(one), one, (signals, next) => {
        const found = gradeSignals(signals, TODAY);
        expect(gradeSignals([...signals].reverse(), TODAY)).toEqual(found);
        expect(grades.indexOf(gradeSignals([...signals, next], TODAY).grade)).toBeGreaterThanOrEqual(
          grades.indexOf(found.grade),
        );
      }),
    );
  });
});

describe(stagnationSignal.name, () => {
  it('RG-10: an account that stands still beyond its limit is watched', () => {
    expect(stagnationSignal('2026-05-01', TODAY)).toEqual({ source: 'STAGNATION', on: TODAY, grade: 'WATCH' });
    expect(stagnationSignal(TODAY, TODAY)).not.toBeNull();
    expect(stagnationSignal('2026-07-01', TODAY)).toBeNull();
    expect(stagnationSignal(null, TODAY)).toBeNull();
  });
});

describe(triageDue.name, () => {
  const alerted = (alertedAt: string) => ({ ...INITIAL_ALERT, state: 'ALERT' as const, alertedAt });

  it('P3: a person looks within one working day', () => {
    expect(triageDue(alerted('2026-06-04T23:00:00.000Z'))).toBe('2026-06-05');
    expect(triageDue(alerted('2026-06-05T10:00:00.000Z'))).toBe('2026-06-08');
    expect(triageDue(alerted('2026-06-05T10:00:00.000Z'), () => true)).toBe('2026-06-06');
  });

  it('P3: is over once somebody has looked, and not there while it is only watched', () => {
    expect(triageDue({ ...alerted('2026-06-04T23:00:00.000Z'), state: 'CONFIRMED' })).toBeNull();
    expect(triageDue({ ...INITIAL_ALERT, state: 'ALERT' })).toBeNull();
    expect(triageDue({ ...INITIAL_ALERT, state: 'WATCH' })).toBeNull();
  });
});

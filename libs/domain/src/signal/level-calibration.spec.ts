import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  alarmStarts,
  calibrateLevelThreshold,
  DEFAULT_LEVEL_THRESHOLD,
  LOWEST_LEVEL_THRESHOLD,
} from './level-calibration.js';

const [on, off] = [true, false];

describe(alarmStarts.name, () => {
  it('counts what is on and was off before', () => {
    expect(alarmStarts([on, on, off, on, off, off, on])).toEqual([0, 3, 6]);
    expect(alarmStarts([])).toEqual([]);
  });

  it('a return within the refractory time belongs to the alarm before', () => {
    const alarms = [off, on, off, on, off, off, on, off, off, off, on];
    expect(alarmStarts(alarms, 0)).toEqual([1, 3, 6, 10]);
    expect(alarmStarts(alarms, 1)).toEqual([1, 6, 10]);
    expect(alarmStarts(alarms, 2)).toEqual([1, 10]);
    expect(alarmStarts(alarms, 3)).toEqual([1]);
  });

  it.each([-1, 0.5, NaN])('refuses a refractory time of %p', (refractory) => {
    expect(() => alarmStarts([on], refractory)).toThrow('INVALID_LENGTH');
  });
});

describe(calibrateLevelThreshold.name, () => {
  /** Starts per account-year when the detector really runs. */
  const startsAt = (
    accounts: readonly (readonly (number | undefined)[])[],
    threshold: number,
    { refractory = 0, from = 0 } = {},
  ): number => {
    const starts = accounts.flatMap((scores) =>
      alarmStarts(
        scores.map((score) => (score ?? -Infinity) > threshold),
        refractory,
      ).filter((week) => week >= from),
    ).length;
    const weeks = accounts.reduce((sum, scores) => sum + scores.slice(from).filter((s) => s !== undefined).length, 0);
    return starts / (weeks / 52);
  };
  const year = (...peaks: readonly number[]): number[] =>
    [...peaks.flatMap((peak) => [0, peak]), ...Array<number>(52).fill(0)].slice(0, 52);

  it('§8.3: chooses the smallest threshold whose alarm starts stay within the budget', () => {
    const accounts = [year(2, 5, 3), year(4)];
    const calibrated = calibrateLevelThreshold(accounts, { budgetPerAccountYear: 1 });
    // Two account-years allow two starts: those of 5 and 4.
    expect(calibrated).toEqual({ threshold: 3, source: 'CALIBRATED', startsPerAccountYear: 1, accountYears: 2 });
    expect(startsAt(accounts, 3)).toBe(1);
    expect(startsAt(accounts, 3 - 1e-9)).toBe(1.5);
  });

  it('half a start a year needs two account-years', () => {
    expect(calibrateLevelThreshold([year(5)]).threshold).toBe(5);
    expect(calibrateLevelThreshold([year(5), year()]).threshold).toBe(LOWEST_LEVEL_THRESHOLD);
    expect(calibrateLevelThreshold([year(5), year(4)]).threshold).toBe(4);
  });

  it('never takes the low thresholds at which one alarm never ends', () => {
    // At 1.5 there is one long alarm, at 2.5 there are three: the budget of one start must not choose 1.5.
    const scores = [...[3, 2, 3, 2, 3], ...Array<number>(47).fill(2)];
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 1 }).threshold).toBe(3);
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 3 }).threshold).toBe(LOWEST_LEVEL_THRESHOLD);
  });

  it('takes a rise over two weeks for one alarm', () => {
    const calibrated = calibrateLevelThreshold([[3, 5, ...year()].slice(0, 52)], { budgetPerAccountYear: 1 });
    expect(calibrated).toMatchObject({ threshold: LOWEST_LEVEL_THRESHOLD, startsPerAccountYear: 1 });
  });

  it('joins returns within the refractory time', () => {
    const scores = year(3, 3, 3);
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 1 }).threshold).toBe(3);
    const joined = calibrateLevelThreshold([scores], { budgetPerAccountYear: 1, refractoryWeeks: 1 });
    expect(joined).toMatchObject({ threshold: LOWEST_LEVEL_THRESHOLD, startsPerAccountYear: 1 });
  });

  it('counts only the weeks from the first that counts, but knows what was on before', () => {
    const scores = [6, 6, 6, ...Array<number>(52).fill(0)];
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 0 }).threshold).toBe(6);
    const later = calibrateLevelThreshold([scores], { budgetPerAccountYear: 0, fromWeek: 1 });
    expect(later).toMatchObject({ threshold: LOWEST_LEVEL_THRESHOLD, accountYears: 54 / 52 });
  });

  it('goes as low as it is told', () => {
    const scores = year(0.6, 0.4);
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 1 }).threshold).toBe(1);
    expect(calibrateLevelThreshold([scores], { budgetPerAccountYear: 1, lowestThreshold: 0 }).threshold).toBe(0.4);
  });

  it('says so when there is nothing to calibrate on', () => {
    const none = { threshold: DEFAULT_LEVEL_THRESHOLD, source: 'DEFAULT', startsPerAccountYear: 0, accountYears: 0 };
    expect(calibrateLevelThreshold([])).toEqual(none);
    expect(calibrateLevelThreshold([[], [undefined, undefined]])).toEqual(none);
  });

  it('weeks without a score are neither exposure nor alarm', () => {
    const scores = [...Array<undefined>(100).fill(undefined), 4, undefined, 4, ...year()];
    const calibrated = calibrateLevelThreshold([scores], { budgetPerAccountYear: 2 });
    expect(calibrated).toMatchObject({ accountYears: 54 / 52, threshold: LOWEST_LEVEL_THRESHOLD });
    expect(calibrated.startsPerAccountYear).toBeCloseTo(2 / (54 / 52), 12);
  });

  it.each([
    [{ budgetPerAccountYear: -1 }, 'INVALID_NUMBER'],
    [{ budgetPerAccountYear: NaN }, 'INVALID_NUMBER'],
    [{ refractoryWeeks: -1 }, 'INVALID_LENGTH'],
    [{ fromWeek: 0.5 }, 'INVALID_LENGTH'],
    [{ lowestThreshold: NaN }, 'INVALID_NUMBER'],
  ] as const)('refuses %p', (options, code) => {
    expect(() => calibrateLevelThreshold([[1, 2]], options)).toThrow(code);
  });

  it('refuses scores that are no numbers', () => {
    expect(() => calibrateLevelThreshold([[NaN]])).toThrow('INVALID_NUMBER');
  });

  it('obeys the budget at the threshold and at every one above, and no lower one would do', () => {
    const score = fc.option(
      fc.double({ min: -5, max: 9, noNaN: true }).map((value) => Math.round(value * 2) / 2),
      { nil: undefined },
    );
    const accounts = fc.array(fc.array(score, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        accounts,
        fc.double({ min: 0, max: 9, noNaN: true }),
        fc.nat(3),
        fc.nat(9),
        (scores, budget, refractory, from) => {
          const calibrated = calibrateLevelThreshold(scores, {
            budgetPerAccountYear: budget,
            refractoryWeeks: refractory,
            fromWeek: from,
          });
          fc.pre(calibrated.source === 'CALIBRATED');
          const at = (threshold: number): number => startsAt(scores, threshold, { refractory, from });
          expect(at(calibrated.threshold)).toBeCloseTo(calibrated.startsPerAccountYear, 9);
          for (let above = calibrated.threshold; above <= 9; above += 0.25)
            expect(at(above)).toBeLessThanOrEqual(budget + 1e-9);
          if (calibrated.threshold > LOWEST_LEVEL_THRESHOLD) {
            expect(at(calibrated.threshold - 1e-6)).toBeGreaterThan(budget);
          }
        },
      ),
    );
  });
});

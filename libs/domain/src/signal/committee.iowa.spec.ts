import { describe, expect, it } from '@jest/globals';
import { IOWA_MISSING, iowaIsThere } from '../../test/iowa.js';
import { INJECTED_WEEKS, readIowaCommittee, signalAfterDrop, WATCHED_WEEKS } from '../../test/iowa-committee.js';
import { randomIndex, seededRandom } from '../random/random.js';
import { calibrateCommittee, type CommitteeCalibration, type CommitteeHistory } from './committee-calibration.js';
import { DEFAULT_ALARM_BUDGET } from './detector.js';
import { alarmStarts, calibrateLevelThreshold } from './level-calibration.js';
import { orderEwmaScores } from './order-ewma.js';
import { deseasonalise } from './seasonal-index.js';
import { WEEKS_PER_YEAR, weekEnd, weekStart } from './weekly-series.js';

const STARTS_PER_ACCOUNT = 3;

// The measured setting: persistent drops from random weeks of the last 81, thresholds calibrated on the same weeks,
// accounts already in alarm left out.
describe('§10.8: the committee on real accounts', () => {
  if (!iowaIsThere) {
    it.skip(IOWA_MISSING, () => undefined);
    return;
  }
  const { accounts, firstWeek, fromWeek, asOf, from } = readIowaCommittee();
  const options = { asOf, gapEvaluationEveryDays: 7 };
  const calibration = calibrateCommittee(accounts, { ...options, from });

  /** Weeks until the alarm, 1 for the first week of the drop, for random starts at every account not in alarm. */
  const delaysOf = (drop: number, settings = calibration, perAccount = STARTS_PER_ACCOUNT): readonly number[] => {
    const random = seededRandom(8);
    return accounts.flatMap((account) =>
      Array.from({ length: perAccount }, () => fromWeek + randomIndex(random, INJECTED_WEEKS - WATCHED_WEEKS + 1))
        .filter((start) => signalAfterDrop(account, start - 1, settings)?.alarm === false)
        .map((start) => {
          for (let delay = 1; delay <= WATCHED_WEEKS; delay++) {
            if (signalAfterDrop(account, start + delay - 1, settings, { start, drop })?.alarm) return delay;
          }
          return Infinity;
        }),
    );
  };
  /** Alarm starts of these accounts in the last 81 weeks, week by week. */
  const startsOf = (settings: CommitteeCalibration, some: readonly CommitteeHistory[]): number =>
    some.reduce((sum, account) => {
      const alarms = Array.from({ length: INJECTED_WEEKS + 1 }, (_, i) => {
        return signalAfterDrop(account, fromWeek - 1 + i, settings)?.alarm === true;
      });
      return sum + alarmStarts(alarms).filter((week) => week > 0).length;
    }, 0);
  const within = (delays: readonly number[], limit: number): number =>
    delays.filter((delay) => delay <= limit).length / delays.length;

  it('§8.3: finds the season of the measured data, .80 to 1.38', () => {
    expect(Math.min(...calibration.season)).toBeCloseTo(0.8, 1);
    expect(Math.max(...calibration.season)).toBeCloseTo(1.37, 1);
  });

  it('§8.3: gives every member a third of the budget, and spends no more than the budget as one', () => {
    for (const member of Object.values(calibration.members)) {
      expect(member.source).toBe('CALIBRATED');
      expect(member.startsPerAccountYear).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET / 3);
      expect(member.startsPerAccountYear).toBeGreaterThan(0.9 * (DEFAULT_ALARM_BUDGET / 3));
    }
    expect(calibration.startsPerAccountYear).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET);
    expect(calibration.startsPerAccountYear).toBeGreaterThan(0.35);
    expect(calibration.accountYears).toBeCloseTo((288 * INJECTED_WEEKS) / WEEKS_PER_YEAR, 0);
  });

  it('§10.8: starts exactly that often when it runs week by week', () => {
    const some = accounts.filter((_, i) => i % 6 === 0);
    const settings = calibrateCommittee(some, { ...options, from });
    expect(startsOf(settings, some) / settings.accountYears).toBeCloseTo(settings.startsPerAccountYear, 9);
    expect(settings.startsPerAccountYear).toBeGreaterThan(0.3);
  });

  it('§10.8: sees at least .60 of the drops by half within 13 weeks', () => {
    const delays = delaysOf(0.5);
    expect(delays.length).toBeGreaterThan(700);
    expect(within(delays, 13)).toBeGreaterThanOrEqual(0.6);
    expect(within(delays, 4)).toBeCloseTo(0.27, 1);
    expect(within(delays, 8)).toBeCloseTo(0.44, 1);
  });

  it('§10.8: sees at least .99 of the stops within 8 weeks', () => {
    const delays = delaysOf(1);
    expect(within(delays, 8)).toBeGreaterThanOrEqual(0.99);
  });

  it('§8.3: the gap alone, the rule of inactive customers, cannot see partial defection', () => {
    const alone = { ...calibration.thresholds, FOUR_WEEK_LEVEL: 1e9, THIRTEEN_WEEK_LEVEL: 1e9 };
    expect(within(delaysOf(0.8, { ...calibration, thresholds: alone }, 1), 13)).toBeLessThan(0.2);
  });

  it('§10.8: holds on weeks it was not calibrated on', () => {
    const past = calibrateCommittee(
      accounts.map(({ orderDates, weekly }) => ({
        orderDates: orderDates.filter((date) => date < weekStart(weekly, fromWeek)),
        weekly: { firstWeek, values: weekly.values.slice(0, fromWeek) },
      })),
      { ...options, asOf: weekEnd({ firstWeek }, fromWeek - 1), from: weekStart({ firstWeek }, fromWeek - 59) },
    );
    expect(past.startsPerAccountYear).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET);
    const some = accounts.filter((_, i) => i % 6 === 0);
    const years = (some.length * INJECTED_WEEKS) / WEEKS_PER_YEAR;
    expect(startsOf(past, some) / years).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET);
    expect(within(delaysOf(0.5, past, 2), 13)).toBeGreaterThan(0.55);
  });

  it('§8.3: an EWMA of weekly residuals on the whole budget sees drops by half about as often', () => {
    const values = accounts.map(({ weekly }) => deseasonalise(weekly, calibration.season));
    const scores = values.map((each) => orderEwmaScores(each));
    const { threshold, startsPerAccountYear } = calibrateLevelThreshold(scores, { fromWeek, lowestThreshold: 0 });
    const random = seededRandom(8);
    const delays = values.flatMap((each, account) => {
      if (account % 2 === 1) return [];
      const start = fromWeek + randomIndex(random, INJECTED_WEEKS - WATCHED_WEEKS + 1);
      if ((scores[account]?.[start - 1] ?? 0) > threshold) return [];
      const dropped = each.slice(0, start + WATCHED_WEEKS).map((value, i) => (i >= start ? value / 2 : value));
      const delay = orderEwmaScores(dropped)
        .slice(start)
        .findIndex((score) => (score ?? 0) > threshold);
      return [delay === -1 ? Infinity : delay + 1];
    });
    expect(startsPerAccountYear).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET);
    expect(within(delays, 13)).toBeGreaterThan(0.55);
  });
});

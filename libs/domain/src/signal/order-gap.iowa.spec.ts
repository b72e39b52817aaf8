import { describe, expect, it } from '@jest/globals';
import { IOWA_MISSING, iowaIsThere, readIowa } from '../../test/iowa.js';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { calibrateGapThreshold } from './gap-calibration.js';
import { orderGap } from './order-gap.js';
import { summariseOrders, tenantMedianIntervalDays, type OrderHistory } from './order-history.js';
import { median } from '../statistics/descriptive.js';

const INJECTED_WEEKS = 81;
const BUDGET = 0.5;

// The measured setting: weekly evaluation, budget calibrated on the weeks into which the stops are put.
describe('§10.8: stops seen by the order gap on real accounts', () => {
  if (!iowaIsThere) {
    it.skip(IOWA_MISSING, () => undefined);
    return;
  }
  const { cities, weeks } = readIowa();
  const accounts = cities.map((city) => city.weeks).filter((active) => active.length >= 0.35 * weeks.length);
  const asOf = weeks.at(-1) as string;
  const from = weeks.at(-INJECTED_WEEKS) as string;
  const calibrated = calibrateGapThreshold(accounts, {
    asOf,
    from,
    budgetPerAccountYear: BUDGET,
    evaluationEveryDays: 7,
  });
  const tenantMedian = tenantMedianIntervalDays(accounts.flatMap((dates) => summariseOrders(dates) ?? []));

  const alarmOn = (history: OrderHistory, day: number): boolean => {
    const reading = { history, tenantMedianIntervalDays: tenantMedian, asOf: dateOfEpochDay(day) };
    return orderGap({ ...reading, threshold: calibrated.threshold })?.alarm === true;
  };

  /** Weeks from the first week without orders to the alarm, for a stop in each of the weeks that leave 13 to watch. */
  const delays = accounts.flatMap((dates) =>
    weeks.slice(-INJECTED_WEEKS, -12).flatMap((stop) => {
      const history = summariseOrders(dates.filter((date) => date < stop));
      const start = epochDay(stop);
      if (history === null || alarmOn(history, start - 7)) return [];
      const delay = Array.from({ length: 14 }, (_, week) => week).find((week) => alarmOn(history, start + 7 * week));
      return [delay ?? Infinity];
    }),
  );
  const seenWithin = (limit: number): number => delays.filter((delay) => delay <= limit).length / delays.length;

  it('covers 288 accounts that order in 92 % of the weeks at the median', () => {
    expect(accounts).toHaveLength(288);
    expect(median(accounts.map((dates) => dates.length / weeks.length))).toBeCloseTo(0.92, 2);
    expect(delays.length).toBeGreaterThan(19_000);
  });

  it('§8.3: keeps the alarm budget with a threshold in the measured range', () => {
    expect(calibrated.source).toBe('CALIBRATED');
    expect(calibrated.startsPerAccountYear).toBeLessThanOrEqual(BUDGET);
    expect(calibrated.startsPerAccountYear).toBeGreaterThan(0.45);
    expect(calibrated.threshold).toBeGreaterThan(1.3);
    expect(calibrated.threshold).toBeLessThan(1.9);
  });

  it('§10.8: sees every stop within 4 weeks', () => {
    expect(seenWithin(4)).toBe(1);
    expect(seenWithin(8)).toBe(1);
  });

  it('sees hardly any within the first week, so that the figures above are no accident of the rule', () => {
    expect(seenWithin(0)).toBeLessThan(0.2);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { DEFAULT_ALARM_BUDGET, memberBudget } from './detector.js';
import { calibrateGapThreshold, DEFAULT_GAP_THRESHOLD, LOWEST_GAP_THRESHOLD } from './gap-calibration.js';
import { orderGap } from './order-gap.js';
import { summariseOrders, tenantMedianIntervalDays } from './order-history.js';

const START = epochDay('2024-01-01');
const datesAfter = (gaps: readonly number[]): readonly string[] => {
  let day = START;
  return [dateOfEpochDay(day), ...gaps.map((gap) => dateOfEpochDay((day += gap)))];
};

/** Alarm starts of one account if the detector ran every night over its history. */
function countStarts(dates: readonly string[], asOf: string, threshold: number, median: number): number {
  const days = dates.map(epochDay);
  let starts = 0;
  let on = false;
  for (let day = days[0] as number; day <= epochDay(asOf); day += 1) {
    const history = summariseOrders(dates.slice(0, days.filter((order) => order <= day).length));
    if (history === null) continue;
    const now = orderGap({ history, tenantMedianIntervalDays: median, asOf: dateOfEpochDay(day), threshold });
    if (now?.alarm === true && !on) starts += 1;
    on = now?.alarm === true;
  }
  return starts;
}

describe(calibrateGapThreshold.name, () => {
  it('§8.3: leaves out a silence that was over when the window began', () => {
    const dates = datesAfter([...Array<number>(30).fill(7), 100, ...Array<number>(30).fill(7)]);
    const asOf = dates.at(-1) as string;
    const thresholdFrom = (order: number, later: number) =>
      calibrateGapThreshold([dates], {
        asOf,
        from: dateOfEpochDay(epochDay(dates[order] as string) + later),
        budgetPerAccountYear: 0,
      }).threshold;
    // The 31st order ends the silence; the evening before it is the last on which it was seen.
    expect(thresholdFrom(31, -1)).toBeGreaterThan(10);
    expect(thresholdFrom(31, 0)).toBe(LOWEST_GAP_THRESHOLD);
  });

  it('§8.3: chooses the smallest threshold whose alarm starts stay within the budget', () => {
    // One account, 7-day rhythm, two lapses of 15 and 22 days in about two years: half a start a year allows one.
    const gaps = [...Array<number>(40).fill(7), 15, ...Array<number>(40).fill(7), 22, ...Array<number>(17).fill(7)];
    const dates = datesAfter(gaps);
    const asOf = dates.at(-1) as string;
    const calibrated = calibrateGapThreshold([dates], { asOf });
    expect(calibrated.source).toBe('CALIBRATED');
    expect(calibrated.accountYears).toBeCloseTo(1.97, 1);
    expect(calibrated.startsPerAccountYear).toBeLessThanOrEqual(DEFAULT_ALARM_BUDGET);
    const median = tenantMedianIntervalDays([summariseOrders(dates)].flatMap((history) => history ?? [])) as number;
    expect(countStarts(dates, asOf, calibrated.threshold, median)).toBe(0);
    const generous = calibrateGapThreshold([dates], { asOf, budgetPerAccountYear: 0.6 });
    expect(generous.threshold).toBeLessThan(calibrated.threshold);
    expect(countStarts(dates, asOf, generous.threshold, median)).toBe(1);
  });

  it('§8.3: judges each interval by what was known when it began, on the days of evaluation', () => {
    // Mean interval 20. Before the last order (10 + 10 + 2 · 20) ÷ 4 = 15 days were expected, and 39 seen on the evening before.
    const dates = datesAfter([10, 10, 40]);
    const asOf = dates.at(-1) as string;
    const threshold = (more: object, histories = [dates]) =>
      calibrateGapThreshold(histories, { asOf, budgetPerAccountYear: 0, ...more }).threshold;
    expect(threshold({})).toBeCloseTo(39 / 15, 12);
    expect(threshold({ evaluationEveryDays: 7 })).toBeCloseTo(35 / 15, 12);
    // What was ordered after the end is not known yet.
    const later = dateOfEpochDay(epochDay(asOf) + 300);
    expect(calibrateGapThreshold([[...dates, later], [later]], { asOf })).toEqual(
      calibrateGapThreshold([dates], { asOf }),
    );
  });

  it('never goes below the expected interval, however large the budget', () => {
    const dates = datesAfter(Array<number>(20).fill(7));
    const asOf = dates.at(-1) as string;
    expect(calibrateGapThreshold([dates], { asOf, budgetPerAccountYear: 1000 }).threshold).toBe(LOWEST_GAP_THRESHOLD);
  });

  it('counts the silence at the end, and only what reaches into the window', () => {
    const dates = datesAfter([30, 7, 7, 7, 7, 7, 7]);
    const asOf = dateOfEpochDay(epochDay(dates.at(-1) as string) + 100);
    const [whole, late] = [undefined, '2024-02-10'].map((from) => {
      return calibrateGapThreshold([dates], { asOf, budgetPerAccountYear: 0, ...(from === undefined ? {} : { from }) });
    });
    expect(whole?.threshold).toBeGreaterThan(9);
    expect(late?.threshold).toBe(whole?.threshold);
    const quiet = dates.at(-1) as string;
    const early = calibrateGapThreshold([dates], { asOf: quiet, budgetPerAccountYear: 0 });
    const without = calibrateGapThreshold([dates], { asOf: quiet, from: '2024-02-10', budgetPerAccountYear: 0 });
    expect(without.threshold).toBeLessThan(early.threshold);
    expect(without.accountYears).toBeLessThan(early.accountYears);
  });

  it('says so when there is nothing to calibrate on', () => {
    const none = { threshold: DEFAULT_GAP_THRESHOLD, source: 'DEFAULT', startsPerAccountYear: 0 };
    expect(calibrateGapThreshold([], { asOf: '2026-01-01' })).toEqual({ ...none, accountYears: 0 });
    expect(calibrateGapThreshold([[], ['2026-01-01']], { asOf: '2026-01-01' })).toMatchObject(none);
    expect(calibrateGapThreshold([['2025-01-01']], { asOf: '2026-01-01' })).toMatchObject(none);
    expect(calibrateGapThreshold([['2026-01-05', '2026-02-05']], { asOf: '2026-01-01' })).toMatchObject(none);
  });

  it.each([
    [{ budgetPerAccountYear: -1 }, 'INVALID_NUMBER'],
    [{ budgetPerAccountYear: NaN }, 'INVALID_NUMBER'],
    [{ evaluationEveryDays: 0 }, 'INVALID_LENGTH'],
    [{ evaluationEveryDays: 1.5 }, 'INVALID_LENGTH'],
  ] as const)('refuses %p', (options, code) => {
    const history = [['2025-01-01', '2025-02-01']];
    expect(() => calibrateGapThreshold(history, { asOf: '2026-01-01', ...options })).toThrow(code);
  });

  it('obeys the budget when the detector really runs every night', () => {
    const account = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 25 });
    const tenant = fc.array(account, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tenant, fc.double({ min: 0, max: 4, noNaN: true }), fc.nat(90), (accounts, budget, silence) => {
        const histories = accounts.map(datesAfter);
        const asOf = dateOfEpochDay(Math.max(...histories.map((dates) => epochDay(dates.at(-1) as string))) + silence);
        const calibrated = calibrateGapThreshold(histories, { asOf, budgetPerAccountYear: budget });
        const median = tenantMedianIntervalDays(histories.flatMap((dates) => summariseOrders(dates) ?? [])) as number;
        const starts = histories.reduce(
          (sum, dates) => sum + countStarts(dates, asOf, calibrated.threshold, median),
          0,
        );
        expect(starts / calibrated.accountYears).toBeLessThanOrEqual(budget + 1e-9);
        expect(calibrated.startsPerAccountYear).toBeCloseTo(starts / calibrated.accountYears, 9);
        expect(calibrated.threshold).toBeGreaterThanOrEqual(LOWEST_GAP_THRESHOLD);
      }),
      {
        numRuns: 60,
        // Here n·(total ÷ n) is not the total: a score taken that way lies a hair above the threshold made of it.
        examples: [
          [
            [
              [37, 41, 40, 37, 54],
              [48, 18, 1, 12, 60, 60, 31],
              [39, 3, 12, 56, 16, 41, 39, 52, 24, 5, 28, 18],
            ],
            0,
            6,
          ],
        ],
      },
    );
  });

  it('spends less with a smaller budget, at a higher threshold', () => {
    const histories = [datesAfter([7, 9, 30, 7, 5, 41, 7]), datesAfter([14, 14, 60, 14])];
    const thresholds = [3, 2, 1, 0.5, 0].map((budgetPerAccountYear) => {
      return calibrateGapThreshold(histories, { asOf: '2024-06-30', budgetPerAccountYear }).threshold;
    });
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
  });
});

describe(memberBudget.name, () => {
  it('gives each member its part', () => {
    expect(memberBudget(0.5, 1)).toBe(0.5);
    expect(memberBudget(0.6, 3)).toBeCloseTo(0.2, 12);
  });

  it.each([
    [0.5, 0, 'INVALID_LENGTH'],
    [0.5, 1.5, 'INVALID_LENGTH'],
    [-1, 2, 'INVALID_NUMBER'],
  ])('refuses a budget of %p over %p members', (budget, members, code) => {
    expect(() => memberBudget(budget, members)).toThrow(code);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomIndex, seededRandom } from '../random/random.js';
import { calibrateCommittee, type CommitteeHistory } from './committee-calibration.js';
import {
  combineReadings,
  committeeAlarm,
  committeeSignal,
  type CommitteeReading,
  type CommitteeSettings,
} from './committee.js';
import { COMMITTEE_MEMBERS, DEFAULT_ALARM_BUDGET, type CommitteeMember } from './detector.js';
import { calibrateGapThreshold } from './gap-calibration.js';
import { alarmStarts } from './level-calibration.js';
import { orderGap, type OrderGapReading } from './order-gap.js';
import { FOUR_WEEK_RULE, levelReading, THIRTEEN_WEEK_RULE, type LevelReading, type LevelRule } from './robust-level.js';
import { FLAT_SEASON } from './seasonal-index.js';
import { weekEnd, weekStart } from './weekly-series.js';
import { summariseOrders } from './order-history.js';

const HISTORY = { firstOrder: '2023-01-01', lastOrder: '2025-06-01', orderDays: 126 };
const weekly = { firstWeek: '2023-01-01', values: Array.from({ length: 127 }, (_, i) => (i % 2 === 0 ? 90 : 110)) };
const SETTINGS: CommitteeSettings = {
  season: FLAT_SEASON,
  tenantMedianIntervalDays: 7,
  thresholds: { ORDER_GAP: 2, FOUR_WEEK_LEVEL: 2, THIRTEEN_WEEK_LEVEL: 2 },
};

let readings: Readonly<Record<CommitteeMember, CommitteeReading>>;
beforeAll(() => {
  const gap = { history: HISTORY, tenantMedianIntervalDays: 7, asOf: '2025-06-07', threshold: 2 };
  const level = (rule: LevelRule) => levelReading(weekly, FLAT_SEASON, { rule, threshold: 2 }) as LevelReading;
  readings = {
    ORDER_GAP: orderGap(gap) as OrderGapReading,
    FOUR_WEEK_LEVEL: level(FOUR_WEEK_RULE),
    THIRTEEN_WEEK_LEVEL: level(THIRTEEN_WEEK_RULE),
  };
});

const reading = (detector: CommitteeMember, score: number, threshold: number): CommitteeReading => {
  return { ...readings[detector], score, threshold, alarm: score > threshold };
};

describe(combineReadings.name, () => {
  it('§8.3: one signal, led by the member with the highest score for its threshold', () => {
    const signal = combineReadings([
      reading('THIRTEEN_WEEK_LEVEL', 3, 2),
      reading('ORDER_GAP', 1.9, 2),
      reading('FOUR_WEEK_LEVEL', 4, 2),
    ]);
    expect(signal).toMatchObject({
      alarm: true,
      score: 2,
      leading: 'FOUR_WEEK_LEVEL',
      firing: ['FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL'],
    });
    expect(signal?.readings.map(({ detector }) => detector)).toEqual(COMMITTEE_MEMBERS);
  });

  it('is calm while nobody is above the threshold, and nothing of nobody', () => {
    expect(combineReadings([reading('ORDER_GAP', 2, 2)])).toMatchObject({ alarm: false, score: 1, firing: [] });
    expect(combineReadings([])).toBeNull();
  });

  it.each([0, -1, 5e-324])('refuses a threshold of %p', (threshold) => {
    expect(() => combineReadings([reading('ORDER_GAP', 2, threshold)])).toThrow('INVALID_NUMBER');
  });

  it('does not mind the order, alarms exactly if a member does, and no member can quiet another', () => {
    const score = fc.double({ min: -10, max: 10, noNaN: true });
    const threshold = fc.double({ min: 0.5, max: 5, noNaN: true });
    const one = fc.record({ detector: fc.constantFrom(...COMMITTEE_MEMBERS), score, threshold });
    const members = fc.uniqueArray(one, { selector: ({ detector }) => detector, minLength: 1 });
    fc.assert(
      fc.property(members, (each) => {
        const readings = each.map((member) => reading(member.detector, member.score, member.threshold));
        const signal = combineReadings(readings);
        expect(combineReadings(readings.toReversed())).toEqual(signal);
        expect(signal?.alarm).toBe(readings.some(({ alarm }) => alarm));
        expect(signal?.alarm).toBe((signal?.firing.length ?? 0) > 0);
        expect((signal?.score ?? 0) >= 1 || signal?.alarm === false).toBe(true);
        expect(combineReadings(readings.slice(1))?.score ?? -Infinity).toBeLessThanOrEqual(signal?.score as number);
      }),
    );
  });
});

describe(committeeSignal.name, () => {
  const signalOf = (values: readonly number[], lastOrder: string, asOf: string) =>
    committeeSignal({ history: { ...HISTORY, lastOrder }, weekly: { ...weekly, values } }, SETTINGS, asOf);

  it('is calm for a steady account', () => {
    const signal = signalOf(weekly.values, '2025-06-01', '2025-06-07');
    expect(signal).toMatchObject({ alarm: false, firing: [] });
    expect(signal?.readings).toHaveLength(3);
  });

  it('RG-06, RG-07: the gap speaks first of a stop, the levels of a decline', () => {
    const stopped = [...weekly.values.slice(0, -2), 0, 0];
    expect(signalOf(stopped, '2025-05-20', '2025-06-07')).toMatchObject({ alarm: true });
    expect(signalOf(stopped, '2025-05-20', '2025-06-07')?.firing).toContain('ORDER_GAP');
    const halved = [...weekly.values.slice(0, -4), 50, 50, 50, 50];
    expect(signalOf(halved, '2025-06-01', '2025-06-07')).toMatchObject({ alarm: true, leading: 'FOUR_WEEK_LEVEL' });
    expect(signalOf(halved, '2025-06-01', '2025-06-07')?.firing).not.toContain('ORDER_GAP');
  });

  it('lets those speak who can: the gap alone with a short history, nobody before the first rhythm', () => {
    expect(signalOf([1, 2, 3], '2025-06-01', '2025-06-07')?.readings.map(({ detector }) => detector)).toEqual([
      'ORDER_GAP',
    ]);
    const once = { firstOrder: '2025-06-01', lastOrder: '2025-06-01', orderDays: 1 };
    const alone = { history: once, weekly: { ...weekly, values: [1] } };
    expect(committeeSignal(alone, { ...SETTINGS, tenantMedianIntervalDays: null }, '2025-06-07')).toBeNull();
  });
});

describe(committeeAlarm.name, () => {
  it('is the signal of whoever is in alarm, whichever member raises it, and nothing of a calm account', () => {
    const weeks = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -20, max: 120 })), {
      minLength: 0,
      maxLength: 127,
    });
    const threshold = fc.constantFrom(0.5, 1.9, 2, 4, 50);
    const settings = fc.record({ ORDER_GAP: threshold, FOUR_WEEK_LEVEL: threshold, THIRTEEN_WEEK_LEVEL: threshold });
    const last = fc.constantFrom('2025-03-01', '2025-05-20', '2025-06-01');
    fc.assert(
      fc.property(weeks, settings, last, fc.constantFrom(7, null), (values, thresholds, lastOrder, median) => {
        const account = { history: { ...HISTORY, lastOrder }, weekly: { ...weekly, values } };
        const known = { ...SETTINGS, thresholds, tenantMedianIntervalDays: median };
        const signal = committeeSignal(account, known, '2025-06-07');
        expect(committeeAlarm(account, known, '2025-06-07')).toEqual(signal?.alarm === true ? signal : null);
      }),
      { numRuns: 300 },
    );
  });

  it('is silent at a threshold and of an account without a rhythm', () => {
    const account = { history: HISTORY, weekly };
    const gap = orderGap({ history: HISTORY, tenantMedianIntervalDays: 7, asOf: '2025-06-21', threshold: 2 });
    const at = (threshold: number) => ({ ...SETTINGS, thresholds: { ...SETTINGS.thresholds, ORDER_GAP: threshold } });
    expect(committeeAlarm(account, at(gap?.score as number), '2025-06-21')).toBeNull();
    expect(committeeAlarm(account, at((gap?.score as number) - 1e-9), '2025-06-21')?.firing).toEqual(['ORDER_GAP']);
    const once = {
      history: { ...HISTORY, firstOrder: HISTORY.lastOrder, orderDays: 1 },
      weekly: { ...weekly, values: [1] },
    };
    expect(committeeAlarm(once, { ...SETTINGS, tenantMedianIntervalDays: null }, '2027-06-21')).toBeNull();
  });
});

describe(calibrateCommittee.name, () => {
  const WEEKS = 120;
  const asOf = '2024-04-20';
  const options = { asOf, gapEvaluationEveryDays: 7, season: FLAT_SEASON };
  let accounts: readonly CommitteeHistory[];
  beforeAll(() => {
    const random = seededRandom(3);
    accounts = Array.from({ length: 4 }, (_, account) => {
      const length = account === 0 ? 60 : WEEKS;
      const firstWeek = weekStart({ firstWeek: '2022-01-02' }, WEEKS - length);
      const values = Array.from({ length }, (_, i) =>
        random() < 0.25 ? 0 : (1 + Math.sin(i / 9 + account) / 2) * randomIndex(random, 100),
      );
      return {
        weekly: { firstWeek, values },
        orderDates: values.flatMap((value, week) => (value > 0 ? [weekEnd({ firstWeek }, week)] : [])),
      };
    });
  });

  it.each([
    { budgetPerAccountYear: 0.5 },
    { budgetPerAccountYear: 3 },
    { budgetPerAccountYear: 3, refractoryWeeks: 4 },
    { budgetPerAccountYear: 2, from: '2023-02-26' },
    { budgetPerAccountYear: 0 },
  ])('§8.3: stays within the budget when it runs week by week: %p', (more) => {
    const calibration = calibrateCommittee(accounts, { ...options, ...more });
    expect(calibration.startsPerAccountYear).toBeLessThanOrEqual(more.budgetPerAccountYear);
    const fromWeek = more.from === undefined ? 0 : 60;
    const starts = accounts.reduce((sum, { weekly: { firstWeek, values }, orderDates }) => {
      const alarms = values.map((_, week) => {
        const today = weekEnd({ firstWeek }, week);
        const history = summariseOrders(orderDates.filter((date) => date <= today));
        const seen = { firstWeek, values: values.slice(0, week + 1) };
        return history !== null && committeeSignal({ history, weekly: seen }, calibration, today)?.alarm === true;
      });
      const offset = WEEKS - values.length;
      return sum + alarmStarts(alarms, more.refractoryWeeks).filter((week) => week + offset >= fromWeek).length;
    }, 0);
    expect(starts / calibration.accountYears).toBeCloseTo(calibration.startsPerAccountYear, 9);
    const together = COMMITTEE_MEMBERS.map((member) => calibration.members[member].startsPerAccountYear);
    for (const member of together) expect(member).toBeLessThanOrEqual(more.budgetPerAccountYear / 3);
    expect(calibration.thresholds.FOUR_WEEK_LEVEL).toBe(calibration.members.FOUR_WEEK_LEVEL.threshold);
    expect(calibration.thresholds.THIRTEEN_WEEK_LEVEL).toBe(calibration.members.THIRTEEN_WEEK_LEVEL.threshold);
    expect(calibration.thresholds.ORDER_GAP).toBe(calibration.members.ORDER_GAP.threshold);
  });

  it('§8.3: spends half an alarm start per account-year unless told otherwise, and finds the season itself', () => {
    const told = calibrateCommittee(accounts, { ...options, budgetPerAccountYear: 0.5 });
    expect(calibrateCommittee(accounts, options)).toEqual(told);
    const { season } = calibrateCommittee(accounts, { asOf });
    expect(season).not.toEqual(FLAT_SEASON);
  });

  it('counts only the weeks of its window', () => {
    const from = weekStart({ firstWeek: '2022-01-02' }, 68);
    expect(calibrateCommittee(accounts, { ...options, from }).accountYears).toBeCloseTo(4, 9);
    expect(calibrateCommittee(accounts, { ...options, from: '2030-01-01' }).accountYears).toBe(0);
  });

  it('calibrates the gap on its part of the budget, within the window', () => {
    const window = { asOf, from: '2023-02-26' };
    const { members } = calibrateCommittee(accounts, { ...options, ...window });
    const alone = calibrateGapThreshold(
      accounts.map(({ orderDates }) => orderDates),
      { ...window, budgetPerAccountYear: DEFAULT_ALARM_BUDGET / 3, evaluationEveryDays: 7 },
    );
    expect(members.ORDER_GAP).toEqual(alone);
    expect(calibrateCommittee(accounts, options).members.ORDER_GAP).not.toEqual(alone);
  });

  it('works with defaults where there is no history', () => {
    const none = calibrateCommittee([], { asOf });
    expect(none).toMatchObject({ tenantMedianIntervalDays: null, startsPerAccountYear: 0, accountYears: 0 });
    expect(Object.values(none.members).map(({ source }) => source)).toEqual(['DEFAULT', 'DEFAULT', 'DEFAULT']);
  });

  it('counts an alarm that starts in the first week of the window, and none that was on before', () => {
    const firstWeek = '2022-01-02';
    const values = Array.from({ length: 120 }, (_, week) => (week === 100 || week === 101 ? 0 : 100 + (week % 3)));
    const orderDates = values.flatMap((value, week) => (value > 0 ? [weekEnd({ firstWeek }, week)] : []));
    const startsFrom = (week: number): number => {
      const from = weekStart({ firstWeek }, week);
      const window = { ...options, asOf: weekEnd({ firstWeek }, 119), from, budgetPerAccountYear: 3 * 52 };
      const found = calibrateCommittee([{ weekly: { firstWeek, values }, orderDates }], window);
      return Math.round(found.startsPerAccountYear * found.accountYears);
    };
    // The missing weeks stay in the four-week sum until week 104, in that of thirteen weeks until week 113.
    expect(startsFrom(90)).toBe(1);
    expect(startsFrom(100)).toBe(1);
    expect(startsFrom(101)).toBe(0);
  });

  it('knows no rhythm where nobody ordered twice', () => {
    const values = [...Array<number>(59).fill(0), 5];
    const firstWeek = '2025-01-05';
    const once = { weekly: { firstWeek, values }, orderDates: [weekEnd({ firstWeek }, 59)] };
    const never = { weekly: { firstWeek, values: values.map(() => 0) }, orderDates: [] };
    const calibration = calibrateCommittee([once, never], { asOf: weekEnd({ firstWeek }, 59) });
    expect(calibration).toMatchObject({ tenantMedianIntervalDays: null, startsPerAccountYear: 0, accountYears: 0 });
    expect(calibration.members.ORDER_GAP.source).toBe('DEFAULT');
  });

  it('refuses series that end with different weeks', () => {
    const [one, other] = [accounts[0], accounts[1]] as [CommitteeHistory, CommitteeHistory];
    const shorter = { ...other, weekly: { ...other.weekly, values: other.weekly.values.slice(1) } };
    expect(() => calibrateCommittee([one, shorter], options)).toThrow('INVALID_DATE');
  });
});

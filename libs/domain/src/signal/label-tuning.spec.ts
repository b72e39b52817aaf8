import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { randomIndex, seededRandom } from '../random/random.js';
import { calibrateCommittee, type CommitteeHistory } from './committee-calibration.js';
import { COMMITTEE_MEMBERS } from './detector.js';
import { DEFAULT_LABEL_TUNING, labelledBudgetShare, NO_LABELS, type DetectorLabels } from './label-tuning.js';

const labels = (confirmed: number, falseAlarms: number): DetectorLabels => ({ confirmed, falseAlarms });

describe(labelledBudgetShare.name, () => {
  it.each([
    [0, 0, 1],
    [5, 5, 1],
    [20, 1, 1],
    [0, 2, 10 / 12],
    [0, 10, 0.5],
    [2, 8, 0.7],
    [0, 1_000, 0.25],
  ])('§8.3: %i confirmed and %i false leave %f of the budget', (confirmed, falseAlarms, share) => {
    expect(labelledBudgetShare(labels(confirmed, falseAlarms))).toBeCloseTo(share, 12);
  });

  it('leaves all of it where the tenant has switched it off', () => {
    expect(labelledBudgetShare(labels(0, 50), { ...DEFAULT_LABEL_TUNING, enabled: false })).toBe(1);
  });

  it.each([labels(-1, 0), labels(0, NaN)])('refuses counts that are none: %p', (each) => {
    expect(() => labelledBudgetShare(each)).toThrow('INVALID_NUMBER');
  });

  it('§8.3: more false alarms never raise it, more confirmations never lower it, and it stays within its bounds', () => {
    const policy = fc.record({
      enabled: fc.boolean(),
      precision: fc.double({ min: 0.05, max: 1, noNaN: true }),
      priorLabels: fc.double({ min: 0.1, max: 1_000, noNaN: true }),
      leastShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
      labelDays: fc.constant(365),
    });
    const number = fc.nat(1_000);
    fc.assert(
      fc.property(number, number, number, policy, (confirmed, falseAlarms, more, rule) => {
        const share = labelledBudgetShare(labels(confirmed, falseAlarms), rule);
        expect(share).toBeGreaterThanOrEqual(rule.leastShare);
        expect(share).toBeLessThanOrEqual(1);
        expect(labelledBudgetShare(labels(confirmed, falseAlarms + more), rule)).toBeLessThanOrEqual(share);
        expect(labelledBudgetShare(labels(confirmed + more, falseAlarms), rule)).toBeGreaterThanOrEqual(share - 1e-12);
      }),
    );
  });
});

describe('thresholds that people have labelled', () => {
  const asOf = '2025-12-28';
  let accounts: readonly CommitteeHistory[];

  /** Twelve accounts over more than two years, each with its rhythm and its weeks without orders. */
  beforeAll(() => {
    const random = seededRandom(11);
    const firstWeek = dateOfEpochDay(epochDay(asOf) + 1 - 7 * 120);
    accounts = Array.from({ length: 12 }, () => {
      const rhythm = 1 + randomIndex(random, 3);
      const values = Array.from({ length: 120 }, (_, week) => {
        return week % rhythm === 0 && random() < 0.9 ? 50 + randomIndex(random, 100) : 0;
      });
      const orderDates = values.flatMap((value, week) => {
        return value === 0 ? [] : [dateOfEpochDay(epochDay(firstWeek) + 7 * week + 3)];
      });
      return { orderDates, weekly: { firstWeek, values } };
    });
  });

  const calibrated = (each: DetectorLabels, enabled = true) =>
    calibrateCommittee(accounts, {
      asOf,
      labels: { ORDER_GAP: each, FOUR_WEEK_LEVEL: each, THIRTEEN_WEEK_LEVEL: each },
      labelTuning: { ...DEFAULT_LABEL_TUNING, enabled },
    });

  it('§8.3: are what they were without labels', () => {
    const plain = calibrateCommittee(accounts, { asOf });
    expect(calibrated(NO_LABELS)).toEqual(plain);
    expect(calibrated(labels(0, 40), false).thresholds).toEqual(plain.thresholds);
    for (const member of COMMITTEE_MEMBERS) {
      expect(plain.tuning[member]).toEqual({
        ...{ confirmed: 0, falseAlarms: 0, budgetShare: 1, untuned: plain.thresholds[member] },
      });
    }
  });

  it('§8.3: rise with false alarms, tell from where, and stay within the budget that is left', () => {
    const plain = calibrateCommittee(accounts, { asOf });
    const tuned = calibrated(labels(1, 30));
    for (const member of COMMITTEE_MEMBERS) {
      expect(tuned.thresholds[member]).toBeGreaterThan(plain.thresholds[member]);
      const { budgetShare, ...told } = tuned.tuning[member];
      expect(told).toEqual({ confirmed: 1, falseAlarms: 30, untuned: plain.thresholds[member] });
      expect(budgetShare).toBeCloseTo(labelledBudgetShare(labels(1, 30)), 12);
      expect(tuned.members[member].startsPerAccountYear).toBeLessThanOrEqual((0.5 / 3) * budgetShare);
    }
    expect(tuned.startsPerAccountYear).toBeLessThan(plain.startsPerAccountYear);
  });

  it('§8.3: are never lowered by more false alarms, nor raised by more confirmations, and have a bound', () => {
    const highest = calibrated(labels(0, 1_000_000)).thresholds;
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 30 }), (confirmed, falseAlarms, more) => {
        const base = calibrated(labels(confirmed, falseAlarms)).thresholds;
        const worse = calibrated(labels(confirmed, falseAlarms + more)).thresholds;
        const better = calibrated(labels(confirmed + more, falseAlarms)).thresholds;
        for (const member of COMMITTEE_MEMBERS) {
          expect(worse[member]).toBeGreaterThanOrEqual(base[member]);
          expect(better[member]).toBeLessThanOrEqual(base[member]);
          expect(base[member]).toBeLessThanOrEqual(highest[member]);
        }
      }),
      { numRuns: 4 },
    );
  });
});

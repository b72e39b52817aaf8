import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/random.js';
import { promotionUplift, type PromotionPeriod, type PromotionUplift } from './promotion-uplift.js';

const season = (week: number): number => 1 + 0.4 * Math.sin((2 * Math.PI * week) / 52);

/** Three years of weeks around 1000 with a season; a promotion in weeks 120–123 and the window after it. */
function weeks(noise: () => number, effect = 500, after = -100): readonly PromotionPeriod[] {
  return Array.from({ length: 156 }, (_, at) => {
    const phase = at >= 120 && at < 124 ? 'PROMOTION' : at >= 124 && at < 128 ? 'AFTER' : 'NONE';
    const added = phase === 'PROMOTION' ? effect : phase === 'AFTER' ? after : 0;
    return { season: (at % 52) + 1, phase, sales: 1000 * season(at % 52) + added + noise() };
  });
}

const measured = (periods: readonly PromotionPeriod[], options = {}): PromotionUplift => {
  const uplift = promotionUplift(periods, { random: seededRandom(8), draws: 40, ...options });
  if (uplift === undefined) throw new Error('no uplift');
  return uplift;
};

describe(promotionUplift.name, () => {
  it('TX-03: finds what was added, less the dip after it, beside a season', () => {
    const { grossUplift, dip, netUplift, interval, baseline, seasonsWithoutComparison } = measured(weeks(() => 0));
    expect(Math.abs(grossUplift - 2000)).toBeLessThan(120);
    expect(Math.abs(dip - 400)).toBeLessThan(120);
    expect(netUplift).toBe(grossUplift - dip);
    expect(interval.lower).toBeLessThanOrEqual(netUplift);
    expect(interval.upper).toBeGreaterThanOrEqual(netUplift);
    expect(baseline).toHaveLength(156);
    expect(seasonsWithoutComparison).toEqual([]);
  });

  it('TX-03: the same months give the exact figures', () => {
    const monthly = Array.from({ length: 36 }, (_, at): PromotionPeriod => ({
      season: (at % 12) + 1,
      phase: at === 30 ? 'PROMOTION' : at === 31 ? 'AFTER' : 'NONE',
      sales: at === 30 ? 180 : at === 31 ? 90 : 100,
    }));
    expect(measured(monthly)).toMatchObject({
      expected: 100,
      grossUplift: 80,
      dip: 10,
      netUplift: 70,
      interval: { lower: 70, upper: 70 },
    });
    expect(measured(monthly).baseline).toEqual(new Array(36).fill(100));
  });

  it('§8.18: wild single periods do not move the baseline', () => {
    const calm = measured(weeks(() => 0));
    const wild = measured(weeks(() => 0).map((period, at) => (at % 31 === 5 ? { ...period, sales: 50_000 } : period)));
    expect(Math.abs(wild.netUplift - calm.netUplift)).toBeLessThan(250);
  });

  it('§8.18: periods of another promotion are neither counted nor compared with', () => {
    const monthly = (other: 'NONE' | 'OTHER', sales: number): readonly PromotionPeriod[] =>
      Array.from({ length: 36 }, (_, at): PromotionPeriod => ({
        season: (at % 12) + 1,
        phase: at === 30 ? 'PROMOTION' : at % 12 === 6 ? other : 'NONE',
        sales: at === 30 ? 180 : at % 12 === 6 ? sales : 100,
      }));
    // The same month of the years before was promoted too: as a comparison it would take the whole effect away.
    expect(measured(monthly('NONE', 180)).netUplift).toBe(0);
    const { netUplift, interval, seasonsWithoutComparison } = measured(monthly('OTHER', 180));
    expect({ netUplift, interval }).toEqual({ netUplift: 80, interval: { lower: 80, upper: 80 } });
    expect(seasonsWithoutComparison).toEqual([7]);
  });

  it('§8.18: takes the level from all undisturbed periods where none is near', () => {
    const long = Array.from({ length: 24 }, (_, at): PromotionPeriod => ({
      season: (at % 12) + 1,
      phase: at >= 6 && at < 18 ? 'PROMOTION' : 'NONE',
      sales: at >= 6 && at < 18 ? 150 : at < 6 ? 90 : 110,
    }));
    const { baseline } = measured(long, { levelReach: 1 });
    expect(baseline.slice(8, 16)).toEqual(new Array(8).fill(100));
    expect(measured(long, { levelReach: 1 }).grossUplift).toBeCloseTo(600, -1);
  });

  it('§8.18: a good window after the promotion is not credited to it', () => {
    const { grossUplift, dip, netUplift } = measured(weeks(() => 0, 500, 300));
    expect(dip).toBe(0);
    expect(netUplift).toBe(grossUplift);
  });

  it('§8.18: the 90 % interval covers the truth in most repetitions, and nothing where nothing was added', () => {
    let [covered, falselySure] = [0, 0];
    for (let run = 0; run < 20; run++) {
      const random = seededRandom(run);
      const noise = (): number => 160 * (random() + random() + random() - 1.5);
      const { interval } = measured(weeks(noise));
      if (interval.lower <= 1600 && 1600 <= interval.upper) covered += 1;
      const none = measured(weeks(noise, 0, 0));
      if (none.interval.lower > 0) falselySure += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(16);
    expect(falselySure).toBeLessThanOrEqual(3);
  });

  it('§8.18: the same chance gives the same interval, more confidence a wider one', () => {
    const random = seededRandom(3);
    const periods = weeks(() => 200 * (random() - 0.5));
    expect(measured(periods)).toEqual(measured(periods));
    const [narrow, wide] = [measured(periods, { confidence: 0.5 }), measured(periods, { confidence: 0.95 })];
    expect(wide.interval.lower).toBeLessThan(narrow.interval.lower);
    expect(wide.interval.upper).toBeGreaterThan(narrow.interval.upper);
    expect(wide.confidence).toBe(0.95);
  });

  it('TX-03: says which seasons have nothing to be compared with', () => {
    const year = weeks(() => 0).slice(100, 140);
    expect(measured(year, { seasonReach: 0 }).seasonsWithoutComparison).toEqual([17, 18, 19, 20]);
    const turn = [
      { season: 52, phase: 'NONE', sales: 10 },
      { season: 51, phase: 'NONE', sales: 10 },
      { season: 1, phase: 'PROMOTION', sales: 30 },
    ] as const;
    expect(measured(turn, { seasonReach: 1 }).seasonsWithoutComparison).toEqual([]);
    expect(measured(turn, { seasonReach: 0 })).toMatchObject({ seasonsWithoutComparison: [1], netUplift: 20 });
  });

  it('TX-03: needs a promotion and something to compare it with', () => {
    const none: PromotionPeriod = { season: 1, phase: 'NONE', sales: 10 };
    const run = (periods: readonly PromotionPeriod[], options = {}): unknown =>
      promotionUplift(periods, { random: seededRandom(1), ...options });
    expect(run([none, none])).toBeUndefined();
    expect(run([none, { ...none, phase: 'PROMOTION' }])).toBeUndefined();
    expect(run([])).toBeUndefined();
    expect(run([none, { ...none, sales: 1e308 }, { ...none, phase: 'PROMOTION', sales: -1e308 }])).toBeUndefined();
    expect(() => run([{ ...none, sales: NaN }])).toThrow('INVALID_NUMBER');
    for (const confidence of [0, 1]) expect(() => run([none], { confidence })).toThrow('INVALID_NUMBER');
    for (const bad of [{ draws: 0 }, { levelReach: 0 }, { seasonReach: -1 }, { levelReach: 1.5 }])
      expect(() => run([none], bad)).toThrow('INVALID_LENGTH');
  });

  it('TX-03: is finite for any sales, with the net inside its interval', () => {
    const period = fc.record({
      season: fc.integer({ min: 1, max: 12 }),
      phase: fc.constantFrom('NONE' as const, 'PROMOTION' as const, 'AFTER' as const),
      sales: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 30 }), (periods) => {
        const uplift = promotionUplift(periods, { random: seededRandom(1), draws: 5 });
        if (uplift === undefined) return;
        const { netUplift, dip, interval, baseline } = uplift;
        for (const value of [netUplift, dip, interval.lower, interval.upper, ...baseline])
          expect(Number.isFinite(value)).toBe(true);
        expect(dip).toBeGreaterThanOrEqual(0);
        expect(interval.lower).toBeLessThanOrEqual(netUplift);
        expect(interval.upper).toBeGreaterThanOrEqual(netUplift);
      }),
    );
  });
});

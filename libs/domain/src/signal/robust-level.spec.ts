import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { FOUR_WEEK_RULE, levelReading, levelScore, levelScores, THIRTEEN_WEEK_RULE } from './robust-level.js';
import { FLAT_SEASON } from './seasonal-index.js';

/** Weekly sales around 100 with some noise. */
const steady = (weeks: number): number[] => {
  const random = seededRandom(5);
  return Array.from({ length: weeks }, () => 90 + 20 * random());
};

describe(levelScore.name, () => {
  it('§8.3: z = (median − actual) ÷ (1.4826·MAD + .05·mean)', () => {
    // Median 100, deviations 20 10 0 10 20 → MAD 10, mean 100.
    const found = levelScore(50, [80, 90, 100, 110, 120]);
    expect(found).toMatchObject({ actual: 50, expected: 100, history: 5 });
    expect(found?.spread).toBeCloseTo(19.826, 12);
    expect(found?.score).toBeCloseTo(50 / 19.826, 12);
  });

  it('is not moved by one wild order in the history', () => {
    const calm = levelScore(50, [80, 90, 100, 110, 120]);
    const wild = levelScore(50, [80, 90, 100, 110, 1200]);
    expect(wild?.expected).toBe(calm?.expected);
    expect((wild?.score ?? 0) / (calm?.score ?? 1)).toBeGreaterThan(0.6);
  });

  it('has a floor for accounts that buy the same every time', () => {
    expect(levelScore(90, [100, 100, 100])).toMatchObject({ spread: 5, score: 2 });
  });

  it('says nothing where nothing was bought, or nothing is known', () => {
    expect(levelScore(0, [0, 0, 0])).toBeUndefined();
    expect(levelScore(0, [])).toBeUndefined();
    expect(levelScore(5, [-5, -5, -5])).toBeUndefined();
    expect(levelScore(1, [1e-320, 1e-320, 1e-320])).toBeUndefined();
  });

  it('refuses what is no number', () => {
    expect(() => levelScore(NaN, [1])).toThrow(InvalidValueError);
    expect(() => levelScore(1, [1, Infinity])).toThrow(InvalidValueError);
  });

  it('never gives NaN, does not mind the order, the unit or more bought, and grows as less is bought', () => {
    const sums = fc.array(fc.nat(1e9), { minLength: 1, maxLength: 80 });
    const actual = fc.nat(1e9);
    fc.assert(
      fc.property(sums, actual, (earlier, now) => {
        const found = levelScore(now, earlier);
        if (found === undefined) return;
        expect(Number.isFinite(found.score)).toBe(true);
        expect(levelScore(now, earlier.toReversed())?.score).toBeCloseTo(found.score, 6);
        expect(levelScore(now / 2, earlier)?.score).toBeGreaterThanOrEqual(found.score);
        expect(Math.sign(found.score)).toBe(Math.sign(found.expected - now));
      }),
    );
  });
});

describe(levelScores.name, () => {
  it('waits until the history is long enough, then knows only what was there', () => {
    const values = steady(40);
    const scores = levelScores(values, FOUR_WEEK_RULE);
    expect(scores).toHaveLength(40);
    expect(scores.findIndex((found) => found !== undefined)).toBe(29);
    expect(scores[29]?.history).toBe(26);
    expect(levelScores(values.slice(0, 35), FOUR_WEEK_RULE)).toEqual(scores.slice(0, 35));
  });

  it('forgets what is older than the history', () => {
    const values = steady(200);
    const scores = levelScores(values, THIRTEEN_WEEK_RULE);
    expect(scores.at(-1)?.history).toBe(78);
    const changed = [...values.slice(0, 109).map((value) => value * 10), ...values.slice(109)];
    expect(levelScores(changed, THIRTEEN_WEEK_RULE).at(-1)).toEqual(scores.at(-1));
    expect(levelScores(changed, THIRTEEN_WEEK_RULE).at(-2)).not.toEqual(scores.at(-2));
  });

  it('RG-07: four weeks see a sharp drop first, thirteen weeks a slow fade more clearly', () => {
    const sharp = steady(150).map((value, i) => (i >= 146 ? value * 0.4 : value));
    const slow = steady(150).map((value, i) => value * (1 - Math.max(0, i - 125) * 0.008));
    const last = (values: number[], rule = FOUR_WEEK_RULE): number => levelScores(values, rule).at(-1)?.score ?? NaN;
    expect(last(sharp)).toBeGreaterThan(last(sharp, THIRTEEN_WEEK_RULE));
    expect(last(slow, THIRTEEN_WEEK_RULE)).toBeGreaterThan(2);
  });

  it.each([{ weeks: 0 }, { history: 1.5 }, { minimumHistory: -1 }])('refuses a rule with %p', (part) => {
    expect(() => levelScores([1, 2], { ...FOUR_WEEK_RULE, ...part })).toThrow('INVALID_LENGTH');
  });
});

describe(levelReading.name, () => {
  const series = { firstWeek: '2023-01-02', values: [...steady(130), 40, 40, 40, 40] };

  it('RG-07: explains expected against actual', () => {
    const reading = levelReading(series, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 });
    expect(reading).toMatchObject({
      detector: 'FOUR_WEEK_LEVEL',
      threshold: 3,
      alarm: true,
      explanation: { actual: 160, history: 52, from: '2025-06-30', to: '2025-07-27', seasonalFactor: 1 },
    });
    expect(reading?.explanation.expected).toBeCloseTo(395, 0);
    expect(reading?.explanation.missing).toBeCloseTo(0.6, 1);
    expect(reading?.score).toBe(levelScores(series.values, FOUR_WEEK_RULE).at(-1)?.score);
  });

  it('alarms above the threshold, not at it', () => {
    const score = levelReading(series, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 })?.score as number;
    expect(levelReading(series, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: score })?.alarm).toBe(false);
    expect(levelReading(series, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: score - 1e-9 })?.alarm).toBe(true);
  });

  it('does not take a low season for a loss', () => {
    const season = FLAT_SEASON.map((_, week) => (week >= 25 && week <= 29 ? 0.4 : 1));
    const reading = levelReading(series, season, { rule: FOUR_WEEK_RULE, threshold: 3 });
    expect(reading?.alarm).toBe(false);
    expect(reading?.explanation.seasonalFactor).toBeCloseTo(0.4, 12);
    expect(reading?.explanation.actual).toBeCloseTo(400, 9);
  });

  it('knows no part missing where nothing was expected', () => {
    const values = Array.from({ length: 60 }, (_, i) => (i % 20 === 0 ? 10 : 0));
    const rare = levelReading({ firstWeek: '2023-01-02', values }, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 });
    expect(rare?.explanation).toMatchObject({ expected: 0, missing: null });
    // More is returned than bought, but for one great project.
    const returns = Array.from({ length: 60 }, (_, i) => (i === 20 ? 10_000 : -1));
    const below = { firstWeek: '2023-01-02', values: returns };
    expect(levelReading(below, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 })?.explanation).toMatchObject({
      ...{ actual: -4, expected: -4, missing: null },
    });
  });

  it('says nothing of a short history or of none', () => {
    const short = { firstWeek: '2023-01-02', values: steady(29) };
    expect(levelReading(short, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 })).toBeUndefined();
    const none = { firstWeek: '2023-01-02', values: [] };
    expect(levelReading(none, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 })).toBeUndefined();
  });

  it('refuses thresholds that are no numbers', () => {
    expect(() => levelReading(series, FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: NaN })).toThrow(
      InvalidValueError,
    );
  });
});

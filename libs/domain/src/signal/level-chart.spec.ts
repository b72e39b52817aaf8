import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelChart } from './level-chart.js';
import { FOUR_WEEK_RULE, levelReading, THIRTEEN_WEEK_RULE } from './robust-level.js';
import { FLAT_SEASON } from './seasonal-index.js';
import { weeksOfYear } from './weekly-series.js';

const series = (values: readonly number[]) => ({ firstWeek: '2024-01-01', values });
const WAVE = FLAT_SEASON.map((_, week) => 1 + 0.3 * Math.sin((2 * Math.PI * week) / 52));

describe(levelChart.name, () => {
  it('RG-07: expected against actual with the limit, ending with what the detector says', () => {
    const values = Array.from({ length: 80 }, (_, week) => (week < 76 ? 100 : 20));
    const reading = levelReading(series(values), FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 });
    const chart = levelChart(series(values), FLAT_SEASON, { rule: FOUR_WEEK_RULE, threshold: 3 });
    expect(chart).toHaveLength(77);
    expect(chart[0]).toEqual({
      ...{ from: '2024-01-01', to: '2024-01-28', sales: 400, actual: 400 },
      ...{ expected: undefined, lowerLimit: undefined, score: undefined },
    });
    expect(chart.at(-1)).toMatchObject({ from: '2025-06-16', to: '2025-07-13', sales: 80, actual: 80, expected: 400 });
    expect(chart.at(-1)?.score).toBe(reading?.score);
    expect(chart.at(-1)?.lowerLimit).toBeCloseTo(400 - 3 * (reading?.explanation.spread as number), 9);
  });

  it('RG-07: lies below its limit exactly where the detector alarms, in any season', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(FOUR_WEEK_RULE, THIRTEEN_WEEK_RULE), fc.boolean(), (values, rule, flat) => {
        const season = flat ? FLAT_SEASON : WAVE;
        const chart = levelChart(series(values), season, { rule, threshold: 1.5 });
        const reading = levelReading(series(values), season, { rule, threshold: 1.5 });
        const last = chart.at(-1);
        expect(last?.score === undefined).toBe(reading === undefined);
        if (reading === undefined || Math.abs(reading.score - 1.5) < 1e-9) return;
        expect((last?.actual as number) < (last?.lowerLimit as number)).toBe(reading.alarm);
      }),
    );
  });

  it('shows what the ledger says beside what is judged', () => {
    const values = weeksOfYear('2024-01-01', 60).map((week) => 100 * (WAVE[week] as number));
    for (const { actual, sales } of levelChart(series(values), WAVE, { rule: FOUR_WEEK_RULE, threshold: 3 })) {
      expect(actual).toBeCloseTo(sales, 6);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonthsToDate, dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { DEFAULT_REPLY_POLICY, replyReading } from './reply-time.js';
import { DEFAULT_TONE_POLICY, TONE_RATINGS, toneReadings, type ToneObservation, type ToneRating } from './tone.js';

const WINDOW = { from: '2026-06-01', to: '2026-07-30' };
const FROM = epochDay(WINDOW.from);

const before = <T>(values: readonly T[]): { readonly on: string; readonly value: T }[] =>
  values.map((value, i) => ({ on: dateOfEpochDay(FROM - 1 - i), value }));
const within = <T>(values: readonly T[]): { readonly on: string; readonly value: T }[] =>
  values.map((value, i) => ({ on: dateOfEpochDay(FROM + i), value }));

const tones = (history: readonly ToneRating[], recent: readonly ToneRating[]): readonly ToneObservation[] =>
  [...before(history), ...within(recent)].map(({ on, value }) => ({ on, tone: value }));

describe(toneReadings.name, () => {
  const always4 = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4] as const;

  it('CP-02: a rating under the own baseline, with the average, is a drop', () => {
    const readings = toneReadings(tones(always4, [4, 2, 2]), WINDOW);
    expect(readings.map(({ drop }) => drop)).toEqual([false, false, true]);
    expect(readings.every(({ usualTone }) => usualTone === 4)).toBe(true);
    expect(toneReadings(tones(always4, [2]), WINDOW)[0]?.drop).toBe(true);
    expect(toneReadings(tones(always4, [5, 5]), WINDOW).some(({ drop }) => drop)).toBe(false);
  });

  it('§8.6: the moving average of places in the baseline, in its own standard deviations', () => {
    const [first, second] = toneReadings(tones(always4, [2, 3]), WINDOW);
    // shares .04 .04 .04 .84 .04; places of 2 and 3: .06 − .5 and .10 − .5
    const deviation = Math.sqrt((1 - 0.84 ** 3 - 4 * 0.04 ** 3) / 12);
    expect(first?.z).toBeCloseTo(-0.44 / deviation, 10);
    const average = 0.7 * (0.3 * -0.44) + 0.3 * -0.4;
    expect(second?.z).toBeCloseTo(average / (deviation * Math.sqrt((0.3 / 1.7) * (1 - 0.7 ** 4))), 10);
  });

  it('knows who is always rude', () => {
    expect(toneReadings(tones([1, 1, 2, 1, 1, 1], [1, 1, 2]), WINDOW).some(({ drop }) => drop)).toBe(false);
  });

  it('CP-02: the usual tone itself is never a drop, however low the average', () => {
    const readings = toneReadings(tones(always4, [1, 1, 1, 4]), WINDOW);
    expect(readings.map(({ drop }) => drop)).toEqual([true, true, true, false]);
    expect(readings.at(-1)?.z).toBeLessThan(-2);
  });

  it('says nothing without a baseline, and looks back no longer than it may', () => {
    expect(toneReadings(tones([4, 4, 4, 4], [1]), WINDOW)).toEqual([]);
    expect(toneReadings(tones([], [1]), WINDOW)).toEqual([]);
    expect(toneReadings(tones(always4, [1]), WINDOW, { ...DEFAULT_TONE_POLICY, baselineDays: 5 })).toHaveLength(1);
    expect(toneReadings(tones(always4, [1]), WINDOW, { ...DEFAULT_TONE_POLICY, baselineDays: 4 })).toEqual([]);
    const later = [...tones(always4, []), { on: addMonthsToDate(WINDOW.to, 1), tone: 1 as const }];
    expect(toneReadings(later, WINDOW)).toEqual([]);
    expect(toneReadings([...tones(always4, []), { on: WINDOW.to, tone: 1 }], WINDOW)).toHaveLength(1);
  });

  it('refuses ratings and weights that cannot be', () => {
    expect(() => toneReadings([{ on: '2026-06-01', tone: 6 as ToneRating }], WINDOW)).toThrow(InvalidValueError);
    for (const weight of [0, 1.5, NaN]) {
      expect(() => toneReadings([], WINDOW, { ...DEFAULT_TONE_POLICY, weight })).toThrow(InvalidValueError);
    }
  });

  it('§8.6: falls with every ruder rating, whatever the order of the rows, and is always finite', () => {
    const rating = fc.constantFrom(...TONE_RATINGS);
    const list = fc.array(rating, { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(list, fc.array(rating, { minLength: 1, maxLength: 8 }), (history, recent) => {
        const readings = toneReadings(tones(history, recent), WINDOW);
        expect(readings).toHaveLength(recent.length);
        expect(readings.every(({ z }) => Number.isFinite(z))).toBe(true);
        expect(toneReadings([...tones(history, recent)].reverse(), WINDOW)).toEqual(readings);
        const ruder = recent.map((tone, i) => (i === 0 && tone > 1 ? ((tone - 1) as ToneRating) : tone));
        const lower = toneReadings(tones(history, ruder), WINDOW).at(-1)?.z as number;
        expect(lower).toBeLessThanOrEqual(readings.at(-1)?.z as number);
      }),
    );
  });
});

describe(replyReading.name, () => {
  const replies = (history: readonly number[], recent: readonly number[]) =>
    [...before(history), ...within(recent)].map(({ on, value }) => ({ on, hours: value }));

  it('§8.6: median of the window over the median before it', () => {
    const reading = replyReading(replies([2, 4, 4, 4, 30], [8, 8, 100]), WINDOW);
    expect(reading).toEqual({ usualHours: 4, recentHours: 8, growth: 2, slowed: true });
    expect(replyReading(replies([4, 4, 4, 4, 4], [7, 7]), WINDOW)?.slowed).toBe(false);
    expect(replyReading(replies([0, 0, 0, 0, 0], [0, 0]), WINDOW)?.growth).toBe(1);
    expect(replyReading(replies([0, 0, 0, 0, 0], [0.5, 0.5]), WINDOW)?.growth).toBe(2);
  });

  it('says nothing with too few answers', () => {
    expect(replyReading(replies([4, 4, 4, 4], [8, 8]), WINDOW)).toBeUndefined();
    expect(replyReading(replies([4, 4, 4, 4, 4], [8]), WINDOW)).toBeUndefined();
    expect(replyReading(replies([], [8, 8]), WINDOW)).toBeUndefined();
    expect(replyReading(replies([4, 4, 4, 4, 4], []), WINDOW)).toBeUndefined();
    const short = { ...DEFAULT_REPLY_POLICY, baselineDays: 4 };
    expect(replyReading(replies([4, 4, 4, 4, 4], [8, 8]), WINDOW, short)).toBeUndefined();
  });

  it.each([-1, NaN, Infinity])('refuses %p hours', (hours) => {
    expect(() => replyReading([{ on: '2026-06-01', hours }], WINDOW)).toThrow(InvalidValueError);
  });
});

import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { median, sum } from '../statistics/descriptive.js';
import { smoothingWeight } from '../statistics/weight.js';

/** Ratings of how a customer's person met our front line, 1 (rude) … 5 (warm). */
export const TONE_RATINGS = [1, 2, 3, 4, 5] as const;
export type ToneRating = (typeof TONE_RATINGS)[number];

export interface ToneObservation {
  readonly on: IsoDate;
  readonly tone: ToneRating;
}

export interface TonePolicy {
  /** Weight λ of the newest rating in the moving average, in (0, 1]. */
  readonly weight: number;
  /** Standard deviations below the own baseline from which the average counts as dropped. */
  readonly deviations: number;
  /** Ratings before the window that make a baseline. */
  readonly leastHistory: number;
  /** Days before the window from which the baseline is taken. */
  readonly baselineDays: number;
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_TONE_POLICY: TonePolicy = { weight: 0.3, deviations: 2, leastHistory: 5, baselineDays: 365 };

export interface ToneReading {
  readonly on: IsoDate;
  readonly tone: ToneRating;
  /** Median of the own baseline. */
  readonly usualTone: number;
  /** The moving average in its own standard deviations; negative is ruder than usual. */
  readonly z: number;
  readonly drop: boolean;
}

interface Baseline {
  readonly usualTone: number;
  /** Share of the baseline below a rating plus half of what equals it, less one half. */
  readonly place: Readonly<Record<ToneRating, number>>;
  readonly deviation: number;
}

/**
 * The ratings of a window against the account's own earlier ones. Only their order counts: each rating is placed in the
 * baseline's distribution (ridit, Bross 1958; half a rating added to each answer, so that none is impossible) and the
 * places run through an exponentially weighted moving average with its exact standard deviation. A drop is a rating
 * under the usual one while the average is `deviations` below. Empty with too little history. O(n log n).
 *
 * @param window first and last day under judgement, both included; the baseline lies before it
 * @throws InvalidValueError `INVALID_NUMBER` for a rating outside 1…5, `INVALID_WEIGHT` for λ outside (0, 1]
 */
export function toneReadings(
  observations: readonly ToneObservation[],
  window: { readonly from: IsoDate; readonly to: IsoDate },
  policy: TonePolicy = DEFAULT_TONE_POLICY,
): readonly ToneReading[] {
  const { weight, deviations } = policy;
  smoothingWeight(weight);
  const [from, to] = [epochDay(window.from), epochDay(window.to)];
  const ratings = observations.map(({ on, tone }) => ({ on, tone: checkedTone(tone), day: epochDay(on) }));
  const baseline = baselineOf(
    ratings.filter(({ day }) => day < from && day >= from - policy.baselineDays).map(({ tone }) => tone),
    policy.leastHistory,
  );
  if (baseline === undefined) return [];
  const recent = ratings.filter(({ day }) => day >= from && day <= to).sort((a, b) => a.day - b.day || b.tone - a.tone);
  let average = 0;
  return recent.map(({ on, tone }, i) => {
    average += weight * (baseline.place[tone] - average);
    const share = (weight / (2 - weight)) * (1 - (1 - weight) ** (2 * (i + 1)));
    const z = average / (baseline.deviation * Math.sqrt(share));
    return { on, tone, usualTone: baseline.usualTone, z, drop: tone < baseline.usualTone && z <= -deviations };
  });
}

function baselineOf(tones: readonly ToneRating[], leastHistory: number): Baseline | undefined {
  const usualTone = median(tones);
  if (usualTone === undefined || tones.length < leastHistory) return undefined;
  const total = tones.length + TONE_RATINGS.length / 2;
  const shares = TONE_RATINGS.map((rating) => (tones.filter((tone) => tone === rating).length + 0.5) / total);
  const place = (rating: ToneRating): number => sum(shares.slice(0, rating - 1)) + (shares[rating - 1] ?? 0) / 2 - 0.5;
  return {
    usualTone,
    place: { 1: place(1), 2: place(2), 3: place(3), 4: place(4), 5: place(5) },
    deviation: Math.sqrt((1 - sum(shares.map((share) => share ** 3))) / 12),
  };
}

function checkedTone(tone: ToneRating): ToneRating {
  if (!TONE_RATINGS.includes(tone)) throw new InvalidValueError('INVALID_NUMBER', tone);
  return tone;
}

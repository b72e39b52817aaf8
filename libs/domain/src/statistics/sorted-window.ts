import { between } from './descriptive.js';

/**
 * Values that come and go, kept in order: what the median and the median absolute deviation of a window that moves over
 * a series need, without sorting anything anew. Exactly the figures of `median` and `medianAbsoluteDeviation`.
 */
export class SortedWindow {
  private size = 0;

  private constructor(private readonly sorted: Float64Array) {}

  /** Without any values, for `capacity` of them at most. */
  static empty(capacity: number): SortedWindow {
    return new SortedWindow(new Float64Array(capacity));
  }

  /** O(n log n). */
  static of(values: ArrayLike<number>): SortedWindow {
    const window = new SortedWindow(Float64Array.from(values).sort());
    window.size = values.length;
    return window;
  }

  /** O(n). */
  add(value: number): void {
    const place = this.placeOf(value);
    this.sorted.copyWithin(place + 1, place, this.size);
    this.sorted[place] = value;
    this.size += 1;
  }

  /** O(n). @param value one of those that were added */
  remove(value: number): void {
    const place = this.placeOf(value);
    this.sorted.copyWithin(place, place + 1, this.size);
    this.size -= 1;
  }

  get least(): number | undefined {
    return this.size === 0 ? undefined : this.sorted[0];
  }

  get most(): number | undefined {
    return this.size === 0 ? undefined : this.sorted[this.size - 1];
  }

  /** Undefined of no values. O(1). */
  median(): number | undefined {
    return this.size === 0 ? undefined : between(this.sorted, (this.size - 1) / 2);
  }

  /** Unscaled; undefined of no values. O(n): from the median outwards the deviations come in order on either side. */
  medianAbsoluteDeviation(): number | undefined {
    const centre = this.median();
    if (centre === undefined) return undefined;
    const place = (this.size - 1) / 2;
    let above = this.placeOf(centre);
    let below = above - 1;
    let [before, deviation] = [0, 0];
    for (let taken = 0; taken <= Math.ceil(place); taken++) {
      before = deviation;
      const down = below < 0 ? Infinity : centre - (this.sorted[below] as number);
      const up = above >= this.size ? Infinity : (this.sorted[above] as number) - centre;
      deviation = Math.min(down, up);
      if (down < up) below -= 1;
      else above += 1;
    }
    return Number.isInteger(place) ? deviation : between([before, deviation], 0.5);
  }

  /** How many values are smaller. O(log n). */
  private placeOf(value: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Numbers kept in order while some come and go: the median of a window that moves costs a shift, not a sort. */
export class SortedValues {
  private readonly sorted: number[] = [];

  get size(): number {
    return this.sorted.length;
  }

  add(value: number): void {
    this.sorted.splice(this.placeOf(value), 0, value);
  }

  /** @param value one that was added */
  remove(value: number): void {
    this.sorted.splice(this.placeOf(value), 1);
  }

  /** The median, of all or without one of these values; undefined of no values. */
  median(without?: number): number | undefined {
    const skipped = without === undefined ? this.sorted.length : this.placeOf(without);
    const count = this.sorted.length - (without === undefined ? 0 : 1);
    const at = (place: number): number | undefined => this.sorted[place < skipped ? place : place + 1];
    const middle = (count - 1) / 2;
    const [below, above] = [at(Math.floor(middle)), at(Math.ceil(middle))];
    if (count <= 0 || below === undefined || above === undefined) return undefined;
    if (below === above) return below;
    const step = above - below;
    return Number.isFinite(step) ? below + step / 2 : below / 2 + above / 2;
  }

  /** Of the first value that is not smaller. */
  private placeOf(value: number): number {
    let [from, to] = [0, this.sorted.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.sorted[middle] as number) < value) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/**
 * The first `limit` of the sorted values without sorting them all. `compare` must leave no ties, so that the order of
 * the values does not matter. O(n + limit² · log n) on average.
 */
export function bestOf<T>(values: Iterable<T>, limit: number, compare: (a: T, b: T) => number): readonly T[] {
  const best: T[] = [];
  if (!(limit >= 1)) return best;
  for (const value of values) {
    const last = best[limit - 1];
    if (last !== undefined && compare(value, last) >= 0) continue;
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(best[middle] as T, value) < 0) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, value);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** A function of a whole number ≥ 0 that computes each value once: accounts with as many orders share their terms. */
export function oncePerCount(compute: (count: number) => number): (count: number) => number {
  const known: (number | undefined)[] = [];
  return (count) => (known[count] ??= compute(count));
}

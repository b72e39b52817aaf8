/** A source of numbers, uniform in [0, 1). Rules that need chance get one passed in, so that they can be repeated. */
export type Random = () => number;

/**
 * A small generator with 32 bits of state (mulberry32): the same seed always gives the same numbers, in browser and
 * server. For resampling, not for secrets.
 *
 * @param seed any whole number; its lower 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number, uniform in 0 … below − 1. */
export function randomIndex(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** As many values drawn from `values`, with replacement, as there are. Of no values: none. */
export function resample<T>(values: readonly T[], random: Random): T[] {
  return values.map(() => values[randomIndex(random, values.length)] as T);
}

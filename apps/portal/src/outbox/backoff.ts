const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait after so many failed attempts: doubling from 2 s to 5 min, less a random part of up to half, so that
 * all the phones of a plant do not knock at the same moment when the network is back.
 * @param attempts failed attempts so far, at least 1
 * @param random in [0, 1)
 */
export function retryDelay(attempts: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(full * (1 - random / 2));
}

import { divideRounded } from '../money/money.js';

/** A share kept as the two amounts it came from, so that two computations can be compared without rounding. */
export interface ExactShare {
  readonly oursMinor: bigint;
  /** Always above zero. */
  readonly walletMinor: bigint;
}

/** Ours ÷ wallet between 0 and 1, as an exact fraction. Ours below zero counts as zero, above the wallet as all of it. */
export function exactShare(oursMinor: bigint, walletMinor: bigint): ExactShare {
  const ours = oursMinor < 0n ? 0n : oursMinor;
  if (walletMinor <= 0n) return { oursMinor: ours > 0n ? 1n : 0n, walletMinor: 1n };
  return { oursMinor: ours > walletMinor ? walletMinor : ours, walletMinor };
}

/** Whether two fractions are the same share, compared crosswise in whole numbers. */
export function sameShare(a: ExactShare, b: ExactShare): boolean {
  return a.oursMinor * b.walletMinor === b.oursMinor * a.walletMinor;
}

/** The fraction as decimal text with that many digits, half away from zero: `1/3` with 4 digits → `0.3333`. */
export function shareDecimal(share: ExactShare, digits = 6): string {
  const scale = 10n ** BigInt(digits);
  const text = divideRounded(share.oursMinor * scale, share.walletMinor)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The fraction as a number: the nearest double for amounts below 2^53, 18 decimals beyond. */
export function shareNumber(share: ExactShare): number {
  const scale = 1_000_000_000_000_000_000n;
  const small = share.walletMinor <= BigInt(Number.MAX_SAFE_INTEGER);
  if (small) return Number(share.oursMinor) / Number(share.walletMinor);
  return Number((share.oursMinor * scale) / share.walletMinor) / Number(scale);
}

import { exactShare, shareNumber } from '../share/exact-share.js';
import type { PricingDepth } from './pricing-regime.js';

/** How the gain of working together is split, minor units of one currency. */
export interface BenefitSplit {
  readonly totalMinor: bigint;
  /** Our part of the gain, 0…1; undefined unless both parts are at least 0 and together above it. */
  readonly ourShare: number | undefined;
  /** Whether each side gains. */
  readonly bothGain: boolean;
  /** The answer on prices that this bears out: with open books and gain on both sides the deepest; else undefined. */
  readonly answer: Extract<PricingDepth, 4> | undefined;
}

/** Records of open books and shared benefit as evidence that each side accepts the other's profit. O(1). */
export function benefitSplit(oursMinor: bigint, theirsMinor: bigint, openBooks: boolean): BenefitSplit {
  const totalMinor = oursMinor + theirsMinor;
  const bothGain = oursMinor > 0n && theirsMinor > 0n;
  const splits = oursMinor >= 0n && theirsMinor >= 0n && totalMinor > 0n;
  return {
    totalMinor,
    ourShare: splits ? shareNumber(exactShare(oursMinor, totalMinor)) : undefined,
    bothGain,
    answer: openBooks && bothGain ? 4 : undefined,
  };
}

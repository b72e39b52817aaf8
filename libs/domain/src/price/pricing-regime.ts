/** How prices between two firms come about, from single deals to open books. */
export const PRICING_REGIMES = [
  'SPOT',
  'LIST',
  'DISCOUNT',
  'REBATE',
  'CREDIT',
  'LONG_TERM',
  'FIXED',
  'FORMULA',
  'OPEN_BOOK',
] as const;
export type PricingRegime = (typeof PRICING_REGIMES)[number];

/** Depth of relation a regime goes with, on the scale of the assessment: 1 compared every time … 4 value shared. */
export type PricingDepth = 1 | 2 | 3 | 4;

/** List → discount, rebate, credit → long-term, fixed or by formula → open book. Configurable. */
export const PRICING_DEPTH: Readonly<Record<PricingRegime, PricingDepth>> = {
  SPOT: 1,
  LIST: 1,
  DISCOUNT: 2,
  REBATE: 2,
  CREDIT: 2,
  LONG_TERM: 3,
  FIXED: 3,
  FORMULA: 3,
  OPEN_BOOK: 4,
};

export interface PricingRegimeFit {
  readonly depth: PricingDepth;
  /** `BEHIND`: prices are still made as at a shallower level; `AHEAD`: the terms are closer than the relation. */
  readonly fit: 'BEHIND' | 'FITS' | 'AHEAD';
}

/**
 * Whether the pricing regime goes with the depth of the relation, both from 1 to 4: price is a weapon in a shallow
 * relation and an agreed rule in a deep one. Mortise's own pairing. O(1).
 */
export function pricingRegimeFit(
  regime: PricingRegime,
  levelDepth: PricingDepth,
  depths: Readonly<Record<PricingRegime, PricingDepth>> = PRICING_DEPTH,
): PricingRegimeFit {
  const depth = depths[regime];
  return { depth, fit: depth < levelDepth ? 'BEHIND' : depth > levelDepth ? 'AHEAD' : 'FITS' };
}

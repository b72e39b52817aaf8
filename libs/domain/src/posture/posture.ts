import type { IsoDate } from '../calendar/date.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';

/** Who adapts to whom: the customer to us (clasp), both (zipper), we to the customer (velcro). After Storbacka & Lehtinen (2001). */
export const POSTURES = ['PASSIVE', 'MUTUAL', 'PROACTIVE'] as const;
export type Posture = (typeof POSTURES)[number];

/** What a posture is like: how close, by which clasp, and where the two sides touch. */
export const POSTURE_TRAITS = {
  PASSIVE: { closeness: 'LOOSE', clasp: 'CLIP', topology: 'POINT' },
  MUTUAL: { closeness: 'FAMILIAR', clasp: 'ZIPPER', topology: 'LINE' },
  PROACTIVE: { closeness: 'CLOSE', clasp: 'VELCRO', topology: 'SURFACE' },
} as const satisfies Readonly<Record<Posture, Readonly<Record<'closeness' | 'clasp' | 'topology', string>>>>;

/** How we offer to a customer: the list, features of its own, or made for it. */
export const OFFER_FORMS = ['STANDARD', 'FEATURED', 'CUSTOM'] as const;
export type OfferForm = (typeof OFFER_FORMS)[number];

/** The posture that an offer form stands for. */
export const POSTURE_OF_OFFER: Readonly<Record<OfferForm, Posture>> = {
  STANDARD: 'PASSIVE',
  FEATURED: 'MUTUAL',
  CUSTOM: 'PROACTIVE',
};

/** One line of the adaptation ledger. */
export interface Adaptation {
  readonly on: IsoDate;
  readonly side: 'OURS' | 'THEIRS';
  /** Effort of the side that adapted, ≥ 0, in any one unit (days, points); 1 unless told. */
  readonly effort?: number;
}

/** Bounds of the posture. Mortise's own proposal, configurable. */
export interface PosturePolicy {
  /** Beyond ± this index one side adapts to the other. */
  readonly mutualWithin: number;
  /** Fewer adaptations than this say too little. */
  readonly fewestAdaptations: number;
}

export const DEFAULT_POSTURE_POLICY: PosturePolicy = { mutualWithin: 1 / 3, fewestAdaptations: 5 };

export interface PostureReading {
  /** Null where neither the ledger nor the offer says anything. */
  readonly posture: Posture | null;
  readonly source: 'LEDGER' | 'OFFER' | 'NONE';
  /** The adaptation index, also while the ledger is too short to decide. */
  readonly index: number | undefined;
  readonly adaptations: number;
}

/**
 * Adaptation index A = (ours − theirs) ÷ (ours + theirs) of the efforts, in [−1, 1]; undefined where nobody made any
 * effort. Mortise's own proposal. O(n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for an effort below zero or beyond number
 */
export function adaptationIndex(ledger: readonly Adaptation[]): number | undefined {
  const efforts = ledger.map(({ effort = 1 }) => checkedWeight(effort));
  const largest = efforts.reduce((most, effort) => Math.max(most, effort), 0);
  if (largest === 0) return undefined;
  // Scaled and sorted first, so that neither size nor order of the rows changes anything.
  const effortOf = (side: Adaptation['side']): number =>
    sum(
      efforts
        .filter((_, i) => ledger[i]?.side === side)
        .sort((a, b) => a - b)
        .map((effort) => effort / largest),
    );
  const [ours, theirs] = [effortOf('OURS'), effortOf('THEIRS')];
  return (ours - theirs) / (ours + theirs);
}

/**
 * The posture of an account: by the adaptation index (below −⅓ passive, to ⅓ mutual, above proactive) from five
 * adaptations on, else by the form of the offer. O(n).
 *
 * @param offer the main offer form, or null where it is not known
 * @throws InvalidValueError as {@link adaptationIndex} does
 */
export function postureOf(
  ledger: readonly Adaptation[],
  offer: OfferForm | null,
  policy: PosturePolicy = DEFAULT_POSTURE_POLICY,
): PostureReading {
  const index = adaptationIndex(ledger);
  const read = { index, adaptations: ledger.length };
  if (index !== undefined && ledger.length >= policy.fewestAdaptations) {
    return { posture: postureOfIndex(index, policy), source: 'LEDGER', ...read };
  }
  return offer === null
    ? { posture: null, source: 'NONE', ...read }
    : { posture: POSTURE_OF_OFFER[offer], source: 'OFFER', ...read };
}

/** Place of a posture, 0…2. */
export function postureOrder(posture: Posture): number {
  return POSTURES.indexOf(posture);
}

function postureOfIndex(index: number, { mutualWithin }: PosturePolicy): Posture {
  // Twelve digits, so that the rounding of sums never pushes an exact third over the bound.
  const held = Math.round(index * 1e12) / 1e12;
  if (held < -mutualWithin) return 'PASSIVE';
  return held > mutualWithin ? 'PROACTIVE' : 'MUTUAL';
}

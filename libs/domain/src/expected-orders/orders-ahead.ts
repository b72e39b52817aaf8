/** Stages up to which a forecast is followed: a horizon in which more are expected is cut to the one of so many. */
const MOST_STAGES = 100_000;

/** Terms smaller than this, relative to the largest, no longer change the sum. */
const NEGLIGIBLE = 1e-18;

/** What is known of the future of an account that is alive. */
export interface AheadFacts {
  /** Stages of an order, and how many have been gone through since the last one, 0 … k − 1. */
  readonly k: number;
  readonly stage: number;
  /** The pace of its stages is gamma with this shape and rate. */
  readonly shape: number;
  readonly rate: number;
  /** Its chance to be lost after an order is beta(a, b). */
  readonly a: number;
  readonly b: number;
}

/**
 * Orders expected within `horizon` of an account that is alive: Σ_m P(m stages in the horizon) · Σ_{n ≤ (stage+m)/k}
 * E[(1 − p)^(n−1)]. The stages are negative binomial, and each order but the first counts only if no loss came before
 * it. Exact for any k, with positive terms alone, where the closed form of k = 1 divides by a − 1 and has to be
 * approximated for the others (own derivation). O(stages within reach).
 */
export function ordersAhead(facts: AheadFacts, horizon: number): number {
  const share = Math.min(horizon / (facts.rate + horizon), MOST_STAGES / (MOST_STAGES + facts.shape));
  if (share === 0) return 0;
  const { first, weights } = negativeBinomialWeights(facts.shape, share);
  let orders = 0;
  let chance = 1;
  let expected = 0;
  let weighted = 0;
  let total = 0;
  for (let m = 0; m < first + weights.length; m++) {
    for (; orders < Math.floor((facts.stage + m) / facts.k); orders++) {
      expected += chance;
      chance *= (facts.b + orders) / (facts.a + facts.b + orders);
    }
    const weight = m < first ? 0 : (weights[m - first] as number);
    weighted += weight * expected;
    total += weight;
  }
  return weighted / total;
}

/**
 * Probabilities of a negative binomial number, up to a factor, from the first to the last that count: outwards from
 * the most probable one, because the first itself may be too small for a double.
 */
function negativeBinomialWeights(
  shape: number,
  share: number,
): { readonly first: number; readonly weights: readonly number[] } {
  const mode = Math.max(0, Math.floor(((shape - 1) * share) / (1 - share)));
  const below: number[] = [];
  for (let m = mode, weight = 1; m > 0 && weight > NEGLIGIBLE; m--) {
    weight *= m / ((shape + m - 1) * share);
    below.push(weight);
  }
  const weights = [...below.reverse(), 1];
  for (let m = mode, weight = 1; weight > NEGLIGIBLE && weights.length < 2 * MOST_STAGES; m++) {
    weight *= ((shape + m) / (m + 1)) * share;
    weights.push(weight);
  }
  return { first: mode - below.length, weights };
}

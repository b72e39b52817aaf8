import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { SatisfactionClass } from '../satisfaction/satisfaction-gap.js';
import type { Interval } from '../statistics/interval.js';

/** What satisfaction and share of wallet say about cooperation, the depth that a main supplier needs. */
export interface CapabilityEvidence {
  /** Whether the customer is satisfied with what we can do; null where nobody asked. */
  readonly satisfied: boolean | null;
  /** Whether it keeps other sources; null where the share is not known well enough. */
  readonly keepsOtherSources: boolean | null;
  /** Part of the purchases that may still be with others, 0…1; null where no wallet is known. */
  readonly withOthers: Interval | null;
  /** Whether this bears out the level that a main supplier needs; null where it cannot be told. */
  readonly bearsOutCooperation: boolean | null;
}

/**
 * Evidence for cooperation: a customer who buys from us and is satisfied with our ability, even while it does not place
 * all its business with us. A dissatisfied one, or one that buys nothing, contradicts it. Mortise's own proposal. O(1).
 *
 * @param satisfaction class of the gap on the attributes of our ability; undefined where nobody answered
 * @param share bounds of the share of wallet in 0…1; null where no wallet is known
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ lower ≤ upper ≤ 1
 */
export function capabilityEvidence(
  satisfaction: SatisfactionClass | undefined,
  share: Interval | null,
): CapabilityEvidence {
  if (share !== null && !(share.lower >= 0 && share.lower <= share.upper && share.upper <= 1)) {
    throw new InvalidValueError('INVALID_NUMBER', share.lower);
  }
  const satisfied = satisfaction === undefined ? null : satisfaction !== 'DISSATISFIED';
  const buys = share === null ? null : share.upper > 0;
  return {
    satisfied,
    keepsOtherSources: otherSources(share),
    withOthers: share === null ? null : { lower: 1 - share.upper, upper: 1 - share.lower },
    bearsOutCooperation:
      satisfied === false || buys === false ? false : satisfied === null || buys === null ? null : true,
  };
}

/** Certain below all of it, certainly not at all of it; an interval that reaches both says neither. */
function otherSources(share: Interval | null): boolean | null {
  if (share === null) return null;
  if (share.upper < 1) return true;
  return share.lower === 1 ? false : null;
}

import { InvalidValueError } from '../errors/invalid-value.error.js';

/** What an account owes and may owe, in minor units of one currency. */
export interface CreditPosition {
  readonly openInvoicesMinor: bigint;
  /** Ordered or shipped and not yet invoiced. */
  readonly openOrdersMinor: bigint;
  /** Null where no limit was granted: nothing can be overrun. */
  readonly limitMinor: bigint | null;
}

export type CreditStatus = 'NO_LIMIT' | 'WITHIN' | 'NEAR_LIMIT' | 'OVER_LIMIT';

export interface CreditReading {
  readonly status: CreditStatus;
  readonly exposureMinor: bigint;
  /** limit − exposure; negative by how much it is overrun, null without a limit. */
  readonly headroomMinor: bigint | null;
}

/** Share of the limit, in percent, from which a warning is given: Mortise's own proposal, configurable. */
export const DEFAULT_CREDIT_WARNING_PERCENT = 90;

/**
 * The credit limit against open invoices, open orders and, when given, one more order: the warning comes before the
 * overrun. `NEAR_LIMIT` from the warning share on, `OVER_LIMIT` beyond the limit itself. Exact. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a negative limit or a share that is no whole percentage in 0…100
 */
export function creditReading(
  position: CreditPosition,
  nextOrderMinor = 0n,
  warningPercent = DEFAULT_CREDIT_WARNING_PERCENT,
): CreditReading {
  const { limitMinor } = position;
  if (!Number.isInteger(warningPercent) || warningPercent < 0 || warningPercent > 100) {
    throw new InvalidValueError('INVALID_NUMBER', warningPercent);
  }
  const exposureMinor = position.openInvoicesMinor + position.openOrdersMinor + nextOrderMinor;
  if (limitMinor === null) return { status: 'NO_LIMIT', exposureMinor, headroomMinor: null };
  if (limitMinor < 0n) throw new InvalidValueError('INVALID_NUMBER', limitMinor);
  const headroomMinor = limitMinor - exposureMinor;
  if (headroomMinor < 0n) return { status: 'OVER_LIMIT', exposureMinor, headroomMinor };
  const near = exposureMinor > 0n && exposureMinor * 100n >= limitMinor * BigInt(warningPercent);
  return { status: near ? 'NEAR_LIMIT' : 'WITHIN', exposureMinor, headroomMinor };
}

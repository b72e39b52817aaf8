import { allSteps, type Steps } from '../optimize/index.js';
import { fitMbgCnbdInSteps, fitNbdInSteps } from './fit-families.js';
import type { OrderModelFit } from './fit-groups.js';
import { DEFAULT_ORDER_FIT_POLICY, type OrderFitPolicy } from './fit-parameters.js';
import type { MbgCnbdModel } from './models.js';
import type { OrderSummary } from './order-summary.js';

export type ExpectedOrdersFit =
  | {
      readonly fitted: true;
      /** The fit to forecast with. */
      readonly fit: OrderModelFit;
      /**
       * True where no model of loss can be believed and the NBD stands in: it knows the pace alone, so silence has to be
       * watched by the order gap.
       */
      readonly fallback: boolean;
      /** Every MBG/CNBD-k that was tried, by k, with its degeneracy. */
      readonly candidates: readonly OrderModelFit<MbgCnbdModel>[];
    }
  | { readonly fitted: false; readonly reason: 'NO_ACCOUNTS' | 'NO_REPEAT_ORDERS' };

/**
 * The model that forecasts the orders of these accounts: the MBG/CNBD-k with the k of the highest likelihood, or the
 * NBD where that fit is degenerate. Regularities above 1 are tried where the summaries hold their intervals.
 * O(n) per step of the searches; a second for some thousand accounts.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a summary that cannot be one, `INVALID_LENGTH` for a k that is no
 *   whole number ≥ 1
 */
export function fitExpectedOrders(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): ExpectedOrdersFit {
  return allSteps(fitExpectedOrdersInSteps(summaries, policy));
}

/**
 * {@link fitExpectedOrders} step by step, one look at all accounts each, so that whoever has others to serve can do so in
 * between.
 *
 * @throws InvalidValueError as {@link fitExpectedOrders}
 */
export function* fitExpectedOrdersInSteps(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): Steps<ExpectedOrdersFit> {
  if (summaries.length === 0) return { fitted: false, reason: 'NO_ACCOUNTS' };
  const plain = yield* fitNbdInSteps(summaries, policy);
  if (plain === undefined) return { fitted: false, reason: 'NO_REPEAT_ORDERS' };
  const candidates: OrderModelFit<MbgCnbdModel>[] = [];
  for (const k of policy.regularities) {
    const fit = yield* fitMbgCnbdInSteps(summaries, k, policy, candidates.at(-1)?.model);
    if (fit !== undefined) candidates.push(fit);
  }
  const [best] = [...candidates].sort((a, b) => b.logLikelihood - a.logLikelihood);
  const fallback = best === undefined || best.degeneracy.length > 0;
  return { fitted: true, fit: fallback ? plain : best, fallback, candidates };
}

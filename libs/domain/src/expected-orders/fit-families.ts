import { InvalidValueError } from '../errors/invalid-value.error.js';
import { allSteps, type Steps } from '../optimize/index.js';
import { bgNbdLogLikelihood } from './bg-nbd.js';
import { DEFAULT_ORDER_FIT_POLICY, type OrderFitPolicy } from './fit-parameters.js';
import { fitGroups, lossDegeneracy, outcome, type OrderModelFit } from './fit-groups.js';
import { mbgCnbdLogLikelihood } from './mbg-cnbd.js';
import type { BgNbdModel, MbgCnbdModel, NbdModel, ParetoNbdModel } from './models.js';
import { nbdLogLikelihood } from './nbd.js';
import { groupSummaries, type OrderSummary } from './order-summary.js';
import { paretoNbdLogLikelihood } from './pareto-nbd.js';

/**
 * NBD fit. Undefined without a repeat order, where nothing can be learnt. O(n) per step of the search.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a summary that cannot be one
 */
export function fitNbd(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): OrderModelFit<NbdModel> | undefined {
  return allSteps(fitNbdInSteps(summaries, policy));
}

/** {@link fitNbd} in steps. */
export function* fitNbdInSteps(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): Steps<OrderModelFit<NbdModel> | undefined> {
  const groups = groupSummaries(summaries);
  const named = (point: readonly number[]): NbdModel => {
    const [r, alpha] = point as [number, number];
    return { family: 'NBD', r, alpha };
  };
  const fitted = yield* fitGroups(groups, (point) => nbdLogLikelihood(named(point)), { dimensions: 2 }, policy);
  return fitted && { ...outcome(fitted, groups), model: named(fitted.parameters) };
}

/**
 * Pareto/NBD fit with its degeneracy. Undefined without a repeat order. O(n) per step of the search.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a summary that cannot be one
 */
export function fitParetoNbd(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): OrderModelFit<ParetoNbdModel> | undefined {
  const groups = groupSummaries(summaries);
  const named = (point: readonly number[]): ParetoNbdModel => {
    const [r, alpha, s, beta] = point as [number, number, number, number];
    return { family: 'PARETO_NBD', r, alpha, s, beta };
  };
  const fitted = allSteps(
    fitGroups(groups, (point) => paretoNbdLogLikelihood(named(point)), { dimensions: 4 }, policy),
  );
  return (
    fitted && allSteps(lossDegeneracy({ ...outcome(fitted, groups), model: named(fitted.parameters) }, groups, policy))
  );
}

/**
 * BG/NBD fit with its degeneracy. Undefined without a repeat order. O(n) per step of the search.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a summary that cannot be one
 */
export function fitBgNbd(
  summaries: readonly OrderSummary[],
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
): OrderModelFit<BgNbdModel> | undefined {
  const groups = groupSummaries(summaries);
  const named = (point: readonly number[]): BgNbdModel => {
    const [r, alpha, a, b] = point as [number, number, number, number];
    return { family: 'BG_NBD', r, alpha, a, b };
  };
  const fitted = allSteps(fitGroups(groups, (point) => bgNbdLogLikelihood(named(point)), { dimensions: 4 }, policy));
  return (
    fitted && allSteps(lossDegeneracy({ ...outcome(fitted, groups), model: named(fitted.parameters) }, groups, policy))
  );
}

/**
 * MBG/CNBD-k fit for one k with its degeneracy. Undefined without a repeat order, or where k > 1 and a summary does not
 * hold its intervals. O(n k) per step of the search.
 *
 * @param k a whole number ≥ 1; 1 is the MBG/NBD
 * @param near the fit for another k, to start from: only the rate of the stages differs much
 * @throws InvalidValueError `INVALID_NUMBER` for a summary that cannot be one, `INVALID_LENGTH` for such a k
 */
export function fitMbgCnbd(
  summaries: readonly OrderSummary[],
  k: number,
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
  near?: MbgCnbdModel,
): OrderModelFit<MbgCnbdModel> | undefined {
  return allSteps(fitMbgCnbdInSteps(summaries, k, policy, near));
}

/** {@link fitMbgCnbd} in steps. */
export function* fitMbgCnbdInSteps(
  summaries: readonly OrderSummary[],
  k: number,
  policy: OrderFitPolicy = DEFAULT_ORDER_FIT_POLICY,
  near?: MbgCnbdModel,
): Steps<OrderModelFit<MbgCnbdModel> | undefined> {
  if (!(Number.isSafeInteger(k) && k >= 1)) throw new InvalidValueError('INVALID_LENGTH', k);
  const groups = groupSummaries(summaries);
  if (k > 1 && groups.some(({ logIntervalSum }) => logIntervalSum === undefined)) return undefined;
  const named = (point: readonly number[]): MbgCnbdModel => {
    const [r, alpha, a, b] = point as [number, number, number, number];
    return { family: 'MBG_CNBD', k, r, alpha, a, b };
  };
  const start = near && [near.r, (near.alpha * near.k) / k, near.a, near.b];
  const fitted = yield* fitGroups(
    groups,
    (point) => mbgCnbdLogLikelihood(named(point)),
    { dimensions: 4, k, start },
    policy,
  );
  return (
    fitted && (yield* lossDegeneracy({ ...outcome(fitted, groups), model: named(fitted.parameters) }, groups, policy))
  );
}

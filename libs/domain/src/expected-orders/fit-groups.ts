import type { Steps } from '../optimize/index.js';
import { sum } from '../statistics/descriptive.js';
import { fitParametersInSteps, type FittedParameters, type OrderFitPolicy } from './fit-parameters.js';
import { cnbdLogLikelihood } from './mbg-cnbd.js';
import { regularityOf, type LogLikelihood, type OrderModel } from './models.js';
import type { WeightedSummary } from './order-summary.js';

/** Why a fit is not to be believed. */
export const DEGENERACY_CODES = [
  /** A parameter ran to the end of its range: the data do not say where it stands. */
  'PARAMETER_AT_BOUND',
  /** Hardly any account is ever lost under the fit: silence and slowness cannot be told apart. */
  'LOSS_UNIDENTIFIED',
  /** The same model without loss explains the orders as well. */
  'NO_GAIN_FROM_LOSS',
  'NOT_CONVERGED',
] as const;
export type DegeneracyCode = (typeof DEGENERACY_CODES)[number];

export interface OrderModelFit<Model extends OrderModel = OrderModel> {
  readonly model: Model;
  readonly logLikelihood: number;
  readonly accounts: number;
  /** Empty for a fit that can be used. */
  readonly degeneracy: readonly DegeneracyCode[];
}

interface SearchOptions {
  readonly dimensions: 2 | 4;
  /** Regularity of the order times; 1 unless told. */
  readonly k?: number;
  readonly start?: readonly number[] | undefined;
}

/** The fit of one family, from the pace of all accounts, r = 1, and losses that are neither rare nor the rule. */
export function* fitGroups(
  groups: readonly WeightedSummary[],
  logLikelihood: (parameters: readonly number[]) => LogLikelihood,
  { dimensions, k = 1, start }: SearchOptions,
  policy: OrderFitPolicy,
): Steps<FittedParameters | undefined> {
  const orders = sum(groups.map(({ repeatOrders, accounts }) => repeatOrders * accounts));
  const time = sum(groups.map(({ age, accounts }) => age * accounts));
  if (orders === 0) return undefined;
  return yield* fitParametersInSteps(
    (point) => {
      const ofAccount = logLikelihood(point);
      return groups.reduce((total, group) => total + group.accounts * ofAccount(group), 0);
    },
    start ?? [1, time / (k * orders), 1, 2].slice(0, dimensions),
    policy,
  );
}

export function outcome(fitted: FittedParameters, groups: readonly WeightedSummary[]): Omit<OrderModelFit, 'model'> {
  const degeneracy: DegeneracyCode[] = [];
  if (fitted.atBound.includes(true)) degeneracy.push('PARAMETER_AT_BOUND');
  if (!fitted.converged) degeneracy.push('NOT_CONVERGED');
  return {
    logLikelihood: fitted.logLikelihood,
    accounts: groups.reduce((total, { accounts }) => total + accounts, 0),
    degeneracy,
  };
}

/** The fit with what speaks against its losses: too few of them, or no gain over the same orders without loss. */
export function* lossDegeneracy<Model extends OrderModel>(
  fit: OrderModelFit<Model>,
  groups: readonly WeightedSummary[],
  policy: OrderFitPolicy,
): Steps<OrderModelFit<Model>> {
  const k = regularityOf(fit.model);
  const lossless = yield* fitGroups(
    groups,
    ([r, alpha]) => cnbdLogLikelihood({ k, r: r as number, alpha: alpha as number }),
    { dimensions: 2, k },
    policy,
  );
  const degeneracy = [...fit.degeneracy];
  if (hardlyLost(fit.model, policy)) degeneracy.push('LOSS_UNIDENTIFIED');
  const gain = fit.logLikelihood - (lossless?.logLikelihood ?? -Infinity);
  if (gain < policy.leastGainOfLoss) degeneracy.push('NO_GAIN_FROM_LOSS');
  return { ...fit, degeneracy };
}

function hardlyLost(model: OrderModel, policy: OrderFitPolicy): boolean {
  if (model.family === 'NBD') return true;
  if (model.family === 'PARETO_NBD') return model.s < policy.lowestLossShape;
  return model.a / (model.a + model.b) < policy.lowestLossChance;
}

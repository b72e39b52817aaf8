import { sum } from '../statistics/descriptive.js';
import { logBeta, logGamma, oncePerCount } from '../special-functions/index.js';
import { logSumExp, type LogLikelihood, type MbgCnbdModel } from './models.js';
import type { OrderSummary } from './order-summary.js';

export type MbgCnbdParameters = Omit<MbgCnbdModel, 'family'>;

/** The part of the model that is about the pace of the stages. */
export type StagePace = Pick<MbgCnbdModel, 'k' | 'r' | 'alpha'>;

/**
 * ln-likelihood of one account under the MBG/CNBD-k (Platzer & Reutterer 2016): its order times under Erlang-k
 * intervals, times the chance to stay through x + 1 orders, times 1 + the odds that it was lost with the last. O(k).
 */
export function mbgCnbdLogLikelihood(model: MbgCnbdParameters): LogLikelihood {
  const { a, b } = model;
  const fixed = logBeta(a, b);
  const logStay = oncePerCount((x) => logBeta(a, b + x + 1) - fixed);
  const logOrderTimes = orderTimes(model);
  return (summary) =>
    logStay(summary.repeatOrders) +
    logOrderTimes(summary) +
    logSumExp(logUnfinished(model, summary), logLost(model, summary));
}

/** The same with customers that are never lost: regular orders alone (Chatfield & Goodhardt 1973). O(k). */
export function cnbdLogLikelihood(pace: StagePace): LogLikelihood {
  const logOrderTimes = orderTimes(pace);
  return (summary) => logOrderTimes(summary) + logUnfinished(pace, summary);
}

/** ln of the odds that the account was lost with its last order. O(k). */
export function mbgCnbdLogOddsLost(model: MbgCnbdParameters, summary: OrderSummary): number {
  return logLost(model, summary) - logUnfinished(model, summary);
}

/** The probability of each number of stages, 0 … k − 1, that an account which is alive went through since its last order. */
export function stageProbabilities(pace: StagePace, summary: OrderSummary): readonly number[] {
  const weights = stageWeights(pace, summary);
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

/** Γ(r + kx + j) / Γ(r + kx) · ((T − t_x) / (α + T))^j / j! for j = 0 … k − 1. */
function stageWeights({ k, r, alpha }: StagePace, { repeatOrders: x, recency, age }: OrderSummary): readonly number[] {
  const silence = (age - recency) / (alpha + age);
  const weights = [1];
  for (let j = 1; j < k; j++) weights.push(((weights[j - 1] as number) * silence * (r + k * x + j - 1)) / j);
  return weights;
}

function logUnfinished(pace: StagePace, summary: OrderSummary): number {
  return pace.k === 1 ? 0 : Math.log(stageWeights(pace, summary).reduce((total, weight) => total + weight));
}

function logLost({ k, r, alpha, a, b }: MbgCnbdParameters, { repeatOrders: x, recency, age }: OrderSummary): number {
  return Math.log(a / (b + x)) + (r + k * x) * Math.log1p((age - recency) / (alpha + recency));
}

/** (k − 1) Σ ln Δt − x ln Γ(k) + ln Γ(r + kx) − ln Γ(r) + r ln α − (r + kx) ln(α + T). */
function orderTimes({ k, r, alpha }: StagePace): LogLikelihood {
  const fixed = r * Math.log(alpha) - logGamma(r);
  const perOrder = logGamma(k);
  const ofOrders = oncePerCount((x) => fixed + logGamma(r + k * x) - x * perOrder);
  return ({ repeatOrders: x, age, logIntervalSum = 0 }) =>
    (k - 1) * logIntervalSum + ofOrders(x) - (r + k * x) * Math.log(alpha + age);
}

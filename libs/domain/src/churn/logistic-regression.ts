import { InvalidValueError } from '../errors/invalid-value.error.js';
import { solveLinear } from '../optimize/index.js';
import { sum } from '../statistics/descriptive.js';

export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
}

export interface LogisticOptions {
  /** λ of the penalty ½·λ·Σβ²; the intercept goes free. Features should have unit variance. */
  readonly penalty: number;
  readonly maximumIterations?: number;
  readonly tolerance?: number;
}

/** 1 ÷ (1 + e^−x), without overflow. */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/**
 * Logistic regression with an L2 penalty (Hoerl & Kennard's ridge; le Cessie & van Houwelingen 1992) by iteratively
 * reweighted least squares with step halving. Undefined where nothing can be fitted: no rows, all targets 0 or all 1, or
 * a singular problem. O(iterations · n · p²).
 *
 * @param rows features, all rows of one length, finite
 * @param targets probability of the event per row: 0, 1, or between for smoothed labels
 * @throws InvalidValueError `INVALID_LENGTH` where shapes differ, `INVALID_NUMBER` for features, targets or a penalty that
 *   cannot be
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  { penalty, maximumIterations = 50, tolerance = 1e-9 }: LogisticOptions,
): LogisticFit | undefined {
  const width = (rows[0]?.length ?? 0) + 1;
  check(rows, targets, penalty, width);
  const total = sum(targets);
  if (!(total > 0 && total < targets.length)) return undefined;
  const design = rows.map((row) => [1, ...row]);
  let beta: readonly number[] = [Math.log(total / (targets.length - total)), ...new Array<number>(width - 1).fill(0)];
  let loss = penalisedLoss(design, targets, beta, penalty);
  for (let iteration = 1; iteration <= maximumIterations; iteration++) {
    const step = newtonStep(design, targets, beta, penalty);
    if (step === undefined) return undefined;
    const next = descend(beta, step, loss, (point) => penalisedLoss(design, targets, point, penalty));
    const gain = loss - next.loss;
    [beta, loss] = [next.beta, next.loss];
    if (gain <= tolerance * (1 + Math.abs(loss))) return fitOf(beta, iteration, true);
  }
  return fitOf(beta, maximumIterations, false);
}

function fitOf(
  [intercept = 0, ...coefficients]: readonly number[],
  iterations: number,
  converged: boolean,
): LogisticFit {
  return { intercept, coefficients, iterations, converged };
}

/** −Σ(y·η − log(1 + e^η)) + ½·λ·Σβ², in log space. */
function penalisedLoss(
  design: readonly (readonly number[])[],
  targets: readonly number[],
  beta: readonly number[],
  penalty: number,
): number {
  const losses = design.map((row, i) => {
    const eta = dot(row, beta);
    return Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))) - (targets[i] as number) * eta;
  });
  return sum(losses) + (penalty / 2) * sum(beta.slice(1).map((value) => value ** 2));
}

function newtonStep(
  design: readonly (readonly number[])[],
  targets: readonly number[],
  beta: readonly number[],
  penalty: number,
): readonly number[] | undefined {
  const width = beta.length;
  const gradient = beta.map((value, j) => (j === 0 ? 0 : -penalty * value));
  const curvature = beta.map((_, j) => beta.map((__, k) => (j === k && j > 0 ? penalty : 0)));
  design.forEach((row, i) => {
    const chance = logistic(dot(row, beta));
    const [residual, weight] = [(targets[i] as number) - chance, Math.max(1e-12, chance * (1 - chance))];
    for (let j = 0; j < width; j++) {
      const feature = row[j] as number;
      gradient[j] = (gradient[j] as number) + residual * feature;
      const line = curvature[j] as number[];
      for (let k = 0; k < width; k++) line[k] = (line[k] as number) + weight * feature * (row[k] as number);
    }
  });
  return solveLinear(curvature, gradient);
}

/** The longest of the step, its half, its quarter … that does not raise the loss. */
function descend(
  beta: readonly number[],
  step: readonly number[],
  loss: number,
  lossOf: (point: readonly number[]) => number,
): { readonly beta: readonly number[]; readonly loss: number } {
  for (let scale = 1; scale > 1e-6; scale /= 2) {
    const point = beta.map((value, j) => value + scale * (step[j] as number));
    const reached = lossOf(point);
    if (reached <= loss) return { beta: point, loss: reached };
  }
  return { beta, loss };
}

function dot(row: readonly number[], beta: readonly number[]): number {
  let total = 0;
  for (let j = 0; j < row.length; j++) total += (row[j] as number) * (beta[j] as number);
  return total;
}

function check(rows: readonly (readonly number[])[], targets: readonly number[], penalty: number, width: number): void {
  if (rows.length !== targets.length) throw new InvalidValueError('INVALID_LENGTH', targets.length);
  if (!(penalty >= 0 && Number.isFinite(penalty))) throw new InvalidValueError('INVALID_NUMBER', penalty);
  for (const row of rows) {
    if (row.length !== width - 1) throw new InvalidValueError('INVALID_LENGTH', row.length);
    for (const value of row) if (!Number.isFinite(value)) throw new InvalidValueError('INVALID_NUMBER', value);
  }
  for (const target of targets)
    if (!(target >= 0 && target <= 1)) throw new InvalidValueError('INVALID_NUMBER', target);
}

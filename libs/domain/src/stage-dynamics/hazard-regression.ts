import { fitLogistic, logistic } from '../churn/logistic-regression.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGES, type Stage } from '../stage/stages.js';

/** One month of one account at risk, and whether the account fell back in it. */
export interface AccountMonth {
  readonly stage: Stage;
  /** x, the same ones in the same order for every month; of unit variance, so that the penalty treats them alike. */
  readonly covariates: readonly number[];
  readonly regressed: boolean;
}

/** A fitted model; plain data that can be stored. */
export interface HazardRegression {
  /** α per stage that was at risk, in log-odds per account-month. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** β, what one unit of each covariate adds to the log-odds. */
  readonly coefficients: readonly number[];
  readonly accountMonths: number;
  readonly regressions: number;
}

/** λ of the ridge penalty; Mortise's own proposal, configurable. */
export const DEFAULT_HAZARD_PENALTY = 1;

/**
 * Discrete-time hazard of regression, logit h = α_s + β·x per account-month (Cox 1972; Allison 1982), by ridge logistic
 * regression: β and the distances of the stages from their common level are shrunk, so that a stage nothing fell back
 * from has a hazard too. Undefined of no months, or where none or all regressed. The order of the months does not matter
 * beyond the last digits. O(iterations · months · (stages + covariates)²).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for covariates that differ in number, `INVALID_NUMBER` for a covariate that is
 *   no number or a penalty that is not above zero
 */
export function fitHazardRegression(
  months: readonly AccountMonth[],
  penalty: number = DEFAULT_HAZARD_PENALTY,
): HazardRegression | undefined {
  if (!(finite(penalty) > 0)) throw new InvalidValueError('INVALID_NUMBER', penalty);
  const present = STAGES.filter((stage) => months.some((month) => month.stage === stage));
  const rows = months.map(({ stage, covariates }) => [...present.map((each) => Number(each === stage)), ...covariates]);
  const regressed = months.map((month) => Number(month.regressed));
  const fit = fitLogistic(rows, regressed, { penalty });
  if (fit === undefined) return undefined;
  const alphas = present.map((stage, i) => [stage, fit.intercept + (fit.coefficients[i] as number)] as const);
  return {
    stages: Object.fromEntries(alphas),
    coefficients: fit.coefficients.slice(present.length),
    accountMonths: months.length,
    regressions: regressed.filter((value) => value === 1).length,
  };
}

/**
 * The probability, 0…1, that an account of a stage falls back within a month; undefined for a stage that was never at risk
 * where the model was fitted. O(covariates).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for another number of covariates, `INVALID_NUMBER` for one that is no number
 */
export function regressionProbability(
  { stages, coefficients }: HazardRegression,
  stage: Stage,
  covariates: readonly number[],
): number | undefined {
  if (covariates.length !== coefficients.length) throw new InvalidValueError('INVALID_LENGTH', covariates.length);
  const alpha = stages[stage];
  if (alpha === undefined) return undefined;
  return logistic(covariates.reduce((sum, value, i) => finite(sum + (coefficients[i] as number) * value), alpha));
}

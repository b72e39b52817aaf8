import { InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGES, type Stage } from '../stage/stages.js';
import { wilsonInterval, type Interval } from '../statistics/interval.js';

/** A stay of an account in a stage: from its entry to its end, or to today where it goes on. */
export interface StageStay {
  readonly stage: Stage;
  /** Months in the stage, ≥ 0; part months count in part. */
  readonly months: number;
  /** How the stay ended; `OPEN` where it has not. */
  readonly end: 'ADVANCE' | 'REGRESS' | 'TERMINATE' | 'OPEN';
}

export interface StageHazard {
  readonly stage: Stage;
  readonly accountMonths: number;
  readonly regressions: number;
  /** Steps back ÷ account-months at risk; undefined without any. */
  readonly regressionHazard: number | undefined;
  /** Wilson's 95 % interval over whole account-months. */
  readonly regressionInterval: Interval | undefined;
  readonly terminations: number;
  readonly terminationHazard: number | undefined;
  readonly terminationInterval: Interval | undefined;
}

export interface HazardReport {
  readonly stages: readonly StageHazard[];
  /**
   * Whether the tenant's own figures bear out that higher stages fall back and break off less: `SUPPORTED` where each
   * stage's loss hazard is below the one before it and the interval of the highest lies below that of the lowest,
   * `CONTRADICTED` where it lies above it, `OPEN` else. Stages without account-months are passed over, and so is
   * development, from which there is nothing to fall back to.
   */
  readonly higherIsSafer: 'SUPPORTED' | 'OPEN' | 'CONTRADICTED';
}

/**
 * Hazard of regression and of termination per stage, in events per account-month, from the log of transitions. Stays in
 * any order. O(n log n).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for months that are negative or not finite
 */
export function stageHazards(stays: readonly StageStay[]): HazardReport {
  for (const { months } of stays) {
    if (!(months >= 0 && Number.isFinite(months))) throw new InvalidValueError('INVALID_LENGTH', months);
  }
  const stages = STAGES.map((stage) =>
    hazardOf(
      stage,
      stays.filter((stay) => stay.stage === stage),
    ),
  );
  return { stages, higherIsSafer: verdict(stages) };
}

function hazardOf(stage: Stage, stays: readonly StageStay[]): StageHazard {
  const accountMonths = stays
    .map(({ months }) => months)
    .sort((a, b) => a - b)
    .reduce((sum, months) => sum + months, 0);
  const count = (end: StageStay['end']): number => stays.filter((stay) => stay.end === end).length;
  const [regressions, terminations] = [count('REGRESS'), count('TERMINATE')];
  return {
    ...{ stage, accountMonths, regressions, terminations },
    regressionHazard: rate(regressions, accountMonths),
    regressionInterval: interval(regressions, accountMonths),
    terminationHazard: rate(terminations, accountMonths),
    terminationInterval: interval(terminations, accountMonths),
  };
}

/** Account-months below which nothing was at risk. */
const LEAST_MONTHS = 0.01;

/** At most one event per account-month is counted: stays of a few days would else give rates above one. */
function rate(events: number, months: number): number | undefined {
  return months >= LEAST_MONTHS ? events / Math.max(months, events) : undefined;
}

function interval(events: number, months: number): Interval | undefined {
  return months >= LEAST_MONTHS ? wilsonInterval(events, Math.max(months, events)) : undefined;
}

function verdict(stages: readonly StageHazard[]): HazardReport['higherIsSafer'] {
  const losses = stages.slice(1).flatMap(({ accountMonths, regressions, terminations }) => {
    const bounds = interval(regressions + terminations, accountMonths);
    const loss = rate(regressions + terminations, accountMonths);
    return bounds === undefined || loss === undefined ? [] : [{ loss, bounds }];
  });
  const [lowest, highest] = [losses[0], losses.at(-1)];
  if (lowest === undefined || highest === undefined || losses.length < 2) return 'OPEN';
  if (highest.bounds.lower > lowest.bounds.upper) return 'CONTRADICTED';
  const falling = losses.every(({ loss }, i) => i === 0 || loss < (losses[i - 1]?.loss ?? loss));
  return falling && highest.bounds.upper < lowest.bounds.lower ? 'SUPPORTED' : 'OPEN';
}

import { daysBetween, type IsoDate } from '../calendar/date.js';
import { median } from '../statistics/descriptive.js';

/** One step of the customer's procedure of deciding to buy. */
export interface DecisionStep {
  readonly name: string;
  /** Who decides it; left out while nobody is known. */
  readonly ownerContactId?: string;
  /** Days it usually takes; left out while nobody knows. */
  readonly days?: number;
}

export interface DecisionProcess {
  /** Sum of the known durations, days. */
  readonly knownDays: number;
  /** Steps without a known owner, and without a known duration. */
  readonly withoutOwner: readonly string[];
  readonly withoutDuration: readonly string[];
  /** The step that takes longest, the first of equals; null where no duration is known. */
  readonly longest: string | null;
}

/** The map of the customer's decision procedure: how long it takes, where, and what we do not know of it. O(n). */
export function decisionProcess(steps: readonly DecisionStep[]): DecisionProcess {
  const timed = steps.flatMap(({ name, days }) => (isDuration(days) ? [{ name, days }] : []));
  const longest = timed.reduce<{ name: string; days: number } | null>(
    (most, step) => (most === null || step.days > most.days ? step : most),
    null,
  );
  return {
    knownDays: timed.reduce((sum, { days }) => sum + days, 0),
    withoutOwner: steps.filter(({ ownerContactId }) => ownerContactId === undefined).map(({ name }) => name),
    withoutDuration: steps.filter(({ days }) => !isDuration(days)).map(({ name }) => name),
    longest: longest?.name ?? null,
  };
}

function isDuration(days: number | undefined): days is number {
  return days !== undefined && days >= 0 && days <= Number.MAX_SAFE_INTEGER;
}

/** A trial at the end user, and how far its result has come. */
export interface ProductTrial {
  readonly startedOn: IsoDate;
  readonly passed?: boolean;
  /** When the buyer heard of the result. */
  readonly fedBackOn?: IsoDate;
  readonly purchasedOn?: IsoDate;
}

export interface TrialFunnel {
  readonly trials: number;
  readonly passed: number;
  readonly fedBack: number;
  readonly purchased: number;
  /** Purchases ÷ trials, 0…1; undefined of no trials. */
  readonly conversion: number | undefined;
  /** Median days from the start of a trial to the purchase; undefined of no purchase. */
  readonly medianDaysToPurchase: number | undefined;
}

/**
 * From trial at the end user through feedback to the buyer to the purchase. Each step counts the trials that passed all
 * before it; a purchase from before the trial is none of its. The order of the rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function trialFunnel(trials: readonly ProductTrial[]): TrialFunnel {
  const passed = trials.filter((trial) => trial.passed === true);
  const fedBack = passed.filter(({ fedBackOn }) => fedBackOn !== undefined);
  const days = fedBack.flatMap(({ startedOn, purchasedOn }) =>
    purchasedOn === undefined ? [] : [daysBetween(startedOn, purchasedOn)].filter((elapsed) => elapsed >= 0),
  );
  return {
    ...{ trials: trials.length, passed: passed.length, fedBack: fedBack.length, purchased: days.length },
    conversion: trials.length === 0 ? undefined : days.length / trials.length,
    medianDaysToPurchase: median(days),
  };
}

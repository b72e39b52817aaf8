import { DAYS_PER_YEAR, daysBetween, type IsoDate } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGE_POSITIONS, STAGES, stageOrder, type Stage, type StagePosition } from '../stage/stages.js';
import { quantile } from '../statistics/descriptive.js';
import type { StageStay } from './regression-hazard.js';

/** An account has come to stand somewhere; `from` is null where its opening stage was set. */
export interface StageMove {
  readonly accountId: string;
  readonly from: StagePosition | null;
  readonly to: StagePosition;
  readonly on: IsoDate;
}

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

/**
 * The stays that moves tell of, in months of mean length: each from the day an account came into a stage to the day it
 * left, or to today. O(moves).
 *
 * @param moves of each account in their order; accounts in any
 * @throws InvalidValueError `INVALID_LENGTH` for moves of an account that go back in time
 */
export function stageStays(moves: readonly StageMove[], today: IsoDate): readonly StageStay[] {
  return [...groupBy(moves, ({ accountId }) => accountId).values()].flatMap((own) =>
    own.flatMap(({ to: stage, on }, place): StageStay[] => {
      if (stage === 'ENDED') return [];
      const next = own[place + 1];
      const days = daysBetween(on, next?.on ?? today);
      if (days < 0) throw new InvalidValueError('INVALID_LENGTH', days);
      return [{ stage, months: days / DAYS_PER_MONTH, end: next === undefined ? 'OPEN' : endOf(stage, next.to) }];
    }),
  );
}

function endOf(stage: Stage, to: StagePosition): StageStay['end'] {
  if (to === 'ENDED') return 'TERMINATE';
  return stageOrder(to) > stageOrder(stage) ? 'ADVANCE' : 'REGRESS';
}

/** How long accounts stay in a stage. */
export interface StageDwell {
  readonly stage: Stage;
  readonly completed: number;
  /** Stays that go on: known to last at least so long. */
  readonly open: number;
  /** Months by which half, and three quarters, of all stays end; undefined while too few have ended to tell. */
  readonly medianMonths: number | undefined;
  readonly p75Months: number | undefined;
  /** The same of completed stays alone, which are the shorter ones; undefined of none. */
  readonly completedMedianMonths: number | undefined;
  readonly completedP75Months: number | undefined;
}

/**
 * Dwell times per stage. Stays that go on count as long as they have lasted (product-limit estimate, Kaplan & Meier 1958):
 * leaving them out would make every stage look shorter than it is. Stays in any order. O(n log n).
 */
export function stageDwells(stays: readonly StageStay[]): readonly StageDwell[] {
  return STAGES.map((stage) => {
    const own = stays.filter((stay) => stay.stage === stage);
    const ended = own.filter(({ end }) => end !== 'OPEN').map(({ months }) => months);
    return {
      ...{ stage, completed: ended.length, open: own.length - ended.length },
      ...{ medianMonths: endedBy(own, 0.5), p75Months: endedBy(own, 0.75) },
      ...{ completedMedianMonths: quantile(ended, 0.5), completedP75Months: quantile(ended, 0.75) },
    };
  });
}

/** The shortest time after which at least this part of the stays has ended. */
function endedBy(stays: readonly StageStay[], part: number): number | undefined {
  const lengths = [...new Set(stays.filter(({ end }) => end !== 'OPEN').map(({ months }) => months))];
  let going = 1;
  for (const length of lengths.sort((a, b) => a - b)) {
    const atRisk = stays.filter(({ months }) => months >= length).length;
    const ending = stays.filter(({ months, end }) => end !== 'OPEN' && months === length).length;
    going *= 1 - ending / atRisk;
    // Products of fractions: a survival of exactly a half is not to miss it by rounding.
    if (going <= 1 - part + 1e-12) return length;
  }
  return undefined;
}

/** How often accounts went from one place to another. */
export interface StageTransitionCount {
  readonly from: StagePosition | null;
  readonly to: StagePosition;
  readonly count: number;
  /** Part of all moves out of `from`, 0…1. */
  readonly share: number;
}

/** The transition matrix: cells with a move, by `from` and then by `to`, in the order of the stages. O(moves). */
export function stageTransitions(moves: readonly StageMove[]): readonly StageTransitionCount[] {
  return [null, ...STAGE_POSITIONS].flatMap((from) => {
    const out = moves.filter((move) => move.from === from);
    return STAGE_POSITIONS.flatMap((to) => {
      const count = out.filter((move) => move.to === to).length;
      return count === 0 ? [] : [{ from, to, count, share: count / out.length }];
    });
  });
}

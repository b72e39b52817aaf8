import { daysBetween, type IsoDate } from '../calendar/date.js';
import { median } from '../statistics/descriptive.js';

/** Functions of the customer in which value is made. */
export const VALUE_CHAIN_FUNCTIONS = [
  'PRODUCTION',
  'DEVELOPMENT',
  'MANUFACTURING',
  'MANAGEMENT',
  'FINANCE',
  'MARKETING',
] as const;
export type ValueChainFunction = (typeof VALUE_CHAIN_FUNCTIONS)[number];

/** What we know and do for one function of the customer; blank where nothing. */
export interface ValueChainEntry {
  readonly need: string;
  readonly owner: string;
  readonly contribution: string;
}

export interface ValueChainCoverage {
  /** Functions whose need, owner and our contribution are all known ÷ all functions, 0…1. */
  readonly covered: number;
  /** Functions of which something is missing, in their order, and what. */
  readonly gaps: readonly {
    readonly businessFunction: ValueChainFunction;
    readonly missing: readonly (keyof ValueChainEntry)[];
  }[];
}

/** The map of the customer's value chain: where we know what is needed, by whom, and what we add. O(1). */
export function valueChainCoverage(
  map: Readonly<Partial<Record<ValueChainFunction, ValueChainEntry>>>,
): ValueChainCoverage {
  const gaps = VALUE_CHAIN_FUNCTIONS.flatMap((businessFunction) => {
    const entry = map[businessFunction];
    const missing = (['need', 'owner', 'contribution'] as const).filter((part) => (entry?.[part] ?? '').trim() === '');
    return missing.length === 0 ? [] : [{ businessFunction, missing }];
  });
  return { covered: 1 - gaps.length / VALUE_CHAIN_FUNCTIONS.length, gaps };
}

/** A need of the customer, what we did about it and how it came out. */
export interface CustomerNeed {
  readonly notedOn: IsoDate;
  /** What was done; blank while nothing was. */
  readonly action: string;
  readonly closed: { readonly on: IsoDate; readonly solved: boolean } | null;
}

export interface NeedStanding {
  readonly needs: number;
  /** Solved needs ÷ all, 0…1; undefined of no needs. */
  readonly solvedRatio: number | undefined;
  /** Needs that nobody has done anything about. */
  readonly untouched: number;
  /** Median days from note to close of the closed ones; undefined of none. */
  readonly medianDays: number | undefined;
}

/** Whether individual needs are solved and not only noted. O(n log n). Throws `INVALID_DATE`. */
export function needStanding(needs: readonly CustomerNeed[]): NeedStanding {
  const solved = needs.filter(({ closed }) => closed?.solved === true).length;
  return {
    needs: needs.length,
    solvedRatio: needs.length === 0 ? undefined : solved / needs.length,
    untouched: needs.filter(({ action, closed }) => action.trim() === '' && closed === null).length,
    medianDays: median(
      needs.flatMap(({ notedOn, closed }) => (closed === null ? [] : [daysBetween(notedOn, closed.on)])),
    ),
  };
}

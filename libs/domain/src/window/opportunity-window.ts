import { addMonthsToDate, dateOfEpochDay, daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { TRIGGER_CODES, type TriggerCode, type TriggerOrigin, type TriggerState } from './trigger-codes.js';

/** A trigger that somebody saw at an account. */
export interface TriggerObservation {
  readonly code: TriggerCode;
  readonly observedOn: IsoDate;
  /** How much it could move, 0…1. */
  readonly severity: number;
  /** How sure one is of it, 0…1. */
  readonly confidence: number;
  readonly origin: TriggerOrigin;
  /** `OBSERVED` unless told; what has been won, lost or has expired is no window any more. */
  readonly state?: TriggerState;
  /** Last day of the window, where it is known better than by the rule. */
  readonly expiresOn?: IsoDate;
  readonly competitor?: string;
}

/** How the strength of a trigger fades. */
export interface WindowRule {
  /** Days the window stays open. */
  readonly days: number;
  /** Days in which its strength halves. */
  readonly halfLifeDays: number;
  /** Months after which it comes again. */
  readonly recursMonths?: number;
  /** Days before the next time at which a recurring window opens. */
  readonly leadDays?: number;
}

export type WindowPolicy = Readonly<Record<TriggerCode, WindowRule>>;

const ORDINARY: WindowRule = { days: 90, halfLifeDays: 45 };

/** Windows of 90 days, half as strong after 45, and a supplier review that comes every year: Mortise's own proposal. */
export const DEFAULT_WINDOW_POLICY: WindowPolicy = {
  NEW_PRODUCT_LAUNCH: ORDINARY,
  ANNUAL_SUPPLIER_REVIEW: { ...ORDINARY, recursMonths: 12, leadDays: 60 },
  KEY_INFLUENCER_CHANGE: ORDINARY,
  RIVAL_QUALITY_PROBLEM: ORDINARY,
  SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER: ORDINARY,
  RELATIONSHIP_WEAKNESS: ORDINARY,
  RELATIONSHIP_DETERIORATION: ORDINARY,
  COST_DOWN_NEED: ORDINARY,
};

/** A trigger as a window on a day. */
export interface OpportunityWindow {
  readonly observation: TriggerObservation;
  readonly open: boolean;
  /** severity · confidence · 2^(−age ÷ half-life) while open, else 0; 0…1. */
  readonly strength: number;
  /** Last day it is open; of a closed one, the day it was open last. */
  readonly closesOn: IsoDate;
  /** When a recurring trigger comes again. */
  readonly nextOn?: IsoDate;
}

const ENDED: readonly TriggerState[] = ['WON', 'LOST', 'EXPIRED'];

/**
 * What a trigger is worth on a day: fading exponentially, nothing after it closed, nothing before it was seen. A recurring
 * one opens at full strength some days before it comes again. Mortise's own proposal, configurable. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a severity or confidence outside 0…1, `INVALID_LENGTH` for a rule
 *   without days or half-life, `INVALID_DATE` for no date
 */
export function opportunityWindow(
  observation: TriggerObservation,
  asOf: IsoDate,
  policy: WindowPolicy = DEFAULT_WINDOW_POLICY,
): OpportunityWindow {
  const { code, observedOn, severity, confidence, state = 'OBSERVED', expiresOn } = observation;
  const { days, halfLifeDays, recursMonths, leadDays = 0 } = policy[code];
  for (const value of [severity, confidence]) {
    if (!(value >= 0 && value <= 1)) throw new InvalidValueError('INVALID_NUMBER', value);
  }
  for (const length of [days, halfLifeDays, recursMonths ?? 1]) {
    if (!(length > 0 && length < Infinity)) throw new InvalidValueError('INVALID_LENGTH', length);
  }
  const { from, nextOn } = occurrence(observedOn, asOf, recursMonths, leadDays);
  const usualEnd = dateOfEpochDay(epochDay(from) + Math.floor(days));
  const known = expiresOn === undefined ? undefined : dateOfEpochDay(epochDay(expiresOn));
  // What closed the window once says nothing of the time it comes again.
  const closesOn = known !== undefined && (from === observedOn || known >= from) ? known : usualEnd;
  const seen = epochDay(asOf) >= epochDay(observedOn);
  const open = seen && !ENDED.includes(state) && epochDay(asOf) <= epochDay(closesOn);
  const age = Math.max(0, daysBetween(from, asOf));
  const strength = open ? severity * confidence * 2 ** (-age / halfLifeDays) : 0;
  return { observation, open, strength, closesOn, ...(nextOn === undefined ? {} : { nextOn }) };
}

/** The windows open on a day, strongest first, of the same strength in the order of the code list, then by date. */
export function openWindows(
  observations: readonly TriggerObservation[],
  asOf: IsoDate,
  policy: WindowPolicy = DEFAULT_WINDOW_POLICY,
): readonly OpportunityWindow[] {
  const place = ({ observation }: OpportunityWindow): number => TRIGGER_CODES.indexOf(observation.code);
  return observations
    .map((observation) => opportunityWindow(observation, asOf, policy))
    .filter(({ open }) => open)
    .sort((a, b) => {
      const dates = epochDay(a.observation.observedOn) - epochDay(b.observation.observedOn);
      return b.strength - a.strength || place(a) - place(b) || dates;
    });
}

/** The windows of an account summed up: one spoke of the radar for each code, and the total. */
export interface TriggerRadar {
  /** Σ severity · confidence · decay over the open windows; not bounded by 1. */
  readonly score: number;
  readonly spokes: Readonly<Record<TriggerCode, { readonly open: number; readonly score: number }>>;
  /** Share of the open windows that we made; undefined while none is open. */
  readonly createdShare?: number;
}

/** The radar on a day. The order of the observations does not matter. O(n log n). */
export function triggerRadar(
  observations: readonly TriggerObservation[],
  asOf: IsoDate,
  policy: WindowPolicy = DEFAULT_WINDOW_POLICY,
): TriggerRadar {
  const windows = openWindows(observations, asOf, policy);
  const scoreOf = (some: readonly OpportunityWindow[]): number => sum(some.map(({ strength }) => strength));
  const spokes = TRIGGER_CODES.map((code) => {
    const ofCode = windows.filter(({ observation }) => observation.code === code);
    return [code, { open: ofCode.length, score: scoreOf(ofCode) }] as const;
  });
  const created = windows.filter(({ observation }) => observation.origin === 'CREATED').length;
  return {
    score: scoreOf(windows),
    spokes: Object.fromEntries(spokes) as unknown as TriggerRadar['spokes'],
    ...(windows.length === 0 ? {} : { createdShare: created / windows.length }),
  };
}

/** The time a trigger counts from: the day it was seen, or the time it recurs that is nearest by the rule. */
function occurrence(observedOn: IsoDate, asOf: IsoDate, recursMonths: number | undefined, leadDays: number) {
  if (recursMonths === undefined || epochDay(asOf) < epochDay(observedOn)) return { from: observedOn };
  const at = (times: number): IsoDate => addMonthsToDate(observedOn, times * Math.ceil(recursMonths));
  let times = 1;
  while (epochDay(at(times)) <= epochDay(asOf)) times += 1;
  const nextOn = at(times);
  return { from: daysBetween(asOf, nextOn) <= leadDays ? nextOn : at(times - 1), nextOn };
}

import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { BUSINESS_FUNCTIONS, TIERS, type BusinessFunction, type Tier } from '../contact/code-lists.js';
import {
  classifyInterface,
  isAtWork,
  isBetweenExecutives,
  type InterfaceMetrics,
  type JointTeam,
  SALES_PURCHASING,
} from './classify-interface.js';
import { contactWeight, shareOfWeight, type ContactTouch, type MatrixCell } from './contact-matrix.js';
import {
  DEFAULT_INTERFACE_POLICY,
  type InterfaceForm,
  type InterfacePolicy,
  type InterfaceReading,
} from './interface-form.js';
import { decideInterface, evolveInterface, INITIAL_INTERFACE_STATE, type InterfaceState } from './interface-history.js';

/** Readings that tell how firmly a form stands. */
export const CONFIDENCE_READINGS = 13;

/** The form of an account's interface over time. */
export interface InterfaceTimeline {
  /** Null until contacts were seen. */
  readonly form: InterfaceForm | null;
  readonly since: IsoDate | null;
  readonly steps: InterfaceState['steps'];
  /** Which way the readings point without having lasted long enough, and since when. */
  readonly pending: InterfaceState['pending'];
  /** Part of the last {@link CONFIDENCE_READINGS} readings that say the form itself, 0…1; undefined before the first. */
  readonly confidence: number | undefined;
  /** Weeks that were read. */
  readonly readings: number;
}

const FUNCTIONS = BUSINESS_FUNCTIONS.length;
const PLACE = new Map(BUSINESS_FUNCTIONS.map((code, place) => [code, place]));
const SALES_PURCHASING_CELL = placeOf(SALES_PURCHASING.ours) * FUNCTIONS + placeOf(SALES_PURCHASING.theirs);
const DAYS_PER_WEEK = 7;
/** Monday, 5 January 1970. */
const FIRST_MONDAY = 4;

interface Numbered {
  readonly day: number;
  readonly cell: number;
  readonly tier: Tier;
  /** Number of the pair of executives, −1 of others. */
  readonly executives: number;
}

/**
 * How the interface moved, step by step: contacts are read every Monday since the first one, and each reading goes through
 * {@link decideInterface}. Before the first Monday the day itself opens it. The same as reading each week by
 * `interfaceMetrics`, which a test shows, without going through dates again for each week. O(contacts · weeks of the window).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function interfaceTimeline(
  touches: readonly ContactTouch[],
  jointTeams: readonly JointTeam[],
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): InterfaceTimeline {
  const last = epochDay(asOf);
  const numbered = numberedTouches(touches).filter(({ day }) => day <= last);
  let state = INITIAL_INTERFACE_STATE;
  const said: (InterfaceReading | null)[] = [];
  const read = (day: number, first: number, end: number): void => {
    const on = dateOfEpochDay(day);
    const metrics = metricsOn(numbered, first, end, day, policy);
    const team = jointTeams.some((each) => isAtWork(each, on));
    const reading = metrics && classifyInterface({ ...metrics, jointTeamActive: team }, policy).reading;
    said.push(reading ?? null);
    const decision = decideInterface({ type: 'READ_INTERFACE', on, reading: reading ?? null }, state, policy);
    if (decision.ok) state = decision.events.reduce(evolveInterface, state);
  };
  const [oldest] = numbered;
  if (oldest === undefined)
    return { form: null, since: null, steps: [], pending: null, confidence: undefined, readings: 0 };
  let [first, end] = [0, 0];
  const monday = oldest.day + ((((FIRST_MONDAY - oldest.day) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK);
  for (let day = monday; day <= last; day += DAYS_PER_WEEK) {
    while (end < numbered.length && (numbered[end] as Numbered).day <= day) end++;
    while (first < end && (numbered[first] as Numbered).day <= day - policy.windowDays) first++;
    read(day, first, end);
  }
  if (state.form === null) read(last, first, numbered.length);
  const { form, since, steps, pending } = state;
  const recent = said.slice(-CONFIDENCE_READINGS);
  const confidence = recent.filter((reading) => reading === form).length / recent.length;
  return { form, since, steps, pending, confidence, readings: said.length };
}

function placeOf(code: (typeof BUSINESS_FUNCTIONS)[number]): number {
  return PLACE.get(code) ?? 0;
}

/** Oldest first, every date read once. */
function numberedTouches(touches: readonly ContactTouch[]): readonly Numbered[] {
  const days = new Map<IsoDate, number>();
  const pairs = new Map<string, number>();
  return touches
    .map((touch): Numbered => {
      const day = days.get(touch.on) ?? epochDay(touch.on);
      days.set(touch.on, day);
      const cell = placeOf(touch.ourFunction) * FUNCTIONS + placeOf(touch.theirFunction);
      return { day, cell, tier: touch.theirTier, executives: executivesOf(touch, pairs) };
    })
    .sort((a, b) => a.day - b.day);
}

function executivesOf(touch: ContactTouch, pairs: Map<string, number>): number {
  if (!isBetweenExecutives(touch)) return -1;
  const pair = JSON.stringify([touch.ourPersonId, touch.contactId]);
  const number = pairs.get(pair) ?? pairs.size;
  pairs.set(pair, number);
  return number;
}

/** Measures of the contacts from `first` up to `end`; undefined of none. */
function metricsOn(
  touches: readonly Numbered[],
  first: number,
  end: number,
  day: number,
  { halfLifeDays, active }: InterfacePolicy,
): Omit<InterfaceMetrics, 'asOf' | 'touches' | 'effectiveBreadth' | 'jointTeamActive'> | undefined {
  if (first >= end) return undefined;
  const [weights, recent] = [new Float64Array(FUNCTIONS ** 2), new Int32Array(FUNCTIONS ** 2)];
  const executives = new Map<number, number>();
  const met = new Set<Tier>();
  let total = 0;
  for (let i = first; i < end; i++) {
    const touch = touches[i] as Numbered;
    const age = day - touch.day;
    const weight = contactWeight(age, halfLifeDays);
    weights[touch.cell] = (weights[touch.cell] as number) + weight;
    total += weight;
    met.add(touch.tier);
    if (age >= active.days) continue;
    recent[touch.cell] = (recent[touch.cell] as number) + 1;
    if (touch.executives >= 0) executives.set(touch.executives, (executives.get(touch.executives) ?? 0) + 1);
  }
  const activePairs: MatrixCell[] = [];
  weights.forEach((weight, cell) => {
    const count = recent[cell] as number;
    if (weight > 0 && cell !== SALES_PURCHASING_CELL && count >= active.touches)
      activePairs.push(cellOf(cell, weight, count));
  });
  return {
    salesPurchasingShare: shareOfWeight(weights[SALES_PURCHASING_CELL] as number, total),
    activePairs,
    tiers: TIERS.filter((tier) => met.has(tier)),
    executivePairActive: [...executives.values()].some((count) => count >= active.touches),
  };
}

function cellOf(cell: number, weight: number, recent: number): MatrixCell {
  const ours = BUSINESS_FUNCTIONS[Math.floor(cell / FUNCTIONS)] as BusinessFunction;
  const theirs = BUSINESS_FUNCTIONS[cell % FUNCTIONS] as BusinessFunction;
  return { ours, theirs, weight, touches: recent, recent, active: true };
}

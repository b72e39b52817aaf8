import { dateOfEpochDay, daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import { TIERS, type BusinessFunction, type Tier } from '../contact/code-lists.js';
import { sum } from '../statistics/descriptive.js';
import {
  classifyInterface,
  isAtWork,
  isBetweenExecutives,
  isSalesPurchasing,
  type JointTeam,
} from './classify-interface.js';
import { type ContactTouch, contactWeight, shareOfWeight } from './contact-matrix.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy, type InterfaceReading } from './interface-form.js';

/** The contacts of a day. */
export interface DayOfContacts {
  readonly on: IsoDate;
  readonly contacts: number;
  /** Those of them between our sales and their purchasing. */
  readonly salesPurchasing: number;
}

/** One of our functions and one of theirs that were in contact. */
export interface PairInContact {
  readonly ours: BusinessFunction;
  readonly theirs: BusinessFunction;
  /** Contacts since {@link ContactSpans.activeFrom}. */
  readonly recent: number;
  readonly lastOn: IsoDate;
}

/** Contacts since {@link ContactSpans.windowFrom}, added up: all that a reading needs of them, however many there were. */
export interface ContactSums {
  readonly days: readonly DayOfContacts[];
  readonly pairs: readonly PairInContact[];
  /** Hierarchy tiers of the customer met. */
  readonly tiers: readonly Tier[];
  /** Contacts since {@link ContactSpans.activeFrom} of the two executives who met most often. */
  readonly executives: number;
}

/** The days on which contacts count, up to the day that is looked at. */
export interface ContactSpans {
  /** First day of the window. */
  readonly windowFrom: IsoDate;
  /** First day of the shorter span that decides which pairs are active. */
  readonly activeFrom: IsoDate;
}

/** From when contacts are added up to be read on a day. @throws InvalidValueError `INVALID_DATE` */
export function contactSpans(asOf: IsoDate, { windowDays, active }: InterfacePolicy): ContactSpans {
  const first = (days: number): IsoDate => dateOfEpochDay(epochDay(asOf) - Math.ceil(days) + 1);
  return { windowFrom: first(windowDays), activeFrom: first(Math.min(windowDays, active.days)) };
}

/**
 * Adds contacts up, in any order; those outside the window do not count. A database that holds thousands adds them up itself, to
 * the same sums. O(n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function contactSums(
  touches: readonly ContactTouch[],
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): ContactSums {
  const { windowFrom, activeFrom } = contactSpans(asOf, policy);
  const inside = touches.filter(({ on }) => on >= windowFrom && on <= asOf);
  const recent = (all: readonly ContactTouch[]): readonly ContactTouch[] => all.filter(({ on }) => on >= activeFrom);
  const pairOf = (touch: ContactTouch): Pick<PairInContact, 'ours' | 'theirs'> => {
    return { ours: touch.ourFunction, theirs: touch.theirFunction };
  };
  const executives = groupBy(recent(inside.filter(isBetweenExecutives)), ({ ourPersonId, contactId }) =>
    JSON.stringify([ourPersonId, contactId]),
  );
  return {
    days: [...groupBy(inside, ({ on }) => on)].map(([on, all]) => ({
      ...{ on, contacts: all.length },
      salesPurchasing: all.filter((touch) => isSalesPurchasing(pairOf(touch))).length,
    })),
    pairs: [...groupBy(inside, (touch) => `${touch.ourFunction}|${touch.theirFunction}`).values()].map((all) => ({
      ...{ ...pairOf(all[0]), recent: recent(all).length },
      lastOn: all.reduce((last, { on }) => (on > last ? on : last), all[0].on),
    })),
    tiers: TIERS.filter((tier) => inside.some(({ theirTier }) => theirTier === tier)),
    executives: Math.max(0, ...[...executives.values()].map(({ length }) => length)),
  };
}

/**
 * What one look at contacts that were added up says: the same as `interfaceMetrics` and {@link classifyInterface} of each of them,
 * which a test shows. Null where there is none. O(days + pairs), however many contacts there were.
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function summedInterface(
  { days, pairs, tiers, executives }: ContactSums,
  jointTeams: readonly JointTeam[],
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): InterfaceReading | null {
  const { halfLifeDays, active } = policy;
  const weights = days.map(({ on }) => contactWeight(daysBetween(on, asOf), halfLifeDays));
  const weightOf = (countOf: (day: DayOfContacts) => number): number =>
    sum(days.map((day, place) => countOf(day) * (weights[place] as number)));
  const total = weightOf(({ contacts }) => contacts);
  if (!(total > 0)) return null;
  const measures = {
    salesPurchasingShare: shareOfWeight(
      weightOf(({ salesPurchasing }) => salesPurchasing),
      total,
    ),
    activePairs: pairs.filter((pair) => pair.recent >= active.touches && !isSalesPurchasing(pair)),
    tiers,
    executivePairActive: executives > 0 && executives >= active.touches,
    jointTeamActive: jointTeams.some((team) => isAtWork(team, asOf)),
  };
  return classifyInterface(measures, policy).reading;
}

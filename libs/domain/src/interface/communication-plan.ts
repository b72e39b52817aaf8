import { addMonthsToDate, daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** What a plan of communication with a customer is made of. */
export const COMMUNICATION_KINDS = ['EXECUTIVE_VISIT', 'CUSTOMER_FORUM', 'STUDY_TOUR', 'OPINION_SURVEY'] as const;
export type CommunicationKind = (typeof COMMUNICATION_KINDS)[number];

/** How often a kind is planned: every so many months from a day on. */
export interface PlannedCommunication {
  readonly kind: CommunicationKind;
  readonly from: IsoDate;
  readonly everyMonths: number;
}

export interface CommunicationActivity {
  readonly id: string;
  readonly kind: CommunicationKind;
  readonly on: IsoDate;
  readonly attendees: number;
  readonly costMinor: bigint;
  /** Value of meals, travel and gifts for the customer's people, in minor units. */
  readonly hospitalityMinor: bigint;
  /** Its entry in the register of gifts and hospitality; null where there is none. */
  readonly registerEntryId: string | null;
}

export interface PlanLine {
  readonly kind: CommunicationKind;
  /** Due up to the day, the first one `everyMonths` after the start. */
  readonly planned: number;
  readonly done: number;
  /** Done ÷ planned, at most 1; undefined while nothing has been due. */
  readonly kept: number | undefined;
  readonly attendees: number;
  readonly costMinor: bigint;
  /** The day of the first activity that is planned and not done. */
  readonly nextDueOn: IsoDate;
  readonly overdue: boolean;
}

/**
 * Communication planned against done, one line for each line of the plan in its order. Activities before the plan's start
 * or after `asOf` do not count. More than planned makes up for later ones. O(plan · activities).
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless the months are whole and ≥ 1, `INVALID_DATE`
 */
export function communicationPlan(
  plan: readonly PlannedCommunication[],
  activities: readonly CommunicationActivity[],
  asOf: IsoDate,
): readonly PlanLine[] {
  return plan.map(({ kind, from, everyMonths }) => {
    if (!Number.isInteger(everyMonths) || everyMonths < 1) throw new InvalidValueError('INVALID_LENGTH', everyMonths);
    const inside = activities.filter((one) => {
      return one.kind === kind && daysBetween(from, one.on) >= 0 && daysBetween(one.on, asOf) >= 0;
    });
    const done = inside.length;
    let planned = 0;
    while (daysBetween(addMonthsToDate(from, (planned + 1) * everyMonths), asOf) >= 0) planned += 1;
    const nextDueOn = addMonthsToDate(from, (done + 1) * everyMonths);
    return {
      kind,
      planned,
      done,
      kept: planned === 0 ? undefined : Math.min(1, done / planned),
      attendees: inside.reduce((all, { attendees }) => all + attendees, 0),
      costMinor: inside.reduce((all, { costMinor }) => all + costMinor, 0n),
      nextDueOn,
      overdue: daysBetween(nextDueOn, asOf) > 0,
    };
  });
}

/**
 * Hospitality that is not in the register: activities with something given to the customer's people and no entry for it,
 * in the order of the activities. Must be empty. O(n).
 */
export function unregisteredHospitality(
  activities: readonly CommunicationActivity[],
  register: readonly string[],
): readonly string[] {
  const entries = new Set(register);
  return activities
    .filter(({ hospitalityMinor, registerEntryId }) => {
      return hospitalityMinor > 0n && (registerEntryId === null || !entries.has(registerEntryId));
    })
    .map(({ id }) => id);
}

import type { IsoDate } from '../src/calendar/date.js';
import type { CommitteeHistory } from '../src/signal/committee-calibration.js';
import { committeeSignal, type CommitteeSettings, type CommitteeSignal } from '../src/signal/committee.js';
import { weekEnd, weekStart } from '../src/signal/weekly-series.js';
import { readIowa } from './iowa.js';

/** Weeks at the end of the data into which drops are put. */
export const INJECTED_WEEKS = 81;
/** Weeks for which somebody waits for the alarm after a drop. */
export const WATCHED_WEEKS = 13;

/** A drop that stays, by a part of what was bought, 1 for a stop, from a week on. */
export interface Drop {
  readonly start: number;
  readonly drop: number;
}

export interface IowaCommittee {
  readonly accounts: readonly CommitteeHistory[];
  readonly firstWeek: IsoDate;
  /** Place of the first of the weeks into which drops are put. */
  readonly fromWeek: number;
  /** The last day of the data, and the first of those weeks. */
  readonly asOf: IsoDate;
  readonly from: IsoDate;
}

/** Cities that buy in a third of the weeks or more. Orders are known by week, so that they count as made on its last day. */
export function readIowaCommittee(): IowaCommittee {
  const { cities, weeks } = readIowa();
  const firstWeek = weeks[0] as IsoDate;
  const accounts = cities
    .filter((city) => city.weeks.length >= 0.35 * weeks.length)
    .map((city) => ({
      orderDates: city.weeks.map((week) => weekEnd({ firstWeek: week }, 0)),
      weekly: { firstWeek, values: weeks.map((week) => city.weekly.get(week) ?? 0) },
    }));
  const fromWeek = weeks.length - INJECTED_WEEKS;
  const asOf = weekEnd({ firstWeek }, weeks.length - 1);
  return { accounts, firstWeek, fromWeek, asOf, from: weekStart({ firstWeek }, fromWeek) };
}

/** What the committee says after a week, had the account bought less, or nothing, from a week on. */
export function signalAfterDrop(
  { orderDates, weekly }: CommitteeHistory,
  week: number,
  settings: CommitteeSettings,
  { start, drop }: Drop = { start: Infinity, drop: 0 },
): CommitteeSignal | null {
  const asOf = weekEnd(weekly, week);
  const lastDay = drop === 1 && start <= week ? weekEnd(weekly, start - 1) : asOf;
  const orders = orderDates.filter((date) => date <= lastDay);
  const [firstOrder, lastOrder] = [orders[0], orders.at(-1)];
  if (firstOrder === undefined || lastOrder === undefined) return null;
  const history = { firstOrder, lastOrder, orderDays: orders.length };
  const values = weekly.values.slice(0, week + 1).map((value, i) => (i >= start ? value * (1 - drop) : value));
  return committeeSignal({ history, weekly: { ...weekly, values } }, settings, asOf);
}

import { readIowa } from '../test/iowa.js';
import { randomIndex, seededRandom } from '../src/random/random.js';
import { calibrateCommittee, type CommitteeHistory } from '../src/signal/committee-calibration.js';
import { committeeSignal, type CommitteeSettings } from '../src/signal/committee.js';
import { DEFAULT_ALARM_BUDGET } from '../src/signal/detector.js';
import { calibrateGapThreshold } from '../src/signal/gap-calibration.js';
import { calibrateLevelThreshold } from '../src/signal/level-calibration.js';
import { deseasonalise } from '../src/signal/seasonal-index.js';
import { weekEnd, weekStart } from '../src/signal/weekly-series.js';
import { mean, standardDeviation } from '../src/statistics/descriptive.js';
import { once } from './bench-model.js';

const INJECTED_WEEKS = 81;
const WATCHED_WEEKS = 13;
const STARTS_PER_ACCOUNT = 4;
const UNREACHED = 1e9;

/** A persistent drop, 1 for a stop, from a week on. */
interface Drop {
  readonly start: number;
  readonly drop: number;
}

const setting = once(() => {
  const { cities, weeks } = readIowa();
  const firstWeek = weeks[0] as string;
  const accounts: readonly CommitteeHistory[] = cities
    .filter((city) => city.weeks.length >= 0.35 * weeks.length)
    .map((city) => ({
      orderDates: city.weeks.map((week) => weekEnd({ firstWeek: week }, 0)),
      weekly: { firstWeek, values: weeks.map((week) => city.weekly.get(week) ?? 0) },
    }));
  const fromWeek = weeks.length - INJECTED_WEEKS;
  const window = { asOf: weekEnd({ firstWeek }, weeks.length - 1), from: weekStart({ firstWeek }, fromWeek) };
  return { accounts, fromWeek, window };
});

/** Thresholds on the weeks into which the drops are put. */
export const committee = once(() =>
  calibrateCommittee(setting().accounts, { ...setting().window, gapEvaluationEveryDays: 7 }),
);

/** The rule of most systems, "no order for too long", with the whole budget for itself. */
const gapAlone = once((): CommitteeSettings => {
  const { accounts, window } = setting();
  const dates = accounts.map(({ orderDates }) => orderDates);
  const options = { ...window, budgetPerAccountYear: DEFAULT_ALARM_BUDGET, evaluationEveryDays: 7 };
  const { threshold } = calibrateGapThreshold(dates, options);
  const thresholds = { ORDER_GAP: threshold, FOUR_WEEK_LEVEL: UNREACHED, THIRTEEN_WEEK_LEVEL: UNREACHED };
  return { ...committee(), thresholds };
});

type AlarmRule = (account: CommitteeHistory, week: number, drop: Drop) => boolean;

const signalRule =
  (settings: CommitteeSettings): AlarmRule =>
  ({ orderDates, weekly }, week, { start, drop }) => {
    const asOf = weekEnd(weekly, week);
    const lastDay = drop === 1 && start <= week ? weekEnd(weekly, start - 1) : asOf;
    const orders = orderDates.filter((date) => date <= lastDay);
    const [firstOrder, lastOrder] = [orders[0], orders.at(-1)];
    if (firstOrder === undefined || lastOrder === undefined) return false;
    const values = weekly.values.slice(0, week + 1).map((value, i) => (i >= start ? value * (1 - drop) : value));
    const account = { history: { firstOrder, lastOrder, orderDays: orders.length }, weekly: { ...weekly, values } };
    return committeeSignal(account, settings, asOf)?.alarm === true;
  };

/** Mean less the week, in standard deviations, of the year before: the textbook chart, without season to be fair. */
function sigmas(values: readonly number[], week: number): number | undefined {
  const year = values.slice(Math.max(0, week - 52), week);
  const [centre, deviation] = [mean(year), standardDeviation(year)];
  if (year.length < 26 || centre === undefined || deviation === undefined || deviation === 0) return undefined;
  return (centre - (values[week] as number)) / deviation;
}

const lastWeekRule = once((): AlarmRule => {
  const { accounts, fromWeek } = setting();
  const flat = new Map(accounts.map((account) => [account, deseasonalise(account.weekly, committee().season)]));
  const scores = [...flat.values()].map((values) => values.map((_, week) => sigmas(values, week)));
  const { threshold } = calibrateLevelThreshold(scores, { fromWeek, lowestThreshold: 0 });
  return (account, week, { start, drop }) => {
    const values = (flat.get(account) ?? []).map((value, i) => (i >= start ? value * (1 - drop) : value));
    return (sigmas(values, week) ?? 0) > threshold;
  };
});

/** Share of the drops seen within so many weeks, from random weeks, in accounts that were not in alarm before. */
function seenWithin(weeks: number, drop: number, alarms: AlarmRule): number {
  const { accounts, fromWeek } = setting();
  const random = seededRandom(8);
  let [cases, seen] = [0, 0];
  for (const account of accounts) {
    for (let i = 0; i < STARTS_PER_ACCOUNT; i++) {
      const start = fromWeek + randomIndex(random, INJECTED_WEEKS - WATCHED_WEEKS + 1);
      if (alarms(account, start - 1, { start, drop })) continue;
      cases += 1;
      const watched = Array.from({ length: weeks }, (_, week) => start + week);
      if (watched.some((week) => alarms(account, week, { start, drop }))) seen += 1;
    }
  }
  return seen / cases;
}

/** What committee and simple rules see of one kind of drop, all at the same alarm budget. */
export function detection(weeks: number, drop: number) {
  return {
    accounts: setting().accounts.length,
    startsPerAccountYear: committee().startsPerAccountYear,
    committee: seenWithin(weeks, drop, signalRule(committee())),
    gapAlone: seenWithin(weeks, drop, signalRule(gapAlone())),
    lastWeek: seenWithin(weeks, drop, lastWeekRule()),
  };
}

import {
  INJECTED_WEEKS,
  readIowaCommittee,
  signalAfterDrop,
  WATCHED_WEEKS,
  type Drop,
} from '../test/iowa-committee.js';
import { randomIndex, seededRandom } from '../src/random/random.js';
import { calibrateCommittee, type CommitteeHistory } from '../src/signal/committee-calibration.js';
import type { CommitteeSettings } from '../src/signal/committee.js';
import { DEFAULT_ALARM_BUDGET } from '../src/signal/detector.js';
import { calibrateGapThreshold } from '../src/signal/gap-calibration.js';
import { calibrateLevelThreshold } from '../src/signal/level-calibration.js';
import { deseasonalise } from '../src/signal/seasonal-index.js';
import { mean, standardDeviation } from '../src/statistics/descriptive.js';
import { once } from './bench-model.js';

const STARTS_PER_ACCOUNT = 4;
const UNREACHED = 1e9;

const setting = once(readIowaCommittee);

/** Thresholds on the weeks into which the drops are put. */
export const committee = once(() => {
  const { accounts, asOf, from } = setting();
  return calibrateCommittee(accounts, { asOf, from, gapEvaluationEveryDays: 7 });
});

/** The rule of most systems, "no order for too long", with the whole budget for itself. */
const gapAlone = once((): CommitteeSettings => {
  const { accounts, asOf, from } = setting();
  const dates = accounts.map(({ orderDates }) => orderDates);
  const options = { asOf, from, budgetPerAccountYear: DEFAULT_ALARM_BUDGET, evaluationEveryDays: 7 };
  const { threshold } = calibrateGapThreshold(dates, options);
  const thresholds = { ORDER_GAP: threshold, FOUR_WEEK_LEVEL: UNREACHED, THIRTEEN_WEEK_LEVEL: UNREACHED };
  return { ...committee(), thresholds };
});

type AlarmRule = (account: CommitteeHistory, week: number, drop: Drop) => boolean;

const signalRule =
  (settings: CommitteeSettings): AlarmRule =>
  (account, week, drop) =>
    signalAfterDrop(account, week, settings, drop)?.alarm === true;

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

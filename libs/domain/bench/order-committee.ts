import { IOWA_MISSING, iowaIsThere } from '../test/iowa.js';
import { committeeSignal } from '../src/signal/committee.js';
import { summariseOrders } from '../src/signal/order-history.js';
import { FLAT_SEASON } from '../src/signal/seasonal-index.js';
import { weeklySeries } from '../src/signal/weekly-series.js';
import { known, unless, type BenchModel, type Measurement, type Workload } from './bench-model.js';
import { detection } from './iowa-drops.js';
import { SYNTHETIC_TODAY, syntheticAccounts, syntheticOrderDates } from './synthetic.js';

function seen(weeks: number, drop: number, anchor: number): Measurement {
  const { accounts, startsPerAccountYear, committee, gapAlone, lastWeek } = detection(weeks, drop);
  const gapIsBetter = gapAlone >= lastWeek;
  const simple = gapIsBetter ? 'the order gap alone' : '3 sigma on the last week';
  const other = gapIsBetter ? `3 sigma on the last week ${lastWeek.toFixed(3)}` : `gap alone ${gapAlone.toFixed(3)}`;
  return {
    figure: committee,
    anchor,
    simple: Math.max(gapAlone, lastWeek),
    unit: `share seen within ${weeks} weeks`,
    better: 'HIGHER',
    tolerance: 0,
    note:
      `Iowa, ${accounts} accounts, ${startsPerAccountYear.toFixed(2)} alarm starts per account-year; ` +
      `simple at a budget of 0.5: ${simple} (${other})`,
  };
}

const workload: Workload = {
  run: 'signal from three years of weeks',
  accounts: 2_000,
  prepare: (count) => {
    const settings = {
      season: FLAT_SEASON,
      tenantMedianIntervalDays: 28,
      thresholds: { ORDER_GAP: 1.9, FOUR_WEEK_LEVEL: 3, THIRTEEN_WEEK_LEVEL: 3 },
    };
    const accounts = syntheticAccounts(count, (random) => {
      const dates = syntheticOrderDates(random, 40);
      const entries = dates.map((date) => ({ date, value: 100 * random() }));
      const history = known(summariseOrders(dates), 'order history');
      return { history, weekly: weeklySeries(entries, { from: '2023-01-02', to: SYNTHETIC_TODAY }) };
    });
    return () => accounts.map((account) => committeeSignal(account, settings, SYNTHETIC_TODAY));
  },
};

const common = { missing: unless(iowaIsThere, IOWA_MISSING), workload };

export const committeeDrops: BenchModel = {
  ...common,
  name: 'order-committee-drop-50',
  measure: () => seen(13, 0.5, 0.6),
};

export const committeeStops: BenchModel = {
  ...common,
  name: 'order-committee-stop',
  measure: () => seen(8, 1, 0.99),
};

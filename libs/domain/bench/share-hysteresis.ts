import { IOWA_MISSING, iowaIsThere, readIowa, rollingShares } from '../test/iowa.js';
import { flipsPerYear, hysteresisBands, hysteresisStages } from '../src/stage/share-hysteresis.js';
import { median } from '../src/statistics/descriptive.js';
import { once, unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const accounts = once(() => readIowa().cities.filter((city) => city.monthly.size >= 48));

/** Stage changes per account-year, with every account's threshold at its own median: the worst case. */
function flips(months: number, margin: number, confirmationMonths: number): number {
  let [changes, observations] = [0, 0];
  for (const city of accounts()) {
    const shares = rollingShares(city, months);
    const rule = {
      thresholds: [median(shares) ?? 0],
      advanceMargin: margin,
      regressMargin: margin,
      confirmationMonths,
    };
    const path = hysteresisBands(
      shares.map((share) => ({ share, lower: share, upper: share })),
      rule,
    );
    changes += flipsPerYear(path) * path.length;
    observations += path.length;
  }
  return changes / observations;
}

export const shareHysteresis: BenchModel = {
  name: 'share-hysteresis',
  missing: unless(iowaIsThere, IOWA_MISSING),
  measure: () => ({
    figure: flips(12, 0.05, 3),
    anchor: 0.22,
    simple: flips(1, 0, 1),
    unit: 'stage flips per account-year',
    better: 'LOWER',
    tolerance: 0.03,
    note: `Iowa, ${accounts().length} accounts, 12 months ± 5 points confirmed 3 times; simple: the naive monthly stage`,
  }),
  workload: {
    run: 'stage path of 36 months',
    accounts: 20_000,
    prepare: (count) => {
      const series = syntheticAccounts(count, (random) =>
        Array.from({ length: 36 }, () => {
          const share = random();
          return { share, lower: share * 0.95, upper: Math.min(1, share * 1.05) };
        }),
      );
      return () => series.map((each) => hysteresisStages(each));
    },
  },
};

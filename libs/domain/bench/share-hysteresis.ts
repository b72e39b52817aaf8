import { IOWA_MISSING, iowaIsThere, readIowa, type City } from '../test/iowa.js';
import { rollingSums, rollingWindow, type Month } from '../src/calendar/month.js';
import { exactShare, shareNumber } from '../src/share/exact-share.js';
import { flipsPerYear, hysteresisBands, hysteresisStages } from '../src/stage/share-hysteresis.js';
import { median } from '../src/statistics/descriptive.js';
import { once, unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const OURS = ['Fireball', 'Barton'];
const MONTHS = rollingWindow('2016-04', 52);
const RANGE = { first: '2012-01', last: '2016-04' } as const;

const accounts = once(() => readIowa().cities.filter((city) => city.monthly.size >= 48));

function rollingShares(city: City, length: number): readonly number[] {
  const rolling = (counts: (brand: string) => boolean) => {
    const cents = (month: Month): bigint =>
      [...(city.monthly.get(month) ?? [])].reduce((sum, [brand, of]) => (counts(brand) ? sum + BigInt(of) : sum), 0n);
    return rollingSums(
      MONTHS.map((month) => ({ month, amountMinor: cents(month) })),
      { ...RANGE, length },
    );
  };
  const all = rolling(() => true);
  return rolling((brand) => OURS.includes(brand)).flatMap(({ amountMinor }, i) => {
    const wallet = all[i]?.amountMinor ?? 0n;
    return wallet > 0n ? [shareNumber(exactShare(amountMinor, wallet))] : [];
  });
}

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

import { groupBy } from '../src/collection/group-by.js';
import { CDNOW_MISSING, cdnowIsThere, readCdnowPurchases } from '../test/expected-order-data.js';
import { contributionHistory } from '../src/lifetime-value/contribution-history.js';
import { fitGammaGamma, gammaGammaMean, isUsable } from '../src/lifetime-value/gamma-gamma.js';
import { mean } from '../src/statistics/descriptive.js';
import { known, unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const UNTIL = '1997-09-30';

/** p γ ÷ (q − 1) of the published parameters. */
const PUBLISHED_MEAN = (6.25 * 15.45) / (3.74 - 1);

/** Mean value of the orders after the day, in dollars, of accounts that have any, by account. */
function laterMeans(): ReadonlyMap<string, number> {
  const later = groupBy(
    readCdnowPurchases().filter(({ date }) => date > UNTIL),
    ({ account }) => account,
  );
  return new Map(
    [...later].map(([account, own]) => [account, mean(own.map(({ amountMinor }) => Number(amountMinor) / 100)) ?? 0]),
  );
}

export const gammaGamma: BenchModel = {
  name: 'gamma-gamma',
  missing: unless(cdnowIsThere, CDNOW_MISSING),
  measure: () => {
    const purchases = groupBy(readCdnowPurchases(), ({ account }) => account);
    const histories = [...purchases].map(([account, own]) => {
      const entries = own.map(({ date, amountMinor }) => ({ date, contributionMinor: amountMinor }));
      const { orders, meanContribution } = contributionHistory(entries, UNTIL);
      return { account, orders, meanContribution: meanContribution / 100 };
    });
    const fit = known(fitGammaGamma(histories), 'gamma-gamma');
    const { p, q, gamma } = fit.model;
    const usable = histories.filter(isUsable);
    const later = laterMeans();
    const error = (forecast: (history: (typeof usable)[number]) => number): string => {
      const errors = usable.flatMap((each) => {
        const actual = later.get(each.account);
        return actual === undefined ? [] : [Math.abs(forecast(each) - actual)];
      });
      return known(mean(errors), 'error').toFixed(2);
    };
    const model = error((history) => gammaGammaMean(fit.model, history) ?? 0);
    const own = error((history) => history.meanContribution);
    return {
      figure: (p * gamma) / (q - 1),
      anchor: PUBLISHED_MEAN,
      simple: mean(usable.map(({ meanContribution }) => meanContribution)),
      unit: 'dollars per order expected of a new account',
      better: 'EQUAL',
      tolerance: 0.1,
      note:
        `CDNOW, ${fit.accounts} repeat buyers; simple: their plain mean; ` +
        `later orders missed by ${model} (own mean: ${own})`,
    };
  },
  workload: {
    run: 'expected value of an order',
    accounts: 50_000,
    prepare: (count) => {
      const histories = syntheticAccounts(count, (random) => {
        return { orders: Math.floor(8 * random()), meanContribution: 10 + 90 * random() };
      });
      return () => histories.map((history) => gammaGammaMean({ p: 6.25, q: 3.74, gamma: 15.45 }, history));
    },
  },
};

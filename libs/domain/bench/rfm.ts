import { groupBy } from '../src/collection/group-by.js';
import { CDNOW_MISSING, cdnowIsThere, ordersAfter, readCdnowPurchases } from '../test/expected-order-data.js';
import { epochDay } from '../src/calendar/date.js';
import { rfmScores, type RfmFacts } from '../src/rfm/rfm.js';
import { areaUnderCurve } from '../src/statistics/rank.js';
import { known, unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts, syntheticCents, syntheticOrderDates } from './synthetic.js';

const CUT = '1997-12-31';
const UNTIL = '1998-03-31';

interface Sale {
  readonly account: string;
  readonly date: string;
  readonly amountMinor: bigint;
}

function factsOf(account: string, sales: readonly Sale[]): RfmFacts {
  const dates = sales.map(({ date }) => date);
  return {
    account,
    lastOrder: dates.reduce((last, date) => (date > last ? date : last)),
    orderDays: new Set(dates).size,
    salesMinor: sales.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
}

export const rfm: BenchModel = {
  name: 'rfm',
  missing: unless(cdnowIsThere, CDNOW_MISSING),
  measure: () => {
    const ledger = readCdnowPurchases();
    const before = groupBy(
      ledger.filter(({ date }) => date <= CUT),
      ({ account }) => account,
    );
    const facts = [...before].map(([account, sales]) => factsOf(account, sales));
    const later = ordersAfter(ledger, CUT, UNTIL);
    const bought = facts.map(({ account }) => later.has(account));
    const area = (scores: readonly number[]): number => known(areaUnderCurve(scores, bought), 'AUC');
    return {
      figure: area(rfmScores(facts).map(({ score }) => score)),
      anchor: 0.742,
      simple: area(facts.map(({ lastOrder }) => epochDay(lastOrder))),
      unit: 'AUC, buys in 90 days',
      better: 'HIGHER',
      tolerance: 0,
      anchorElsewhere: true,
      note: `CDNOW at ${CUT}, ${facts.length} accounts; simple: recency`,
    };
  },
  workload: {
    run: 'scores of all accounts',
    accounts: 20_000,
    prepare: (count) => {
      const facts = syntheticAccounts(count, (random, account) => {
        const dates = syntheticOrderDates(random, 6);
        const sales = dates.map((date) => ({ account: '', date, amountMinor: syntheticCents(random) }));
        return factsOf(`A${account}`, sales);
      });
      return () => rfmScores(facts);
    },
  },
};

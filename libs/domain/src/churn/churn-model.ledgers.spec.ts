import { describe, expect, it } from '@jest/globals';
import {
  CDNOW_MISSING,
  cdnowIsThere,
  GROCERY_MISSING,
  groceryIsThere,
  readCdnowPurchases,
  readGrocery,
} from '../../test/expected-order-data.js';
import { areaUnderCurve } from '../statistics/rank.js';
import { CHURN_FEATURES } from './churn-features.js';
import type { ChurnLabel } from './churn-label.js';
import { churnScore, type ChurnModel } from './churn-model.js';
import { labelledSlices } from './churn-slices.js';
import { indexTradeLedger, type AccountTrade } from './order-ledger.js';
import { POOLED_CHURN_MODELS } from './pooled-churn-models.js';
import { trainChurnModel } from './train-churn-model.js';

interface Setting {
  readonly cutOffs: readonly string[];
  readonly test: string;
  readonly knownUntil: string;
}

/** Areas under the curve at the test date: the ledger's own model, the shipped one, and what users would look at. */
function areas(ledger: readonly AccountTrade[], label: ChurnLabel, { cutOffs, test, knownUntil }: Setting) {
  const own = trainChurnModel(ledger, { label, cutOffs, knownUntil }) as ChurnModel;
  const { slices, outcomes } = labelledSlices(ledger, { label, cutOffs: [test], knownUntil });
  const of = (score: (features: readonly number[]) => number): number =>
    areaUnderCurve(
      slices.map(({ features }) => score(features)),
      outcomes,
    ) as number;
  return {
    cases: slices.length,
    own: of((features) => churnScore(own, features).score),
    pooled: of((features) => churnScore(POOLED_CHURN_MODELS[label], features).score),
    recency: of((features) => features[CHURN_FEATURES.indexOf('DAYS_SINCE_ORDER')] as number),
    gap: of((features) => features[CHURN_FEATURES.indexOf('GAP_RATIO')] as number),
  };
}

describe('loss and decline on real ledgers, trained before the day they are judged on', () => {
  describe('an online grocery', () => {
    if (!groceryIsThere) {
      it.skip(GROCERY_MISSING, () => undefined);
      return;
    }
    const ledger = indexTradeLedger(
      readGrocery().map(({ account, date }) => ({ account, on: date, amountMinor: 100n })),
    );
    const setting = {
      cutOffs: ['2006-09-30', '2006-10-31', '2006-12-31'],
      test: '2007-06-30',
      knownUntil: '2007-12-30',
    };

    it.each([
      ['LOST', 0.896, 0.872],
      ['DECLINE', 0.86, 0.834],
    ] as const)('§8.5: %s with an AUC of %p where recency has %p', (label, figure, recency) => {
      const measured = areas(ledger, label, setting);
      expect(measured.cases).toBe(642);
      expect(measured.own).toBeCloseTo(figure, 2);
      expect(measured.recency).toBeCloseTo(recency, 2);
      expect(measured.own).toBeGreaterThan(Math.max(measured.recency, measured.gap));
      expect(measured.pooled).toBeGreaterThan(measured.gap);
    });

    it('§8.5: learns from its first five months, a year of history is not needed', () => {
      const early = {
        cutOffs: ['2006-03-31', '2006-04-30', '2006-05-31'],
        test: '2006-08-31',
        knownUntil: '2006-12-31',
      };
      const measured = areas(ledger, 'LOST', early);
      expect(measured.own).toBeGreaterThan(0.79);
      expect(measured.own).toBeGreaterThan(measured.recency);
    });
  });

  describe('a retailer of music', () => {
    if (!cdnowIsThere) {
      it.skip(CDNOW_MISSING, () => undefined);
      return;
    }
    const entries = readCdnowPurchases().map(({ account, date, amountMinor }) => ({ account, on: date, amountMinor }));
    const setting = {
      cutOffs: ['1997-07-31', '1997-08-31', '1997-09-30'],
      test: '1997-12-31',
      knownUntil: '1998-06-30',
    };

    it('§8.5: ranks above recency and gap', () => {
      const measured = areas(indexTradeLedger(entries), 'LOST', setting);
      expect(measured.cases).toBeGreaterThan(350);
      expect(measured.own).toBeGreaterThan(0.66);
      expect(measured.own).toBeGreaterThan(Math.max(measured.recency, measured.gap) - 0.005);
    });
  });
});

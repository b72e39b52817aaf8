import { GROCERY_MISSING, groceryIsThere, readGrocery } from '../test/expected-order-data.js';
import { IOWA_MISSING, iowaIsThere, readIowaLines } from '../test/iowa.js';
import { CHURN_FEATURES, type ChurnFeature } from '../src/churn/churn-features.js';
import type { ChurnLabel } from '../src/churn/churn-label.js';
import { churnScore } from '../src/churn/churn-model.js';
import { predictChurn } from '../src/churn/churn-prediction.js';
import { labelledSlices } from '../src/churn/churn-slices.js';
import { indexTradeLedger, type AccountTrade, type TradeEntry } from '../src/churn/order-ledger.js';
import { POOLED_CHURN_MODELS } from '../src/churn/pooled-churn-models.js';
import { trainChurnModel } from '../src/churn/train-churn-model.js';
import { areaUnderCurve } from '../src/statistics/rank.js';
import { known, once, unless, type BenchModel, type Measurement, type Workload } from './bench-model.js';
import { SYNTHETIC_TODAY, syntheticAccounts, syntheticCents, syntheticOrderDates } from './synthetic.js';

interface Setting {
  readonly data: string;
  readonly ledger: () => readonly AccountTrade[];
  readonly cutOffs: readonly string[];
  readonly test: string;
  readonly knownUntil: string;
}

/** The last quarter that the ledger knows whole, foretold by a model trained half a year before. */
const IOWA: Setting = {
  data: 'Iowa, city × brand',
  ledger: once(() =>
    indexTradeLedger(
      Array.from(readIowaLines(), ({ city, brand, week, cents }) => {
        return { account: `${city} ${brand}`, on: week, amountMinor: BigInt(cents) };
      }),
    ),
  ),
  cutOffs: ['2015-07-31', '2015-08-31', '2015-09-30'],
  test: '2016-02-28',
  knownUntil: '2016-05-29',
};

const GROCERY: Setting = {
  data: 'grocery',
  ledger: once(() =>
    indexTradeLedger(readGrocery().map(({ account, date }) => ({ account, on: date, amountMinor: 100n }))),
  ),
  cutOffs: ['2006-09-30', '2006-10-31', '2006-12-31'],
  test: '2007-06-30',
  knownUntil: '2007-12-30',
};

/** Measured by others on another wholesaler's year. */
const ANCHORS: Readonly<Record<ChurnLabel, number>> = { LOST: 0.741, DECLINE: 0.699 };

function areas(label: ChurnLabel, { data, ledger, cutOffs, test, knownUntil }: Setting): Measurement {
  const model = known(trainChurnModel(ledger(), { label, cutOffs, knownUntil }), 'churn model');
  const { slices, outcomes } = labelledSlices(ledger(), { label, cutOffs: [test], knownUntil });
  const area = (score: (features: readonly number[]) => number): number =>
    known(
      areaUnderCurve(
        slices.map(({ features }) => score(features)),
        outcomes,
      ),
      'AUC',
    );
  const by = (feature: ChurnFeature): number => area((features) => features[CHURN_FEATURES.indexOf(feature)] as number);
  const [recency, gap] = [by('DAYS_SINCE_ORDER'), by('GAP_RATIO')];
  const positives = outcomes.filter(Boolean).length;
  return {
    figure: area((features) => churnScore(model, features).score),
    anchor: ANCHORS[label],
    simple: Math.max(recency, gap),
    unit: `AUC, ${label === 'LOST' ? 'no order' : 'spends under half'} in 90 days`,
    better: 'HIGHER',
    tolerance: 0,
    anchorElsewhere: true,
    note: `${data} at ${test}, ${positives} of ${slices.length}; simple: ${recency >= gap ? 'recency' : 'gap ÷ own interval'}`,
  };
}

const workload: Workload = {
  run: 'index of 12 orders, probability and contributions',
  accounts: 5_000,
  prepare: (count) => {
    const entries: readonly TradeEntry[] = syntheticAccounts(count, (random, account) =>
      syntheticOrderDates(random, 12).map((on) => ({
        account: `A${account}`,
        on,
        amountMinor: syntheticCents(random),
      })),
    ).flat();
    return () => predictChurn(POOLED_CHURN_MODELS.LOST, indexTradeLedger(entries), SYNTHETIC_TODAY);
  },
};

const model = (name: string, label: ChurnLabel, setting: Setting, missing: string | undefined): BenchModel => {
  return { name, missing, measure: () => areas(label, setting), workload };
};

const noIowa = unless(iowaIsThere, IOWA_MISSING);
const noGrocery = unless(groceryIsThere, GROCERY_MISSING);

export const churnModels: readonly BenchModel[] = [
  model('churn-lost-iowa', 'LOST', IOWA, noIowa),
  model('churn-decline-iowa', 'DECLINE', IOWA, noIowa),
  model('churn-lost-grocery', 'LOST', GROCERY, noGrocery),
  model('churn-decline-grocery', 'DECLINE', GROCERY, noGrocery),
];

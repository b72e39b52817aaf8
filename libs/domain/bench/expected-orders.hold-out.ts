import {
  CDNOW_MISSING,
  cdnowIsThere,
  GROCERY_MISSING,
  groceryIsThere,
  ordersAfter,
  readCdnowPurchases,
  readGrocery,
} from '../test/expected-order-data.js';
import { fitExpectedOrders } from '../src/expected-orders/fit-expected-orders.js';
import { fitParetoNbd } from '../src/expected-orders/fit-families.js';
import { expectedOrders, probabilityAlive } from '../src/expected-orders/forecast.js';
import type { OrderModel } from '../src/expected-orders/models.js';
import { summariseLedger, type OrderSummary } from '../src/expected-orders/order-summary.js';
import { mean } from '../src/statistics/descriptive.js';
import { areaUnderCurve } from '../src/statistics/rank.js';
import { known, once, unless, type BenchModel, type Workload } from './bench-model.js';
import { groceryFit, grocerySummaries } from './expected-orders.fit.js';
import { syntheticSummary } from './synthetic-summary.js';
import { syntheticAccounts } from './synthetic.js';

/** Accounts as they were known, and what they ordered afterwards. */
interface HoldOut {
  readonly summaries: readonly OrderSummary[];
  readonly actual: readonly number[];
  /** Weeks. */
  readonly horizon: number;
}

const cdnow = once((): HoldOut => {
  const ledger = readCdnowPurchases();
  const summaries = summariseLedger(ledger, '1997-09-30');
  const later = ordersAfter(ledger, '1997-09-30', '1998-06-30');
  const actual = [...summaries.keys()].map((account) => later.get(account) ?? 0);
  return { summaries: [...summaries.values()], actual, horizon: 39 };
});

const grocery = once((): HoldOut => {
  const later = ordersAfter(readGrocery(), '2006-12-31', '2007-12-30');
  const actual = [...grocerySummaries().keys()].map((account) => later.get(account) ?? 0);
  return { summaries: [...grocerySummaries().values()], actual, horizon: 52 };
});

/** The k = 1 that summaries of CDNOW allow is what the anchor was measured with. */
const cdnowModel = once((): OrderModel => {
  const result = fitExpectedOrders(cdnow().summaries.map(({ logIntervalSum: _, ...summary }) => summary));
  if (!result.fitted) throw new Error(result.reason);
  return result.fit.model;
});

const area = ({ summaries, actual }: HoldOut, score: (summary: OrderSummary) => number): number =>
  known(
    areaUnderCurve(
      summaries.map(score),
      actual.map((orders) => orders > 0),
    ),
    'AUC',
  );

const error = ({ summaries, actual }: HoldOut, forecast: (summary: OrderSummary) => number): number =>
  known(mean(summaries.map((summary, i) => Math.abs(forecast(summary) - (actual[i] as number)))), 'MAE');

const accuracy = ({ summaries, actual }: HoldOut, active: (summary: OrderSummary) => boolean): number =>
  summaries.filter((summary, i) => active(summary) === (actual[i] as number) > 0).length / summaries.length;

const silence = ({ age, recency }: OrderSummary): number => age - recency;

/** The weeks of silence that tell the hold-out best, chosen on the hold-out itself: flattering to the rule. */
function bestHiatus(held: HoldOut): { readonly accuracy: number; readonly weeks: number } {
  const cuts = Array.from({ length: 2 * held.horizon }, (_, half) => (half + 1) / 2);
  const tried = cuts.map((weeks) => ({ weeks, accuracy: accuracy(held, (summary) => silence(summary) <= weeks) }));
  return tried.reduce((best, each) => (each.accuracy > best.accuracy ? each : best));
}

const workload: Workload = {
  run: 'forecast of 90 days under a fitted model',
  accounts: 10_000,
  prepare: (count) => {
    const model: OrderModel = { family: 'MBG_CNBD', k: 2, r: 1.3, alpha: 2.8, a: 0.4, b: 0.8 };
    const summaries = syntheticAccounts(count, syntheticSummary);
    return () => summaries.map((summary) => expectedOrders(model, summary, 90 / 7));
  },
};

const onCdnow = { missing: unless(cdnowIsThere, CDNOW_MISSING), workload };
const onGrocery = { missing: unless(groceryIsThere, GROCERY_MISSING), workload };

/** What a sales office would plan with; a hiatus is chosen on the hold-out itself, which flatters the rule. */
function simpleForecast(held: HoldOut): { readonly error: number; readonly named: string } {
  const ownRate = ({ repeatOrders, age }: OrderSummary): number => (repeatOrders / Math.max(1, age)) * held.horizon;
  const { weeks } = bestHiatus(held);
  return [
    { named: 'own mean rate goes on', error: error(held, ownRate) },
    { named: 'as many repeat orders as before', error: error(held, ({ repeatOrders }) => repeatOrders) },
    {
      named: `own mean rate, none after ${weeks} silent weeks (chosen in hindsight)`,
      error: error(held, (summary) => (silence(summary) > weeks ? 0 : ownRate(summary))),
    },
  ].reduce((best, each) => (each.error < best.error ? each : best));
}

export const forecastError: BenchModel = {
  ...onGrocery,
  name: 'expected-orders',
  measure: () => {
    const held = grocery();
    const simple = simpleForecast(held);
    return {
      figure: error(held, (summary) => expectedOrders(groceryFit().model, summary, held.horizon)),
      anchor: 1.432,
      simple: simple.error,
      unit: 'mean absolute error, orders',
      better: 'LOWER',
      tolerance: 0.0005,
      note: `grocery 52 + 52 weeks, ${held.summaries.length} accounts; simple: ${simple.named}`,
    };
  },
};

const buyers = (held: HoldOut, model: OrderModel, anchor: number, data: string) =>
  ({
    figure: area(held, (summary) => expectedOrders(model, summary, held.horizon)),
    anchor,
    simple: area(held, (summary) => -silence(summary)),
    unit: 'AUC, buys in the hold-out',
    better: 'HIGHER',
    tolerance: 0.001,
    note: `${data}, ${held.summaries.length} accounts, by expected orders; simple: recency`,
  }) as const;

export const buyersCdnow: BenchModel = {
  ...onCdnow,
  name: 'buyers-cdnow',
  measure: () => buyers(cdnow(), cdnowModel(), 0.773, 'CDNOW 39 + 39 weeks'),
};

export const buyersGrocery: BenchModel = {
  ...onGrocery,
  name: 'buyers-grocery',
  measure: () => buyers(grocery(), groceryFit().model, 0.858, 'grocery 52 + 52 weeks'),
};

export const aliveCdnow: BenchModel = {
  ...onCdnow,
  name: 'alive-cdnow',
  measure: () => {
    const held = cdnow();
    const { model } = known(fitParetoNbd(held.summaries), 'Pareto/NBD');
    const hiatus = bestHiatus(held);
    return {
      figure: accuracy(held, (summary) => (probabilityAlive(model, summary) ?? 1) > 0.5),
      anchor: 0.774,
      simple: hiatus.accuracy,
      unit: 'accuracy, buys in the hold-out',
      better: 'HIGHER',
      tolerance: 0.0005,
      note: `CDNOW 39 + 39 weeks, Pareto/NBD P(alive) > .5; simple: best hiatus, ${hiatus.weeks} weeks, chosen in hindsight`,
    };
  },
};

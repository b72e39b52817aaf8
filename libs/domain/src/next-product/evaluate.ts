import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { fitDated, type NextProductModel, type NextProductOptions } from './next-product-model.js';
import { basketsBetween, datedPurchases, type Basket, type Purchase } from './purchase.js';
import { recommendNext, recommendPopular, recommendReorders } from './recommend.js';

/** How well lists of k items foresaw what accounts then bought; means over accounts, each in [0, 1]. */
export interface RankingQuality {
  /** Accounts that had history and bought at least one item that counts. */
  readonly accounts: number;
  /** HR@k: share of accounts with at least one hit. */
  readonly hitRate: number;
  /** P@k: hits ÷ k. */
  readonly precision: number;
  /** NDCG@k with binary relevance (Järvelin & Kekäläinen 2002). */
  readonly ndcg: number;
}

/**
 * HR@k, P@k and NDCG@k of ranked lists against what was bought; undefined without a case. NDCG = Σ rel/log₂(place + 1)
 * divided by its largest possible value. O(cases · k).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for a k below 1
 */
export function rankingQuality(
  cases: readonly { readonly ranked: readonly string[]; readonly relevant: ReadonlySet<string> }[],
  k = 10,
): RankingQuality | undefined {
  if (!Number.isInteger(k) || k < 1) throw new InvalidValueError('INVALID_LENGTH', k);
  const graded = cases.filter(({ relevant }) => relevant.size > 0).map((one) => gradeList(one, k));
  const average = (pick: (grade: ReturnType<typeof gradeList>) => number): number | undefined => mean(graded.map(pick));
  const hitRate = average(({ hits }) => (hits > 0 ? 1 : 0));
  const precision = average(({ hits }) => hits / k);
  const ndcg = average((grade) => grade.ndcg);
  if (hitRate === undefined || precision === undefined || ndcg === undefined) return undefined;
  return { accounts: graded.length, hitRate, precision, ndcg };
}

function gradeList(
  { ranked, relevant }: { readonly ranked: readonly string[]; readonly relevant: ReadonlySet<string> },
  k: number,
): { readonly hits: number; readonly ndcg: number } {
  const discount = (place: number): number => 1 / Math.log2(place + 2);
  let [hits, gain, best] = [0, 0, 0];
  // A list that names an item twice gets it once.
  [...new Set(ranked)].slice(0, k).forEach((item, place) => {
    if (!relevant.has(item)) return;
    hits += 1;
    gain += discount(place);
  });
  for (let place = 0; place < Math.min(k, relevant.size); place++) best += discount(place);
  return { hits, ndcg: Math.min(1, gain / best) };
}

export type NextProductMethod = 'COSINE_AND_POPULARITY' | 'POPULARITY_RECENT' | 'POPULARITY_ALL' | 'OWN_FREQUENCY';

export interface NextProductEvaluation {
  readonly method: NextProductMethod;
  readonly quality: RankingQuality;
}

export interface EvaluationOptions {
  /** First day that the methods may not see. */
  readonly cut: IsoDate;
  /** Days of purchases after the cut that count. */
  readonly horizonDays?: number;
  readonly k?: number;
  /** `NEW`: only items the account had never bought before the cut. */
  readonly target?: 'NEW' | 'ALL';
  readonly model?: Partial<NextProductOptions>;
}

/**
 * Holds the methods against what really came next, on any ledger. Items the model does not know (too few buyers
 * before the cut) count for no method; accounts without history are left out. Empty when nothing can be tested.
 * Cost: one fit plus O(accounts · items · log items).
 *
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`, `INVALID_NUMBER` for options that cannot be
 */
export function evaluateNextProduct(
  ledger: Iterable<Purchase>,
  { cut, horizonDays = 60, k = 10, target = 'NEW', model: options = {} }: EvaluationOptions,
): readonly NextProductEvaluation[] {
  if (!Number.isInteger(horizonDays) || horizonDays < 1) throw new InvalidValueError('INVALID_LENGTH', horizonDays);
  const lines = datedPurchases(ledger);
  const day = epochDay(cut);
  const model = fitDated(lines, day, options);
  const cases = relevantItems(model, basketsBetween(lines, day, day + horizonDays), target);
  const list = { limit: k, includeOwned: target === 'ALL' };
  const methods: Readonly<Record<NextProductMethod, (basket: Basket) => readonly string[]>> = {
    COSINE_AND_POPULARITY: (basket) => recommendNext(model, basket, list).map(({ item }) => item),
    POPULARITY_RECENT: (basket) => recommendPopular(model, basket, { ...list, window: 'RECENT' }),
    POPULARITY_ALL: (basket) => recommendPopular(model, basket, { ...list, window: 'ALL' }),
    OWN_FREQUENCY: (basket) => recommendReorders(basket, k).map(({ item }) => item),
  };
  const compared = (Object.keys(methods) as NextProductMethod[]).filter(
    (method) => target === 'ALL' || method !== 'OWN_FREQUENCY',
  );
  return compared.flatMap((method) => {
    const ranked = cases.map(({ basket, relevant }) => ({ ranked: methods[method](basket), relevant }));
    const quality = rankingQuality(ranked, k);
    return quality === undefined ? [] : [{ method, quality }];
  });
}

/** Accounts with history and what they bought afterwards, as far as it counts. */
export function relevantItems(
  model: NextProductModel,
  bought: ReadonlyMap<string, Basket>,
  target: 'NEW' | 'ALL',
): readonly { readonly account: string; readonly basket: Basket; readonly relevant: ReadonlySet<string> }[] {
  return Array.from(model.baskets, ([account, basket]) => {
    const later = [...(bought.get(account)?.keys() ?? [])];
    const counts = (item: string): boolean => model.buyers.has(item) && (target === 'ALL' || !basket.has(item));
    return { account, basket, relevant: new Set(later.filter(counts)) };
  });
}

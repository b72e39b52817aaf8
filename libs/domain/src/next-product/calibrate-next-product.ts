import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { calibrate, isotonicCalibration, type Calibration } from '../churn/calibration.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { relevantItems } from './evaluate.js';
import { fitDated, type NextProductModel, type NextProductOptions } from './next-product-model.js';
import { basketsBetween, datedPurchases, type Purchase } from './purchase.js';
import { recommendNext, type NextProduct, type RecommendOptions } from './recommend.js';

/** Score → probability of buying the item for the first time within `horizonDays`, learnt on held-out days. */
export interface NextProductCalibration {
  readonly isotonic: Calibration;
  readonly horizonDays: number;
  /** First and last day held out. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly cases: number;
  readonly positives: number;
}

/**
 * Learns how often a listed item was really bought: the model is fitted without the last `horizonDays` before
 * `before`, each account's list is drawn up, and the held-out days say which of it came true. Undefined where no list
 * can be drawn up. Cost of one fit plus O(accounts · items · log items).
 *
 * @param listed items per account that take part: those a reader would be shown
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`, `INVALID_NUMBER` for options that cannot be
 */
export function calibrateNextProduct(
  ledger: Iterable<Purchase>,
  before: IsoDate,
  {
    horizonDays = 30,
    listed = 50,
    model: options = {},
  }: { readonly horizonDays?: number; readonly listed?: number; readonly model?: Partial<NextProductOptions> } = {},
): NextProductCalibration | undefined {
  for (const length of [horizonDays, listed])
    if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  const lines = datedPurchases(ledger);
  const end = epochDay(before);
  const model = fitDated(lines, end - horizonDays, options);
  const cases = relevantItems(model, basketsBetween(lines, end - horizonDays, end), 'NEW').flatMap(
    ({ basket, relevant }) =>
      recommendNext(model, basket, { limit: listed }).map(({ item, score }) => ({ score, came: relevant.has(item) })),
  );
  const outcomes = cases.map(({ came }) => came);
  const isotonic = isotonicCalibration(
    cases.map(({ score }) => score),
    outcomes,
  );
  if (isotonic === undefined) return undefined;
  return {
    isotonic,
    horizonDays,
    from: dateOfEpochDay(end - horizonDays),
    until: dateOfEpochDay(end - 1),
    cases: cases.length,
    positives: outcomes.filter(Boolean).length,
  };
}

/** A recommendation with the probability that it comes true within the calibration's horizon. */
export interface LikelyProduct extends NextProduct {
  readonly probability: number;
}

/** {@link recommendNext} with calibrated probabilities; the order is the same. */
export function recommendLikely(
  model: NextProductModel,
  calibration: NextProductCalibration,
  basket: Parameters<typeof recommendNext>[1],
  options: RecommendOptions = {},
): readonly LikelyProduct[] {
  return recommendNext(model, basket, options).map((product) => ({
    ...product,
    probability: calibrate(calibration.isotonic, product.score),
  }));
}

import type { ChurnFeature } from './churn-features.js';
import type { ChurnLabel } from './churn-label.js';
import type { ChurnModel, ChurnTerm } from './churn-model.js';

/** Feature, its mean and standard deviation, and its coefficient for loss and for decline. */
const TERMS: readonly (readonly [ChurnFeature, number, number, number, number])[] = [
  ['DAYS_SINCE_ORDER', 3.346, 1.141, -0.4384, -0.5797],
  ['GAP_RATIO', 0.7645, 0.6742, 1.577, 1.323],
  ['ORDER_DAYS', 2.115, 0.5382, -0.3753, -0.3464],
  ['TENURE', 5.698, 0.4111, -0.2924, -0.3729],
  ['ORDER_INTERVAL', 3.496, 0.4165, 0.5259, 0.133],
  ['INTERVAL_VARIATION', 0.5143, 0.4036, 0.5273, 0.5107],
  ['LAST_INTERVAL', -0.1145, 0.6667, 0.05542, 0.1179],
  ['RECENT_ORDERS', -0.3867, 0.6336, -0.3868, -0.3043],
  ['NEWEST_ORDERS', -0.3052, 0.5442, 0.0593, 0.01753],
  ['RECENT_SPEND', -0.4021, 0.6602, 0.218, 0.08768],
  ['NEWEST_SPEND', -0.2932, 0.5895, -0.2232, -0.1874],
  ['ORDER_VALUE', 0.165, 0.9652, -0.1572, -0.1453],
  ['ORDER_VALUE_VARIATION', 0.3164, 0.3192, -0.2404, 0.03145],
  ['LAST_ORDER_VALUE', 0.007638, 0.2654, -0.08235, -0.08059],
  ['LINES_PER_ORDER', 0, 0, 0, 0],
  ['RETURN_SHARE', 0, 0, 0, 0],
];

/**
 * Models for tenants whose own history is still too short: fitted by `fitChurnModel` on 5,658 slices of three public
 * ledgers (a grocery's web shop, a retailer of music, a state's wholesaler by city and brand) and calibrated on the same. Lines per order and returns, which these ledgers do not tell, weigh nothing. How they rank
 * accounts carries over to other trades; the probabilities are those of these ledgers, to be shown as an estimate.
 */
export const POOLED_CHURN_MODELS: Readonly<Record<ChurnLabel, ChurnModel>> = {
  LOST: {
    label: 'LOST',
    horizonDays: 90,
    intercept: -1.474,
    terms: terms('LOST'),
    calibration: { method: 'PLATT', slope: 1.028, intercept: 0.01548 },
    slices: 5658,
    positives: 1643,
  },
  DECLINE: {
    label: 'DECLINE',
    horizonDays: 90,
    intercept: -0.5155,
    terms: terms('DECLINE'),
    calibration: { method: 'PLATT', slope: 1.019, intercept: 0.005699 },
    slices: 5658,
    positives: 2311,
  },
};

function terms(label: ChurnLabel): readonly ChurnTerm[] {
  return TERMS.map(([feature, mean, deviation, lost, declined]) => {
    return { feature, mean, deviation, coefficient: label === 'LOST' ? lost : declined };
  });
}

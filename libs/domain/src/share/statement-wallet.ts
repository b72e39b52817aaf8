import { InvalidValueError } from '../errors/invalid-value.error.js';
import { compareRational, fractionOf, multiplyRational, rational, roundRational } from '../price/rational.js';

/**
 * What a customer buys in a category, by its own statement: purchases × the category's share of them, in minor units, half
 * away from zero. A wallet of method `STATEMENT`.
 *
 * @param purchasesMinor purchases of material and services in the year, from everybody; from 0
 * @param categoryShare the category's part of these as a decimal, above 0 and at most 1
 * @throws InvalidValueError `INVALID_NUMBER` outside of these
 */
export function statementWallet(purchasesMinor: bigint, categoryShare: string): bigint {
  const share = rational(categoryShare);
  if (purchasesMinor < 0n || compareRational(share, fractionOf(0n)) <= 0 || compareRational(share, fractionOf(1n)) > 0)
    throw new InvalidValueError('INVALID_NUMBER', `${purchasesMinor} × ${categoryShare}`);
  return roundRational(multiplyRational(fractionOf(purchasesMinor), share), 'HALF_AWAY');
}

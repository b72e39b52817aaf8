// @ts-check
// The figures of a round of assessment as the specification writes them down, worked out apart from the product.

/** @typedef {'MARKETING' | 'SALES_MANAGER' | 'OTHER_MANAGER' | 'CUSTOMER'} Group */

/**
 * Twelve sheets of the short form, in the order of its questions; 0: cannot say. The last two are the customer's.
 * @type {readonly (readonly [Group, readonly number[]])[]}
 */
export const SHEETS = [
  ['MARKETING', [4, 4, 4, 4, 4, 4]],
  ['MARKETING', [4, 3, 4, 4, 4, 4]],
  ['MARKETING', [4, 4, 3, 4, 0, 4]],
  ['MARKETING', [4, 4, 4, 3, 4, 4]],
  ['SALES_MANAGER', [4, 4, 4, 3, 4, 4]],
  ['SALES_MANAGER', [3, 4, 3, 4, 3, 3]],
  ['SALES_MANAGER', [4, 3, 4, 4, 3, 3]],
  ['OTHER_MANAGER', [2, 2, 3, 2, 2, 3]],
  ['OTHER_MANAGER', [3, 2, 2, 3, 2, 2]],
  ['OTHER_MANAGER', [2, 3, 2, 2, 4, 2]],
  ['CUSTOMER', [1, 1, 2, 1, 2, 1]],
  ['CUSTOMER', [3, 2, 0, 3, 2, 4]],
];

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** @param {readonly number[]} values */
const given = (values) => values.filter((value) => value > 0);

/** Score of each side, both together, the gap, and the mean absolute deviation over the questions. */
export function figuresOf(sheets = SHEETS) {
  /** @param {Group} group */
  const groupMean = (group) =>
    mean(sheets.filter(([each]) => each === group).map(([, values]) => 6 * mean(given(values))));
  const supplier = mean([groupMean('MARKETING'), groupMean('SALES_MANAGER'), groupMean('OTHER_MANAGER')]);
  const customer = groupMean('CUSTOMER');
  const deviations = (sheets[0]?.[1] ?? []).map((_, item) => {
    const values = given(sheets.map(([, answers]) => answers[item] ?? 0));
    return mean(values.map((value) => Math.abs(value - mean(values))));
  });
  return { supplier, customer, score: (supplier + customer) / 2, deviation: mean(deviations) };
}

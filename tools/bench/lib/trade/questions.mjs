// @ts-check
import { seededId } from '../seed.mjs';
import { KIND } from '../seed-people.mjs';

/** @import { Call } from '../contender.mjs' */

const KINDS = { category: 9, product: 10 };

/**
 * @typedef {object} Question what somebody asks of sales
 * @property {string} name for reports
 * @property {Record<string, unknown>} variables
 */

/**
 * A dozen questions as people drill down: everything by one dimension, then one value of it by another.
 * @param {number} tenant its number
 * @returns {Question[]}
 */
export function questions(tenant) {
  const id = (/** @type {number} */ kind, /** @type {number[]} */ ...numbers) =>
    numbers.map((number) => seededId(kind, tenant, number));
  const category = id(KINDS.category, 3);
  const region = ['Region 4'];
  const [group] = id(KIND.account, 1);
  return [
    asked('regions', 'REGION'),
    asked('accounts', 'ACCOUNT'),
    asked('products', 'PRODUCT'),
    asked('categories', 'CATEGORY'),
    asked('salespeople', 'SALESPERSON'),
    asked('regions, last quarter', 'REGION', {}, { months: 3, comparedWith: 'PREVIOUS_PERIOD' }),
    asked('regions of a category', 'REGION', { categoryIds: category }),
    asked('accounts of a region', 'ACCOUNT', { regions: region }),
    asked('products of a region', 'PRODUCT', { regions: region }),
    asked('categories of a salesperson', 'CATEGORY', { ownerIds: id(KIND.staff, 4) }),
    asked(
      'accounts of five products, a half-year',
      'ACCOUNT',
      { productIds: id(KINDS.product, 5, 12, 47, 80, 133) },
      { months: 6 },
    ),
    asked('products of a group', 'PRODUCT', { accountId: group }),
  ];
}

/**
 * @param {string} name
 * @param {string} by
 * @param {Record<string, unknown>} [filter]
 * @param {Record<string, unknown>} [period]
 * @returns {Question}
 */
function asked(name, by, filter, period) {
  return { name, variables: { by, filter: filter ?? null, months: 12, comparedWith: 'PREVIOUS_YEAR', ...period } };
}

const COMPARISON = 'net { minor } before { minor } change { minor } changeShare';
const EFFECTS = `effects { ${['customer', 'volume', 'price', 'mix'].map((each) => `${each} { minor }`).join(' ')} accounts accountsBefore }`;

/**
 * @param {Question} question
 * @param {boolean} effects whether the change is taken apart, too
 * @returns {Call}
 */
export function salesAnalysis({ variables }, effects) {
  const row = `key label ${COMPARISON}${effects ? ` ${EFFECTS}` : ''}`;
  const query = `query Sales($by: SalesDimension!, $months: Int!, $comparedWith: SalesComparison!, $filter: SalesFilter) {
    salesAnalysis(by: $by, months: $months, comparedWith: $comparedWith, filter: $filter) {
      from to comparedFrom comparedTo valueCount total { ${row} } rows { ${row} } rest { ${COMPARISON} }
    }
  }`;
  return { path: '/graphql', body: { query, variables } };
}

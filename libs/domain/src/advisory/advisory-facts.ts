import { financialRatios, type FinancialStatement } from '../customer-file/financial-ratios.js';
import type { AdvisoryFacts } from '../ledger/supply-assurance.js';

/** Days of the year that a statement tells of. */
const STATEMENT_DAYS = 365;

/**
 * What a customer's annual statements say of its stock and of how long its own customers take to pay: inventory against
 * the year's cost of goods, and the collection periods of the year before and of this one. What is not told is left out.
 * O(1).
 *
 * @param previous the statement of the year before, in any currency: periods have none
 */
export function statementFacts(statement: FinancialStatement, previous?: FinancialStatement): AdvisoryFacts {
  const { inventoryMinor, costOfGoodsMinor } = statement;
  const periods = [previous, statement].flatMap((year) => {
    const period = year && financialRatios(year).find(({ code }) => code === 'COLLECTION_PERIOD')?.value;
    return period === undefined ? [] : [period];
  });
  return {
    ...(inventoryMinor === undefined || costOfGoodsMinor === undefined
      ? {}
      : {
          stock: { quantity: Number(inventoryMinor), offtake: Number(costOfGoodsMinor), days: STATEMENT_DAYS },
        }),
    ...(periods.length === 2 ? { collectionDays: periods } : {}),
  };
}

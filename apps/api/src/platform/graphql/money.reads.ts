import { CURRENCY_FRACTION_DIGITS } from '@mortise/domain';
import { sql, Sql } from '../database/tenant-sql.js';
import { computed, readModel } from './read-engine/read-model.js';

/** An amount in minor units and its currency, as columns of an embedded {@link MONEY_READS}. */
export function moneyOf(minor: Sql, currency: Sql): Readonly<Record<'minor' | 'currency', Sql>> {
  return { minor, currency };
}

// A factor, not a divisor: PostgreSQL rounds the quotients of large numbers, but no product.
const CASES = [...new Set(Object.values(CURRENCY_FRACTION_DIGITS))].map((digits) => {
  const codes = Object.keys(CURRENCY_FRACTION_DIGITS).filter((code) => CURRENCY_FRACTION_DIGITS[code] === digits);
  const quoted = codes.map((code) => `'${code}'`).join(', ');
  return ` when upper(currency) in (${quoted}) then ${(10 ** -digits).toFixed(digits)}`;
});
const FACTOR_OF = [`(select case${CASES.join('')} else 0.01 end from (select `, ' as currency) c)'];

export const MONEY_READS = readModel('Money', {
  fields: {
    decimal: computed((money) => sql`${money('minor')}::numeric * ${new Sql(FACTOR_OF, [money('currency')])}`),
  },
});

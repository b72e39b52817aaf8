import { currencyFractionDigits, formatMoney } from '@mortise/domain';
import type { Money } from './money.type.js';

/** An amount as resolvers answer it that work it out themselves. @param minor in minor units, also as PostgreSQL writes it */
export function moneyValue(minor: bigint | string, currency: string): Money {
  const amount = BigInt(minor);
  return { minor: String(amount), currency, decimal: formatMoney(amount, currencyFractionDigits(currency)) };
}

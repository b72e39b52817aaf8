import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, missingData } from './data-sets.js';

const CDNOW = dataFolder('cdnow');
const GROCERY = dataFolder('grocery');

export const cdnowIsThere = existsSync(CDNOW);
export const CDNOW_MISSING = missingData('cdnow');
export const groceryIsThere = existsSync(GROCERY);
export const GROCERY_MISSING = missingData('grocery');

/** Repeat orders, recency and age in weeks of the 2,357 customers of the one-tenth sample at 1997-09-30. */
export function readCdnowSummary(): readonly {
  readonly repeatOrders: number;
  readonly recency: number;
  readonly age: number;
}[] {
  return lines(join(CDNOW, 'cdnow_customers_summary.csv')).map((line) => {
    const [, repeatOrders, recency, age] = line.split(',').map(Number);
    return { repeatOrders: repeatOrders as number, recency: recency as number, age: age as number };
  });
}

/** Every purchase of the one-tenth sample, 1997-01-01…1998-06-30, amounts in cents. */
export function readCdnowPurchases(): readonly {
  readonly account: string;
  readonly date: string;
  readonly amountMinor: bigint;
}[] {
  return lines(join(CDNOW, 'CDNOW_sample.txt'), 0).map((line) => {
    const [, account = '', day = '', , dollars = ''] = line.trim().split(/\s+/);
    return { account, date: isoDate(day), amountMinor: BigInt(Math.round(Number(dollars) * 100)) };
  });
}

/** Every order of the online grocery, 2006-01-01…2007-12-30. */
export function readGrocery(): readonly { readonly account: string; readonly date: string }[] {
  return lines(join(GROCERY, 'groceryElog.csv')).map((line) => {
    const [account = '', date = ''] = line.replaceAll('"', '').split(',');
    return { account, date };
  });
}

function isoDate(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

function lines(file: string, headerLines = 1): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).slice(headerLines);
}

/** Order days of each account after one day, up to and with another. */
export function ordersAfter(
  ledger: readonly { readonly account: string; readonly date: string }[],
  after: string,
  until: string,
): ReadonlyMap<string, number> {
  const days = new Map<string, Set<string>>();
  for (const { account, date } of ledger) {
    if (date > after && date <= until) days.set(account, (days.get(account) ?? new Set<string>()).add(date));
  }
  return new Map([...days].map(([account, dates]) => [account, dates.size]));
}

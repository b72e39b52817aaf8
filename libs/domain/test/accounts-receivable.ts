import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettledInvoice } from '../src/receivables/lateness.js';
import { dataFolder, missingData } from './data-sets.js';

const FOLDER = dataFolder('ibm_accounts_receivable');

export interface ReceivableRow extends SettledInvoice {
  readonly account: string;
  readonly disputed: boolean;
  readonly daysLate: number;
  readonly daysToSettle: number;
  readonly electronicBill: boolean;
}

export const accountsReceivableIsThere = existsSync(FOLDER);
export const ACCOUNTS_RECEIVABLE_MISSING = missingData('ibm_accounts_receivable');

/** Settled invoices of a hundred customers, 2012–13, with the mark of those that were disputed. */
export function readAccountsReceivable(): readonly ReceivableRow[] {
  const [, ...lines] = readFileSync(join(FOLDER, 'accounts_receivable.csv'), 'utf8').trimEnd().split(/\r?\n/);
  return lines.map((line) => {
    const cells = line.split(',');
    const [, account = '', , , invoiced = '', due = '', amount = '', disputed, settled = ''] = cells;
    const [bill, daysToSettle, daysLate] = cells.slice(9);
    return {
      account,
      disputed: disputed === 'Yes',
      invoicedOn: isoDate(invoiced),
      dueOn: isoDate(due),
      settledOn: isoDate(settled),
      amountMinor: BigInt(Math.round(Number(amount) * 100)),
      electronicBill: bill === 'Electronic',
      daysToSettle: Number(daysToSettle),
      daysLate: Number(daysLate),
    };
  });
}

/** `1/2/2013`, month first. */
function isoDate(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

import { currencyFractionDigits, parseMoney } from '@mortise/domain';
import {
  mergeCustomerFinancials,
  STAGED_CUSTOMER_FINANCIALS,
  withdrawCustomerFinancials,
} from '../../customer-financials/customer-financials.merge.js';
import { statementHash } from '../../customer-financials/statement-hash.js';
import {
  STATEMENT_LINES,
  type StatementAmounts,
  type StatementLine,
} from '../../customer-financials/statement-lines.js';
import type { ErrorReason } from '../../../platform/errors/domain-error.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { createMissingAccounts } from './references.js';

/** As when a statement is recorded by hand. */
const MOST_MINOR = 10n ** 17n;

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  fiscalYear: {
    description: 'Fiscal year: that in which it ends. One row per account and year.',
    required: true,
    aliases: ['year', 'fy'],
  },
  currency: {
    description: "Currency of the statement, ISO 4217; the supplier's own unless told. It may be another one here.",
  },
  revenue: { description: 'Revenue.', aliases: ['sales', 'turnover', 'netSales'] },
  netIncome: { description: 'Net income, negative for a loss.', aliases: ['profit', 'netProfit', 'earnings'] },
  totalAssets: { description: 'Total assets.', aliases: ['assets', 'balanceSheetTotal'] },
  currentAssets: { description: 'Current assets.' },
  currentLiabilities: { description: 'Current liabilities.' },
  receivables: { description: 'Trade receivables.', aliases: ['tradeReceivables', 'accountsReceivable'] },
  inventory: { description: 'Inventory.', aliases: ['inventories', 'stock'] },
  costOfGoods: { description: 'Cost of goods sold.', aliases: ['cogs', 'costOfSales', 'costOfGoodsSold'] },
  purchases: {
    description: 'Purchases of material and services, from everybody.',
    aliases: ['materialExpense', 'purchasesOfMaterial'],
  },
  source: { description: 'Where the figures come from, for the reader.', required: true },
  note: { description: 'What else is to be said of them.', aliases: ['comment', 'remark'] },
} as const;
type Field = keyof typeof FIELDS;

/** Annual statements of customers: facts that are only ever added; a correction is made by hand. */
export class CustomerFinancialsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_CUSTOMER_FINANCIALS;

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const year = row.numberWithin('fiscalYear', 1900, 2999, true) ?? row.require('fiscalYear');
    const currency = row.text('currency', 3)?.toUpperCase() ?? row.format.currency;
    if (!/^[A-Z]{3}$/.test(currency)) row.reject('currency', 'NOT_ALLOWED', currency, 'Not an ISO 4217 code.');
    const amounts = Object.fromEntries(
      STATEMENT_LINES.map((line) => [line, amountOf(row, line, currency)]),
    ) as unknown as StatementAmounts;
    if (row.problems.length === 0 && STATEMENT_LINES.every((line) => amounts[line] === null))
      row.reject('revenue', 'REQUIRED', null, 'At least one line of the statement is needed.');
    const source = row.requiredText('source', 200);
    const note = row.text('note', 2_000);
    return [
      ...[statementHash(currency, amounts, source), account, accountName, year, currency],
      ...STATEMENT_LINES.map((line) => amounts[line]),
      ...[source, note],
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const headings = { account: batch.heading('accountExternalId'), year: batch.heading('fiscalYear') };
    const merged = await mergeCustomerFinancials(batch.ctx, { importId: batch.importId, rows: batch.rows, headings });
    return { ...merged, created: { accounts } };
  }

  withdraw({ ctx, importId }: Withdrawal): Promise<readonly ErrorReason[]> {
    return withdrawCustomerFinancials(ctx, importId);
  }
}

/** Minor units of the statement's currency, as text; null when empty or rejected. */
function amountOf(row: Row<Field>, line: StatementLine, currency: string): string | null {
  const number = row.decimal(line);
  if (number === null) return null;
  const excessDigits = row.format.round ? 'ROUND_HALF_AWAY_FROM_ZERO' : 'REFUSE';
  const money = parseMoney(number, { fractionDigits: currencyFractionDigits(currency), excessDigits });
  if (!money.ok)
    return row.reject(
      line,
      'TOO_MANY_DECIMALS',
      number,
      `${currency} has fewer decimals; import with round=true to round.`,
    );
  if (money.minor > MOST_MINOR || money.minor < -MOST_MINOR)
    return row.reject(line, 'OUT_OF_RANGE', number, 'Too large an amount.');
  if (money.minor < 0n && line !== 'netIncome')
    return row.reject(line, 'OUT_OF_RANGE', number, 'Must not be negative.');
  return String(money.minor);
}

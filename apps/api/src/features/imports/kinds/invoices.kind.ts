import { correctInvoices, removeEmptyMonths, restoreInvoices } from '../../receivables/invoice.correct.js';
import { mergeInvoices, STAGED_INVOICE } from '../../receivables/invoice.merge.js';
import { withdrawReceivables } from '../../receivables/receivable.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { GroupedHash, hashOf } from './content-hash.js';
import { createMissingAccounts } from './references.js';

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  number: {
    description: 'Number of the invoice; what makes it the same invoice again.',
    required: true,
    aliases: ['invoiceNumber', 'invoiceNo', 'invoice', 'externalId'],
  },
  issuedOn: { description: 'Day of the invoice.', required: true, aliases: ['invoiceDate', 'date', 'issued'] },
  dueOn: { description: 'Day by which it is to be paid.', required: true, aliases: ['dueDate', 'due'] },
  amount: {
    description: 'What is to be paid; not negative: what is given back is a credit note.',
    required: true,
    aliases: ['invoiceAmount', 'total', 'gross', 'grossAmount'],
  },
  currency: { description: "Currency of the amount; must be the import's." },
  disputed: {
    description:
      'Whether the customer disputes it: yes or no. May come later than the invoice; once disputed it stays so.',
    aliases: ['dispute', 'inDispute'],
  },
  disputedOn: { description: 'Since when it is disputed.', aliases: ['disputeDate'] },
  settledOn: {
    description:
      'Day on which it was paid in full: counts as a payment of what was still open. May come later than the invoice.',
    aliases: ['settledDate', 'settlementDate', 'paidOn', 'clearedOn', 'clearingDate'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** The identifier of the invoice with this number. */
export function invoiceIds(): (number: string) => string {
  const hash = new GroupedHash();
  return (number) => hash.of(number, 'invoice');
}

/** Invoices, with whether they are disputed and, where the file tells it, the day on which they were settled. */
export class InvoicesImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_INVOICE;
  readonly corrects = true;
  private readonly idOf = invoiceIds();
  private readonly settlements = new GroupedHash();

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const number = row.requiredText('number', 100);
    const issuedOn = row.pastDate('issuedOn');
    const dueOn = row.date('dueOn') ?? row.require('dueOn');
    const amount = row.money('amount');
    if (amount < 0n)
      row.reject(
        'amount',
        'OUT_OF_RANGE',
        amount.toString(),
        'Must not be negative; a credit note is a file of its own.',
      );
    row.currency('currency');
    const disputedOn = row.pastDateOrNone('disputedOn');
    const disputed = (row.flag('disputed') ?? false) || disputedOn !== null;
    const settledOn = row.pastDateOrNone('settledOn');
    const content = hashOf([account, issuedOn, dueOn, amount.toString(), row.format.currency]);
    return [
      this.idOf(number),
      content,
      this.settlements.of(number, 'settled'),
      hashOf([settledOn]),
      number,
      account,
      accountName,
      issuedOn,
      dueOn,
      amount,
      disputed,
      disputedOn,
      settledOn,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, session, importId, currency, rows, seen } = batch;
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    await session.staging(`truncate ${seen}`);
    const corrected = batch.correct
      ? await correctInvoices(ctx, { importId, currency, rows, given: batch.given, touched: seen })
      : 0;
    const headings = {
      account: batch.heading('accountExternalId'),
      invoice: batch.heading('number'),
      number: batch.heading('number'),
    };
    const merged = await mergeInvoices(ctx, { importId, currency, rows, touched: seen, headings });
    if (batch.correct) await removeEmptyMonths(ctx, importId);
    return { ...merged, added: merged.added + corrected, created: { accounts } };
  }

  async withdraw({ ctx, importId, seen }: Withdrawal): Promise<[]> {
    await restoreInvoices(ctx, importId, seen);
    await withdrawReceivables(ctx, importId, seen);
    return [];
  }
}

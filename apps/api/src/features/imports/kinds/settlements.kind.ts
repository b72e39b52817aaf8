import { removeEmptyMonths } from '../../receivables/invoice.correct.js';
import { mergeSettlements, type SETTLEMENTS, STAGED_SETTLEMENT } from '../../receivables/settlement.merge.js';
import { restoreSettlements, takeOutCorrectedSettlements } from '../../receivables/settlement.correct.js';
import { withdrawReceivables } from '../../receivables/receivable.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { FieldSpec } from '../reading/columns.js';
import type { Row } from '../reading/row.js';
import { GroupedHash, hashOf } from './content-hash.js';
import { invoiceIds } from './invoices.kind.js';
import { createMissingAccounts } from './references.js';

/** What payments and credit notes have in common. */
const COMMON = {
  invoiceNumber: {
    description: 'Invoice that it settles, by its number. Without one it stands to the credit of the account.',
    aliases: ['invoice', 'invoiceNo'],
  },
  accountExternalId: {
    description: 'Account, by its external id; needed where no invoice is named, else it must be that of the invoice.',
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  currency: { description: "Currency of the amount; must be the import's." },
} as const satisfies Readonly<Record<string, FieldSpec>>;

const PAYMENT = {
  number: {
    description: 'Number or reference of the payment; with the invoice it is what makes it the same payment again.',
    required: true,
    aliases: ['paymentNumber', 'reference', 'paymentReference', 'externalId'],
  },
  paidOn: {
    description: 'Day on which it came in.',
    required: true,
    aliases: ['paymentDate', 'date', 'receivedOn', 'valueDate'],
  },
  amount: {
    description: 'What was paid; negative for a payment that was taken back.',
    required: true,
    aliases: ['paymentAmount', 'paid'],
  },
  ...COMMON,
} as const satisfies Readonly<Record<string, FieldSpec>>;

const CREDIT_NOTE = {
  number: {
    description: 'Number of the credit note; with the invoice it is what makes it the same credit note again.',
    required: true,
    aliases: ['creditNoteNumber', 'creditNoteNo', 'creditNote', 'externalId'],
  },
  issuedOn: { description: 'Day of the credit note.', required: true, aliases: ['creditNoteDate', 'date', 'issued'] },
  amount: {
    description: 'What is credited; negative for a credit note that was taken back.',
    required: true,
    aliases: ['creditAmount', 'credited'],
  },
  reason: { description: 'Why it was given.' },
  ...COMMON,
} as const satisfies Readonly<Record<string, FieldSpec>>;

abstract class SettlementsImport<Field extends string> implements ImportKind<Field> {
  abstract readonly fields: ImportKind<Field>['fields'];
  abstract read(row: Row<Field>): readonly StagedValue[];
  readonly staged = STAGED_SETTLEMENT;
  readonly corrects = true;
  private readonly invoiceIdOf = invoiceIds();
  private readonly ids = new GroupedHash();

  protected constructor(private readonly table: keyof typeof SETTLEMENTS) {}

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, session, importId, currency, rows, seen } = batch;
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    await session.staging(`truncate ${seen}`);
    const headings = {
      account: batch.heading('accountExternalId'),
      invoice: batch.heading('invoiceNumber'),
      number: batch.heading('number'),
    };
    if (batch.correct)
      await takeOutCorrectedSettlements(ctx, this.table, { importId, currency, rows, given: batch.given });
    const merged = await mergeSettlements(ctx, this.table, { importId, currency, rows, touched: seen, headings });
    if (batch.correct) await removeEmptyMonths(ctx, importId);
    return { ...merged, created: { accounts } };
  }

  async withdraw({ ctx, importId, seen }: Withdrawal): Promise<[]> {
    await withdrawReceivables(ctx, importId, seen);
    await restoreSettlements(ctx, this.table, importId, seen);
    return [];
  }

  protected staging(
    row: Row<keyof typeof COMMON | 'number' | 'amount'>,
    day: string,
    reason: string | null,
  ): readonly StagedValue[] {
    const number = row.requiredText('number', 100);
    const invoice = row.text('invoiceNumber', 100);
    const account = row.text('accountExternalId', 100);
    if (invoice === null && account === null) row.require('accountExternalId');
    const accountName = row.text('accountName', 200);
    const amount = row.money('amount');
    row.currency('currency');
    // The account of what settles an invoice is the invoice's, whether the file says so or not.
    const where = invoice === null ? ['account', account] : ['invoice', invoice];
    return [
      this.ids.of(number, `${this.table} ${where.join(' ')}`),
      hashOf([day, amount.toString(), row.format.currency, reason]),
      number,
      invoice === null ? null : this.invoiceIdOf(invoice),
      invoice,
      invoice === null ? account : null,
      invoice === null ? null : account,
      accountName,
      day,
      amount,
      reason,
    ];
  }
}

/** Payments of invoices, or on account. */
export class PaymentsImport extends SettlementsImport<keyof typeof PAYMENT> {
  readonly fields = PAYMENT;

  constructor() {
    super('payment');
  }

  read(row: Row<keyof typeof PAYMENT>): readonly StagedValue[] {
    return this.staging(row, row.pastDate('paidOn'), null);
  }
}

/** Credit notes to invoices, or to an account. */
export class CreditNotesImport extends SettlementsImport<keyof typeof CREDIT_NOTE> {
  readonly fields = CREDIT_NOTE;

  constructor() {
    super('credit_note');
  }

  read(row: Row<keyof typeof CREDIT_NOTE>): readonly StagedValue[] {
    return this.staging(row, row.pastDate('issuedOn'), row.text('reason', 200));
  }
}

import { dateOfInstant } from '@mortise/domain';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  column,
  computed,
  embedded,
  extendReadModel,
  list,
  one,
  type Order,
  page,
  readModel,
  type RelationField,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

const invoicesArguments = z.object({
  open: z.boolean().nullish(),
  overdue: z.boolean().nullish(),
  disputed: z.boolean().nullish(),
});

const settlementArguments = z.object({ onAccount: z.boolean().nullish() });

const amount = embedded((row) => moneyOf(row('amount_minor'), row('currency')));

const byDay = (day: string, descending = false): Order => ({
  keys: [
    { by: day, type: 'date' },
    { by: 'id', type: 'uuid' },
  ],
  descending,
});

/** The invoice that something was paid for or credited to. */
const itsInvoice = one({
  where: (settlement, invoice) => sql`${invoice('id')} = ${settlement('invoice_id')}`,
  implied: true,
});

/** An account's payments or credit notes, the newest first. */
const settlements = (day: string): RelationField =>
  page({
    where: (account, settlement, { args: { onAccount } }) =>
      all([
        sql`${settlement('account_id')} = ${account('id')}`,
        onAccount == null
          ? undefined
          : onAccount
            ? sql`${settlement('invoice_id')} is null`
            : sql`${settlement('invoice_id')} is not null`,
      ]),
    order: byDay(day, true),
    args: settlementArguments,
    permission: 'receivable.read',
    implied: true,
  });

/** What something said before. */
const earlier = (id: string): RelationField =>
  list({
    where: (fact, correction) => sql`${correction(id)} = ${fact('id')}`,
    order: { keys: [{ by: 'ordinal', type: 'integer' }] },
    implied: true,
  });

export const INVOICE_READS = [
  readModel('Invoice', {
    table: 'invoice',
    visible: (invoice, ctx, several) => visibleAccount(ctx, invoice('account_id'), several),
    fields: {
      amount,
      open: embedded((invoice) =>
        moneyOf(sql`greatest(${invoice('amount_minor')} - ${invoice('settled_minor')}, 0)`, invoice('currency')),
      ),
      daysLate: computed(
        (invoice) =>
          sql`greatest(${invoice('settled_on')} - ${invoice('due_on')}, case when ${invoice('settled_on')} is not null then 0 end)`,
      ),
      daysOverdue: computed(
        (invoice, { ctx }) => sql`case when ${isOverdue(ctx, invoice)} then ${todayOf(ctx)} - ${invoice('due_on')} end`,
      ),
      corrections: earlier('invoice_id'),
      payments: list({
        where: (invoice, payment) => sql`${payment('invoice_id')} = ${invoice('id')}`,
        order: byDay('paid_on'),
        implied: true,
      }),
      creditNotes: list({
        where: (invoice, note) => sql`${note('invoice_id')} = ${invoice('id')}`,
        order: byDay('issued_on'),
        implied: true,
      }),
    },
  }),
  readModel('InvoiceCorrection', {
    table: 'invoice_correction',
    fields: { amount, importId: column('brought_by_import') },
  }),
  readModel('Payment', {
    table: 'payment',
    visible: (payment, ctx, several) => visibleAccount(ctx, payment('account_id'), several),
    fields: { amount, invoice: itsInvoice, corrections: earlier('payment_id') },
  }),
  readModel('PaymentCorrection', { table: 'payment_correction', fields: { amount } }),
  readModel('CreditNote', {
    table: 'credit_note',
    visible: (note, ctx, several) => visibleAccount(ctx, note('account_id'), several),
    fields: { amount, invoice: itsInvoice, corrections: earlier('credit_note_id') },
  }),
  readModel('CreditNoteCorrection', { table: 'credit_note_correction', fields: { amount } }),
  extendReadModel('Account', {
    invoices: page({
      where: (account, invoice, { ctx, args: { open, overdue, disputed } }) =>
        all([
          sql`${invoice('account_id')} = ${account('id')}`,
          open == null
            ? undefined
            : open
              ? sql`${invoice('settled_on')} is null`
              : sql`${invoice('settled_on')} is not null`,
          overdue == null
            ? undefined
            : overdue
              ? isOverdue(ctx, invoice)
              : sql`(${invoice('settled_on')} is not null or ${invoice('due_on')} >= ${todayOf(ctx)})`,
          disputed == null ? undefined : disputed ? invoice('disputed') : sql`not ${invoice('disputed')}`,
        ]),
      order: byDay('issued_on', true),
      args: invoicesArguments,
      permission: 'receivable.read',
      implied: true,
    }),
    payments: settlements('paid_on'),
    creditNotes: settlements('issued_on'),
  }),
];

/** Today in UTC, on which amounts are open or overdue. */
export function todayOf(ctx: RequestContext): Sql {
  return sql`${dateOfInstant(ctx.now().toISOString())}::date`;
}

/** The invoice is open beyond its due date. */
export function isOverdue(ctx: RequestContext, invoice: RowRef): Sql {
  return sql`(${invoice('settled_on')} is null and ${invoice('due_on')} < ${todayOf(ctx)})`;
}

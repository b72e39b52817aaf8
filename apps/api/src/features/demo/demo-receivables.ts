import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { CreditLimitService } from '../receivables/credit-limit.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import type { DemoAccount } from './demo.data.js';

/** Days until an invoice is due. */
const TERM = 30;
/** Who pays late does so since invoices that were due less than this many days ago. */
const LATE_SINCE = 70;

/** Since when payments are booked one by one; of what was due earlier only the day of settlement is known. */
const BOOKED_DAYS = 120;
/** Of every so many of these invoices a part is credited instead of paid: pieces that were short. */
const CREDITED = 9n;

/** The files of the demo about what customers owe and pay. */
export interface DemoReceivables {
  readonly invoices: string;
  readonly payments: string;
  /** Rows without their heading, for others credit, too. */
  readonly creditNotes: readonly string[];
}
export const CREDIT_NOTE_FIELDS = 'number,issuedOn,amount,reason,invoiceNumber,accountExternalId';

/** One invoice an order of `orderLines`, settled as its customer pays, and open where that is still to come. */
export function demoReceivables(accounts: readonly DemoAccount[], orderLines: string, today: IsoDate): DemoReceivables {
  const payments = ['number,paidOn,amount,invoiceNumber'];
  const creditNotes: string[] = [];
  const lateBy = new Map(accounts.map(({ key, trade }) => [key, trade?.paysLateBy ?? 0]));
  const orders = new Map<string, { account: string; orderedOn: IsoDate; cents: bigint }>();
  for (const line of orderLines.trimEnd().split('\n').slice(1)) {
    const [account = '', , orderedOn = '', order = '', , , amount = ''] = line.split(',');
    const cents = BigInt(amount.replace('.', ''));
    orders.set(order, { account, orderedOn, cents: (orders.get(order)?.cents ?? 0n) + cents });
  }
  const rows = [...orders].map(([order, { account, orderedOn, cents }]) => {
    const due = epochDay(orderedOn) + TERM;
    const late = epochDay(today) - due < LATE_SINCE ? (lateBy.get(account) ?? 0) : 0;
    // Some days early, at most one late, the same ones each time: nobody else is unusual.
    const paid = due + late + (Number(cents % 5n) - 3);
    const settledOn = paid <= epochDay(today) ? dateOfEpochDay(paid) : '';
    const booked = settledOn !== '' && epochDay(today) - due < BOOKED_DAYS;
    if (booked) {
      const credited = cents % CREDITED === 0n ? cents / 50n : 0n;
      payments.push([`P-${order}`, settledOn, decimal(cents - credited), `R-${order}`].join(','));
      if (credited > 0n) creditNotes.push(creditNote(order, account, dateOfEpochDay(paid - 2), credited));
    }
    if (settledOn === '' && due < epochDay(today)) {
      // A little has come in of what is overdue, and a little is not owed.
      payments.push([`P-${order}`, dateOfEpochDay(due), decimal(cents / 20n), `R-${order}`].join(','));
      creditNotes.push(creditNote(order, account, dateOfEpochDay(due - 3), cents / 100n));
    }
    return [account, `R-${order}`, orderedOn, dateOfEpochDay(due), decimal(cents), booked ? '' : settledOn].join(',');
  });
  const invoices = `accountExternalId,number,issuedOn,dueOn,amount,settledOn\n${rows.join('\n')}\n`;
  return { invoices, payments: `${payments.join('\n')}\n`, creditNotes };
}

function creditNote(order: string, account: string, issuedOn: IsoDate, cents: bigint): string {
  return [`CN-${order}`, issuedOn, decimal(cents), 'Pieces were short', `R-${order}`, account].join(',');
}

function decimal(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** Sets the credit limits of the demo, by its managing director. */
export async function setCreditLimits(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const director = actingAs(ctx, directory.staffMember('director'), ctx.now());
  for (const { key, creditLimit } of accounts) {
    if (creditLimit === undefined) continue;
    const limit = { accountId: directory.account(key), limitMinor: `${creditLimit}00`, note: 'Agreed for the year.' };
    await take(CreditLimitService).set(director, limit);
  }
}

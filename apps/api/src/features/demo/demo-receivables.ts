import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { CreditLimitService } from '../receivables/credit-limit.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import type { DemoAccount } from './demo.data.js';

/** Days until an invoice is due. */
const TERM = 30;
/** Who pays late does so since invoices that were due less than this many days ago. */
const LATE_SINCE = 70;

/** One invoice an order of `orderLines`, settled as its customer pays, and open where that is still to come. */
export function demoInvoices(accounts: readonly DemoAccount[], orderLines: string, today: IsoDate): string {
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
    const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
    return [account, `R-${order}`, orderedOn, dateOfEpochDay(due), amount, settledOn].join(',');
  });
  return `accountExternalId,number,issuedOn,dueOn,amount,settledOn\n${rows.join('\n')}\n`;
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

import { addMonthsToDate, type IsoDate, type ReceivableMonth, type SettledInvoice } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** An invoice that was settled, with what names it. */
export interface SettledInvoiceFact extends SettledInvoice {
  readonly id: string;
  readonly number: string;
  readonly disputed: boolean;
}

/** What an account was invoiced and paid up to a day. */
export interface ReceivableHistory {
  readonly currency: string;
  /** The newest settled ones, in order of settlement. */
  readonly settled: readonly SettledInvoiceFact[];
  /** Every month with a fact, the oldest first. */
  readonly months: readonly ReceivableMonth[];
}

interface HistoryRow {
  id: string;
  currency: string;
  settled: [string, string, string, string, string, string, boolean][];
  months: [string, string, string][];
}

/** Reads what was invoiced and paid, for many accounts in one statement. */
@Injectable()
export class ReceivableHistories {
  /**
   * Accounts without any receivables, or that the caller may not see, are not in the answer. Where there was nothing to pay, nobody paid late or on time.
   * @param newest settled invoices to bring along for each account
   * @param settledMonths how far back they may have been settled; as far as there are any, unless told
   */
  async load(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    { newest, settledMonths }: { readonly newest: number; readonly settledMonths?: number },
  ): Promise<ReadonlyMap<string, ReceivableHistory>> {
    const from = settledMonths === undefined ? '0001-01-01' : addMonthsToDate(asOf, -settledMonths);
    const rows = await ctx.unit.query<HistoryRow>(tenantSql`
      select r.account_id as id, r.currency, s.settled, m.months
      from account_receivable r
      cross join lateral (
        select coalesce(json_agg(json_build_array(i.id, i.number, i.issued_on, i.due_on, i.settled_on, i.amount_minor::text, i.disputed)
          order by i.settled_on, i.id), '[]') as settled
        from (
          select i.* from invoice i where i.tenant_id = ${TENANT} and i.account_id = r.account_id and i.settled_on >= ${from}::date
            and i.settled_on <= ${asOf}::date and i.amount_minor > 0
          order by i.settled_on desc, i.id desc limit ${newest}) i) s
      cross join lateral (
        select coalesce(json_agg(json_build_array(to_char(h.month, 'YYYY-MM'), h.invoiced_minor::text, (h.paid_minor + h.credited_minor)::text)
          order by h.month), '[]') as months
        from account_receivable_month h where h.tenant_id = ${TENANT} and h.account_id = r.account_id and h.month <= ${asOf}::date) m
      where r.tenant_id = ${TENANT} and r.account_id = any(${accountIds}::uuid[]) and r.facts > 0
        and ${visibleAccount(ctx, 'r.account_id')}`);
    return new Map(rows.map((row) => [row.id, historyOf(row)]));
  }
}

function historyOf({ currency, settled, months }: HistoryRow): ReceivableHistory {
  return {
    currency,
    settled: settled.map(([id, number, invoicedOn, dueOn, settledOn, amount, disputed]) => {
      return { id, number, invoicedOn, dueOn, settledOn, amountMinor: BigInt(amount), disputed };
    }),
    months: months.map(([month, invoiced, paid]) => {
      return { month, invoicedMinor: BigInt(invoiced), settledMinor: BigInt(paid) };
    }),
  };
}

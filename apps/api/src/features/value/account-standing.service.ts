import { addMonths, addMonthsToDate, type IsoDate, type Stage, type StagePosition } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { firstDayOf, lastDayOf, VALUE_MONTHS, type ValuePeriod } from './value-period.js';

/** Months of orders that recency, frequency and value are judged by. */
const RFM_MONTHS = 36;

/** What is known of an account besides its money. */
export interface AccountStanding {
  readonly accountId: string;
  readonly stage: StagePosition | null;
  readonly targetStage: Stage | null;
  /** What an account is compared within: its industry. */
  readonly segment: string;
  /** The share of wallet at the end of the year, and of the year before; null where it is not known. */
  readonly share: WalletShare | null;
  readonly shareBefore: WalletShare | null;
  readonly orders: OrderStanding | null;
}

export interface WalletShare {
  readonly share: number;
  readonly walletMinor: bigint;
}

export interface OrderStanding {
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** Order days and net sales of the last 36 months. */
  readonly days: number;
  readonly salesMinor: bigint;
  /** Order days within the year that is judged. */
  readonly yearDays: number;
}

interface StandingRow {
  id: string;
  stage: StagePosition | null;
  target_stage: Stage | null;
  industry: string | null;
  share: number | null;
  wallet_minor: string | null;
  share_before: number | null;
  wallet_before_minor: string | null;
}

interface OrderRow {
  account_id: string;
  first: string;
  last: string;
  days: string;
  sales_minor: string;
  year_days: string;
}

/** Where all of a tenant's accounts in use stand. A compact row each: what is judged is judged among all of them. */
@Injectable()
export class AccountStandingService {
  async all(ctx: RequestContext, period: ValuePeriod, asOf: IsoDate): Promise<AccountStanding[]> {
    const [to, before] = [firstDayOf(period.to), firstDayOf(addMonths(period.to, -VALUE_MONTHS))];
    const rows = await ctx.unit.query<StandingRow>(tenantSql`
      select a.id, a.stage, a.target_stage, a.industry, s.share, s.wallet_minor, b.share as share_before, b.wallet_minor as wallet_before_minor
      from account a
      left join lateral (
        select w.share, w.wallet_minor from account_share w where w.tenant_id = ${TENANT} and w.account_id = a.id and w.month <= ${to}::date
          and w.month > ${before}::date order by w.month desc limit 1) s on true
      left join lateral (
        select w.share, w.wallet_minor from account_share w where w.tenant_id = ${TENANT} and w.account_id = a.id and w.month <= ${before}::date
          and w.month > ${before}::date - interval '1 year' order by w.month desc limit 1) b on true
      where a.tenant_id = ${TENANT} and a.archived_at is null order by a.id`);
    const orders = await this.orders(ctx, period, asOf);
    return rows.map((row) => ({
      accountId: row.id,
      stage: row.stage,
      targetStage: row.target_stage,
      segment: row.industry ?? '',
      share: walletShare(row.share, row.wallet_minor),
      shareBefore: walletShare(row.share_before, row.wallet_before_minor),
      orders: orders.get(row.id) ?? null,
    }));
  }

  /** A day on which only goods came back is no order day. */
  private async orders(
    ctx: RequestContext,
    { from, to }: ValuePeriod,
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, OrderStanding>> {
    const since = addMonthsToDate(asOf, -RFM_MONTHS);
    const rows = await ctx.unit.query<OrderRow>(tenantSql`
      select account_id, min(day) filter (where net_minor > 0) as first, max(day) filter (where net_minor > 0) as last,
        count(*) filter (where net_minor > 0 and day > ${since}) as days,
        coalesce(sum(net_minor) filter (where day > ${since}), 0)::bigint as sales_minor,
        count(*) filter (where net_minor > 0 and day between ${firstDayOf(from)}::date and ${lastDayOf(to)}::date) as year_days
      from account_order_day where tenant_id = ${TENANT} and day <= ${asOf} group by account_id having max(net_minor) > 0`);
    return new Map(
      rows.map(({ account_id: id, first, last, days, sales_minor, year_days }) => [
        id,
        { first, last, days: Number(days), salesMinor: BigInt(sales_minor), yearDays: Number(year_days) },
      ]),
    );
  }
}

function walletShare(share: number | null, walletMinor: string | null): WalletShare | null {
  // More than the whole wallet is a wallet that was told too small.
  return share === null || walletMinor === null
    ? null
    : { share: Math.min(1, Math.max(0, share)), walletMinor: BigInt(walletMinor) };
}

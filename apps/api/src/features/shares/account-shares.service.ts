import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Share of wallet over all categories with a wallet, of a month that is over. */
export interface MonthShare {
  /** First day of the month. */
  readonly month: IsoDate;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** What other features ask about the shares of accounts. */
@Injectable()
export class AccountShares {
  /** The share of the last month that was over on a day, not older than a year, as it is known now. */
  async on(ctx: RequestContext, accountIds: readonly string[], day: IsoDate): Promise<ReadonlyMap<string, MonthShare>> {
    const rows = await ctx.unit.query<MonthShare & { account_id: string }>(tenantSql`
      select s.* from unnest(${accountIds}::uuid[]) a (id) cross join lateral (
        select w.account_id, w.month, w.share, w.low, w.high from account_share w
        where w.tenant_id = ${TENANT} and w.account_id = a.id and w.month <= ${day}::date + 1 - interval '1 month'
          and w.month > ${day}::date - interval '1 year' order by w.month desc limit 1) s
      where ${visibleAccount(ctx, 's.account_id')}`);
    return new Map(rows.map(({ account_id: id, ...share }) => [id, share]));
  }
}

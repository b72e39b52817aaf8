import { addMonthsToDate, type AlertState, type IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** States of an alert that has become a crisis of the relationship. */
const CRISIS: readonly AlertState[] = ['CRISIS', 'WIN_BACK'];

/** What other features ask about alerts. */
@Injectable()
export class AlertQueries {
  /** Those of the accounts that have an open alert which has become a crisis. */
  async accountsInCrisis(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select distinct account_id from alert
      where tenant_id = ${TENANT} and account_id = any(${accountIds}) and closed_at is null and state = any(${CRISIS})`);
    return new Set(rows.map(({ account_id: id }) => id));
  }

  /** Accounts of which somebody has confirmed within the year before a day that they are slipping. */
  async accountsConfirmed(ctx: RequestContext, asOf: IsoDate): Promise<string[]> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select distinct account_id from alert
      where tenant_id = ${TENANT} and label = 'CONFIRMED' and alerted_on <= ${asOf} and alerted_on > ${addMonthsToDate(asOf, -12)} order by account_id`);
    return rows.map(({ account_id: id }) => id);
  }
}

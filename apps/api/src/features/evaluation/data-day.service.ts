import { daysBetween, dateOfInstant, type IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { PolicyVersion } from '../policies/policy.service.js';

/**
 * The day as of which a tenant's accounts are judged: today, unless the tenant as a whole has had no order for longer
 * than its policy allows. Then it is the orders that have stopped arriving (a historical load, a broken interface), not
 * every customer that has stopped ordering, and the newest order is the last day about which anything can be said.
 */
@Injectable()
export class DataDay {
  async of(ctx: RequestContext, { document }: PolicyVersion): Promise<IsoDate> {
    const today = dateOfInstant(ctx.now().toISOString());
    const row = await ctx.unit.first<{ newest: string | null }>(tenantSql`
      select max(day) as newest from account_order_day where tenant_id = ${TENANT} and day <= ${today}`);
    const newest = row?.newest ?? null;
    return newest !== null && daysBetween(newest, today) > document.alarm.staleOrdersDays ? newest : today;
  }
}

import { addMonthsToDate, dateOfEpochDay, dateOfInstant, daysBetween, epochDay, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService } from '../policies/policy.service.js';

/**
 * The day as of which payment habits are judged: today, unless the tenant has had no invoice and no payment for longer
 * than its policy lets orders be missing. Then it is facts that have stopped arriving, and the end of the newest month
 * with facts is the last day about which anything can be said.
 */
@Injectable()
export class ReceivableDay {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  async of(ctx: RequestContext): Promise<IsoDate> {
    const today = dateOfInstant(ctx.now().toISOString());
    const row = await ctx.unit.first<{ month: string | null }>(tenantSql`
      select max(month) as month from account_receivable_month where tenant_id = ${TENANT} and month <= ${today}`);
    if (!row?.month) return today;
    const end = dateOfEpochDay(epochDay(addMonthsToDate(row.month, 1)) - 1);
    const { document } = await this.policies.current(ctx);
    return daysBetween(end, today) > document.alarm.staleOrdersDays ? end : today;
  }
}

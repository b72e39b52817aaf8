import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

const KEPT_DAYS = 7;
/** Failed jobs can be run again for so long. */
const FAILED_KEPT_DAYS = 30;

/** Forgets what no listener can ask for any more and no job will come back to. */
@Injectable()
export class OutboxPurgeService {
  async purge(ctx: RequestContext): Promise<void> {
    const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
    const failedBefore = new Date(ctx.now().getTime() - FAILED_KEPT_DAYS * 86_400_000);
    // What was never relayed stays: it has still to be done.
    await ctx.unit.execute(tenantSql`
      delete from outbox o where o.tenant_id = ${TENANT} and o.at < ${before} and o.relayed_at is not null and not exists (
        select from job_run j where j.tenant_id = ${TENANT} and j.id = o.id and j.status = 'FAILED' and o.at >= ${failedBefore})`);
    // Without its message a job cannot do anything, so its mark is needed no longer.
    await ctx.unit.execute(tenantSql`
      delete from handled_message h where h.tenant_id = ${TENANT} and h.at < ${before}
        and not exists (select 1 from outbox o where o.tenant_id = ${TENANT} and o.id = h.message_id)`);
  }
}

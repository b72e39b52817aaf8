import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

const HOUR_MS = 3_600_000;

/** Counts attempts in PostgreSQL, so that the limit holds for all processes together. */
@Injectable()
export class RateLimitService {
  /** Counts one attempt. @returns whether it is still within `perHour`. */
  async attempt(ctx: RequestContext, purpose: string, subject: string, perHour: number): Promise<boolean> {
    const key = `${purpose}:${createHash('sha256').update(subject).digest('base64url')}`;
    const windowStart = new Date(Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS);
    const row = await ctx.unit.first<{ attempts: number }>(tenantSql`
      insert into rate_limit (tenant_id, key, window_start, attempts) values (${TENANT}, ${key}, ${windowStart}, 1)
      on conflict (tenant_id, key, window_start) do update set attempts = rate_limit.attempts + 1 returning attempts`);
    return (row?.attempts ?? 0) <= perHour;
  }

  /** Forgets windows that ended a day ago or earlier. */
  async purge(ctx: RequestContext): Promise<void> {
    const before = new Date(ctx.now().getTime() - 24 * HOUR_MS);
    await ctx.unit.execute(tenantSql`delete from rate_limit where tenant_id = ${TENANT} and window_start < ${before}`);
  }
}

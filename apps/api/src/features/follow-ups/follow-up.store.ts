import type { FollowUp as FollowUpStanding, FollowUpKind, FollowUpStatus, IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';

/** A follow-up, locked until the transaction ends. */
export interface StoredFollowUp extends FollowUpStanding {
  readonly id: string;
  readonly accountId: string;
  readonly kind: FollowUpKind;
  readonly status: FollowUpStatus;
  readonly onDay: IsoDate;
  readonly untilDay: IsoDate | null;
  readonly ownerId: string | null;
}

/** How one ended. */
export interface FollowUpEnding {
  readonly status: 'DONE' | 'DROPPED';
  readonly result: string;
  readonly touchId?: string | null;
  readonly promotionId?: string | null;
}

/** The rows of follow-ups, as people change them. */
@Injectable()
export class FollowUpStore {
  /** @throws NotFound also for one of an account that the caller may not see */
  async lock(ctx: RequestContext, id: string): Promise<StoredFollowUp> {
    const row = await ctx.unit.first<StoredFollowUp>(tenantSql`
      select f.id, f.account_id as "accountId", f.kind, f.status, to_char(f.on_day, 'YYYY-MM-DD') as "onDay", to_char(f.until_day, 'YYYY-MM-DD') as "untilDay",
        to_char(f.due_on, 'YYYY-MM-DD') as "dueOn", f.owner_id as "ownerId"
      from follow_up f where f.tenant_id = ${TENANT} and f.id = ${id} and ${visibleAccount(ctx, 'f.account_id')} for no key update of f`);
    if (!row) throw new NotFound('Follow-up');
    return row;
  }

  async end(
    ctx: RequestContext,
    id: string,
    { status, result, touchId = null, promotionId = null }: FollowUpEnding,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update follow_up set status = ${status}, result = ${result}, touch_id = ${touchId}, promotion_id = ${promotionId}, ended_at = ${ctx.now()},
        ended_by = ${ctx.actor}
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  async assign(ctx: RequestContext, id: string, ownerId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update follow_up set owner_id = ${ownerId} where tenant_id = ${TENANT} and id = ${id}`);
  }

  async postpone(ctx: RequestContext, id: string, dueOn: IsoDate): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update follow_up set due_on = ${dueOn} where tenant_id = ${TENANT} and id = ${id}`);
  }
}

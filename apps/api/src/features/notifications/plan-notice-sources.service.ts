import { Inject, Injectable } from '@nestjs/common';
import { rolesWith } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { TopicPayloads } from '../../platform/jobs/topics.js';
import { NoticeService } from './notice.service.js';

/** How long ago somebody may have been given an action that is told now: longer than any job waits. */
const LATELY_MS = 24 * 3_600_000;

/** Turns what happens to account plans into notices. */
@Injectable()
export class PlanNoticeSources {
  constructor(@Inject(NoticeService) private readonly notices: NoticeService) {}

  async planChanged(ctx: RequestContext, { planId, event }: TopicPayloads['account-plan.changed']): Promise<void> {
    switch (event) {
      case 'PLAN_SUBMITTED':
        return this.submitted(ctx, planId);
      case 'PLAN_APPROVED':
      case 'PLAY_ADDED':
      case 'ACTION_ASSIGNED':
        return this.assigned(ctx, planId);
    }
  }

  /** A plan was laid before those who may approve it; each time anew that it is. */
  private async submitted(ctx: RequestContext, planId: string): Promise<void> {
    const plan = await ctx.unit.first<{ account_id: string; seq: number; actor: string }>(tenantSql`
      select p.account_id, e.seq, e.actor from account_plan p
      join account_plan_event e on e.tenant_id = p.tenant_id and e.plan_id = p.id and e.type = 'PLAN_SUBMITTED'
      where p.tenant_id = ${TENANT} and p.id = ${planId} order by e.seq desc limit 1`);
    if (!plan) return;
    const { account_id: accountId, seq, actor } = plan;
    await this.notices.tell(ctx, {
      ...{ topic: 'PLAN_APPROVAL', subjectId: planId, occasion: String(seq), accountId, actor },
      ...{ roles: rolesWith('plan.approve'), audience: 'VISIBLE' },
    });
  }

  /**
   * Actions have become somebody's to do: with the play they are steps of, by a hand-over, or because the plan was approved.
   * Whoever did that need not be told.
   */
  private async assigned(ctx: RequestContext, planId: string): Promise<void> {
    const since = new Date(ctx.now().getTime() - LATELY_MS);
    const rows = await ctx.unit.query<{
      id: string;
      account_id: string;
      owner_id: string;
      seq: number;
      actor: string;
    }>(tenantSql`
      select t.id, t.account_id, t.owner_id, g.seq, g.actor from plan_action t
      cross join lateral (
        select e.seq, e.actor, e.at from account_plan_event e
        where e.tenant_id = ${TENANT} and e.plan_id = t.plan_id and (e.type = 'PLAN_APPROVED'
          or (e.type = 'PLAY_ADDED' and e.data #>> '{play,id}' = t.play_id::text)
          or (e.type = 'ACTION_ASSIGNED' and e.data ->> 'actionId' = t.id::text))
        order by e.seq desc limit 1) g
      where t.tenant_id = ${TENANT} and t.plan_id = ${planId} and t.live and g.at >= ${since} order by t.due_on, t.id`);
    for (const { id, account_id: accountId, owner_id: staffId, seq, actor } of rows) {
      await this.notices.tell(ctx, {
        ...{ topic: 'PLAN_ACTION_ASSIGNED', subjectId: id, occasion: String(seq), accountId, actor },
        ...{ roles: rolesWith('plan.read'), audience: { staffId } },
      });
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { rolesWith, type StaffRole } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { TopicPayloads } from '../../platform/jobs/topics.js';
import { NoticeService } from './notice.service.js';
import type { NoticeTopic } from './notification.enums.js';
import { DEFAULT_PREFERENCES } from './preferences.js';

/** How far back evidence is looked for that has become complete: longer than any schedule stands still unnoticed. */
const LOOK_BACK_MS = 24 * 3_600_000;

/** What one look notes down at most; the next look goes on. */
const MAX_AT_ONCE = 500;

/** Turns what happens into notices: from the outbox where something happened, by looking where only time has passed. */
@Injectable()
export class NoticeSources {
  constructor(@Inject(NoticeService) private readonly notices: NoticeService) {}

  /** An alert was raised, or what was only watched has become one. */
  async alertRaised(
    ctx: RequestContext,
    { alertId, state }: TopicPayloads['alert.opened'] | TopicPayloads['alert.changed'],
  ): Promise<void> {
    if (state !== 'ALERT') return;
    const alert = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select account_id from alert where tenant_id = ${TENANT} and id = ${alertId}`);
    if (!alert) return;
    await this.notices.tell(ctx, {
      ...{ topic: 'ALERT_OPENED', subjectId: alertId, accountId: alert.account_id },
      ...{ roles: rolesWith('alert.read'), audience: 'CHOSEN' },
    });
  }

  /** A case was opened for somebody or handed to somebody, who is told unless it was his or her own doing. */
  async caseAssigned(ctx: RequestContext, caseId: string): Promise<void> {
    const found = await ctx.unit.first<{ account_id: string; owner_id: string; seq: number; actor: string }>(tenantSql`
      select k.account_id, k.owner_id, e.seq, e.actor from relationship_case k
      join case_event e on e.tenant_id = k.tenant_id and e.case_id = k.id and e.type in ('CASE_OPENED', 'CASE_ASSIGNED')
      where k.tenant_id = ${TENANT} and k.id = ${caseId} order by e.seq desc limit 1`);
    if (!found) return;
    const { account_id: accountId, owner_id: staffId, seq, actor } = found;
    await this.notices.tell(ctx, {
      ...{ topic: 'CASE_ASSIGNED', subjectId: caseId, occasion: String(seq), accountId },
      ...{ roles: rolesWith('case.read'), audience: { staffId }, actor },
    });
  }

  async complaintFiled(ctx: RequestContext, { complaintId }: TopicPayloads['complaint.filed']): Promise<void> {
    const complaint = await ctx.unit.first<{ account_id: string; filed_by: string }>(tenantSql`
      select account_id, filed_by from complaint where tenant_id = ${TENANT} and id = ${complaintId}`);
    if (!complaint) return;
    await this.notices.tell(ctx, {
      ...{ topic: 'COMPLAINT_FILED', subjectId: complaintId, accountId: complaint.account_id },
      ...{ roles: rolesWith('complaint.read'), audience: 'CHOSEN', actor: complaint.filed_by },
    });
  }

  /** A deadline of a complaint has passed unmet: each step is told once in each run of its clock. */
  async complaintBreached(
    ctx: RequestContext,
    { complaintId, step, run }: TopicPayloads['complaint.breached'],
  ): Promise<void> {
    const complaint = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select account_id from complaint where tenant_id = ${TENANT} and id = ${complaintId}`);
    if (!complaint) return;
    await this.notices.tell(ctx, {
      ...{ topic: 'COMPLAINT_BREACHED', subjectId: complaintId, occasion: `${step}:${run}` },
      ...{ accountId: complaint.account_id, roles: rolesWith('complaint.read'), audience: 'CHOSEN' },
    });
  }

  /** Some of our people are asked for their view, or reminded: once a day at most. */
  async assessmentAsked(ctx: RequestContext, { roundId, staffIds }: TopicPayloads['assessment.asked']): Promise<void> {
    const round = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select account_id from assessment_round where tenant_id = ${TENANT} and id = ${roundId}`);
    if (!round) return;
    for (const staffId of staffIds) {
      await this.notices.tell(ctx, {
        ...{ topic: 'ASSESSMENT_ASKED', subjectId: roundId, occasion: todayOf(ctx), accountId: round.account_id },
        ...{ roles: rolesWith('assessment.read'), audience: { staffId } },
      });
    }
  }

  /** An advisory waits for those who may approve it: since it was written, or rewritten after it had been taken back. */
  async advisoryDrafted(ctx: RequestContext, advisoryId: string): Promise<void> {
    const advisory = await ctx.unit.first<{ account_id: string; actor: string; round: string }>(tenantSql`
      select d.account_id, e.actor, (select count(*) from advisory_event b where b.tenant_id = ${TENANT} and b.advisory_id = d.id
        and b.type = 'ADVISORY_TAKEN_BACK') as round
      from customer_advisory d join advisory_event e on e.tenant_id = d.tenant_id and e.advisory_id = d.id and e.seq = d.version
      where d.tenant_id = ${TENANT} and d.id = ${advisoryId} and d.state = 'DRAFT'`);
    if (!advisory) return;
    const { account_id: accountId, actor, round } = advisory;
    await this.notices.tell(ctx, {
      ...{ topic: 'ADVISORY_APPROVAL', subjectId: advisoryId, occasion: round, accountId, actor },
      ...{ roles: rolesWith('advisory.approve'), audience: 'VISIBLE' },
    });
  }

  /** A customer has told what it did about an advisory. */
  async advisoryActed(ctx: RequestContext, advisoryId: string): Promise<void> {
    const advisory = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select account_id from customer_advisory where tenant_id = ${TENANT} and id = ${advisoryId}`);
    if (!advisory) return;
    await this.notices.tell(ctx, {
      ...{ topic: 'ADVISORY_ACTED', subjectId: advisoryId, accountId: advisory.account_id },
      ...{ roles: rolesWith('account.read'), audience: 'CHOSEN' },
    });
  }

  /** Cases of which something has become overdue, each deadline once. */
  casesOverdue(ctx: RequestContext): Promise<void> {
    return this.overdue(ctx, 'CASE_OVERDUE', rolesWith('case.read'), {
      table: sql`relationship_case`,
      due: sql`k.next_due`,
      open: sql`true`,
    });
  }

  /** Actions of account plans that have become overdue, each deadline once. */
  planActionsOverdue(ctx: RequestContext): Promise<void> {
    return this.overdue(ctx, 'PLAN_ACTION_OVERDUE', rolesWith('plan.read'), {
      table: sql`plan_action`,
      due: sql`k.due_on`,
      open: sql`k.live`,
    });
  }

  /** Call-backs and talks about seasons that have become overdue, each deadline once. */
  followUpsOverdue(ctx: RequestContext): Promise<void> {
    return this.overdue(ctx, 'FOLLOW_UP_OVERDUE', rolesWith('plan.read'), {
      table: sql`follow_up`,
      due: sql`k.due_on`,
      open: sql`k.status = 'OPEN'`,
    });
  }

  private async overdue(
    ctx: RequestContext,
    topic: NoticeTopic,
    roles: readonly StaffRole[],
    { table, due, open }: { readonly table: Sql; readonly due: Sql; readonly open: Sql },
  ): Promise<void> {
    // Those of people who cannot be told are passed over here, or they would stand in front of all others at every look.
    const rows = await ctx.unit.query<{ id: string; account_id: string; owner_id: string; due: string }>(tenantSql`
      select k.id, k.account_id, k.owner_id, ${due}::text as due from ${table} k
      join staff_member s on s.tenant_id = ${TENANT} and s.id = k.owner_id and s.disabled_at is null and s.role = any(${roles})
      left join notification_preference p on p.tenant_id = k.tenant_id and p.staff_id = k.owner_id
      where k.tenant_id = ${TENANT} and ${open} and ${due} < ${tenantToday(ctx)}
        and ${topic} = any(coalesce(p.topics, ${DEFAULT_PREFERENCES.topics}::text[]))
        and not exists (select from notice n where n.tenant_id = ${TENANT} and n.staff_id = k.owner_id and n.topic = ${topic}
          and n.subject_id = k.id and n.occasion = ${due}::text)
      order by ${due}, k.id limit ${MAX_AT_ONCE}`);
    for (const row of rows) {
      await this.notices.tell(ctx, {
        ...{ topic, subjectId: row.id, occasion: row.due, accountId: row.account_id },
        ...{ roles, audience: { staffId: row.owner_id } },
      });
    }
  }

  /** Stage transitions of which the evidence has lately become complete. */
  async approvalsWaiting(ctx: RequestContext): Promise<void> {
    const since = new Date(ctx.now().getTime() - LOOK_BACK_MS);
    const rows = await ctx.unit.query<{ id: string; account_id: string; executive: boolean }>(tenantSql`
      select p.id, p.account_id, p.to_stage in ('STRATEGIC', 'ENDED') as executive from stage_proposal p
      where p.tenant_id = ${TENANT} and p.status = 'EVIDENCE_CHECKED'
        and exists (select from notification_preference w where w.tenant_id = ${TENANT} and 'STAGE_APPROVAL' = any(w.topics))
        and exists (select from stage_event e where e.tenant_id = ${TENANT} and e.account_id = p.account_id and e.type = 'EVIDENCE_CHECKED'
          and e.at >= ${since} and e.data ->> 'proposalId' = p.id::text and e.data ->> 'gateMet' = 'true')
        and not exists (select from notice n where n.tenant_id = ${TENANT} and n.topic = 'STAGE_APPROVAL' and n.account_id = p.account_id
          and n.subject_id = p.id)
      order by p.proposed_at, p.id limit ${MAX_AT_ONCE}`);
    for (const { id, account_id: accountId, executive } of rows) {
      await this.notices.tell(ctx, {
        ...{ topic: 'STAGE_APPROVAL', subjectId: id, accountId, audience: 'VISIBLE' },
        roles: executive ? rolesWith('stage.approve', 'stage.approve.executive') : rolesWith('stage.approve'),
      });
    }
  }
}

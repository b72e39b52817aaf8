import type { DetectorCode, OrderGapReading } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { CloseReason } from './alert.enums.js';
import type { AlertExplanation } from './alert-explanation.js';

/** Writes what the detectors decided, with timeline, audit and outbox. */
@Injectable()
export class AlertWriter {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * A silence without any warning in the twelve months before is exceptional: relationships mostly fade.
   * @returns false when another run has opened the alert, or somebody has ended the relationship, at the same time
   */
  async open(
    ctx: RequestContext,
    accountId: string,
    { detector, score, threshold }: OrderGapReading,
    explanation: AlertExplanation,
  ): Promise<boolean> {
    const id = uuidv7();
    const row = await ctx.unit.first<{ exceptional: boolean }>(tenantSql`
      insert into alert (tenant_id, id, account_id, detector, state, opened_at, last_seen_at, score, threshold, explanation, exceptional)
      select ${TENANT}::uuid, ${id}::uuid, a.id, ${detector}::text, 'ALERT', ${ctx.now()}::timestamptz, ${ctx.now()}::timestamptz, ${score}::float8,
        ${threshold}::float8, ${JSON.stringify(explanation)}::jsonb, not exists (
          select 1 from alert l where l.tenant_id = ${TENANT} and l.account_id = a.id and l.opened_at > ${ctx.now()}::timestamptz - interval '12 months')
      from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and a.archived_at is null and a.stage is distinct from 'ENDED'
      on conflict (tenant_id, account_id, detector) where closed_at is null do nothing
      returning exceptional`);
    if (!row) return false;
    const { lastOrder, expectedNextOrder, gapDays } = explanation;
    const detail = { detector, lastOrder, expectedNextOrder, gapDays, score, threshold, exceptional: row.exceptional };
    await this.audit.recordForAccount(ctx, { accountId, action: 'opened', entity: 'alert', entityId: id, detail });
    await this.outbox.publish(ctx, 'alert.opened', { alertId: id, detector }, { accountId });
    return true;
  }

  /** The figures as of a later day, for alerts that go on. */
  async refresh(
    ctx: RequestContext,
    alerts: readonly { id: string; reading: OrderGapReading; explanation: AlertExplanation }[],
  ): Promise<void> {
    if (alerts.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update alert l set score = v.score, threshold = v.threshold, explanation = v.explanation, last_seen_at = ${ctx.now()}
      from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ reading }) => reading.score)}::float8[],
        ${alerts.map(({ reading }) => reading.threshold)}::float8[], ${alerts.map(({ explanation }) => JSON.stringify(explanation))}::jsonb[])
        as v (id, score, threshold, explanation)
      where l.tenant_id = ${TENANT} and l.id = v.id`);
  }

  async recovering(ctx: RequestContext, accountId: string, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update alert set state = 'RECOVERING', last_seen_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id}`);
    await this.audit.recordForAccount(ctx, { accountId, action: 'recovering', entity: 'alert', entityId: id });
  }

  async close(
    ctx: RequestContext,
    accountId: string,
    id: string,
    detector: DetectorCode,
    reason: CloseReason,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update alert set state = ${reason === 'RELATIONSHIP_ENDED' ? 'ENDED' : 'NORMAL'}, closed_at = ${ctx.now()}, last_seen_at = ${ctx.now()}, close_reason = ${reason}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.audit.recordForAccount(ctx, {
      accountId,
      action: 'closed',
      entity: 'alert',
      entityId: id,
      detail: { reason },
    });
    await this.outbox.publish(ctx, 'alert.closed', { alertId: id, detector }, { accountId });
  }
}

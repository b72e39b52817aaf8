import { ALERT_MACHINE, refuseTransition, TRIAGE_RESULTS, type TriageResult } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { note, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import type { Alert } from './alert.entity.js';
import { AlertTransitionNotAllowed } from './alerts.errors.js';

const triageArguments = z.object({ id: rowId, result: z.enum(TRIAGE_RESULTS), note: note(2_000) });

/** What people say about alerts. */
@Injectable()
export class AlertTriageService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** @throws NotFound @throws AlertTransitionNotAllowed when somebody has triaged it or it was closed */
  async triage(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, result, note } = parseArguments(triageArguments, args);
    const { accountId, detector, state } = await this.lock(ctx, id);
    const refusal = refuseTransition(ALERT_MACHINE, state, result satisfies TriageResult);
    if (refusal) throw new AlertTransitionNotAllowed(state, result, refusal.allowed);
    const closed = result === 'FALSE_ALARM';
    await ctx.unit.execute(tenantSql`
      update alert set state = ${result}, triaged_at = ${ctx.now()}, triaged_by = ${ctx.actor}, triage_note = ${note},
        closed_at = ${closed ? ctx.now() : null}, close_reason = ${closed ? 'FALSE_ALARM' : null}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.audit.recordForAccount(ctx, {
      accountId,
      action: 'triaged',
      entity: 'alert',
      entityId: id,
      detail: { result, note },
    });
    if (closed) await this.outbox.publish(ctx, 'alert.closed', { alertId: id, detector }, { accountId });
    return { id };
  }

  /** @throws NotFound also for alerts of accounts the caller may not see */
  private async lock(ctx: RequestContext, id: string): Promise<Pick<Alert, 'accountId' | 'detector' | 'state'>> {
    const alert = await ctx.unit.first<Pick<Alert, 'accountId' | 'detector' | 'state'>>(tenantSql`
      select l.account_id as "accountId", l.detector, l.state from alert l
      where l.tenant_id = ${TENANT} and l.id = ${id} and ${visibleAccount(ctx, 'l.account_id')} for no key update of l`);
    if (!alert) throw new NotFound('Alert');
    return alert;
  }
}

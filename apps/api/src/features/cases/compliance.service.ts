import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import { note, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { Outbox } from '../../platform/jobs/outbox.js';

const reportArguments = z.object({ accountId: rowId, note: note(2_000) });
const closeArguments = z.object({ id: rowId, note: note(2_000) });

/** Suspicions of bribery, on their way to those who look after compliance; nobody else hears of them. */
@Injectable()
export class ComplianceService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Takes a suspicion that came up without a case. @throws NotFound also for accounts the caller may not see */
  async report(ctx: RequestContext, args: unknown): Promise<void> {
    const { accountId, note: ground } = parseArguments(reportArguments, args);
    const account = await ctx.unit.first(tenantSql`
      select from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and ${visibleAccount(ctx, 'a.id')}`);
    if (!account) throw new NotFound('Account');
    await this.refer(ctx, { id: null, accountId }, ground);
  }

  /** Opens a referral, for a case or none: every suspicion is one. */
  async refer(
    ctx: RequestContext,
    { id: caseId, accountId }: { readonly id: string | null; readonly accountId: string },
    ground: string,
  ): Promise<void> {
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into compliance_referral (tenant_id, id, case_id, account_id, opened_at, opened_by, note)
      values (${TENANT}, ${id}, ${caseId}, ${accountId}, ${ctx.now()}, ${ctx.actor}, ${ground})`);
    const entity = { entity: 'compliance-referral', entityId: id } as const;
    await this.audit.recordForAccount(ctx, { ...entity, accountId, action: 'opened', detail: { caseId } });
    await this.outbox.publish(ctx, 'compliance.referred', { referralId: id, caseId }, { accountId });
  }

  /** @throws NotFound @throws DomainError REFERRAL_CLOSED */
  async close(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, note: said } = parseArguments(closeArguments, args);
    const referral = await ctx.unit.first<{ accountId: string; closed: boolean }>(tenantSql`
      select r.account_id as "accountId", r.closed_at is not null as closed from compliance_referral r
      where r.tenant_id = ${TENANT} and r.id = ${id} and ${visibleAccount(ctx, 'r.account_id')} for no key update of r`);
    if (!referral) throw new NotFound('Compliance referral');
    if (referral.closed) throw new DomainError('CONFLICT', 'REFERRAL_CLOSED', 'The referral is closed already.');
    await ctx.unit.execute(tenantSql`
      update compliance_referral set closed_at = ${ctx.now()}, closed_by = ${ctx.actor}, closing_note = ${said}
      where tenant_id = ${TENANT} and id = ${id}`);
    const entity = { entity: 'compliance-referral', entityId: id } as const;
    await this.audit.recordForAccount(ctx, { ...entity, accountId: referral.accountId, action: 'closed' });
    return { id };
  }
}

import { COMPLAINT_MACHINE, COMPLAINT_STATES, refuseTransition } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { note, rowId } from '../../platform/errors/input-schemas.js';
import { ComplaintStepNotAllowed } from './complaint.errors.js';
import { type ComplaintSummary, SUMMARY_COLUMNS } from './complaint.model.js';
import type { ChangeComplaintStatusInput } from './complaint.types.js';

const changeInput = z.object({
  id: rowId,
  status: z.enum(COMPLAINT_STATES),
  note: note(2_000).nullish(),
  version: z.int(),
});

/** Complaints after they were filed. What a caller may not see answers as if it did not exist. */
@Injectable()
export class ComplaintService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * Takes a complaint one step further.
   * @throws NotFound, VersionConflict, ComplaintStepNotAllowed
   */
  async changeStatus(ctx: RequestContext, input: ChangeComplaintStatusInput): Promise<ComplaintSummary> {
    const { id, status, note: why, version } = parseInput(changeInput, input);
    const complaint = await this.hold(ctx, id);
    if (!complaint) throw new NotFound('Complaint');
    if (complaint.version !== version) throw new VersionConflict(complaint.version);
    const refusal = refuseTransition(COMPLAINT_MACHINE, complaint.status, status);
    if (refusal) throw new ComplaintStepNotAllowed(refusal);
    const changed = { ...complaint, status, version: version + 1 };
    await this.store(ctx, changed, why ?? null);
    const { accountId, number, status: from } = complaint;
    await this.audit.recordForAccount(ctx, {
      action: 'changed',
      entity: 'complaint',
      entityId: id,
      accountId,
      detail: { number, from, to: status },
    });
    await this.outbox.publish(ctx, 'complaint.changed', { complaintId: id, number, from, status }, { accountId });
    return changed;
  }

  /** The complaint, which nobody else changes until the transaction ends. */
  private hold(ctx: RequestContext, id: string): Promise<ComplaintSummary | undefined> {
    return ctx.unit.first<ComplaintSummary>(tenantSql`
      select ${SUMMARY_COLUMNS} from complaint c
      where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')} for update of c`);
  }

  private async store(
    ctx: RequestContext,
    { id, status, version }: ComplaintSummary,
    why: string | null,
  ): Promise<void> {
    const now = ctx.now();
    await ctx.unit.execute(tenantSql`
      update complaint set status = ${status}, version = ${version}, updated_at = ${now} where tenant_id = ${TENANT} and id = ${id}`);
    await ctx.unit.execute(tenantSql`
      insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data)
      values (${TENANT}, ${id}, ${version}, ${now}, ${ctx.actor}, ${status}, ${JSON.stringify(why === null ? {} : { note: why })})`);
  }
}

import { COMPLAINT_MACHINE, COMPLAINT_STATES, type ComplaintState, refuseTransition } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { isRowId, note, rowId } from '../../platform/errors/input-schemas.js';
import { FileService } from '../files/file.service.js';
import type { FileView } from '../files/file.types.js';
import { ComplaintStepNotAllowed } from './complaint.errors.js';
import { type Complaint, COMPLAINT_COLUMNS } from './complaint.model.js';
import type { ChangeComplaintStatusInput, ComplaintEvent } from './complaint.types.js';

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
    @Inject(FileService) private readonly files: FileService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async find(ctx: RequestContext, id: string): Promise<Complaint | null> {
    return (isRowId(id) && (await this.read(ctx, id))) || null;
  }

  /**
   * Takes a complaint one step further.
   * @throws NotFound, VersionConflict, ComplaintStepNotAllowed
   */
  async changeStatus(ctx: RequestContext, input: ChangeComplaintStatusInput): Promise<Complaint> {
    const { id, status, note: why, version } = parseInput(changeInput, input);
    const complaint = await this.read(ctx, id, true);
    if (!complaint) throw new NotFound('Complaint');
    if (complaint.version !== version) throw new VersionConflict(complaint.version);
    const refusal = refuseTransition(COMPLAINT_MACHINE, complaint.status, status);
    if (refusal) throw new ComplaintStepNotAllowed(refusal);
    const changed = { ...complaint, status, version: version + 1, updatedAt: ctx.now() };
    await this.store(ctx, changed, why ?? null);
    const { accountId, number } = complaint;
    await this.audit.recordForAccount(ctx, {
      action: 'changed',
      entity: 'complaint',
      entityId: id,
      accountId,
      detail: { number, from: complaint.status, to: status },
    });
    await this.outbox.publish(ctx, 'complaint.changed', { complaintId: id, number, status }, { accountId });
    return changed;
  }

  /** The steps of complaints the caller could already see; stable, so that siblings share one statement. */
  readonly eventsOf = async (
    ctx: RequestContext,
    complaintIds: readonly string[],
  ): Promise<ReadonlyMap<string, ComplaintEvent[]>> => {
    const rows = await ctx.unit.query<ComplaintEvent & { complaintId: string; type: ComplaintState }>(tenantSql`
      select complaint_id as "complaintId", at, type, actor, data->>'note' as note from complaint_event
      where tenant_id = ${TENANT} and complaint_id = any(${complaintIds}::uuid[]) order by complaint_id, seq`);
    return grouped(rows, ({ complaintId }) => complaintId);
  };

  /** The files of complaints the caller could already see; stable, so that siblings share their statements. */
  readonly filesOf = async (
    ctx: RequestContext,
    complaintIds: readonly string[],
  ): Promise<ReadonlyMap<string, FileView[]>> => {
    const rows = await ctx.unit.query<{ complaintId: string; fileId: string }>(tenantSql`
      select complaint_id as "complaintId", file_id as "fileId" from complaint_file
      where tenant_id = ${TENANT} and complaint_id = any(${complaintIds}::uuid[]) order by complaint_id, file_id`);
    if (rows.length === 0) return new Map();
    const files = await this.files.byIds(
      ctx,
      rows.map(({ fileId }) => fileId),
    );
    const found = rows.flatMap(({ complaintId, fileId }) => {
      const file = files.get(fileId);
      return file ? [{ complaintId, file }] : [];
    });
    const byComplaint = grouped(found, ({ complaintId }) => complaintId);
    return new Map([...byComplaint].map(([id, each]) => [id, each.map(({ file }) => file)]));
  };

  private read(ctx: RequestContext, id: string, lock = false): Promise<Complaint | undefined> {
    return ctx.unit.first<Complaint>(tenantSql`
      select ${COMPLAINT_COLUMNS} from complaint c
      where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')} ${lock ? sql`for update of c` : sql``}`);
  }

  private async store(
    ctx: RequestContext,
    { id, status, version, updatedAt }: Complaint,
    why: string | null,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update complaint set status = ${status}, version = ${version}, updated_at = ${updatedAt} where tenant_id = ${TENANT} and id = ${id}`);
    await ctx.unit.execute(tenantSql`
      insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data)
      values (${TENANT}, ${id}, ${version}, ${updatedAt}, ${ctx.actor}, ${status}, ${JSON.stringify(why === null ? {} : { note: why })})`);
  }
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}

import { COMPLAINT_SEVERITIES } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { compile, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { idempotencyKey } from '../../platform/errors/idempotency-key.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { type Read, readOne, readWritten } from '../../platform/graphql/read-engine/read.js';
import { Write } from '../../platform/graphql/read-engine/write.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { line, note, rowId } from '../../platform/errors/input-schemas.js';
import { FileService } from '../files/file.service.js';
import { type FilingResult, filingStatement, settleFiling } from './complaint-filing.statement.js';
import { IdempotencyKeyReused } from './complaint.errors.js';
import type { ComplaintChannel } from './complaint.model.js';
import type { FileComplaintInput, PortalComplaint } from './complaint.portal-types.js';

const MAX_FILES = 10;

/** What every way of complaining asks for. */
export const complaintContent = z.object({
  idempotencyKey,
  subject: line(200),
  description: note(10_000),
  orderLineId: rowId.nullish(),
  lot: line(100).nullish(),
  quantity: z
    .string()
    .regex(
      /^(?=.*[1-9])\d{1,15}(\.\d{1,6})?$/,
      'must be more than 0, with up to 15 digits before the point and 6 after it',
    )
    .nullish(),
  unit: line(20).nullish(),
  severity: z.enum(COMPLAINT_SEVERITIES).nullish(),
});
const portalInput = complaintContent.extend({ fileIds: z.array(rowId).max(MAX_FILES).nullish() });

/** A checked submission. */
export interface Filing {
  readonly accountId: string;
  readonly accountContactId: string | null;
  readonly channel: ComplaintChannel;
  readonly content: z.output<typeof complaintContent>;
  readonly fileIds: readonly string[];
}

/** A complaint that is there now. */
export interface Filed {
  readonly id: string;
  /** False for one that was filed before under the same key. */
  readonly isNew: boolean;
}

/** Takes complaints in: complaint, histories and announcement together or not at all, once per key. */
@Injectable()
export class ComplaintFilingService {
  constructor(
    @Inject(FileService) private readonly files: FileService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** By the buyer. @throws OrderLineNotFound, FileNotFound, IdempotencyKeyReused */
  fileFromPortal(ctx: RequestContext, input: FileComplaintInput): Promise<Filed> {
    return ctx.transaction(() => this.file(ctx, this.portalFiling(ctx, input)));
  }

  /**
   * As {@link fileFromPortal} for the schema: without files, writing and answering are one round trip.
   * @throws OrderLineNotFound, FileNotFound, IdempotencyKeyReused
   */
  async fromPortal(
    ctx: RequestContext,
    input: FileComplaintInput,
  ): Promise<Read<PortalComplaint> | Write<PortalComplaint>> {
    const filing = this.portalFiling(ctx, input);
    if (filing.fileIds.length > 0) return readWritten(await ctx.transaction(() => this.file(ctx, filing)));
    const requestHash = hashOf(filing);
    const { idempotencyKey } = filing.content;
    return new Write(
      filingStatement(ctx, filing, requestHash),
      (result) => settleFiling(result as FilingResult, requestHash),
      readOne(
        {
          // By its key: the same submission may have come twice, and the other one was quicker.
          where: (
            complaint,
          ) => sql`${complaint('filed_by')} = ${ctx.actor} and ${complaint('idempotency_key')} = ${idempotencyKey}
            and ${complaint('request_hash')} = ${requestHash}`,
        },
        () => new IdempotencyKeyReused(),
      ),
      () => this.outbox.nudge(ctx.tenantId),
    );
  }

  /** Files it, or gives the first answer again. @throws OrderLineNotFound, FileNotFound, IdempotencyKeyReused */
  async file(ctx: RequestContext, filing: Filing): Promise<Filed> {
    const requestHash = hashOf(filing);
    const { filed, ...result } = await this.run(ctx, filing, requestHash);
    settleFiling({ filed, ...result }, requestHash);
    if (filed === null)
      return { id: result.earlier?.id ?? (await this.quicker(ctx, filing, requestHash)), isNew: false };
    if (filing.fileIds.length > 0) await this.addFiles(ctx, filed, filing);
    ctx.unit.afterCommit(() => this.outbox.nudge(ctx.tenantId));
    return { id: filed, isNew: true };
  }

  private portalFiling(ctx: RequestContext, input: FileComplaintInput): Filing {
    const { fileIds, ...content } = parseInput(portalInput, input);
    const { accountId, accountContactId } = ctx.buyer;
    return { accountId, accountContactId, channel: 'PORTAL', content, fileIds: [...new Set(fileIds)] };
  }

  private async run(ctx: RequestContext, filing: Filing, requestHash: string): Promise<FilingResult> {
    const text = await ctx.unit.json(compile(filingStatement(ctx, filing, requestHash), ctx.tenantId));
    return JSON.parse(text ?? 'null') as FilingResult;
  }

  /** The same submission came twice at once, and the other one was quicker. @throws IdempotencyKeyReused */
  private async quicker(ctx: RequestContext, filing: Filing, requestHash: string): Promise<string> {
    const first = await ctx.unit.first<{ id: string }>(tenantSql`
      select c.id from complaint c where c.tenant_id = ${TENANT} and c.filed_by = ${ctx.actor}
        and c.idempotency_key = ${filing.content.idempotencyKey} and c.request_hash = ${requestHash}`);
    if (!first) throw new IdempotencyKeyReused();
    return first.id;
  }

  private async addFiles(ctx: RequestContext, id: string, { accountId, fileIds }: Filing): Promise<void> {
    await this.files.attach(ctx, accountId, fileIds);
    await ctx.unit.execute(tenantSql`
      insert into complaint_file (tenant_id, complaint_id, file_id) select ${TENANT}, ${id}, f from unnest(${fileIds}::uuid[]) f`);
  }
}

/** What was submitted, without its key: the same content has the same hash, however its fields were ordered. */
function hashOf({
  accountId,
  accountContactId,
  content: { subject, description, orderLineId, lot, quantity, unit, severity },
  fileIds,
}: Filing): string {
  const fields = [
    accountId,
    accountContactId,
    subject,
    description,
    orderLineId,
    lot,
    quantity,
    unit,
    [...fileIds].sort(),
    // Left out where nobody told it: submissions from before it could be told have the hash they had.
    ...(severity == null ? [] : [severity]),
  ];
  return createHash('sha256')
    .update(JSON.stringify(fields.map((field) => field ?? null)))
    .digest('base64url');
}

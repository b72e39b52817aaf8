import { COMPLAINT_MACHINE, formatComplaintNumber } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { idempotencyKey } from '../../platform/errors/idempotency-key.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { line, note, rowId } from '../../platform/errors/input-schemas.js';
import { FileService } from '../files/file.service.js';
import { IdempotencyKeyReused, OrderLineNotFound } from './complaint.errors.js';
import { type Complaint, COMPLAINT_COLUMNS, type ComplaintChannel } from './complaint.model.js';
import type { FileComplaintInput } from './complaint.portal-types.js';
import { OrderLineService } from './order-line.service.js';

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

/** Takes complaints in: complaint, histories and announcement together or not at all, once per key. */
@Injectable()
export class ComplaintFilingService {
  constructor(
    @Inject(OrderLineService) private readonly orderLines: OrderLineService,
    @Inject(FileService) private readonly files: FileService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** By the buyer. @throws OrderLineNotFound, FileNotFound, IdempotencyKeyReused */
  fileFromPortal(ctx: RequestContext, input: FileComplaintInput): Promise<Complaint> {
    const { fileIds, ...rest } = parseInput(portalInput, input);
    const { accountId, accountContactId } = ctx.buyer;
    return this.file(ctx, {
      accountId,
      accountContactId,
      channel: 'PORTAL',
      content: rest,
      fileIds: [...new Set(fileIds)],
    });
  }

  /** Files it, or gives the first answer again. @throws OrderLineNotFound, FileNotFound, IdempotencyKeyReused */
  async file(ctx: RequestContext, filing: Filing): Promise<Complaint> {
    const {
      accountId,
      content: { orderLineId },
    } = filing;
    const requestHash = hashOf(filing);
    const earlier = await this.earlier(ctx, filing.content.idempotencyKey, requestHash);
    if (earlier) return earlier;
    if (orderLineId && !(await this.orderLines.existsAt(ctx, accountId, orderLineId))) throw new OrderLineNotFound();
    const complaint = await this.insert(ctx, filing, requestHash);
    if (!complaint) {
      // The same submission came twice at once and the other one was quicker.
      const first = await this.earlier(ctx, filing.content.idempotencyKey, requestHash);
      if (!first) throw new IdempotencyKeyReused();
      return first;
    }
    if (filing.fileIds.length > 0) await this.addFiles(ctx, complaint, filing.fileIds);
    const { id, number, subject } = complaint;
    await this.audit.recordForAccount(ctx, {
      action: 'filed',
      entity: 'complaint',
      entityId: id,
      accountId,
      detail: { number, subject, channel: filing.channel },
    });
    await this.outbox.publish(ctx, 'complaint.filed', { complaintId: id, number, subject }, { accountId });
    return complaint;
  }

  /** The first answer to this key. @throws IdempotencyKeyReused when the key was used for something else */
  private async earlier(ctx: RequestContext, key: string, requestHash: string): Promise<Complaint | undefined> {
    const row = await ctx.unit.first<Complaint & { requestHash: string }>(tenantSql`
      select ${COMPLAINT_COLUMNS}, c.request_hash as "requestHash" from complaint c
      where c.tenant_id = ${TENANT} and c.filed_by = ${ctx.actor} and c.idempotency_key = ${key}`);
    if (row && row.requestHash !== requestHash) throw new IdempotencyKeyReused();
    return row;
  }

  /** The complaint with its number and its first step; undefined when the key has been used meanwhile. */
  private async insert(
    ctx: RequestContext,
    { accountId, accountContactId, channel, content: input }: Filing,
    requestHash: string,
  ): Promise<Complaint | undefined> {
    const now = ctx.now();
    const number = await this.nextNumber(ctx, now.getUTCFullYear());
    const { subject, description, orderLineId = null, lot = null, quantity = null, unit = null } = input;
    return ctx.unit.first<Complaint>(tenantSql`
      with c as (
        insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, order_line_id, lot, quantity, unit,
          status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
        values (${TENANT}, ${uuidv7()}, ${number}, ${accountId}, ${accountContactId}, ${subject}, ${description}, ${orderLineId}, ${lot}, ${quantity}, ${unit},
          ${COMPLAINT_MACHINE.initial}, ${channel}, ${ctx.actor}, ${input.idempotencyKey}, ${requestHash}, ${now}, ${now})
        on conflict (tenant_id, filed_by, idempotency_key) do nothing returning *),
      e as (
        insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type)
        select c.tenant_id, c.id, c.version, c.created_at, c.filed_by, c.status from c)
      select ${COMPLAINT_COLUMNS} from c`);
  }

  private async nextNumber(ctx: RequestContext, year: number): Promise<string> {
    const row = await ctx.unit.first<{ value: string }>(tenantSql`
      insert into counter (tenant_id, name, value) values (${TENANT}, ${`complaint:${year}`}, 1)
      on conflict (tenant_id, name) do update set value = counter.value + 1 returning value`);
    return formatComplaintNumber({ year, counter: Number(row?.value) });
  }

  private async addFiles(ctx: RequestContext, { id, accountId }: Complaint, fileIds: readonly string[]): Promise<void> {
    await this.files.attach(ctx, accountId, fileIds);
    await ctx.unit.execute(tenantSql`
      insert into complaint_file (tenant_id, complaint_id, file_id) select ${TENANT}, ${id}, f from unnest(${fileIds}::uuid[]) f`);
  }
}

/** What was submitted, without its key: the same content has the same hash, however its fields were ordered. */
function hashOf({
  accountId,
  accountContactId,
  content: { subject, description, orderLineId, lot, quantity, unit },
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
  ];
  return createHash('sha256')
    .update(JSON.stringify(fields.map((field) => field ?? null)))
    .digest('base64url');
}

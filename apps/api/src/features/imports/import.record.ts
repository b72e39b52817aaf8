import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { PublicError } from '../../platform/errors/public-error.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { ImportInterrupted } from './import.errors.js';
import type { Created, ImportKindName } from './import-kind.js';

/** How many rows became what. At any time read = added + unchanged + rejected. */
export interface Counts {
  read: number;
  added: number;
  unchanged: number;
  rejected: number;
}

/** A batch's part of an import. */
export interface Step {
  readonly counts: Counts;
  readonly created: Created;
  readonly bytes: number;
}

/** An import without a sign of life for so long runs no more. */
export const LOST_AFTER_SECONDS = 15;

/** Kinds that say nothing about what accounts are worth. */
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['contacts', 'products']);

/** The row of an import and what is told about it, written by the import role in the transaction of what it tells. */
@Injectable()
export class ImportRecord {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async begin(
    ctx: RequestContext,
    {
      id,
      kind,
      fileName,
      totalBytes,
      options,
    }: { id: string; kind: ImportKindName; fileName: string | null; totalBytes: number | null; options: unknown },
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into import (tenant_id, id, kind, file_name, status, options, total_bytes, created_missing, started_by, started_at)
      values (${TENANT}, ${id}, ${kind}, ${fileName}, 'RUNNING', ${JSON.stringify(options)}, ${totalBytes},
        '{"accounts":0,"products":0,"categories":0}', ${ctx.actor}, ${ctx.now()})`);
    await this.audit.record(ctx, { action: 'started', entity: 'import', entityId: id, detail: { kind, fileName } });
  }

  /** @throws ImportInterrupted when somebody has declared this import dead meanwhile */
  async advance(ctx: RequestContext, id: string, { counts, created, bytes }: Step): Promise<void> {
    const updated = await ctx.unit.execute(tenantSql`
      update import set rows_read = rows_read + ${counts.read}, rows_added = rows_added + ${counts.added},
        rows_unchanged = rows_unchanged + ${counts.unchanged}, rows_rejected = rows_rejected + ${counts.rejected}, bytes = ${bytes}, seen_at = now(),
        created_missing = jsonb_build_object('accounts', (created_missing->>'accounts')::bigint + ${created.accounts}::bigint,
          'products', (created_missing->>'products')::bigint + ${created.products}::bigint,
          'categories', (created_missing->>'categories')::bigint + ${created.categories}::bigint)
      where tenant_id = ${TENANT} and id = ${id} and status = 'RUNNING'`);
    if (updated === 0) throw new ImportInterrupted();
  }

  async announceProgress(ctx: RequestContext, id: string): Promise<void> {
    const row = await ctx.unit.first<{ rows_read: string; bytes: string; total_bytes: string | null }>(tenantSql`
      select rows_read, bytes, total_bytes from import where tenant_id = ${TENANT} and id = ${id}`);
    if (!row) return;
    const totalBytes = row.total_bytes === null ? null : Number(row.total_bytes);
    await this.outbox.publish(ctx, 'import.progress', {
      importId: id,
      rowsRead: Number(row.rows_read),
      bytes: Number(row.bytes),
      totalBytes,
    });
  }

  /** Shows that the import is still at work, however slowly its file arrives. */
  async giveSign(ctx: RequestContext, id: string): Promise<void> {
    await ctx.unit.execute(
      tenantSql`update import set seen_at = now() where tenant_id = ${TENANT} and id = ${id} and status = 'RUNNING'`,
    );
  }

  async succeed(ctx: RequestContext, id: string, bytes: number): Promise<void> {
    const ended = await ctx.unit.execute(tenantSql`
      update import set status = 'SUCCEEDED', finished_at = ${ctx.now()}, bytes = ${bytes}
      where tenant_id = ${TENANT} and id = ${id} and status = 'RUNNING'`);
    if (ended === 0) throw new ImportInterrupted();
    await this.announceEnd(ctx, id, 'finished');
  }

  /** Marks an import that still runs as failed; what it has committed stays, and is evaluated like that of any other. */
  async fail(ctx: RequestContext, id: string, error: Pick<PublicError, 'code' | 'message'>): Promise<void> {
    const ended = await ctx.unit.execute(tenantSql`
      update import set status = 'FAILED', finished_at = ${ctx.now()}, error_code = ${error.code}, error = ${error.message}
      where tenant_id = ${TENANT} and id = ${id} and status = 'RUNNING'`);
    if (ended > 0) await this.announceEnd(ctx, id, 'failed');
  }

  private async announceEnd(ctx: RequestContext, id: string, action: 'finished' | 'failed'): Promise<void> {
    const row = await ctx.unit.first<Record<string, unknown>>(tenantSql`
      select kind, file_name as "fileName", rows_read as "rowsRead", rows_added as "rowsAdded", rows_unchanged as "rowsUnchanged",
        rows_rejected as "rowsRejected", error_code as "errorCode" from import where tenant_id = ${TENANT} and id = ${id}`);
    await this.audit.record(ctx, { action, entity: 'import', entityId: id, detail: row ?? {} });
    await this.tellAccounts(ctx, id, `import.${action}`);
    await this.outbox.publish(ctx, 'import.finished', { importId: id });
    if (Number(row?.['rowsAdded']) === 0) return;
    if (!WITHOUT_VALUE.has(String(row?.['kind']))) await this.outbox.publish(ctx, 'value.compute', {});
    if (row?.['kind'] === 'deliveries') await this.outbox.publish(ctx, 'follow-ups.keep', {});
    if (row?.['kind'] === 'order-lines') await this.outbox.publish(ctx, 'sales-years.compute', {});
  }

  /** One line in the story of every account that the import has added to. */
  async tellAccounts(ctx: RequestContext, id: string, kind: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
      select ${TENANT}::uuid, gen_random_uuid(), t.account_id, ${ctx.now()}::timestamptz, ${ctx.now()}::timestamptz, ${kind}::text, ${ctx.actor}::text,
        'import', ${id}::text, jsonb_build_object('kind', i.kind, 'fileName', i.file_name, 'rows', t.rows)
      from import_account t join import i on i.tenant_id = ${TENANT}::uuid and i.id = t.import_id
      join account a on a.tenant_id = ${TENANT}::uuid and a.id = t.account_id
      where t.tenant_id = ${TENANT}::uuid and t.import_id = ${id}::uuid`);
  }
}

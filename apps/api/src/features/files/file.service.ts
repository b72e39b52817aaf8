import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import {
  FileContentMismatch,
  FileEmpty,
  FileNotFound,
  FileTooLarge,
  TooManyFiles,
} from '../../platform/files/file.errors.js';
import { FileLinks } from '../../platform/files/file-links.js';
import { type ImageType, imageTypeOf } from '../../platform/files/image-type.js';
import { logger } from '../../platform/http/logger.js';
import { type IncomingFile, LocalFileStore } from '../../platform/files/local-file-store.js';
import type { FileView } from './file.types.js';

export const MAX_FILE_BYTES = 10 * 1024 ** 2;
const LINK_MINUTES = 10;
/** Enough for anybody who means well; the rest waits for the sweep. */
const MAX_UNATTACHED = 50;
const UNATTACHED_HOURS = 24;

/** What a buyer sends. */
export interface Upload {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly mediaType: ImageType;
  /** What the request announced; null when it did not. */
  readonly announcedBytes: number | null;
  readonly content: Readable;
}

interface FileRow {
  id: string;
  name: string;
  media_type: string;
  bytes: string;
}

/** Files that buyers send. A file belongs to the account and to whoever sent it, until it becomes part of something. */
@Injectable()
export class FileService {
  constructor(
    @Inject(LocalFileStore) private readonly store: LocalFileStore,
    @Inject(FileLinks) private readonly links: FileLinks,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Takes a file in, once per key: the same key again gives the first file and ignores the content.
   * @throws FileTooLarge, FileEmpty, FileContentMismatch, TooManyFiles
   */
  async upload(ctx: RequestContext, upload: Upload): Promise<{ file: FileView; created: boolean }> {
    const earlier = await this.findUpload(ctx, upload.idempotencyKey);
    if (earlier) {
      upload.content.resume();
      return { file: earlier, created: false };
    }
    if ((upload.announcedBytes ?? 0) > MAX_FILE_BYTES) throw new FileTooLarge(MAX_FILE_BYTES);
    await this.checkCount(ctx);
    // A slow phone may take minutes: the connection is given back meanwhile.
    await ctx.unit.refresh();
    const incoming = await this.store.receive(upload.content, MAX_FILE_BYTES);
    try {
      if (incoming.bytes === 0) throw new FileEmpty();
      if (imageTypeOf(incoming.head) !== upload.mediaType) throw new FileContentMismatch();
      return await ctx.transaction(() => this.keep(ctx, upload, incoming));
    } finally {
      await this.store.discard(incoming);
    }
  }

  /**
   * Makes uploads of the caller part of something at the account.
   * @throws FileNotFound when one of them is not the caller's or is part of something already
   */
  async attach(ctx: RequestContext, accountId: string, fileIds: readonly string[]): Promise<void> {
    const attached = await ctx.unit.execute(tenantSql`
      update file set attached_at = ${ctx.now()}
      where tenant_id = ${TENANT} and id = any(${fileIds}::uuid[]) and account_id = ${accountId} and uploaded_by = ${ctx.actor} and attached_at is null`);
    if (attached !== new Set(fileIds).size) throw new FileNotFound();
  }

  /** For nested fields; stable, so that siblings share one statement. Each with a fresh link. */
  readonly byIds = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, FileView>> => {
    const rows = await ctx.unit.query<FileRow>(tenantSql`
      select f.id, f.name, f.media_type, f.bytes from file f
      where f.tenant_id = ${TENANT} and ${all([visibleAccount(ctx, 'f.account_id')])} and f.id = any(${ids}::uuid[])`);
    return new Map(rows.map((row) => [row.id, this.view(ctx, row)]));
  };

  /** Deletes what was sent more than a day ago and never used. */
  async sweep(ctx: RequestContext): Promise<void> {
    const before = new Date(ctx.now().getTime() - UNATTACHED_HOURS * 3_600_000);
    const rows = await ctx.unit.query<{ storage_key: string }>(tenantSql`
      delete from file where tenant_id = ${TENANT} and attached_at is null and created_at < ${before} returning storage_key`);
    await this.store.removeAbandoned(before);
    // A file without a row takes up space; a row without its file could be a buyer's lost picture.
    ctx.unit.afterCommit(() => void this.remove(rows.map(({ storage_key: key }) => key)));
  }

  private async remove(keys: readonly string[]): Promise<void> {
    const removed = await Promise.allSettled(keys.map((key) => this.store.remove(key)));
    const failed = keys.filter((_, index) => removed[index]?.status === 'rejected');
    if (failed.length > 0) logger.warn({ keys: failed }, 'Swept files could not be removed from disk.');
  }

  private async findUpload(ctx: RequestContext, idempotencyKey: string): Promise<FileView | undefined> {
    const row = await ctx.unit.first<FileRow>(tenantSql`
      select id, name, media_type, bytes from file
      where tenant_id = ${TENANT} and uploaded_by = ${ctx.actor} and idempotency_key = ${idempotencyKey}`);
    return row && this.view(ctx, row);
  }

  private async checkCount(ctx: RequestContext): Promise<void> {
    const row = await ctx.unit.first<{ waiting: string }>(tenantSql`
      select count(*) as waiting from file where tenant_id = ${TENANT} and uploaded_by = ${ctx.actor} and attached_at is null`);
    if (Number(row?.waiting ?? 0) >= MAX_UNATTACHED) throw new TooManyFiles();
  }

  private async keep(
    ctx: RequestContext,
    upload: Upload,
    incoming: IncomingFile,
  ): Promise<{ file: FileView; created: boolean }> {
    const id = uuidv7();
    const key = `${ctx.tenantId}/${ctx.now().toISOString().slice(0, 7)}/${id}`;
    const row = await ctx.unit.first<FileRow>(tenantSql`
      insert into file (tenant_id, id, account_id, name, media_type, bytes, sha256, storage_key, uploaded_by, idempotency_key, created_at)
      values (${TENANT}, ${id}, ${ctx.buyer.accountId}, ${upload.name}, ${upload.mediaType}, ${incoming.bytes}, ${incoming.sha256}, ${key},
        ${ctx.actor}, ${upload.idempotencyKey}, ${ctx.now()})
      on conflict (tenant_id, uploaded_by, idempotency_key) do nothing returning id, name, media_type, bytes`);
    if (!row) {
      // The same upload came twice at once and the other one was quicker.
      const first = await this.findUpload(ctx, upload.idempotencyKey);
      if (!first) throw new FileNotFound();
      return { file: first, created: false };
    }
    await this.audit.record(ctx, {
      action: 'uploaded',
      entity: 'file',
      entityId: id,
      detail: { bytes: incoming.bytes, sha256: incoming.sha256 },
    });
    // Before the commit: a row whose file is missing would be worse than a file without a row.
    await this.store.keep(incoming, key);
    return { file: this.view(ctx, row), created: true };
  }

  private view(ctx: RequestContext, row: FileRow): FileView {
    const expiresAt = new Date(ctx.now().getTime() + LINK_MINUTES * 60_000);
    const token = this.links.sign({ tenantId: ctx.tenantId, fileId: row.id, expiresAt });
    const path = ctx.principal.kind === 'BUYER' ? '/portal/files' : '/files';
    return { id: row.id, name: row.name, mediaType: row.media_type, bytes: Number(row.bytes), url: `${path}/${token}` };
  }
}

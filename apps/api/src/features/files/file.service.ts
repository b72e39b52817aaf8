import { Inject, Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import {
  FileContentMismatch,
  FileEmpty,
  FileNotFound,
  FileTooLarge,
  TooManyFiles,
} from '../../platform/files/file.errors.js';
import { FileLinks } from '../../platform/links/signed-links.js';
import { type ImageType, imageTypeOf } from '../../platform/files/image-type.js';
import { logger } from '../../platform/http/logger.js';
import { type IncomingFile, LocalFileStore } from '../../platform/files/local-file-store.js';
import type { FileView } from './file.types.js';

export const MAX_FILE_BYTES = 10 * 1024 ** 2;
const LINK_MINUTES = 10;
/** Enough for anybody who means well; the rest waits for the sweep. */
const MAX_UNATTACHED = 50;
const UNATTACHED_HOURS = 24;

/** A file that Mortise itself makes, of an account. */
export interface MadeFile {
  readonly accountId: string;
  readonly name: string;
  readonly mediaType: 'application/pdf';
  readonly content: Buffer;
  /** What it is made of: the same key again is the same file. */
  readonly key: string;
}

/** What a buyer sends. */
export interface Upload {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly mediaType: ImageType;
  /** What the request announced; null when it did not. */
  readonly announcedBytes: number | null;
  readonly content: Readable;
}

const COLUMNS = sql`id, name, media_type as "mediaType", bytes::integer`;

/** Files that buyers send or Mortise makes. An upload belongs to the account and to whoever sent it, until it becomes part of something. */
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
      const { accountId } = ctx.buyer;
      return await ctx.transaction(() => this.keep(ctx, { ...upload, accountId, attachedAt: null }, incoming));
    } finally {
      await this.store.discard(incoming);
    }
  }

  /** Keeps a file that Mortise has made, inside a transaction; it is part of something from the beginning. */
  async add(ctx: RequestContext, { accountId, content, key, ...named }: MadeFile): Promise<FileView> {
    const incoming = await this.store.receive(Readable.from([content]), content.length);
    try {
      const { file } = await this.keep(
        ctx,
        { ...named, accountId, idempotencyKey: key, attachedAt: ctx.now() },
        incoming,
      );
      return file;
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

  /** Address on this server under which the caller's kind opens the file, for ten minutes and without signing in. */
  linkTo(ctx: RequestContext, fileId: string): string {
    const expiresAt = new Date(ctx.now().getTime() + LINK_MINUTES * 60_000);
    const token = this.links.sign({ tenantId: ctx.tenantId, id: fileId, expiresAt });
    return `${ctx.principal.kind === 'BUYER' ? '/portal/files' : '/files'}/${token}`;
  }

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

  private findUpload(ctx: RequestContext, idempotencyKey: string): Promise<FileView | undefined> {
    return ctx.unit.first<FileView>(tenantSql`
      select ${COLUMNS} from file
      where tenant_id = ${TENANT} and uploaded_by = ${ctx.actor} and idempotency_key = ${idempotencyKey}`);
  }

  private async checkCount(ctx: RequestContext): Promise<void> {
    const row = await ctx.unit.first<{ waiting: string }>(tenantSql`
      select count(*) as waiting from file where tenant_id = ${TENANT} and uploaded_by = ${ctx.actor} and attached_at is null`);
    if (Number(row?.waiting ?? 0) >= MAX_UNATTACHED) throw new TooManyFiles();
  }

  private async keep(
    ctx: RequestContext,
    upload: Pick<Upload, 'idempotencyKey' | 'name'> & {
      readonly accountId: string;
      readonly mediaType: string;
      readonly attachedAt: Date | null;
    },
    incoming: IncomingFile,
  ): Promise<{ file: FileView; created: boolean }> {
    const id = uuidv7();
    const key = `${ctx.tenantId}/${ctx.now().toISOString().slice(0, 7)}/${id}`;
    const file = await ctx.unit.first<FileView>(tenantSql`
      insert into file (tenant_id, id, account_id, name, media_type, bytes, sha256, storage_key, uploaded_by, idempotency_key, created_at, attached_at)
      values (${TENANT}, ${id}, ${upload.accountId}, ${upload.name}, ${upload.mediaType}, ${incoming.bytes}, ${incoming.sha256}, ${key},
        ${ctx.actor}, ${upload.idempotencyKey}, ${ctx.now()}, ${upload.attachedAt})
      on conflict (tenant_id, uploaded_by, idempotency_key) do nothing returning ${COLUMNS}`);
    if (!file) {
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
    return { file, created: true };
  }
}

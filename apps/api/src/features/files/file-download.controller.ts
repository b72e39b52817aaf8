import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { CLOCK } from '../../platform/context/clock.js';
import type { Clock } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { FileLinkExpired, FileNotFound } from '../../platform/files/file.errors.js';
import { FileLinks } from '../../platform/links/signed-links.js';
import { LocalFileStore } from '../../platform/files/local-file-store.js';

/** Opens files by signed link; the link is the permission, so pictures load without a session. */
@Controller(['files', 'portal/files'])
export class FileDownloadController {
  constructor(
    @Inject(FileLinks) private readonly links: FileLinks,
    @Inject(LocalFileStore) private readonly store: LocalFileStore,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':token')
  @Allow('public')
  async download(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = this.links.read(token);
    if (!link) throw new FileNotFound();
    if (link.expiresAt <= this.clock.now()) throw new FileLinkExpired();
    const file = await this.contexts.asSystem(link.tenantId, 'file-link', (ctx) =>
      ctx.unit.first<{ name: string; media_type: string; bytes: string; storage_key: string }>(tenantSql`
        select name, media_type, bytes, storage_key from file where tenant_id = ${TENANT} and id = ${link.id}`),
    );
    const content = file && (await this.store.read(file.storage_key));
    if (!file || !content) throw new FileNotFound();
    await reply
      .headers({
        'content-type': file.media_type,
        'content-length': file.bytes,
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, percentEncoded)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, max-age=600',
      })
      .send(content);
  }
}

// The characters encodeURIComponent leaves although RFC 8187 does not allow them.
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { idempotencyKey } from '../../platform/errors/idempotency-key.js';
import { RequestHeaderMissing } from '../../platform/files/file.errors.js';
import type { ImageType } from '../../platform/files/image-type.js';
import { FileService } from './file.service.js';

const headers = z.object({
  'idempotency-key': idempotencyKey,
  'x-file-name': z.string().max(1_000).default('photo').transform(decode).pipe(z.string().min(1).max(200)),
  'content-length': z.coerce.number().int().nullable().default(null),
});

/** Takes pictures in as raw bodies, streamed to disk. Not one transaction: the connection is free while the body arrives. */
@Controller('portal/files')
export class FileUploadController {
  constructor(@Inject(FileService) private readonly files: FileService) {}

  @Post()
  @Allow('buyer')
  async upload(@Ctx() ctx: RequestContext, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.headers['x-mortise-request'] !== '1') throw new RequestHeaderMissing();
    const parsed = headers.safeParse(request.headers);
    if (!parsed.success)
      throw new InputInvalid(
        parsed.error.issues.map(({ path, code, message }) => ({
          path: path.map(String),
          code: code.toUpperCase(),
          message,
        })),
      );
    const { file, created } = await this.files.upload(ctx, {
      idempotencyKey: parsed.data['idempotency-key'],
      name: parsed.data['x-file-name'],
      announcedBytes: parsed.data['content-length'],
      mediaType: mediaTypeOf(request) as ImageType,
      content: request.body as Readable,
    });
    await reply.status(created ? 201 : 200).send(file);
  }
}

/** The declared media type without parameters; empty when there is none. */
export function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The last part of a percent-encoded file name, without anything that could confuse a terminal or a path. */
function decode(encoded: string): string {
  let name = encoded;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    // Not percent-encoded after all: taken as it is.
  }
  return (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim();
}

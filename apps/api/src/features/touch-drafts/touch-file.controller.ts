import { Controller, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { countedDay, line, parseArguments } from '../../platform/errors/input-schemas.js';
import { InboundEmail } from './inbound-email.service.js';
import { TouchMediaTypeUnsupported } from './touch-draft.errors.js';
import { TOUCH_FILE_TYPES, TouchFiles, type TouchFileType } from './touch-file.service.js';

const options = z.strictObject({ from: countedDay.nullish(), fileName: line(200).nullish() });

/** Takes messages and calendars in as raw bodies, which flow by and are not kept. */
@Controller()
export class TouchFileController {
  constructor(
    @Inject(TouchFiles) private readonly files: TouchFiles,
    @Inject(InboundEmail) private readonly inbound: InboundEmail,
  ) {}

  @Post('touches/files')
  @Allow('ledger.write')
  upload(
    @Ctx() ctx: RequestContext,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answer(request, reply, 201, async () => {
      const { from = null, fileName: name = null } = parseArguments(options, query);
      const { type, content } = bodyOf(request);
      return this.files.take(ctx, { type, content, name, from });
    });
  }

  @Post('inbound/email/:token')
  @Allow('public')
  receive(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answer(request, reply, 202, () => {
      const { type, content } = bodyOf(request);
      if (type !== 'message/rfc822') throw new TouchMediaTypeUnsupported();
      return this.inbound.take(token, content, request.id);
    });
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  work: () => Promise<object>,
): Promise<void> {
  try {
    await reply.status(status).send(await work());
  } catch (error) {
    // The answer may come before the body has ended; the rest of it is read and forgotten, else the sender never listens.
    void reply.header('connection', 'close');
    request.raw.resume();
    throw error;
  }
}

/** @throws TouchMediaTypeUnsupported */
function bodyOf(request: FastifyRequest): { readonly type: TouchFileType; readonly content: Readable } {
  const said = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const type = TOUCH_FILE_TYPES.find((one) => one === said);
  const packed = (request.headers['content-encoding'] ?? 'identity') !== 'identity';
  if (!type || packed || !(request.body instanceof Readable)) throw new TouchMediaTypeUnsupported();
  return { type, content: request.body };
}

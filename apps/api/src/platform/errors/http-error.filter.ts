import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toPublicError } from './public-error.js';

/** Answers HTTP routes with `{ code, message, reasons, requestId }`. GraphQL formats its own errors. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendError(request, reply, error);
  }
}

/** Sends an error as JSON, unless the answer has already begun. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const { status, code, message, reasons, unexpected } = toPublicError(error);
  if (unexpected) request.log.error({ err: error }, 'request failed');
  if (reply.sent || reply.raw.headersSent) return;
  void reply.status(status).send({ code, message, reasons, requestId: request.id });
}

import type { LoggerService } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pino } from 'pino';

/** The process's structured log: one JSON object per line. Secrets in headers never reach it. */
export const logger = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
  redact: ['req.headers.authorization', 'req.headers.cookie'],
  serializers: { req: loggedRequest },
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
});

/** What is logged of a request; of a path that ends in a long-lived secret only the beginning. */
export function loggedRequest({
  method,
  url,
  host,
  ip,
}: Pick<FastifyRequest, 'method' | 'url' | 'host' | 'ip'>): object {
  return { method, url: url.replace(/^(\/inbound\/email\/).+/, '$1…'), host, remoteAddress: ip };
}

/** Lets Nest write into the same log. */
export class NestLogger implements LoggerService {
  log(message: unknown, ...rest: unknown[]): void {
    logger.debug({ scope: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    logger.warn({ scope: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    logger.error({ scope: rest.at(-1), err: message instanceof Error ? message : undefined }, String(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

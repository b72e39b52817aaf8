import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';

/** The process's structured log: one JSON object per line. Secrets in headers never reach it. */
export const logger = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
  redact: ['req.headers.authorization', 'req.headers.cookie'],
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
});

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

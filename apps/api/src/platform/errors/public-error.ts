import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DomainError, type ErrorKind, type ErrorReason } from './domain-error.js';

/** What a client learns about an error, over HTTP as over GraphQL. */
export interface PublicError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly reasons: readonly ErrorReason[];
  /** Not the client's doing: logged with its stack. */
  readonly unexpected: boolean;
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/** The one place where errors become answers. Texts of unexpected errors stay in the log. */
export function toPublicError(error: unknown): PublicError {
  if (error instanceof DomainError) {
    return {
      status: STATUS[error.kind],
      code: error.code,
      message: error.message,
      reasons: error.reasons,
      unexpected: false,
    };
  }
  const known = fromDatabase(error) ?? fromHttp(error);
  if (known) return { ...known, reasons: [], unexpected: false };
  const message = 'Something went wrong on our side; the request id finds it in the log.';
  return { status: 500, code: 'INTERNAL_ERROR', message, reasons: [], unexpected: true };
}

function fromDatabase(error: unknown): Pick<PublicError, 'status' | 'code' | 'message'> | undefined {
  const code = sqlState(error);
  switch (code) {
    case 'MR002': // the caller was recognised before, and is nobody now
      return { status: 401, code: 'UNAUTHENTICATED', message: 'Sign in first.' };
    case '22P02': // a malformed uuid or number reached a comparison: nothing can have that id
      return { status: 404, code: 'NOT_FOUND', message: 'Not found.' };
    case '22003': // a value that fits its pattern but not its type (the 99th month, a number beyond 64 bits, a NUL in text)
    case '22007':
    case '22008':
    case '22021':
      return { status: 400, code: 'INPUT_INVALID', message: 'A value is out of its range.' };
    case '23505':
      return { status: 409, code: 'CONFLICT', message: 'Something with the same key already exists.' };
    case '40001':
    case '40P01':
      return {
        status: 409,
        code: 'CONCURRENT_CHANGE',
        message: 'Somebody else changed this at the same time; try again.',
      };
    case '57014':
      return { status: 503, code: 'TIMEOUT', message: 'This took too long; narrow the request and try again.' };
    default:
      if (code !== undefined && /^(08|53|57P)/.test(code)) return databaseUnavailable;
      return isConnectionError(error) ? databaseUnavailable : undefined;
  }
}

const databaseUnavailable = {
  status: 503,
  code: 'UNAVAILABLE',
  message: 'The database cannot be reached; try again shortly.',
};

/** PostgreSQL's five-character error code, if the error came from it. */
export function sqlState(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = (source as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

function isConnectionError(error: unknown): boolean {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (source ?? {}) as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/.test(code)) ||
    (typeof message === 'string' && /timeout exceeded when trying to connect|Connection terminated/.test(message))
  );
}

function fromHttp(error: unknown): Pick<PublicError, 'status' | 'code' | 'message'> | undefined {
  if (error instanceof HttpException) return httpError(error.getStatus(), error.message);
  const { statusCode, message } = (error ?? {}) as { statusCode?: unknown; message?: unknown };
  // Fastify's own errors (body too large, unsupported media type, …)
  return typeof statusCode === 'number' && statusCode < 500 ? httpError(statusCode, String(message)) : undefined;
}

function httpError(status: number, message: string): Pick<PublicError, 'status' | 'code' | 'message'> {
  const kind = Object.entries(STATUS).find(([, value]) => value === status)?.[0];
  return { status, code: kind ?? 'INVALID', message };
}

/** What went wrong, in the few ways a client can react to; each maps to one HTTP status and one GraphQL answer. */
export type ErrorKind =
  | 'INVALID'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE';

/** One reason of an {@link DomainError}: the path of the field (or row), a stable code and words for people. */
export interface ErrorReason {
  readonly path?: readonly (string | number)[];
  readonly code: string;
  readonly message?: string;
  readonly [detail: string]: unknown;
}

/**
 * Base of every error that a client may see. `code` is stable and documented; `message` is for people.
 * Anything thrown that is not a DomainError reaches the client as INTERNAL_ERROR without its text.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly reasons: readonly ErrorReason[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The addressed thing does not exist, or the caller may not know that it does. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super('NOT_FOUND', 'NOT_FOUND', `${what} not found.`);
  }
}

/** The input breaks its rules; one reason per field. */
export class InputInvalid extends DomainError {
  constructor(reasons: readonly ErrorReason[]) {
    const [first] = reasons;
    const where = first?.path?.length ? `${first.path.join('.')}: ` : '';
    super('INVALID', 'INPUT_INVALID', `${where}${first?.message ?? first?.code ?? 'The input is invalid.'}`, reasons);
  }
}

/** The caller is known but lacks the permission. */
export class Forbidden extends DomainError {
  constructor(permission: string) {
    super('FORBIDDEN', 'FORBIDDEN', `This needs the permission "${permission}".`);
  }
}

/** No valid session, key or link came with the request. */
export class Unauthenticated extends DomainError {
  constructor(message = 'Sign in first.') {
    super('UNAUTHENTICATED', 'UNAUTHENTICATED', message);
  }
}

import { DomainError } from '../../platform/errors/domain-error.js';

/** Tenant, address or password are wrong; which of them is not told. */
export class SignInRefused extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'SIGN_IN_REFUSED', 'Tenant, e-mail or password are not right.');
  }
}

/** A key was asked to do what its owner may not. */
export class PermissionNotOwned extends DomainError {
  constructor(permissions: readonly string[]) {
    super('INVALID', 'PERMISSION_NOT_OWNED', `You do not have: ${permissions.join(', ')}.`);
  }
}

/** Asked by an API key for what only a signed-in person may do. */
export class SessionRequired extends DomainError {
  constructor() {
    super('FORBIDDEN', 'SESSION_REQUIRED', 'This needs a signed-in person; an API key cannot do it.');
  }
}

/** Somebody of the tenant signs in with the address already. */
export class EmailTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'EMAIL_TAKEN', 'Somebody signs in with this address already.');
  }
}

import { DomainError } from '../../platform/errors/domain-error.js';

/** The account does not exist or is not visible to the caller; the two answer alike. `path` is where an input named it. */
export class AccountNotFound extends DomainError {
  constructor(path?: readonly string[]) {
    super('NOT_FOUND', 'NOT_FOUND', 'Account not found.', path ? [{ path, code: 'NOT_FOUND' }] : []);
  }
}

/** An input named a member of staff who does not exist or has left. */
export class OwnerNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Staff member not found.', [{ path: ['input', 'ownerId'], code: 'NOT_FOUND' }]);
  }
}

/** Another row of the tenant has this number. */
export class ExternalIdTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'EXTERNAL_ID_TAKEN', 'Something else has this external id already.', [
      { path: ['input', 'externalId'], code: 'EXTERNAL_ID_TAKEN' },
    ]);
  }
}

/** The change was made from a version that is no longer the current one. */
export class VersionConflict extends DomainError {
  constructor(current: number) {
    super('CONFLICT', 'VERSION_CONFLICT', `Somebody changed this before you; it is now version ${current}.`, [
      { path: ['version'], code: 'VERSION_CONFLICT', current },
    ]);
  }
}

/** An account would have come to lie below itself. */
export class HierarchyCycle extends DomainError {
  constructor() {
    super('CONFLICT', 'HIERARCHY_CYCLE', 'An account cannot lie below itself or below one of its own parts.', [
      { path: ['parentId'], code: 'HIERARCHY_CYCLE' },
    ]);
  }
}

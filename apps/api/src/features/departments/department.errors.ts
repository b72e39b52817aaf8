import { DomainError } from '../../platform/errors/domain-error.js';

/** The department does not exist, belongs to another account, or to one that is not visible to the caller. */
export class DepartmentNotFound extends DomainError {
  constructor(path?: readonly string[]) {
    super('NOT_FOUND', 'NOT_FOUND', 'Department not found.', path ? [{ path, code: 'NOT_FOUND' }] : []);
  }
}

/** People belong to the department. */
export class DepartmentInUse extends DomainError {
  constructor() {
    super('CONFLICT', 'DEPARTMENT_IN_USE', 'People belong to this department; give them another one first.');
  }
}

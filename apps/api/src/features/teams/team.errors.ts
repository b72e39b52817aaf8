import { DomainError } from '../../platform/errors/domain-error.js';

/** Another team has this name. */
export class TeamNameTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'TEAM_NAME_TAKEN', 'Another team has this name already.', [
      { path: ['input', 'name'], code: 'TEAM_NAME_TAKEN' },
    ]);
  }
}

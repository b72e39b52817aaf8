import { DomainError } from '../../platform/errors/domain-error.js';

/** The person's time at the account has ended before, or has not begun. */
export class JobNotHeld extends DomainError {
  constructor() {
    super('CONFLICT', 'JOB_NOT_HELD', 'On the day before, the person did not have this job.', [
      { path: ['input', 'firstDay'], code: 'JOB_NOT_HELD' },
    ]);
  }
}

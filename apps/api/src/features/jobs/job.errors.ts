import { DomainError } from '../../platform/errors/domain-error.js';

/** Only what was given up can be run again: everything else still runs, or is done. */
export class JobNotFailed extends DomainError {
  constructor() {
    super('CONFLICT', 'JOB_NOT_FAILED', 'The job has not failed: it waits, runs, or is done.');
  }
}

/** What the job was to do is not kept any more. */
export class JobForgotten extends DomainError {
  constructor() {
    super('CONFLICT', 'JOB_FORGOTTEN', 'What the job was to do is not kept any more.');
  }
}

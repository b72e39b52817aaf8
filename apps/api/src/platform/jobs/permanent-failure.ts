import { UnrecoverableError } from 'bullmq';
import { DomainError, type ErrorKind } from '../errors/domain-error.js';

/** What another try may well get past. */
const PASSING: readonly ErrorKind[] = ['UNAVAILABLE', 'CONFLICT', 'TOO_MANY_REQUESTS'];

/** A job failed in a way that trying again cannot change; the queue gives up at once. */
export class PermanentFailure extends UnrecoverableError {
  constructor(readonly reason: DomainError) {
    super(reason.message);
  }
}

/** The error as the queue should see it when it is a refusal that stays one; undefined when another try is worth it. */
export function asPermanentFailure(error: unknown): PermanentFailure | undefined {
  return error instanceof DomainError && !PASSING.includes(error.kind) ? new PermanentFailure(error) : undefined;
}

import type { Principal } from '../context/principal.js';
import type { Confirmation } from '../database/confirmation.js';

/** Somebody who was recognised, and how to find out that nothing about that has changed. */
export interface KnownCaller {
  readonly tenantId: string;
  readonly principal: Principal;
  readonly locale: string;
  /** Holds as long as the look-up gives what it gave: then the principal is the same. */
  readonly confirmation: (now: Date) => Confirmation;
  readonly expiresAt: Date | undefined;
}

const MAX_CALLERS = 10_000;

/**
 * Who came with which credential lately. What stands here is a guess that saves a round trip, never an answer: whoever
 * uses it sends the confirmation along.
 */
export class RecognisedBefore {
  private readonly callers = new Map<string, KnownCaller>();

  keep(credential: string, caller: KnownCaller): void {
    this.callers.delete(credential);
    const [oldest] = this.callers.keys();
    if (this.callers.size >= MAX_CALLERS && oldest !== undefined) this.callers.delete(oldest);
    this.callers.set(credential, caller);
  }

  get(credential: string, now: Date): KnownCaller | undefined {
    const caller = this.callers.get(credential);
    if (caller?.expiresAt && caller.expiresAt <= now) return undefined;
    return caller;
  }

  forget(credential: string): void {
    this.callers.delete(credential);
  }
}

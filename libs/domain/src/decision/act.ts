import { dateOfInstant, type Instant } from '../calendar/date.js';
import type { Reason } from './decision.js';

/** Who did it and when; the time is given, never taken. */
export interface Act {
  readonly by: string;
  readonly at: Instant;
}

/** Whether a text says anything. */
export function isFilled(text: string): boolean {
  return text.trim() !== '';
}

/** Whether a text is a moment on a day of the calendar. */
export function isMoment(text: string): boolean {
  return valueOf(() => dateOfInstant(text)) !== null;
}

/** The value, or null where it cannot exist: a decision answers with reasons instead of throwing. */
export function valueOf<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** What is missing of who and when. */
export function actFaults({ by, at }: Act): readonly Reason<'ACTOR_REQUIRED' | 'TIME_REQUIRED'>[] {
  return [
    ...(isFilled(by) ? [] : [{ code: 'ACTOR_REQUIRED' } as const]),
    ...(isMoment(at) ? [] : [{ code: 'TIME_REQUIRED' } as const]),
  ];
}

/** Who and when of a command, for its events. */
export function actOf({ by, at }: Act): Act {
  return { by, at };
}

/** The refusal of an event that is none: what is stored is not what `decide` gave. */
export function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}

/** The reasons whose condition holds, in the order given: every fault of a command at once. */
export function reasonsWhere<R>(...checks: readonly (readonly [wrong: boolean, reason: R])[]): readonly R[] {
  return checks.filter(([wrong]) => wrong).map(([, reason]) => reason);
}

/** A command without who gives it and when: whoever takes it adds these. */
export type Unsigned<Command extends Act> = Command extends unknown ? Omit<Command, keyof Act> : never;

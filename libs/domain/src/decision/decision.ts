/** Why a command was refused: a stable code and what a reader needs to act on it. */
export interface Reason<Code extends string = string> {
  readonly code: Code;
}

/** Outcome of `decide`: either the events that happened or every reason why nothing did. Never both, never neither. */
export type Decision<Event, R extends Reason = Reason> =
  { readonly ok: true; readonly events: readonly Event[] } | { readonly ok: false; readonly reasons: readonly R[] };

export function accept<Event>(...events: readonly Event[]): { readonly ok: true; readonly events: readonly Event[] } {
  return { ok: true, events };
}

export function refuse<R extends Reason>(
  ...reasons: readonly R[]
): { readonly ok: false; readonly reasons: readonly R[] } {
  return { ok: false, reasons };
}

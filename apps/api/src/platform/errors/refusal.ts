import type { ErrorKind, ErrorReason } from './domain-error.js';

/** What each reason of a decision of the domain is to a client. */
export type Refusals<Code extends string> = Readonly<Record<Code, readonly [kind: ErrorKind, message: string]>>;

/**
 * What a `DomainError` is made of when the domain refused a command: `code` is the first reason's, `reasons` are all of them.
 * @throws TypeError without a reason
 */
export function refusal<Code extends string>(
  refusals: Refusals<Code>,
  reasons: readonly { readonly code: Code }[],
): [kind: ErrorKind, code: string, message: string, reasons: ErrorReason[]] {
  const [first] = reasons;
  if (first === undefined) throw new TypeError('A refusal has a reason.');
  const [kind, message] = refusals[first.code];
  return [kind, first.code, message, reasons.map((reason) => ({ ...reason }))];
}

export interface ApiReason {
  readonly path?: readonly (string | number)[];
  readonly code: string;
  readonly message?: string;
}

/** The API answered with an error; `code` is stable. NETWORK means that no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly reasons: readonly ApiReason[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Codes that say "not now": the same request may well work later. Every other code is a verdict on the request. */
const PASSING: ReadonlySet<string> = new Set([
  'NETWORK',
  'INTERNAL_ERROR',
  'INTERNAL_SERVER_ERROR',
  'UNAVAILABLE',
  'TIMEOUT',
  'CONCURRENT_CHANGE',
  'TOO_MANY_REQUESTS',
  // Uploads that were never used; the supplier clears them away within a day.
  'TOO_MANY_FILES',
  'RATE_LIMITED',
  'UNREADABLE_ANSWER',
]);

export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'INTERNAL_ERROR';
}

/** Whether trying again unchanged makes sense. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || PASSING.has(error.code);
}

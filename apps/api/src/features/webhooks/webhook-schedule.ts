const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after the first, second … attempt the next one is made: ten attempts in a little over three days. */
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** Attempts of one round; a replay begins another. */
export const WEBHOOK_ATTEMPTS = WAITS.length + 1;

/** An endpoint at which nothing has arrived for so long is disabled. */
export const FAILING_MS = 5 * DAY;

/** A receiver can ask for patience, but not for ever. */
const LONGEST_PATIENCE_MS = DAY;

/**
 * When the next attempt is made; null after the last. Waits are up to a tenth longer, so that what failed together does not
 * come back together.
 * @param tries attempts of this round, the one that has just failed included
 * @param retryAfterMs what the receiver has asked for
 */
export function nextAttempt(
  now: Date,
  tries: number,
  { retryAfterMs = 0, chance = Math.random() }: { readonly retryAfterMs?: number; readonly chance?: number } = {},
): Date | null {
  const wait = WAITS[tries - 1];
  if (wait === undefined) return null;
  const asked = Math.min(Math.max(retryAfterMs, 0), LONGEST_PATIENCE_MS);
  return new Date(now.getTime() + Math.round(Math.max(wait, asked) * (1 + chance / 10)));
}

/** Milliseconds that a `Retry-After` asks for, in seconds or as a date; 0 for none and for what is neither. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  const at = /GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}

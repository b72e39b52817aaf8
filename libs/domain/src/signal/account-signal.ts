import { daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';
import { COMMITTEE_MEMBERS } from './detector.js';

/** Everything that can warn about an account: the committee on orders, and signs that are not held by its budget. */
export const SIGNAL_KINDS = [
  ...COMMITTEE_MEMBERS,
  'MIX_LOSS',
  'PRICE_PRESSURE',
  'CONTACT_SILENCE',
  'LATE_PAYMENT',
  'TONE_DROP',
  'SLOW_REPLIES',
  'FIELD_INTELLIGENCE',
  'COMPLAINT_BREACH',
  'STAGNATION',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** One warning sign of one account on one day. */
export interface AccountSignal {
  readonly accountId: string;
  readonly kind: SignalKind;
  readonly on: IsoDate;
  /** Score ÷ threshold, above 1; what has no scale says 1. */
  readonly ratio: number;
}

/** Several signs of one account that belong together. */
export interface SignalEpisode {
  readonly accountId: string;
  readonly firstOn: IsoDate;
  readonly lastOn: IsoDate;
  /** Each kind once, the strongest first. */
  readonly kinds: readonly SignalKind[];
  /** The highest ratio of all. */
  readonly score: number;
}

/** Signs that follow each other within this many days are one episode. Mortise's own proposal. */
export const EPISODE_DAYS = 28;

/**
 * One episode of signs that repeat or belong together, so that people read one warning and not five: signs of an account
 * are joined as long as the next one comes within the window. How grave they are together is for the alerts to grade. The
 * order of the signals does not matter; episodes come by account, then by date. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE` or `INVALID_NUMBER` for signals that are none
 */
export function signalEpisodes(
  signals: readonly AccountSignal[],
  windowDays: number = EPISODE_DAYS,
): readonly SignalEpisode[] {
  if (!(finite(windowDays) >= 0)) throw new InvalidValueError('INVALID_NUMBER', windowDays);
  for (const { on } of signals) epochDay(on);
  const sorted = signals.toSorted((a, b) => compareText(a.accountId, b.accountId) || compareText(a.on, b.on));
  const groups: AccountSignal[][] = [];
  for (const signal of sorted) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    const joins = last?.accountId === signal.accountId && daysBetween(last.on, signal.on) <= windowDays;
    if (open && joins) open.push(signal);
    else groups.push([signal]);
  }
  return groups.map(episodeOf);
}

function episodeOf(signals: readonly AccountSignal[]): SignalEpisode {
  const [first, last] = [signals[0], signals.at(-1)] as [AccountSignal, AccountSignal];
  const strongest = new Map<SignalKind, number>();
  for (const { kind, ratio } of signals) {
    strongest.set(kind, Math.max(finite(ratio), strongest.get(kind) ?? ratio));
  }
  const kinds = SIGNAL_KINDS.filter((kind) => strongest.has(kind)).sort(
    (a, b) => (strongest.get(b) as number) - (strongest.get(a) as number),
  );
  return {
    accountId: first.accountId,
    firstOn: first.on,
    lastOn: last.on,
    kinds,
    score: Math.max(...strongest.values()),
  };
}

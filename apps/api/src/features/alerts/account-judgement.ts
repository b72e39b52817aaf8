import {
  type AlertCommand,
  type AlertPolicy,
  gradeSignals,
  type GradePolicy,
  type Instant,
  type IsoDate,
  type OrderGapReading,
  type SignalKind,
  suddenStop,
} from '@mortise/domain';
import type { SignalReading } from '../signals/signal-source.js';
import type { NewSignal, OpenSignal, SeenSignal } from '../signals/signal.store.js';
import type { StoredAlert } from './alert.store.js';

/** Both compare a rolling sum with the account's usual level: the slower one says later what the faster one said. */
const LEVELS: readonly SignalKind[] = ['FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL'];

/** What is known of one account when it is judged. */
export interface AccountFindings {
  readonly accountId: string;
  /** Whether the relationship has ended: nobody waits for an order any more. */
  readonly ended: boolean;
  /** What speaks now, each kind once. */
  readonly readings: readonly SignalReading[];
  /** What spoke until now. */
  readonly open: readonly OpenSignal[];
  readonly alert: StoredAlert | null;
  /** Facts that somebody has called a false alarm, with the alert it was said of. */
  readonly falseAlarms: ReadonlyMap<string, string>;
  /** Order days since the last one that was counted as a cycle of the alert. */
  readonly ordersSince: number;
  readonly lastOrder: IsoDate | null;
  /** Days on which alerts of the account were raised before. */
  readonly alertsRaised: readonly IsoDate[];
}

export interface JudgementRules {
  readonly alert: AlertPolicy;
  readonly grade: GradePolicy;
  /** Kinds whose silence means that there is nothing to say. */
  readonly kinds: ReadonlySet<SignalKind>;
  readonly asOf: IsoDate;
  readonly at: Instant;
}

/** What becomes of an account's signals and of its alert. */
export interface Judgement {
  readonly opened: readonly Omit<NewSignal, 'alertId'>[];
  /** The alert that each of `opened` belongs to; null: the account's open one, or the one that is raised now. */
  readonly openedUnder: readonly (string | null)[];
  readonly seen: readonly Omit<SeenSignal, 'alertId'>[];
  readonly closed: readonly OpenSignal[];
  /** What speaks and is not part of a closed alert, the clearest first. */
  readonly speaking: readonly SignalReading[];
  /** For the open alert, or for a new one where there is none. */
  readonly commands: readonly AlertCommand[];
  readonly exceptional: boolean;
}

/**
 * Judges one account: which episodes of signals begin, go on and end, and what that means for its alert. The same facts
 * twice lead to the same rows; what somebody called a false alarm is not raised again on the same facts.
 */
export function judgeAccount(findings: AccountFindings, rules: JudgementRules): Judgement {
  const { ended, open, alert } = findings;
  const readings = ended ? [] : findings.readings;
  const kinds = new Map(readings.map((reading) => [reading.kind, reading]));
  const seen = open.flatMap((signal) => {
    const reading = kinds.get(signal.kind);
    return reading === undefined ? [] : [{ signal, reading }];
  });
  const closed = open.filter(({ kind }) => ended || (!kinds.has(kind) && rules.kinds.has(kind)));
  const known = new Set(open.map(({ kind }) => kind));
  const muted = (signal: OpenSignal): boolean => signal.alertId !== null && signal.alertId !== alert?.id;
  const mutedLevel = open.find((signal) => LEVELS.includes(signal.kind) && kinds.has(signal.kind) && muted(signal));
  const begun = readings.filter(({ kind }) => !known.has(kind));
  const openedUnder = begun.map(({ kind, basis }) => {
    const echo = LEVELS.includes(kind) ? (mutedLevel?.alertId ?? null) : null;
    return findings.falseAlarms.get(basis) ?? echo;
  });
  const speaking = [
    ...seen.filter(({ signal }) => !muted(signal)).map(({ reading }) => reading),
    ...begun.filter((_, i) => openedUnder[i] === null),
  ].toSorted((a, b) => b.ratio - a.ratio);
  return {
    opened: begun.map((reading) => ({ accountId: findings.accountId, reading })),
    openedUnder,
    seen,
    closed,
    speaking,
    commands: commandsFor(findings, speaking, rules),
    exceptional: alert?.exceptional === true || isSudden(findings, speaking),
  };
}

function commandsFor(
  { ended, alert, ordersSince }: AccountFindings,
  speaking: readonly SignalReading[],
  { alert: policy, grade: gradePolicy, asOf, at }: JudgementRules,
): readonly AlertCommand[] {
  if (ended) return alert ? [{ type: 'END_RELATIONSHIP', at }] : [];
  const signals = speaking.map(({ kind }) => kind);
  const { grade } = gradeSignals(
    speaking.map(({ kind, grade: each }) => ({ source: kind, on: asOf, grade: each })),
    asOf,
    gradePolicy,
  );
  if (alert === null) return grade === 'NONE' ? [] : [{ type: 'SIGNAL', grade, signals, at }];
  const { state, signals: told, cyclesWithinLimits } = alert.record;
  const fresh = signals.filter((kind) => !told.includes(kind));
  const sharper = state === 'WATCH' && grade === 'ALERT';
  const signalled: readonly AlertCommand[] =
    grade !== 'NONE' && (sharper || fresh.length > 0)
      ? [{ type: 'SIGNAL', grade, signals: sharper ? signals : fresh, at }]
      : [];
  const cycle = (withinLimits: boolean): AlertCommand => ({ type: 'OBSERVE_CYCLE', withinLimits, at });
  if (state === 'WATCH' || state === 'ALERT') return grade === 'NONE' ? [cycle(true)] : signalled;
  if (grade !== 'NONE') return cyclesWithinLimits > 0 ? [...signalled, cycle(false)] : signalled;
  const wanted = Math.max(1, policy.recoveryCycles - cyclesWithinLimits);
  return Array.from({ length: Math.min(ordersSince, wanted) }, () => cycle(true));
}

/** Orders that ceased without any warning: relationships mostly fade. */
function isSudden({ alertsRaised }: AccountFindings, speaking: readonly SignalReading[]): boolean {
  const gap = speaking.find(({ kind }) => kind === 'ORDER_GAP');
  if (gap === undefined) return false;
  const { score, threshold } = gap;
  const explanation = gap.explanation as OrderGapReading['explanation'];
  return suddenStop({ detector: 'ORDER_GAP', alarm: true, score, threshold, explanation }, alertsRaised).suddenStop;
}

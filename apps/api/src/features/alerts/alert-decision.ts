import type { AlertState, OrderGapReading } from '@mortise/domain';
import type { CloseReason } from './alert.enums.js';

/** An open alert as the detector looks at it. */
export interface OpenAlert {
  readonly id: string;
  readonly state: AlertState;
  /** The last order when it was opened. */
  readonly lastOrder: string;
  /** Order days since then. */
  readonly ordersSince: number;
}

/** What the detector knows of one account. */
export interface DetectorFinding {
  /** Null where no rhythm can be expected: fewer than two orders and no tenant to compare with, or none at all. */
  readonly reading: OrderGapReading | null;
  readonly open: OpenAlert | null;
  /** Whether the relationship has ended: nobody waits for an order any more. */
  readonly ended: boolean;
  /** The last order of the alert that somebody called a false alarm most recently. */
  readonly falseAlarmAfter: string | null;
}

export type AlertAction =
  | { readonly type: 'OPEN'; readonly reading: OrderGapReading }
  | { readonly type: 'REFRESH'; readonly alert: OpenAlert; readonly reading: OrderGapReading }
  | { readonly type: 'RECOVER'; readonly alert: OpenAlert }
  | { readonly type: 'CLOSE'; readonly alert: OpenAlert; readonly reason: CloseReason };

/** Orders after which a confirmed alert counts as recovered. */
const RECOVERY_ORDERS = 2;

/**
 * What a reading means for an account's alert. The same facts twice lead to the same alerts: one per silence, also after
 * the orders of a recovery, and none again for a silence that somebody called a false alarm.
 */
export function alertActions({ reading, open, ended, falseAlarmAfter }: DetectorFinding): readonly AlertAction[] {
  if (ended) return open ? [{ type: 'CLOSE', alert: open, reason: 'RELATIONSHIP_ENDED' }] : [];
  const opening: readonly AlertAction[] =
    reading?.alarm && reading.explanation.lastOrder !== falseAlarmAfter ? [{ type: 'OPEN', reading }] : [];
  if (open === null) return opening;
  if (open.state === 'WATCH' || open.state === 'ALERT') {
    if (open.ordersSince > 0) return [{ type: 'CLOSE', alert: open, reason: 'ORDER_RECEIVED' }, ...opening];
    if (!reading?.alarm) return [{ type: 'CLOSE', alert: open, reason: 'WITHIN_LIMITS' }];
    return [{ type: 'REFRESH', alert: open, reading }];
  }
  if (open.state !== 'CONFIRMED' && open.state !== 'RECOVERING') return [];
  if (open.ordersSince === 0) return reading?.alarm ? [{ type: 'REFRESH', alert: open, reading }] : [];
  const recovering: readonly AlertAction[] = open.state === 'CONFIRMED' ? [{ type: 'RECOVER', alert: open }] : [];
  if (reading?.alarm) return [...recovering, { type: 'CLOSE', alert: open, reason: 'ORDER_RECEIVED' }, ...opening];
  if (open.ordersSince < RECOVERY_ORDERS) return recovering;
  return [...recovering, { type: 'CLOSE', alert: open, reason: 'RECOVERED' }];
}

import { ALERT_MACHINE, type AlertState, canTransition, orderGap, type OrderGapReading } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import { alertActions, type OpenAlert } from './alert-decision.js';

/** Orders every ten days until 1 March. */
function reading(asOf: string): OrderGapReading {
  const history = { firstOrder: '2025-03-01', lastOrder: '2026-03-01', orderDays: 37 };
  return orderGap({ history, tenantMedianIntervalDays: 10, asOf, threshold: 2 }) as OrderGapReading;
}
const quiet = reading('2026-03-31');
const normal = reading('2026-03-05');
const open = (state: AlertState, ordersSince = 0): OpenAlert => ({
  id: 'a',
  state,
  lastOrder: '2026-03-01',
  ordersSince,
});
const nothing = { reading: null, open: null, ended: false, falseAlarmAfter: null };

describe(alertActions.name, () => {
  it('opens on an alarm, and not without one', () => {
    expect(alertActions({ ...nothing, reading: quiet })).toEqual([{ type: 'OPEN', reading: quiet }]);
    expect(alertActions({ ...nothing, reading: normal })).toEqual([]);
    expect(alertActions(nothing)).toEqual([]);
  });

  it('keeps one alert per silence', () => {
    const alert = open('ALERT');
    expect(alertActions({ ...nothing, reading: quiet, open: alert })).toEqual([
      { type: 'REFRESH', alert, reading: quiet },
    ]);
  });

  it('believes a false alarm until the next silence', () => {
    expect(alertActions({ ...nothing, reading: quiet, falseAlarmAfter: '2026-03-01' })).toEqual([]);
    expect(alertActions({ ...nothing, reading: quiet, falseAlarmAfter: '2025-11-01' })).toHaveLength(1);
  });

  it('closes when an order came, and opens a new one when silence followed already', () => {
    const alert = open('ALERT', 1);
    const close = { type: 'CLOSE', alert, reason: 'ORDER_RECEIVED' };
    expect(alertActions({ ...nothing, reading: normal, open: alert })).toEqual([close]);
    expect(alertActions({ ...nothing, reading: quiet, open: alert })).toEqual([
      close,
      { type: 'OPEN', reading: quiet },
    ]);
  });

  it('closes when the limits or the facts changed', () => {
    const alert = open('ALERT');
    for (const each of [normal, null]) {
      expect(alertActions({ ...nothing, reading: each, open: alert })).toEqual([
        { type: 'CLOSE', alert, reason: 'WITHIN_LIMITS' },
      ]);
    }
  });

  it('lets a confirmed alert recover by orders alone, two of them', () => {
    const waiting = { ...nothing, reading: quiet, open: open('CONFIRMED') };
    expect(alertActions(waiting)).toMatchObject([{ type: 'REFRESH', reading: quiet }]);
    expect(alertActions({ ...waiting, reading: normal })).toEqual([]);
    expect(alertActions({ ...waiting, reading: normal, open: open('CONFIRMED', 1) }).map(({ type }) => type)).toEqual([
      'RECOVER',
    ]);
    expect(alertActions({ ...waiting, reading: normal, open: open('RECOVERING', 1) })).toEqual([]);
    expect(alertActions({ ...waiting, reading: normal, open: open('RECOVERING', 2) })).toMatchObject([
      { type: 'CLOSE', reason: 'RECOVERED' },
    ]);
    expect(alertActions({ ...waiting, reading: normal, open: open('CONFIRMED', 2) }).map(({ type }) => type)).toEqual([
      'RECOVER',
      'CLOSE',
    ]);
  });

  it('makes a new alert of a silence that follows the orders of a recovery', () => {
    const relapse = (state: AlertState, ordersSince: number): readonly string[] =>
      alertActions({ ...nothing, reading: quiet, open: open(state, ordersSince) }).map(({ type }) => type);
    expect(relapse('RECOVERING', 1)).toEqual(['CLOSE', 'OPEN']);
    expect(relapse('RECOVERING', 2)).toEqual(['CLOSE', 'OPEN']);
    expect(relapse('CONFIRMED', 1)).toEqual(['RECOVER', 'CLOSE', 'OPEN']);
    expect(relapse('RECOVERING', 0)).toEqual(['REFRESH']);
  });

  it('closes whatever is open when the relationship has ended', () => {
    for (const state of ['WATCH', 'ALERT', 'CONFIRMED', 'RECOVERING', 'CRISIS', 'WIN_BACK'] as const) {
      expect(alertActions({ ...nothing, ended: true, open: open(state) })).toMatchObject([
        { type: 'CLOSE', reason: 'RELATIONSHIP_ENDED' },
      ]);
      expect(canTransition(ALERT_MACHINE, state, 'ENDED')).toBe(true);
    }
  });

  it('waits for nobody whose relationship has ended', () => {
    expect(alertActions({ ...nothing, ended: true, reading: quiet })).toEqual([]);
    expect(alertActions({ ...nothing, ended: true, reading: quiet, open: open('ALERT') })).toMatchObject([
      { reason: 'RELATIONSHIP_ENDED' },
    ]);
  });

  it('takes no step that the table of the alert does not have', () => {
    for (const state of ['ALERT', 'CONFIRMED', 'RECOVERING', 'CRISIS', 'WIN_BACK'] as const) {
      for (const ordersSince of [0, 1, 2]) {
        let at: AlertState = state;
        for (const each of [quiet, normal, null]) {
          for (const ended of [true, false]) {
            at = state;
            for (const { type } of alertActions({ ...nothing, reading: each, ended, open: open(state, ordersSince) })) {
              const closed = ended ? 'ENDED' : 'NORMAL';
              const next: AlertState | null = type === 'CLOSE' ? closed : type === 'RECOVER' ? 'RECOVERING' : null;
              if (next === null) continue;
              expect({ from: at, next, allowed: canTransition(ALERT_MACHINE, at, next) }).toMatchObject({
                allowed: true,
              });
              at = next;
            }
          }
        }
      }
    }
  });
});

import {
  ALERT_MACHINE,
  ALERT_STATES,
  type AlertState,
  decideAlert,
  DEFAULT_ALERT_POLICY,
  DEFAULT_GRADE_POLICY,
  evolveAlert,
  INITIAL_ALERT,
  isFinal,
  type SignalKind,
} from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import type { SignalReading } from '../signals/signal-source.js';
import type { OpenSignal } from '../signals/signal.store.js';
import { type AccountFindings, judgeAccount } from './account-judgement.js';
import type { StoredAlert } from './alert.store.js';

const RULES = {
  alert: DEFAULT_ALERT_POLICY,
  grade: DEFAULT_GRADE_POLICY,
  kinds: new Set<SignalKind>(['ORDER_GAP', 'FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL', 'MIX_LOSS', 'PRICE_PRESSURE']),
  asOf: '2026-03-31',
  at: '2026-03-31T06:00:00.000Z',
};
const reading = (kind: SignalKind, basis = 'last-order:2026-03-01', ratio = 1.5): SignalReading => ({
  ...{
    kind,
    grade: kind.endsWith('LEVEL') || kind === 'ORDER_GAP' ? 'ALERT' : 'WATCH',
    score: 2 * ratio,
    threshold: 2,
    ratio,
    basis,
  },
  explanation: { lastOrder: '2026-03-01', gapDays: 30, alarmFrom: '2026-03-20' },
  sources: [],
});
const open = (kind: SignalKind, alertId: string | null = 'a'): OpenSignal => ({
  ...{ id: `s-${kind}`, accountId: 'x', kind, grade: 'ALERT', openedOn: '2026-03-20', lastSeenOn: '2026-03-30' },
  ...{ score: 3, threshold: 2, alertId },
});
const alert = (state: AlertState, cyclesWithinLimits = 0): StoredAlert => ({
  ...{ id: 'a', accountId: 'x', score: 1.5, leading: 'ORDER_GAP', exceptional: false, raisedOn: '2026-03-20' },
  ...{ alertedOn: '2026-03-20', cycleOn: '2026-03-01' },
  record: { ...INITIAL_ALERT, version: 1, state, since: RULES.at, signals: ['ORDER_GAP'], cyclesWithinLimits },
});
const judge = (findings: Partial<AccountFindings>) =>
  judgeAccount(
    {
      ...{ accountId: 'x', ended: false, readings: [], open: [], alert: null, falseAlarms: new Map<string, string>() },
      ...{ ordersSince: 0, lastOrder: '2026-03-01', alertsRaised: [] },
      ...findings,
    },
    RULES,
  );
const types = (findings: Partial<AccountFindings>): unknown[] => judge(findings).commands.map(({ type }) => type);

describe(judgeAccount.name, () => {
  it('raises one alert of everything that speaks, the clearest first, and nothing of silence', () => {
    const { commands, speaking, opened, exceptional } = judge({
      readings: [reading('ORDER_GAP'), reading('FOUR_WEEK_LEVEL', 'last-order:2026-03-01', 2)],
    });
    expect(commands).toEqual([
      { type: 'SIGNAL', grade: 'ALERT', signals: ['FOUR_WEEK_LEVEL', 'ORDER_GAP'], at: RULES.at },
    ]);
    expect(speaking.map(({ kind }) => kind)).toEqual(['FOUR_WEEK_LEVEL', 'ORDER_GAP']);
    expect([opened.length, exceptional]).toEqual([2, true]);
    expect(judge({})).toMatchObject({ commands: [], opened: [], closed: [], seen: [] });
  });

  it('watches one watching sign, and warns of two', () => {
    expect(judge({ readings: [reading('MIX_LOSS')] }).commands).toMatchObject([{ grade: 'WATCH' }]);
    const both = [reading('MIX_LOSS'), reading('PRICE_PRESSURE')];
    expect(judge({ readings: both }).commands).toMatchObject([{ grade: 'ALERT' }]);
    expect(judge({ readings: both, open: [open('MIX_LOSS')], alert: alert('WATCH') }).commands).toMatchObject([
      { type: 'SIGNAL', grade: 'ALERT' },
    ]);
  });

  it('tells an alert of what is new only', () => {
    const known = { open: [open('ORDER_GAP')], alert: alert('ALERT') };
    expect(types({ ...known, readings: [reading('ORDER_GAP')] })).toEqual([]);
    expect(judge({ ...known, readings: [reading('ORDER_GAP'), reading('MIX_LOSS')] }).commands).toMatchObject([
      { type: 'SIGNAL', signals: ['MIX_LOSS'] },
    ]);
  });

  it('lets facts alone close what nobody confirmed', () => {
    const { commands, closed } = judge({ open: [open('ORDER_GAP')], alert: alert('ALERT') });
    expect(commands).toMatchObject([{ type: 'OBSERVE_CYCLE', withinLimits: true }]);
    expect(closed).toHaveLength(1);
  });

  it('leaves a kind alone that no source reads', () => {
    const heard = open('FIELD_INTELLIGENCE');
    expect(judge({ open: [heard], alert: alert('CONFIRMED') }).closed).toEqual([]);
  });

  it('counts cycles of confirmed alerts by orders inside the limits, and starts anew when something speaks', () => {
    expect(types({ alert: alert('CONFIRMED') })).toEqual([]);
    expect(types({ alert: alert('CONFIRMED'), ordersSince: 1 })).toEqual(['OBSERVE_CYCLE']);
    expect(types({ alert: alert('CONFIRMED'), ordersSince: 5 })).toEqual(['OBSERVE_CYCLE', 'OBSERVE_CYCLE']);
    expect(types({ alert: alert('RECOVERING', 1), ordersSince: 5 })).toEqual(['OBSERVE_CYCLE']);
    const speaking = { readings: [reading('ORDER_GAP')], open: [open('ORDER_GAP')] };
    expect(judge({ ...speaking, alert: alert('RECOVERING', 1) }).commands).toMatchObject([{ withinLimits: false }]);
    expect(types({ ...speaking, alert: alert('RECOVERING') })).toEqual([]);
  });

  it('believes a false alarm as long as the facts are the same, also when another detector says the same later', () => {
    const falseAlarms = new Map([['last-order:2026-03-01', 'old']]);
    expect(judge({ readings: [reading('ORDER_GAP')], falseAlarms })).toMatchObject({
      ...{ commands: [], speaking: [], openedUnder: ['old'] },
    });
    expect(types({ readings: [reading('ORDER_GAP', 'last-order:2026-03-25')], falseAlarms })).toEqual(['SIGNAL']);
    const low = { open: [open('FOUR_WEEK_LEVEL', 'old')] };
    const slower = [reading('FOUR_WEEK_LEVEL', 'x'), reading('THIRTEEN_WEEK_LEVEL', 'y')];
    expect(judge({ ...low, readings: slower })).toMatchObject({ commands: [], openedUnder: ['old'] });
    // A level that is known to be low does not hide that the orders stop.
    expect(types({ ...low, readings: [reading('FOUR_WEEK_LEVEL', 'x'), reading('ORDER_GAP', 'z')] })).toEqual([
      'SIGNAL',
    ]);
  });

  it('is exceptional when orders cease without any warning in the year before', () => {
    const readings = [reading('ORDER_GAP')];
    expect(judge({ readings, alertsRaised: ['2025-02-01'] }).exceptional).toBe(true);
    expect(judge({ readings, alertsRaised: ['2025-09-01'] }).exceptional).toBe(false);
    expect(judge({ readings: [reading('MIX_LOSS')] }).exceptional).toBe(false);
  });

  it('ends everything with the relationship', () => {
    const { commands, closed } = judge({
      ...{ ended: true, readings: [reading('ORDER_GAP')], open: [open('ORDER_GAP'), open('FIELD_INTELLIGENCE')] },
      alert: alert('CRISIS'),
    });
    expect(commands).toMatchObject([{ type: 'END_RELATIONSHIP' }]);
    expect(closed).toHaveLength(2);
    expect(judge({ ended: true, readings: [reading('ORDER_GAP')] })).toMatchObject({ commands: [], opened: [] });
  });

  it('gives no command that the alert refuses', () => {
    for (const state of ALERT_STATES.filter((each) => !isFinal(ALERT_MACHINE, each))) {
      for (const readings of [[], [reading('ORDER_GAP')], [reading('MIX_LOSS')]]) {
        for (const ordersSince of [0, 1, 3]) {
          for (const ended of [true, false]) {
            let { record } = alert(state, 1);
            for (const command of judge({ readings, ordersSince, ended, alert: alert(state, 1) }).commands) {
              const decision = decideAlert(command, record);
              expect({ state, command: command.type, ok: decision.ok }).toMatchObject({ ok: true });
              if (decision.ok) record = decision.events.reduce(evolveAlert, record);
            }
          }
        }
      }
    }
  });
});

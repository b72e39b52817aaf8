import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountHealth, HEALTH_MACHINE, HEALTH_STATES, type HealthState } from '../health/health-state.js';
import { canTransition, isFinal } from '../machine/state-machine.js';
import { decideAlert } from './alert.decide.js';
import { evolveAlert, INITIAL_ALERT, replayAlert } from './alert.evolve.js';
import { ALERT_MACHINE, ALERT_STATES, type AlertState } from './alert.machine.js';
import { DEFAULT_ALERT_POLICY, type AlertCommand, type AlertEvent, type AlertRecord } from './alert.model.js';

const at = '2026-06-05T10:00:00.000Z';
const by = 'kim';
const signal = (grade: 'WATCH' | 'ALERT', ...signals: string[]): AlertCommand => ({
  type: 'SIGNAL',
  grade,
  signals,
  at,
});
const cycle = (withinLimits: boolean): AlertCommand => ({ type: 'OBSERVE_CYCLE', withinLimits, at });
const triage = (result: 'CONFIRMED' | 'FALSE_ALARM'): AlertCommand => ({ type: 'TRIAGE', result, by, at });
const escalate: AlertCommand = { type: 'ESCALATE', executive: 'ceo', note: 'second source qualified', by, at };
const winBack = (decision: 'GO' | 'NO_GO' = 'GO'): AlertCommand => {
  return { type: 'START_WIN_BACK', assessment: { decision, budgetCapMinor: 500n }, causes: ['UNMET_NEED'], by, at };
};
const conclude = (outcome: 'RECOVERED' | 'LOST' | 'FALSE_ALARM', note = 'as it turned out'): AlertCommand => {
  return { type: 'CONCLUDE_CASE', outcome, note, by, at };
};
const end: AlertCommand = { type: 'END_RELATIONSHIP', at };

function after(...commands: readonly AlertCommand[]): AlertRecord {
  return commands.reduce((alert, command) => {
    const decision = decideAlert(command, alert);
    if (!decision.ok) throw new TypeError(JSON.stringify(decision.reasons));
    return decision.events.reduce(evolveAlert, alert);
  }, INITIAL_ALERT);
}
const refusal = (command: AlertCommand, alert: AlertRecord) => {
  const decision = decideAlert(command, alert);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};
const confirmed = [signal('ALERT', 'ORDER_GAP'), triage('CONFIRMED')];
const crisis = [...confirmed, escalate];

describe(decideAlert.name, () => {
  it('P3: signals raise a watch by themselves and sharpen it to an alert, telling owner and manager', () => {
    const raised = decideAlert(signal('WATCH', 'ORDER_GAP'), INITIAL_ALERT);
    expect(raised).toEqual({
      ok: true,
      events: [{ type: 'ALERT_RAISED', grade: 'WATCH', signals: ['ORDER_GAP'], at, notify: [] }],
    });
    const watched = after(signal('WATCH', 'ORDER_GAP'));
    expect(watched).toMatchObject({ state: 'WATCH', alertedAt: null, since: at, version: 1 });
    expect(decideAlert(signal('ALERT', 'LATE_PAYMENT'), watched)).toEqual({
      ok: true,
      events: [{ type: 'ALERT_SHARPENED', signals: ['LATE_PAYMENT'], at, notify: ['OWNER', 'MANAGER'] }],
    });
    const alert = after(signal('WATCH', 'ORDER_GAP'), signal('ALERT', 'LATE_PAYMENT', 'ORDER_GAP'));
    expect(alert).toMatchObject({ state: 'ALERT', alertedAt: at, signals: ['ORDER_GAP', 'LATE_PAYMENT'] });
  });

  it('RG-06: an alert can be raised at once, on the event itself', () => {
    expect(after(signal('ALERT', 'SUDDEN_STOP', 'SUDDEN_STOP'))).toMatchObject({
      state: 'ALERT',
      alertedAt: at,
      signals: ['SUDDEN_STOP'],
    });
  });

  it('P3: a softer or repeated signal changes nothing but the list', () => {
    expect(after(signal('WATCH', 'A'), signal('WATCH', 'B'))).toMatchObject({ state: 'WATCH', signals: ['A', 'B'] });
    expect(after(...confirmed, signal('ALERT', 'ORDER_GAP', 'C'))).toMatchObject({
      state: 'CONFIRMED',
      signals: ['ORDER_GAP', 'C'],
    });
    expect(after(signal('ALERT', 'A'), signal('WATCH', 'B')).state).toBe('ALERT');
  });

  it('P3: what goes back inside its limits before anybody confirmed it ends without a label', () => {
    for (const grade of ['WATCH', 'ALERT'] as const) {
      expect(after(signal(grade, 'A'), cycle(true))).toMatchObject({ state: 'NORMAL', label: null });
      expect(after(signal(grade, 'A'), cycle(false)).state).toBe(grade);
    }
  });

  it('P3: a person triages; the label of a false alarm is kept', () => {
    expect(after(signal('ALERT', 'A'), { ...triage('FALSE_ALARM'), note: 'holiday' } as AlertCommand)).toMatchObject({
      ...{ state: 'FALSE_ALARM', label: 'FALSE_ALARM' },
    });
    const decision = decideAlert(
      { type: 'TRIAGE', result: 'CONFIRMED', note: 'yes', by, at },
      after(signal('ALERT', 'A')),
    );
    expect(decision).toEqual({
      ok: true,
      events: [{ type: 'ALERT_TRIAGED', result: 'CONFIRMED', note: 'yes', by, at }],
    });
    expect(refusal(triage('CONFIRMED'), after(signal('WATCH', 'A')))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(triage('CONFIRMED'), INITIAL_ALERT)).toEqual(['NOT_RAISED']);
  });

  it('P3: recovery needs two cycles in a row inside the limits', () => {
    expect(after(...confirmed, cycle(true))).toMatchObject({ state: 'RECOVERING', cyclesWithinLimits: 1 });
    expect(after(...confirmed, cycle(true), cycle(true)).state).toBe('NORMAL');
    const relapsed = after(...confirmed, cycle(true), cycle(false));
    expect(relapsed).toMatchObject({ state: 'RECOVERING', cyclesWithinLimits: 0 });
    expect(after(...confirmed, cycle(true), cycle(false), cycle(true)).state).toBe('RECOVERING');
    expect(after(...confirmed, cycle(true), cycle(false), cycle(true), cycle(true)).state).toBe('NORMAL');
    expect(after(...confirmed, cycle(false))).toMatchObject({ state: 'CONFIRMED', cyclesWithinLimits: 0 });
  });

  it('P3: the number of cycles is the policy’s', () => {
    const quick = decideAlert(cycle(true), after(...confirmed), { ...DEFAULT_ALERT_POLICY, recoveryCycles: 1 });
    expect(quick.ok && quick.events.map(({ type }) => type)).toEqual([
      'RECOVERY_BEGUN',
      'CYCLE_OBSERVED',
      'BACK_TO_NORMAL',
    ]);
  });

  it('P3: a confirmed or recovering relationship is escalated to crisis, to a named executive', () => {
    expect(after(...crisis)).toMatchObject({ state: 'CRISIS', executive: 'ceo' });
    const decision = decideAlert(escalate, after(...confirmed));
    expect(decision.ok && decision.events[0]).toMatchObject({
      notify: ['OWNER', 'MANAGER', 'EXECUTIVE'],
      note: 'second source qualified',
    });
    expect(after(...confirmed, cycle(true), escalate)).toMatchObject({ state: 'CRISIS', cyclesWithinLimits: 0 });
    expect(refusal({ ...escalate, executive: ' ', note: '' } as AlertCommand, after(...confirmed))).toEqual([
      ...['EXECUTIVE_REQUIRED', 'NOTE_REQUIRED'],
    ]);
    expect(refusal({ ...escalate, note: ' ' } as AlertCommand, after(...confirmed))).toEqual(['NOTE_REQUIRED']);
    expect(refusal({ ...escalate, executive: '' } as AlertCommand, after(...confirmed))).toEqual([
      'EXECUTIVE_REQUIRED',
    ]);
    expect(refusal(escalate, after(signal('ALERT', 'A')))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P3: a crisis is overcome, or leads to a win-back, and that to recovery or the end', () => {
    expect(after(...crisis, cycle(true))).toMatchObject({ state: 'RECOVERING', cyclesWithinLimits: 1 });
    expect(after(...crisis, winBack())).toMatchObject({ state: 'WIN_BACK', budgetCapMinor: 500n });
    expect(after(...crisis, winBack(), cycle(true), cycle(true)).state).toBe('NORMAL');
    expect(after(...crisis, winBack(), end).state).toBe('ENDED');
    expect(after(...crisis, cycle(false)).state).toBe('CRISIS');
  });

  it('RG-09: no win-back without a go and a cause, and none before the crisis', () => {
    expect(refusal(winBack('NO_GO'), after(...crisis))).toEqual(['WIN_BACK_NOT_WORTHWHILE']);
    expect(refusal({ ...winBack(), causes: [] } as AlertCommand, after(...crisis))).toEqual(['CAUSE_REQUIRED']);
    expect(refusal(winBack(), after(...confirmed))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P3: the end of its case closes an alert: as false, given up or recovered', () => {
    expect(after(...confirmed, conclude('FALSE_ALARM'))).toMatchObject({ state: 'FALSE_ALARM', label: 'FALSE_ALARM' });
    expect(after(...crisis, conclude('FALSE_ALARM'))).toMatchObject({ state: 'FALSE_ALARM', label: 'FALSE_ALARM' });
    for (const way of [confirmed, crisis, [...crisis, winBack()], [...confirmed, cycle(true)]]) {
      expect(after(...way, conclude('LOST'))).toMatchObject({ state: 'ENDED', label: 'CONFIRMED' });
    }
    expect(after(...confirmed, cycle(true), conclude('RECOVERED'))).toMatchObject({
      ...{ state: 'NORMAL', label: 'CONFIRMED' },
    });
    const lost = decideAlert(conclude('LOST'), after(...crisis));
    expect(lost.ok && lost.events).toEqual([{ type: 'GIVEN_UP', note: 'as it turned out', by, at }]);
  });

  it('P3: nothing is concluded before triage, without a note, or that is not so yet', () => {
    for (const outcome of ['RECOVERED', 'LOST', 'FALSE_ALARM'] as const) {
      expect(refusal(conclude(outcome), after(signal('ALERT', 'A')))).toEqual(['TRANSITION_NOT_ALLOWED']);
      expect(refusal(conclude(outcome), after(signal('WATCH', 'A')))).toEqual(['TRANSITION_NOT_ALLOWED']);
      expect(refusal(conclude(outcome, ' '), after(...confirmed))).toEqual(['NOTE_REQUIRED']);
    }
    expect(refusal(conclude('RECOVERED'), after(...confirmed))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(conclude('FALSE_ALARM'), after(...crisis, winBack()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(triage('FALSE_ALARM'), after(...confirmed))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(triage('FALSE_ALARM'), after(...crisis))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal({ ...conclude('LOST'), by: ' ' } as AlertCommand, after(...confirmed))).toEqual(['ACTOR_REQUIRED']);
  });

  it('P3: the case has the last word on the label, also of what had closed by itself', () => {
    const passed = after(signal('ALERT', 'A'), cycle(true));
    expect(passed).toMatchObject({ state: 'NORMAL', label: null });
    const last = (outcome: 'RECOVERED' | 'LOST' | 'FALSE_ALARM', alert: AlertRecord): AlertRecord => {
      const decision = decideAlert(conclude(outcome), alert);
      return decision.ok ? decision.events.reduce(evolveAlert, alert) : alert;
    };
    expect(last('FALSE_ALARM', passed)).toMatchObject({ state: 'NORMAL', label: 'FALSE_ALARM' });
    expect(last('LOST', passed)).toMatchObject({ state: 'NORMAL', label: 'CONFIRMED' });
    const denied = after(signal('ALERT', 'A'), triage('FALSE_ALARM'));
    expect(last('RECOVERED', denied)).toMatchObject({ state: 'FALSE_ALARM', label: 'CONFIRMED' });
    expect(last('FALSE_ALARM', denied)).toBe(denied);
    const gone = after(...confirmed, end);
    expect(last('FALSE_ALARM', gone)).toMatchObject({ state: 'ENDED', label: 'FALSE_ALARM', since: at });
  });

  it('P3: a closed alert stays closed', () => {
    for (const closed of [
      after(signal('WATCH', 'A'), cycle(true)),
      after(signal('ALERT', 'A'), triage('FALSE_ALARM')),
      after(...confirmed, end),
    ]) {
      for (const command of [
        signal('ALERT', 'B'),
        cycle(true),
        cycle(false),
        triage('CONFIRMED'),
        escalate,
        winBack(),
        end,
      ]) {
        expect(refusal(command, closed)).toEqual(['TRANSITION_NOT_ALLOWED']);
      }
    }
    expect(decideAlert(signal('ALERT', 'B'), after(...confirmed, end))).toEqual({
      ok: false,
      reasons: [{ code: 'TRANSITION_NOT_ALLOWED', from: 'ENDED', to: 'ALERT', allowed: [] }],
    });
  });

  it('P3: every command needs a time, and a person’s command the person', () => {
    expect(refusal({ ...signal('ALERT', 'A'), at: 'soon' }, INITIAL_ALERT)).toEqual(['TIME_REQUIRED']);
    expect(refusal({ ...escalate, by: ' ', at: '' } as AlertCommand, after(...confirmed))).toEqual([
      'ACTOR_REQUIRED',
      'TIME_REQUIRED',
    ]);
    expect(refusal(end, INITIAL_ALERT)).toEqual(['NOT_RAISED']);
    expect(refusal({ ...signal('ALERT', 'A'), at: '+012026-06-08T10:00:00.000Z' }, INITIAL_ALERT)).toEqual([
      'TIME_REQUIRED',
    ]);
  });

  it('P3: nothing is raised without a signal that speaks for it', () => {
    expect(refusal(signal('ALERT'), INITIAL_ALERT)).toEqual(['SIGNAL_REQUIRED']);
    expect(refusal(signal('ALERT'), after(signal('WATCH', 'A')))).toEqual(['SIGNAL_REQUIRED']);
  });

  it('refuses an event that is none', () => {
    expect(() => evolveAlert(INITIAL_ALERT, { type: 'OTHER', at } as unknown as AlertEvent)).toThrow(TypeError);
  });
});

const command: fc.Arbitrary<AlertCommand> = fc.constantFrom(
  ...[signal('WATCH', 'A'), signal('ALERT', 'B'), cycle(true), cycle(true), cycle(false)],
  ...[
    triage('CONFIRMED'),
    triage('CONFIRMED'),
    triage('FALSE_ALARM'),
    escalate,
    escalate,
    winBack(),
    winBack('NO_GO'),
    conclude('RECOVERED'),
    conclude('LOST'),
    conclude('FALSE_ALARM'),
    end,
  ],
);

/** An account lives through commands; a new alert follows each closed one, and a new relationship an ended one. */
function live(commands: readonly AlertCommand[]) {
  let alert = INITIAL_ALERT;
  let ended = false;
  const events: AlertEvent[] = [];
  const health: HealthState[] = ['NORMAL'];
  const moves: (readonly [AlertState | null, AlertState | null])[] = [];
  for (const next of commands) {
    if (ended || (alert.state !== null && isFinal(ALERT_MACHINE, alert.state))) {
      expect(replayAlert(events)).toEqual(alert);
      [alert, ended] = [INITIAL_ALERT, false];
      events.length = 0;
      health.push('NORMAL');
    }
    const decision = decideAlert(next, alert);
    if (!decision.ok) expect(decision.reasons.length).toBeGreaterThan(0);
    for (const event of decision.ok ? decision.events : []) {
      const before = alert;
      alert = evolveAlert(alert, event);
      events.push(event);
      moves.push([before.state, alert.state]);
      if (event.type === 'RELATIONSHIP_ENDED') ended = true;
      health.push(accountHealth(alert.state === null ? [] : [alert.state], ended));
    }
  }
  expect(replayAlert(events)).toEqual(alert);
  expect(alert.version).toBe(events.length);
  return { health, moves };
}

describe('any sequence of alert commands', () => {
  /** Single commands as they come, and courses of events that get somewhere. */
  const course = fc.constantFrom(confirmed, crisis, [...crisis, winBack()], [...crisis, winBack(), cycle(true)]);
  const sequences = fc
    .array(fc.oneof({ arbitrary: command.map((one) => [one]), weight: 3 }, { arbitrary: course, weight: 2 }), {
      maxLength: 40,
    })
    .map((parts) => parts.flat());

  it('P3: takes no step outside the table and replays to the same state', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const [from, to] of live(commands).moves) {
          if (from === null || to === null || from === to) continue;
          expect({ from, to, allowed: canTransition(ALERT_MACHINE, from, to) }).toMatchObject({ allowed: true });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('P3: the health of the account follows its own table', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const [from, to] of steps(live(commands).health)) {
          expect({ from, to, allowed: canTransition(HEALTH_MACHINE, from, to) }).toMatchObject({ allowed: true });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('P3: gets everywhere, so that the properties above say something', () => {
    const lives = fc.sample(sequences, { numRuns: 1500, seed: 7 }).map(live);
    const reached = new Set(lives.flatMap(({ moves }) => moves.map(([, to]) => to)));
    expect(ALERT_STATES.filter((state) => !reached.has(state))).toEqual([]);
    const seen = new Set(lives.flatMap(({ health }) => steps(health).map(([from, to]) => `${from}→${to}`)));
    const table = HEALTH_STATES.flatMap((from) => HEALTH_MACHINE.transitions[from].map((to) => `${from}→${to}`));
    // A relapse closes the old alert and opens a new one; an account without any alert may end, too.
    expect(table.filter((step) => !seen.has(step))).toEqual(['NORMAL→ENDED', 'RECOVERING→ALERT']);
  });
});

/** The changes along a path. */
function steps(path: readonly HealthState[]): readonly (readonly [HealthState, HealthState])[] {
  return path.flatMap((to, i) => {
    const from = path[i - 1];
    return from === undefined || from === to ? [] : [[from, to] as const];
  });
}

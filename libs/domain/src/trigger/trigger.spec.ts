import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { fixedOffset } from '../calendar/zone.js';
import { isFinal } from '../machine/state-machine.js';
import { DEFAULT_WINDOW_POLICY } from '../window/opportunity-window.js';
import { TRIGGER_CODES, TRIGGER_MACHINE, TRIGGER_STATES, type TriggerState } from '../window/trigger-codes.js';
import { decideTrigger } from './trigger.decide.js';
import { evolveTrigger, INITIAL_TRIGGER, replayTrigger } from './trigger.evolve.js';
import {
  DEFAULT_TRIGGER_POLICY,
  type TriggerCommand,
  type TriggerEvent,
  type TriggerRecord,
  type TriggerSighting,
} from './trigger.model.js';

const SIGHTING: TriggerSighting = {
  ...{ accountId: 'a1', code: 'COST_DOWN_NEED', observedOn: '2026-01-10', source: 'visit', evidence: 'minutes 12' },
  ...{ severity: 0.8, confidence: 0.5, origin: 'WAITED' },
};
const on = (day: string) => ({ by: 'kim', at: `${day}T10:00:00Z` });
const observe = (change: Partial<TriggerSighting> = {}, day = '2026-01-10'): TriggerCommand => {
  return { ...on(day), type: 'OBSERVE', sighting: { ...SIGHTING, ...change } };
};
const verify = (day = '2026-01-12'): TriggerCommand => ({ ...on(day), type: 'VERIFY', note: 'asked the buyer' });
const play = (day = '2026-01-15'): TriggerCommand => {
  return { ...on(day), type: 'START_PLAY', playCode: 'COST_DOWN', owner: 'lee' };
};
const win = (day = '2026-02-01'): TriggerCommand => ({ ...on(day), type: 'WIN', note: 'first order' });
const lose = (day = '2026-02-01'): TriggerCommand => ({ ...on(day), type: 'LOSE', note: 'stayed with the incumbent' });
const expire = (day: string): TriggerCommand => ({ ...on(day), type: 'EXPIRE' });
const dismiss = (day = '2026-01-11'): TriggerCommand => ({ ...on(day), type: 'DISMISS', note: 'a rumour' });

const workflow: Workflow<TriggerState, TriggerRecord, TriggerCommand, TriggerEvent> = {
  machine: TRIGGER_MACHINE,
  initial: INITIAL_TRIGGER,
  stateOf: ({ state }) => state,
  decide: decideTrigger,
  evolve: evolveTrigger,
  replay: replayTrigger,
};
const after = (...commands: readonly TriggerCommand[]) => afterAll(workflow, ...commands);
const refused = (command: TriggerCommand, item: TriggerRecord) => refusalCodes(workflow, command, item);
const decided = (command: TriggerCommand, item: TriggerRecord) => {
  const decision = decideTrigger(command, item);
  return decision.ok ? decision.events[0] : decision.reasons[0];
};

describe(decideTrigger.name, () => {
  it('P5: goes from observed over verified and a play to won or lost', () => {
    expect(after(observe())).toMatchObject({ state: 'OBSERVED', closesOn: '2026-04-10', version: 1 });
    expect(after(observe(), verify())).toMatchObject({ state: 'VERIFIED', verifiedBy: 'kim' });
    expect(after(observe(), verify(), play())).toMatchObject({ playCode: 'COST_DOWN', owner: 'lee' });
    expect(after(observe(), verify(), play(), win())).toMatchObject({ state: 'WON', outcome: 'first order' });
    expect(after(observe(), verify(), play(), lose())).toMatchObject({
      ...{ state: 'LOST', outcome: 'stayed with the incumbent', nextOn: null },
    });
  });

  it('P5: nobody acts on what is not verified, and nothing happens before it is seen', () => {
    expect(decided(play(), after(observe()))).toEqual({
      ...{ code: 'TRANSITION_NOT_ALLOWED', machine: 'trigger', from: 'OBSERVED', to: 'PLAY_STARTED' },
      allowed: ['VERIFIED', 'EXPIRED'],
    });
    for (const command of [verify(), play(), win(), lose(), expire('2027-01-01'), dismiss()]) {
      expect(refused(command, INITIAL_TRIGGER)).toEqual(['NOT_OBSERVED']);
    }
    expect(refused(observe(), after(observe()))).toEqual(['ALREADY_OBSERVED']);
    expect(refused(win(), after(observe(), verify()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(lose(), after(observe(), verify()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(verify(), after(observe(), verify()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('OP-01: says account, code, source, date, evidence and confidence', () => {
    const blank = { accountId: ' ', source: '', evidence: ' ', severity: 1.1, confidence: NaN };
    expect(refused(observe(blank), INITIAL_TRIGGER)).toEqual([
      ...['ACCOUNT_REQUIRED', 'SOURCE_REQUIRED', 'EVIDENCE_REQUIRED', 'SEVERITY_OUT_OF_RANGE'],
      'CONFIDENCE_OUT_OF_RANGE',
    ]);
    expect(refused(observe({ observedOn: '2026-02-30' }), INITIAL_TRIGGER)).toEqual(['DATE_REQUIRED']);
    expect(refused(observe({ expiresOn: 'soon' }), INITIAL_TRIGGER)).toEqual(['DATE_REQUIRED']);
    expect(refused(observe({ observedOn: '2026-01-11' }), INITIAL_TRIGGER)).toEqual(['OBSERVED_IN_FUTURE']);
    expect(refused(observe({ expiresOn: '2026-01-09' }), INITIAL_TRIGGER)).toEqual(['EXPIRY_BEFORE_OBSERVATION']);
    expect(refused(observe({ severity: -0.1 }), INITIAL_TRIGGER)).toEqual(['SEVERITY_OUT_OF_RANGE']);
    expect(after(observe({ severity: 0, confidence: 1, expiresOn: '2026-01-10' })).closesOn).toBe('2026-01-10');
    expect(refused({ ...observe(), by: '', at: 'x' }, INITIAL_TRIGGER)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
  });

  it('OP-01: expires 90 days after it was seen, and not a day earlier', () => {
    for (const seen of [after(observe()), after(observe(), verify()), after(observe(), verify(), play())]) {
      expect(decided(expire('2026-04-10'), seen)).toEqual({ code: 'WINDOW_STILL_OPEN', closesOn: '2026-04-10' });
      expect(decided(expire('2026-04-11'), seen)).toMatchObject({ type: 'TRIGGER_EXPIRED' });
    }
    expect(after(observe({ expiresOn: '2026-05-01' })).closesOn).toBe('2026-05-01');
    expect(refused(expire('2026-04-11'), after(observe({ expiresOn: '2026-05-01' })))).toEqual(['WINDOW_STILL_OPEN']);
  });

  it('OP-01: nothing is begun in a window that is over, though a play begun in time may end later', () => {
    expect(after(observe(), verify('2026-04-10'), play('2026-04-10')).state).toBe('PLAY_STARTED');
    expect(decided(verify('2026-04-11'), after(observe()))).toEqual({ code: 'WINDOW_CLOSED', closesOn: '2026-04-10' });
    expect(refused(play('2026-04-11'), after(observe(), verify()))).toEqual(['WINDOW_CLOSED']);
    expect(after(observe(), verify(), play(), win('2026-09-01')).state).toBe('WON');
  });

  it('OP-01: a supplier review comes again every year, whatever became of it this time', () => {
    const review = observe({ code: 'ANNUAL_SUPPLIER_REVIEW' });
    expect(after(review, expire('2026-04-11')).nextOn).toBe('2027-01-10');
    expect(after(review, verify(), play(), lose()).nextOn).toBe('2027-01-10');
    expect(after(review, verify(), play(), win('2027-01-10')).nextOn).toBe('2028-01-10');
    expect(after(observe(), expire('2026-04-11')).nextOn).toBeNull();
  });

  it('P5: what turns out not to be so is dismissed with a word, unless it was verified', () => {
    expect(after(observe(), dismiss())).toMatchObject({ state: 'EXPIRED', outcome: 'a rumour', nextOn: null });
    expect(refused({ ...dismiss(), note: ' ' } as TriggerCommand, after(observe()))).toEqual(['NOTE_REQUIRED']);
    expect(refused(dismiss(), after(observe(), verify()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P5: verification says what was found and how sure one is now', () => {
    const surer = { ...verify(), confidence: 0.9 } as TriggerCommand;
    expect(after(observe(), surer).sighting).toMatchObject({ confidence: 0.9, severity: 0.8 });
    expect(after(observe(), verify()).sighting?.confidence).toBe(0.5);
    const bad = { ...verify(), note: ' ', confidence: 2 } as TriggerCommand;
    expect(refused(bad, after(observe()))).toEqual(['NOTE_REQUIRED', 'CONFIDENCE_OUT_OF_RANGE']);
  });

  it('P5: a play has a code and an owner, an end something said about it', () => {
    const bare = { ...play(), playCode: '', owner: ' ' } as TriggerCommand;
    expect(refused(bare, after(observe(), verify()))).toEqual(['PLAY_REQUIRED', 'OWNER_REQUIRED']);
    const playing = after(observe(), verify(), play());
    for (const end of [win(), lose()]) {
      expect(refused({ ...end, note: '' } as TriggerCommand, playing)).toEqual(['NOTE_REQUIRED']);
    }
  });

  it('P5: counts days where the tenant is', () => {
    const taipei = { ...DEFAULT_TRIGGER_POLICY, zone: fixedOffset(480) };
    const early = { ...observe({ observedOn: '2026-01-11' }), at: '2026-01-10T17:00:00Z' };
    expect(refused(early, INITIAL_TRIGGER)).toEqual(['OBSERVED_IN_FUTURE']);
    expect(decideTrigger(early, INITIAL_TRIGGER, taipei).ok).toBe(true);
    const late = { ...expire('2026-04-10'), at: '2026-04-10T16:00:00Z' };
    expect(decideTrigger(late, after(observe()), taipei).ok).toBe(true);
    const end = { ...observe(), at: '9999-12-31T23:00:00Z' };
    expect(decideTrigger(end, INITIAL_TRIGGER, taipei)).toEqual({ ok: false, reasons: [{ code: 'TIME_REQUIRED' }] });
  });

  it('P5: says so when a policy has no usable rule, instead of throwing', () => {
    const windows = { ...DEFAULT_WINDOW_POLICY, COST_DOWN_NEED: { days: 0, halfLifeDays: 1 } };
    expect(decideTrigger(observe(), INITIAL_TRIGGER, { windows })).toEqual({
      ...{ ok: false, reasons: [{ code: 'RULE_UNUSABLE' }] },
    });
  });

  it('refuses an event that is none', () => {
    expect(() => evolveTrigger(INITIAL_TRIGGER, { ...on('2026-01-01'), type: 'OTHER' } as never)).toThrow(TypeError);
  });
});

describe('any course of a trigger', () => {
  const day = fc
    .integer({ min: 9, max: 140 })
    .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  const command: fc.Arbitrary<TriggerCommand> = fc
    .record({ day, code: fc.constantFrom(...TRIGGER_CODES), pick: fc.nat({ max: 11 }) })
    .map(({ day: when, code, pick }) => {
      const all = [observe({ code }), verify(when), play(when), win(when), lose(when), expire(when), dismiss(when)];
      return (all[pick % all.length] ?? observe()) satisfies TriggerCommand;
    });
  const courses = fc.array(command, { maxLength: 12 }).map((all) => [observe(), ...all]);

  it('P5: follows the table, rests in its end and replays to the same', () => {
    fc.assert(
      fc.property(courses, (commands) => {
        const { item, events } = live(workflow, commands);
        if (item.state === null || !isFinal(TRIGGER_MACHINE, item.state)) return;
        for (const again of commands) expect(decideTrigger(again, item).ok).toBe(false);
        expect(events.at(-1)?.type).toMatch(/WON|LOST|EXPIRED|DISMISSED/);
      }),
      { numRuns: 400 },
    );
  });

  it('P5: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 1500, seed: 5 }).map((commands) => live(workflow, commands));
    expect(stepsNotTaken(TRIGGER_MACHINE, lives)).toEqual([]);
    expect(new Set(lives.map(({ item }) => item.state)).size).toBe(TRIGGER_STATES.length);
  });
});

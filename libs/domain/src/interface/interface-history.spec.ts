import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBefore, meetings, type Meeting } from '../../test/contact-scenario.js';
import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { canTransition, validateMachine } from '../machine/state-machine.js';
import { classifyInterface, interfaceMetrics, type JointTeam } from './classify-interface.js';
import {
  DEFAULT_INTERFACE_POLICY,
  INTERFACE_FORMS,
  INTERFACE_MACHINE,
  INTERFACE_READINGS,
  interfaceOrder,
  interfacePull,
  type InterfaceReading,
} from './interface-form.js';
import {
  decideInterface,
  evolveInterface,
  INITIAL_INTERFACE_STATE,
  replayInterface,
  type InterfaceEvent,
  type InterfaceState,
} from './interface-history.js';

type Look = readonly [on: IsoDate, reading: InterfaceReading | null];

function follow(looks: readonly Look[]): {
  readonly state: InterfaceState;
  readonly events: readonly InterfaceEvent[];
} {
  let state = INITIAL_INTERFACE_STATE;
  const events: InterfaceEvent[] = [];
  for (const [on, reading] of looks) {
    const decision = decideInterface({ type: 'READ_INTERFACE', on, reading }, state);
    if (!decision.ok) throw new TypeError(JSON.stringify(decision.reasons));
    events.push(...decision.events);
    state = decision.events.reduce(evolveInterface, state);
  }
  return { state, events };
}

describe('interface form', () => {
  it('has a sound table of single steps', () => {
    expect(validateMachine(INTERFACE_MACHINE)).toEqual([]);
    for (const from of INTERFACE_FORMS)
      for (const to of INTERFACE_FORMS)
        expect(canTransition(INTERFACE_MACHINE, from, to)).toBe(
          Math.abs(interfaceOrder(from) - interfaceOrder(to)) === 1,
        );
  });

  it('is pulled by wider and narrower readings, and held by forming next to it', () => {
    const table = INTERFACE_FORMS.map((form) => INTERFACE_READINGS.map((reading) => interfacePull(form, reading)));
    expect(table).toEqual([
      [0, 0, 1, 1],
      [-1, 0, 0, 1],
      [-1, -1, -1, 0],
    ]);
  });
});

describe(decideInterface.name, () => {
  it('opens with the first contacts seen, forming as a butterfly', () => {
    expect(follow([['2026-01-01', null]]).state).toMatchObject({ form: null, lastRead: '2026-01-01', version: 1 });
    expect(follow([['2026-01-01', 'FORMING']]).state).toMatchObject({ form: 'BUTTERFLY', since: '2026-01-01' });
    expect(follow([['2026-01-01', 'DIAMOND']]).state).toMatchObject({ form: 'DIAMOND', steps: [] });
  });

  it('§8.15: moves after 30 days that all pointed the same way, and not a day before', () => {
    const early = follow([
      ['2026-01-01', 'BUTTERFLY'],
      ['2026-02-01', 'TRIANGLE'],
      ['2026-03-02', 'TRIANGLE'],
    ]);
    expect(early.state).toMatchObject({ form: 'BUTTERFLY', pending: { pull: 1, since: '2026-02-01' } });
    const { state } = follow([
      ['2026-01-01', 'BUTTERFLY'],
      ['2026-02-01', 'TRIANGLE'],
      ['2026-03-03', 'DIAMOND'],
    ]);
    expect(state.steps).toEqual([
      { on: '2026-03-03', from: 'BUTTERFLY', to: 'TRIANGLE', direction: 'UPGRADE', pointedSince: '2026-02-01' },
    ]);
    expect(state).toMatchObject({ form: 'TRIANGLE', since: '2026-03-03', pending: null, lastRead: '2026-03-03' });
  });

  it('§8.15: goes back one step at a time, too', () => {
    const { state } = follow([
      ['2026-01-01', 'DIAMOND'],
      ['2026-02-01', 'BUTTERFLY'],
      ['2026-04-01', 'BUTTERFLY'],
      ['2026-04-02', 'BUTTERFLY'],
      ['2026-06-01', 'BUTTERFLY'],
    ]);
    expect(state.steps.map(({ on, from, to, direction }) => [on, from, to, direction])).toEqual([
      ['2026-04-01', 'DIAMOND', 'TRIANGLE', 'REGRESSION'],
      ['2026-06-01', 'TRIANGLE', 'BUTTERFLY', 'REGRESSION'],
    ]);
  });

  it('starts the count anew after a look that pulls elsewhere or saw nothing', () => {
    for (const interruption of ['BUTTERFLY', null] as const) {
      const { state } = follow([
        ['2026-01-01', 'BUTTERFLY'],
        ['2026-02-01', 'TRIANGLE'],
        ['2026-02-20', interruption],
        ['2026-03-10', 'TRIANGLE'],
      ]);
      expect(state).toMatchObject({ form: 'BUTTERFLY', pending: { pull: 1, since: '2026-03-10' } });
    }
  });

  it('refuses a reading out of order and a day that is none', () => {
    const { state } = follow([['2026-01-02', 'BUTTERFLY']]);
    const at = (on: IsoDate) => decideInterface({ type: 'READ_INTERFACE', on, reading: 'TRIANGLE' }, state);
    expect(at('2026-01-02')).toEqual({
      ok: false,
      reasons: [{ code: 'READING_OUT_OF_ORDER', lastRead: '2026-01-02' }],
    });
    expect(at('2026-13-02')).toEqual({ ok: false, reasons: [{ code: 'DATE_REQUIRED' }] });
    expect(at('2026-01-03')).toMatchObject({ ok: true });
  });

  it('§8.15: never leaps, keeps its history and replays to the same state', () => {
    const reading = fc.constantFrom(...INTERFACE_READINGS, null);
    const spell = fc.record({ reading, looks: fc.integer({ min: 1, max: 5 }), gap: fc.integer({ min: 1, max: 40 }) });
    const looks = fc
      .array(spell, { minLength: 3, maxLength: 15 })
      .map((spells) => spells.flatMap((each) => Array.from({ length: each.looks }, () => each)));
    let steps = 0;
    fc.assert(
      fc.property(looks, (gaps) => {
        let day = epochDay('2026-01-01');
        const dated = gaps.map(({ gap, reading }): Look => [
          dateOfEpochDay((day += gap)),
          reading as InterfaceReading | null,
        ]);
        const { state, events } = follow(dated);
        expect(replayInterface(events)).toEqual(state);
        expect(state.version).toBe(events.length);
        state.steps.forEach(({ on, from, to, pointedSince }, i) => {
          expect(canTransition(INTERFACE_MACHINE, from, to)).toBe(true);
          expect(state.steps[i - 1]?.to ?? from).toBe(from);
          expect(epochDay(on) - epochDay(pointedSince)).toBeGreaterThanOrEqual(
            DEFAULT_INTERFACE_POLICY.confirmationDays,
          );
        });
        steps += state.steps.length;
      }),
    );
    expect(steps).toBeGreaterThan(100);
  });
});

describe('a heat-exchanger works in Ningbo', () => {
  const SELLING: Meeting = ['SALES', 'PURCHASING'];
  const SURVEY: readonly Meeting[] = [
    ['MARKETING', 'ENGINEERING', 'MIDDLE'],
    ['ENGINEERING', 'ENGINEERING'],
    ['SERVICE', 'PRODUCTION'],
  ];
  const PROJECT: readonly Meeting[] = [
    ...SURVEY,
    ['RESEARCH_AND_DEVELOPMENT', 'RESEARCH_AND_DEVELOPMENT'],
    ['PRODUCTION', 'PRODUCTION'],
    ['MANAGEMENT', 'MANAGEMENT', 'TOP'],
  ];
  const TEAMS: readonly JointTeam[] = [{ from: '2010-01-10', ourMembers: 6, theirMembers: 4 }];

  /** What was logged in the half-year before a day. */
  function contactsBefore(on: IsoDate) {
    const ages = [10, 40, 70];
    const pairs = on < '2005-06-01' ? [] : on < '2010-01-01' ? SURVEY : PROJECT;
    return [...meetings(on, SELLING, ages), ...pairs.flatMap((pair) => meetings(on, pair, ages))];
  }

  it('§2.21: takes its three dated interface states one at a time: 2000 butterfly, 2005–06 triangle, 2010 diamond', () => {
    const quarters = Array.from({ length: 44 }, (_, i): IsoDate => {
      return `${2000 + Math.floor(i / 4)}-${['03-31', '06-30', '09-30', '12-31'][i % 4]}`;
    });
    const { state } = follow(
      quarters.map((on): Look => {
        const metrics = interfaceMetrics(contactsBefore(on), TEAMS, on);
        return [on, metrics === undefined ? null : classifyInterface(metrics).reading];
      }),
    );
    expect(state.steps.map(({ on, from, to }) => [on, from, to])).toEqual([
      ['2005-09-30', 'BUTTERFLY', 'TRIANGLE'],
      ['2010-06-30', 'TRIANGLE', 'DIAMOND'],
    ]);
    const { events } = follow([[quarters[0] as IsoDate, 'BUTTERFLY']]);
    expect(events[1]).toEqual({ type: 'INTERFACE_OPENED', on: '2000-03-31', form: 'BUTTERFLY' });
    expect(state.form).toBe('DIAMOND');
    expect(daysBefore('2000-03-31', 31)).toBe('2000-02-29');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { isFinal, validateMachine } from '../machine/state-machine.js';
import { STAGES } from '../stage/stages.js';
import { DEFAULT_ENTRY_RULE, entryReadiness } from './entry-readiness.js';
import { DEFAULT_THREAT_WEIGHTS, MIRRORED_THREATS, mirroredThreats } from './mirrored-threat.js';
import {
  DEFAULT_WINDOW_POLICY,
  openWindows,
  opportunityWindow,
  triggerRadar,
  type TriggerObservation,
} from './opportunity-window.js';
import {
  ENTRY_OCCASIONS,
  TRIGGER_CODES,
  TRIGGER_MACHINE,
  TRIGGER_ORIGINS,
  TRIGGER_STATES,
  triggersOfStage,
} from './trigger-codes.js';

const seen = (rest: Partial<TriggerObservation> = {}): TriggerObservation => ({
  code: 'COST_DOWN_NEED',
  observedOn: '2026-01-01',
  severity: 0.8,
  confidence: 0.5,
  origin: 'WAITED',
  ...rest,
});

const observation: fc.Arbitrary<TriggerObservation> = fc.record({
  code: fc.constantFrom(...TRIGGER_CODES),
  observedOn: fc.integer({ min: epochDay('2025-01-01'), max: epochDay('2026-12-31') }).map(dateOfEpochDay),
  severity: fc.double({ min: 0, max: 1, noNaN: true }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  origin: fc.constantFrom(...TRIGGER_ORIGINS),
  state: fc.constantFrom(...TRIGGER_STATES),
});
const anyDay = fc.integer({ min: epochDay('2025-06-01'), max: epochDay('2027-06-01') }).map(dateOfEpochDay);

describe('triggers', () => {
  it('OP-01: are eight, and live from observed to won, lost or expired', () => {
    expect(TRIGGER_CODES).toHaveLength(8);
    expect(validateMachine(TRIGGER_MACHINE)).toEqual([]);
    expect(Object.keys(TRIGGER_MACHINE.transitions)).toEqual([...TRIGGER_STATES]);
    expect(TRIGGER_STATES.filter((state) => isFinal(TRIGGER_MACHINE, state))).toEqual(['WON', 'LOST', 'EXPIRED']);
  });

  it('OP-02: are, before any trade, those of the six occasions to enter', () => {
    expect(Object.keys(ENTRY_OCCASIONS)).toHaveLength(6);
    expect(triggersOfStage('DEVELOPMENT')).toEqual(TRIGGER_CODES.filter((code) => code !== 'RELATIONSHIP_WEAKNESS'));
    for (const stage of STAGES.slice(1)) expect(triggersOfStage(stage)).toEqual(TRIGGER_CODES);
  });
});

describe(opportunityWindow.name, () => {
  it('OP-01: is severity times confidence, half of it after 45 days, nothing after 90', () => {
    const strength = (asOf: string) => opportunityWindow(seen(), asOf).strength;
    expect(strength('2026-01-01')).toBeCloseTo(0.4, 12);
    expect(strength('2026-02-15')).toBeCloseTo(0.2, 12);
    expect(strength('2026-04-01')).toBeCloseTo(0.1, 12);
    expect(opportunityWindow(seen(), '2026-04-01')).toMatchObject({ open: true, closesOn: '2026-04-01' });
    expect(opportunityWindow(seen(), '2026-04-02')).toMatchObject({ open: false, strength: 0 });
    expect(opportunityWindow(seen(), '2025-12-31')).toMatchObject({ open: false, strength: 0 });
    expect(opportunityWindow(seen(), '2026-01-01')).not.toHaveProperty('nextOn');
  });

  it('closes when it is said to, and when it is won, lost or expired', () => {
    expect(opportunityWindow(seen({ expiresOn: '2026-01-10' }), '2026-01-11').open).toBe(false);
    expect(opportunityWindow(seen({ expiresOn: '2026-12-31' }), '2026-12-31')).toMatchObject({
      open: true,
      closesOn: '2026-12-31',
    });
    const openIn = TRIGGER_STATES.filter((state) => opportunityWindow(seen({ state }), '2026-01-05').open);
    expect(openIn).toEqual(['OBSERVED', 'VERIFIED', 'PLAY_STARTED']);
  });

  it('SG-02: comes again every year for a supplier review, and opens 60 days before', () => {
    const review = seen({ code: 'ANNUAL_SUPPLIER_REVIEW', observedOn: '2025-03-15', severity: 1, confidence: 1 });
    expect(opportunityWindow(review, '2025-03-15')).toMatchObject({ strength: 1, nextOn: '2026-03-15' });
    expect(opportunityWindow(review, '2025-08-01')).toMatchObject({ open: false, nextOn: '2026-03-15' });
    expect(opportunityWindow(review, '2026-01-13').open).toBe(false);
    expect(opportunityWindow(review, '2026-01-14')).toMatchObject({ open: true, strength: 1, closesOn: '2026-06-13' });
    expect(opportunityWindow(review, '2026-03-15')).toMatchObject({ strength: 1, nextOn: '2027-03-15' });
    expect(opportunityWindow(review, '2026-04-29').strength).toBeCloseTo(0.5, 12);
    expect(opportunityWindow(review, '2025-01-01')).toMatchObject({ open: false });
  });

  it('SG-02: comes again although the first time was over early', () => {
    const review = seen({ code: 'ANNUAL_SUPPLIER_REVIEW', observedOn: '2025-03-15', expiresOn: '2025-03-20' });
    expect(opportunityWindow(review, '2025-03-21')).toMatchObject({ open: false, closesOn: '2025-03-20' });
    expect(opportunityWindow(review, '2026-03-16')).toMatchObject({ open: true, closesOn: '2026-06-13' });
    const past = { ...review, expiresOn: '2025-03-14' };
    expect(opportunityWindow(past, '2025-03-15')).toMatchObject({ open: false, closesOn: '2025-03-14' });
    const long = { ...review, expiresOn: '2026-04-01' };
    expect(opportunityWindow(long, '2026-04-02')).toMatchObject({ open: false, closesOn: '2026-04-01' });
  });

  it.each([
    [{ severity: 1.1 }, 'INVALID_NUMBER'],
    [{ confidence: NaN }, 'INVALID_NUMBER'],
    [{ severity: -0.1 }, 'INVALID_NUMBER'],
    [{ observedOn: 'x' }, 'INVALID_DATE'],
    [{ expiresOn: 'x' }, 'INVALID_DATE'],
  ] as const)('refuses %p', (rest, code) => {
    expect(() => opportunityWindow(seen(rest), '2026-01-01')).toThrow(code);
  });

  it.each([
    { days: 0, halfLifeDays: 1 },
    { days: 1, halfLifeDays: 0 },
    { days: Infinity, halfLifeDays: 1 },
  ])('refuses the rule %p', (rule) => {
    const policy = { ...DEFAULT_WINDOW_POLICY, COST_DOWN_NEED: rule };
    expect(() => opportunityWindow(seen(), '2026-01-01', policy)).toThrow(InvalidValueError);
  });

  it('is within 0…1, and never grows while time passes and nothing recurs', () => {
    fc.assert(
      fc.property(observation, anyDay, fc.integer({ min: 0, max: 200 }), (one, asOf, later) => {
        const now = opportunityWindow(one, asOf);
        expect(now.strength >= 0 && now.strength <= 1).toBe(true);
        if (one.code === 'ANNUAL_SUPPLIER_REVIEW' || epochDay(asOf) < epochDay(one.observedOn)) return;
        const then = opportunityWindow(one, dateOfEpochDay(epochDay(asOf) + later));
        expect(then.strength).toBeLessThanOrEqual(now.strength);
      }),
    );
  });
});

describe(triggerRadar.name, () => {
  it('OP-01: sums the open windows of each of eight spokes', () => {
    const radar = triggerRadar(
      [seen(), seen({ severity: 1 }), seen({ code: 'NEW_PRODUCT_LAUNCH', origin: 'CREATED' }), seen({ state: 'LOST' })],
      '2026-01-01',
    );
    expect(radar.score).toBeCloseTo(1.3, 12);
    expect(Object.keys(radar.spokes)).toEqual([...TRIGGER_CODES]);
    expect(radar.spokes.COST_DOWN_NEED).toEqual({ open: 2, score: 0.9 });
    expect(radar.spokes.ANNUAL_SUPPLIER_REVIEW).toEqual({ open: 0, score: 0 });
  });

  it('OP-03: tells how many windows we made rather than waited for', () => {
    const made = seen({ origin: 'CREATED' });
    expect(triggerRadar([made, seen(), seen(), seen()], '2026-01-01').createdShare).toBe(0.25);
    expect(triggerRadar([], '2026-01-01')).not.toHaveProperty('createdShare');
  });

  it('lists the strongest first, then by code and date', () => {
    const rows = [
      seen({ observedOn: '2026-01-02' }),
      seen(),
      seen({ code: 'NEW_PRODUCT_LAUNCH' }),
      seen({ severity: 1, code: 'KEY_INFLUENCER_CHANGE' }),
    ];
    const codes = openWindows(rows, '2026-01-02').map(({ observation: { code, observedOn } }) => code + observedOn);
    expect(codes).toEqual([
      'KEY_INFLUENCER_CHANGE2026-01-01',
      'COST_DOWN_NEED2026-01-02',
      'NEW_PRODUCT_LAUNCH2026-01-01',
      'COST_DOWN_NEED2026-01-01',
    ]);
    const expiring = [seen({ severity: 0, observedOn: '2026-01-02' }), seen({ severity: 0 })];
    expect(openWindows(expiring, '2026-01-02').map(({ observation: { observedOn } }) => observedOn)).toEqual([
      '2026-01-01',
      '2026-01-02',
    ]);
  });

  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(fc.array(observation), anyDay, (rows, asOf) => {
        expect(triggerRadar([...rows].reverse(), asOf)).toEqual(triggerRadar(rows, asOf));
        expect(Number.isFinite(triggerRadar(rows, asOf).score)).toBe(true);
      }),
    );
  });
});

describe(mirroredThreats.name, () => {
  it('OP-04: mirrors each of the eight, once we are the main supplier', () => {
    expect(new Set(Object.values(MIRRORED_THREATS)).size).toBe(8);
    expect(Object.keys(MIRRORED_THREATS)).toEqual([...TRIGGER_CODES]);
    const about = [seen({ severity: 1, confidence: 1 })];
    expect(mirroredThreats('DEVELOPMENT', about, '2026-01-01')).toBeUndefined();
    expect(mirroredThreats('INITIAL', about, '2026-01-01')).toBeUndefined();
    expect(mirroredThreats('STRATEGIC', [], '2026-01-01')).toEqual({ risk: 0, threats: [] });
    const threats = mirroredThreats('STABLE', about, '2026-01-01');
    expect(threats?.risk).toBeCloseTo(0.5, 12);
    expect(threats?.threats).toMatchObject([{ threat: 'COST_DOWN_EXPECTED_OF_US', trigger: 'COST_DOWN_NEED' }]);
  });

  it('OP-04: combines independent ways in, gravest first', () => {
    const sure = { severity: 1, confidence: 1 };
    const rows = [seen(sure), seen({ ...sure, code: 'RIVAL_QUALITY_PROBLEM' }), seen({ ...sure, severity: 0.5 })];
    const result = mirroredThreats('STRATEGIC', rows, '2026-01-01');
    expect(result?.threats.map(({ threat }) => threat)).toEqual(['OUR_QUALITY_PROBLEM', 'COST_DOWN_EXPECTED_OF_US']);
    expect(result?.threats[1]?.risk).toBeCloseTo(1 - 0.5 * 0.75, 12);
    expect(result?.risk).toBeCloseTo(1 - 0.2 * 0.5 * 0.75, 12);
    const certain = { ...DEFAULT_THREAT_WEIGHTS, COST_DOWN_NEED: 1 };
    expect(mirroredThreats('STABLE', [seen(sure)], '2026-01-01', { weights: certain })?.risk).toBe(1);
  });

  it.each([-0.1, 1.1, NaN])('refuses a weight of %p', (weight) => {
    const weights = { ...DEFAULT_THREAT_WEIGHTS, COST_DOWN_NEED: weight };
    expect(() => mirroredThreats('STABLE', [seen()], '2026-01-01', { weights })).toThrow(InvalidValueError);
  });

  it('stays within 0…1, grows with every observation and knows no order', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 12 }), observation, anyDay, (rows, one, asOf) => {
        const before = mirroredThreats('STABLE', rows, asOf)?.risk as number;
        const after = mirroredThreats('STABLE', [...rows, one], asOf)?.risk as number;
        expect(before >= 0 && before <= 1).toBe(true);
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        expect(mirroredThreats('STABLE', [...rows].reverse(), asOf)).toEqual(mirroredThreats('STABLE', rows, asOf));
      }),
    );
  });
});

describe(entryReadiness.name, () => {
  const ready = { dmuCoverage: 0.4, keyPersonStrength: 3, fitScore: 70, incumbentFitScore: 70, openWindows: 1 };

  it('SG-04: needs relation, fit and occasion together', () => {
    expect(entryReadiness(ready)).toEqual({ relation: 'GREEN', fit: 'GREEN', occasion: 'GREEN', ready: true });
    expect(entryReadiness({ ...ready, dmuCoverage: 0.39 })).toMatchObject({ relation: 'RED', ready: false });
    expect(entryReadiness({ ...ready, keyPersonStrength: 2 })).toMatchObject({ relation: 'RED', ready: false });
    expect(entryReadiness({ ...ready, fitScore: 69 })).toMatchObject({ fit: 'RED', ready: false });
    expect(entryReadiness({ ...ready, openWindows: 0 })).toMatchObject({ occasion: 'RED', ready: false });
  });

  it('SG-04: shows what is not known as unknown, and a known lack as red', () => {
    expect(entryReadiness({ openWindows: 1 })).toEqual({
      relation: 'UNKNOWN',
      fit: 'UNKNOWN',
      occasion: 'GREEN',
      ready: false,
    });
    expect(entryReadiness({ dmuCoverage: 0.1, openWindows: 1 }).relation).toBe('RED');
    expect(entryReadiness({ keyPersonStrength: 1, openWindows: 1 }).relation).toBe('RED');
    expect(entryReadiness({ ...ready, fitScore: NaN }).fit).toBe('UNKNOWN');
    expect(entryReadiness({ openWindows: 1, fitScore: 70 }).fit).toBe('UNKNOWN');
    expect(entryReadiness(ready, { ...DEFAULT_ENTRY_RULE, fitLead: 5 }).fit).toBe('RED');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { opened, Scenario } from '../../test/stage-scenario.js';
import { addMonths } from '../calendar/month.js';
import { proposeMovement } from './propose-movement.js';
import type { ShareObservation } from './share-hysteresis.js';
import { measureGate, type StageFacts } from './stage-facts.js';
import { DEFAULT_STAGE_POLICY } from './stage-policy.js';
import { STAGES } from './stages.js';

const POLICY = DEFAULT_STAGE_POLICY;
const ASOF = '2026-11-21';
const BUYING = { firstInvoicedOrder: '2020-01-01', lastInvoicedOrder: '2026-11-01' };

/** Observations of the months up to the last complete one, given as [lower, upper]. */
const shares = (...bounds: readonly (readonly [number, number])[]): readonly ShareObservation[] =>
  bounds.map(([lower, upper], i) => {
    return { month: addMonths('2026-10', i - bounds.length + 1), share: (lower + upper) / 2, lower, upper };
  });
const facts = (rest: Partial<StageFacts>): StageFacts => ({ asOf: ASOF, orders: BUYING, shares: [], ...rest });
const suggest = (stage: (typeof STAGES)[number], rest: Partial<StageFacts>) => {
  return proposeMovement(facts(rest), opened(stage).state, POLICY);
};

describe(proposeMovement.name, () => {
  it('P1 §10.14: advances when the lower bound is over the threshold three months in a row', () => {
    const suggestion = suggest('INITIAL', { shares: shares([0.2, 0.4], [0.5, 0.6], [0.51, 0.6], [0.52, 0.62]) });
    expect(suggestion).toMatchObject({ movement: 'ADVANCE', from: 'INITIAL', to: 'STABLE' });
    expect(suggestion?.months).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(suggestion?.evidence).toContainEqual({
      criterion: 'SHARE_LOWER_BOUND',
      source: 'MEASURED',
      met: true,
      value: 0.5,
      detail: { min: 0.5, months: ['2026-08', '2026-09', '2026-10'] },
      at: ASOF,
    });
    expect(suggestion?.gate.met).toBe(false);
    expect(suggestion?.gate.missing.map(({ criterion }) => criterion)).toContain('OTIF_FLOOR');
  });

  it.each([
    ['one month short', shares([0.5, 0.6], [0.5, 0.6])],
    ['one month below', shares([0.5, 0.6], [0.499, 0.6], [0.5, 0.6])],
    ['a month missing', [...shares([0.5, 0.6]), ...shares([0.5, 0.6], [0.5, 0.6])]],
    ['no share known', []],
  ])('does not advance with %s', (_, series) => {
    expect(suggest('INITIAL', { shares: series })).toBeNull();
  });

  it('ST-02: does not advance on shares of a past season', () => {
    const series = shares([0.9, 0.9], [0.9, 0.9], [0.9, 0.9]);
    expect(suggest('STABLE', { shares: series })?.to).toBe('STRATEGIC');
    expect(suggest('STABLE', { shares: series, asOf: '2026-12-01' })).toBeNull();
  });

  it('ST-09 P1: regresses when the upper bound is under this stage’s threshold less 5 points for three months', () => {
    const suggestion = suggest('STABLE', { shares: shares([0.3, 0.44], [0.3, 0.44], [0.3, 0.449]) });
    expect(suggestion).toMatchObject({ movement: 'REGRESS', to: 'INITIAL', months: ['2026-08', '2026-09', '2026-10'] });
    expect(suggestion?.evidence).toContainEqual(
      expect.objectContaining({ criterion: 'SHARE_UPPER_BOUND', met: true, value: 0.449 }),
    );
    expect(suggest('STABLE', { shares: shares([0.3, 0.44], [0.3, 0.44], [0.3, 0.45]) })).toBeNull();
    expect(suggest('STRATEGIC', { shares: shares([0.6, 0.7], [0.6, 0.7], [0.6, 0.7]) })).toMatchObject({
      to: 'STABLE',
    });
  });

  it('ST-03 P1: advances a prospect on its first invoiced order', () => {
    expect(suggest('DEVELOPMENT', {})).toMatchObject({ movement: 'ADVANCE', to: 'INITIAL', months: [] });
    expect(suggest('DEVELOPMENT', { orders: { firstInvoicedOrder: null, lastInvoicedOrder: null } })).toBeNull();
    // An account that is opened as a prospect may have ordered before that.
    const orders = { firstInvoicedOrder: '2025-12-01', lastInvoicedOrder: '2025-12-01' };
    expect(suggest('DEVELOPMENT', { orders })).toMatchObject({ movement: 'ADVANCE', to: 'INITIAL' });
  });

  it('does not lead back on the orders that came before a regression or an end', () => {
    const { state } = opened('INITIAL').moves('DEVELOPMENT');
    const again = (lastInvoicedOrder: string) => {
      return proposeMovement(facts({ asOf: '2027-02-01', orders: { ...BUYING, lastInvoicedOrder } }), state, POLICY);
    };
    expect(again('2026-11-01')).toBeNull();
    expect(again('2026-11-22')).toMatchObject({ movement: 'ADVANCE', to: 'INITIAL' });
  });

  it('P1: asks for an end when a trading account has ordered nothing for more than 12 months', () => {
    const silent = { ...BUYING, lastInvoicedOrder: '2025-11-20' };
    const suggestion = suggest('STABLE', { orders: silent });
    expect(suggestion).toMatchObject({ movement: 'TERMINATE', to: 'ENDED', months: [] });
    expect(suggestion?.evidence).toContainEqual(
      expect.objectContaining({ criterion: 'NO_ORDER_IN_WINDOW', met: true, value: '2025-11-20' }),
    );
    expect(suggest('STABLE', { orders: { ...BUYING, lastInvoicedOrder: '2025-11-21' } })).toBeNull();
    expect(suggest('DEVELOPMENT', { orders: silent })).toBeNull();
    expect(suggest('STABLE', { orders: { firstInvoicedOrder: null, lastInvoicedOrder: null } })).toBeNull();
  });

  it('sends a first cooperation back to DEVELOPMENT where a tenant ends accounts only on written termination', () => {
    const terminate = POLICY.gates.terminate.filter(({ code }) => code !== 'NO_ORDER_IN_WINDOW');
    const policy = { ...POLICY, gates: { ...POLICY.gates, terminate } };
    const silent = facts({ orders: { ...BUYING, lastInvoicedOrder: '2025-01-01' } });
    expect(proposeMovement(silent, opened('INITIAL').state, policy)).toMatchObject({
      movement: 'REGRESS',
      to: 'DEVELOPMENT',
    });
  });

  it('ST-07: has nothing to say before the opening, after the end and at the top', () => {
    const strong = facts({ shares: shares([0.9, 1], [0.9, 1], [0.9, 1]) });
    expect(proposeMovement(strong, new Scenario().state, POLICY)).toBeNull();
    expect(proposeMovement(strong, opened('STABLE').moves('ENDED').state, POLICY)).toBeNull();
    expect(proposeMovement(strong, opened('STRATEGIC').state, POLICY)).toBeNull();
    expect(proposeMovement(strong, { ...opened('DEVELOPMENT').state, since: null }, POLICY)).toBeNull();
  });

  it('ST-07: suggests single steps only, with evidence that its own gate accepts', () => {
    const bound = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    const series = fc.array(
      bound.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), series, fc.integer({ min: 0, max: 20 }), (stage, bounds, monthsAgo) => {
        const lastInvoicedOrder = `${addMonths('2026-11', -monthsAgo)}-01`;
        const given = { shares: shares(...bounds), orders: { ...BUYING, lastInvoicedOrder } };
        const suggestion = suggest(stage, given);
        if (suggestion === null) return;
        const distance = suggestion.to === 'ENDED' ? 0 : STAGES.indexOf(suggestion.to) - STAGES.indexOf(stage);
        expect(distance).toBe({ ADVANCE: 1, REGRESS: -1, TERMINATE: 0 }[suggestion.movement]);
        const proposed = opened(stage).then({
          ...{ type: 'PROPOSE', proposalId: 'p1', by: 'system', at: `${ASOF}T00:00:00Z`, to: suggestion.to },
          cause: 'COMMUNICATION_GAP',
        });
        proposed.then({
          type: 'CHECK_EVIDENCE',
          proposalId: 'p1',
          by: 'system',
          at: `${ASOF}T00:00:00Z`,
          evidence: suggestion.evidence,
        });
      }),
    );
  });
});

describe(measureGate.name, () => {
  it('P1: measures orders: the first with its date, within the window, and none of an account without any', () => {
    const gate = [{ code: 'FIRST_INVOICED_ORDER', required: true, months: 12 }] as const;
    const on = { criterion: 'FIRST_INVOICED_ORDER', source: 'MEASURED', at: ASOF } as const;
    expect(measureGate(gate, facts({}))).toEqual([{ ...on, met: true, value: '2020-01-01', detail: BUYING }]);
    const late = { ...BUYING, lastInvoicedOrder: '2025-11-20' };
    expect(measureGate(gate, facts({ orders: late }))).toMatchObject([{ met: false, value: '2020-01-01' }]);
    for (const orders of [
      { firstInvoicedOrder: null, lastInvoicedOrder: null },
      { firstInvoicedOrder: '2020-01-01', lastInvoicedOrder: null },
      { firstInvoicedOrder: null, lastInvoicedOrder: '2026-11-01' },
    ]) {
      expect(measureGate(gate, facts({ orders }))).toEqual([{ ...on, met: false }]);
    }
    const never = { firstInvoicedOrder: null, lastInvoicedOrder: null };
    const silence = [{ code: 'NO_ORDER_IN_WINDOW', required: true }] as const;
    expect(measureGate(silence, facts({ orders: never }))).toMatchObject([{ met: false }]);
  });

  it('P1: measures a lost share by the worst of its months, and says so', () => {
    const gate = [{ code: 'SHARE_UPPER_BOUND', required: true, below: 0.45, months: 2 }] as const;
    expect(measureGate(gate, facts({ shares: shares([0.3, 0.44], [0.2, 0.4]) }))).toMatchObject([
      { met: true, value: 0.44, detail: { below: 0.45, months: ['2026-09', '2026-10'] } },
    ]);
    expect(measureGate(gate, facts({ shares: shares([0.3, 0.44]) }))).toMatchObject([{ met: null }]);
  });

  const people = {
    contactPairs: 1,
    functionPairs: 2,
    keyPersonStrength: 3,
    dmuCoverage: 0.4,
    singleThreadAtRisk: true,
    middleTierMet: false,
  };
  const measured = (gate: Parameters<typeof measureGate>[0], rest: Partial<StageFacts>) =>
    Object.fromEntries(measureGate(gate, facts(rest)).map(({ criterion, met }) => [criterion, met]));

  it('P1: measures what people facts can tell, against the bounds of the gate', () => {
    expect(measured(POLICY.gates.advance.INITIAL, { contacts: people })).toEqual({
      FIRST_INVOICED_ORDER: true,
      CONTACT_PAIR: true,
      KEY_PERSON_STRENGTH: true,
      DMU_COVERAGE: true,
    });
    expect(measured(POLICY.gates.advance.STABLE, { contacts: people })).toEqual({
      SHARE_LOWER_BOUND: null,
      LEVEL_PROBABILITY: null,
      FUNCTION_PAIRS: false,
      SINGLE_THREAD_RISK_OFF: false,
      TRUST: null,
      COMMITMENT: null,
      DMU_COVERAGE: false,
      MIDDLE_TIER_MET: false,
      OTIF_FLOOR: null,
    });
    const better = { ...people, singleThreadAtRisk: false, middleTierMet: true };
    expect(measured(POLICY.gates.advance.STABLE, { contacts: better })).toMatchObject({
      SINGLE_THREAD_RISK_OFF: true,
      MIDDLE_TIER_MET: true,
    });
  });

  it('says unknown of what nobody told', () => {
    for (const contacts of [undefined, {}, { singleThreadAtRisk: null, dmuCoverage: NaN }]) {
      const rest = contacts === undefined ? {} : { contacts };
      expect(measured(POLICY.gates.advance.STABLE, rest)).toEqual({
        SHARE_LOWER_BOUND: null,
        LEVEL_PROBABILITY: null,
        FUNCTION_PAIRS: null,
        SINGLE_THREAD_RISK_OFF: null,
        TRUST: null,
        COMMITMENT: null,
        DMU_COVERAGE: null,
        MIDDLE_TIER_MET: null,
        OTIF_FLOOR: null,
      });
    }
  });

  it('works with bounds left out', () => {
    const gate = (['CONTACT_PAIR', 'SHARE_LOWER_BOUND', 'SHARE_UPPER_BOUND', 'NO_ORDER_IN_WINDOW'] as const).map(
      (code) => {
        return { code, required: true };
      },
    );
    expect(measured(gate, { contacts: { contactPairs: 0 }, shares: shares([0.1, 0.2]) })).toEqual({
      CONTACT_PAIR: true,
      SHARE_LOWER_BOUND: true,
      SHARE_UPPER_BOUND: false,
      NO_ORDER_IN_WINDOW: false,
    });
  });
});

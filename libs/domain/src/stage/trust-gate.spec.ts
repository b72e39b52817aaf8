import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AT, fullEvidence, opened, Scenario } from '../../test/stage-scenario.js';
import { DEFAULT_POLICY_DOCUMENT } from '../policy/policy-document.js';
import { validatePolicy } from '../policy/validate-policy.js';
import { DEFAULT_TRUST_COMMITMENT_FLOORS } from '../relationship-quality/trust-commitment.js';
import { CRITERIA, criterionTraits, type CriterionCode, type Gate } from './criteria.js';
import { assessGate, attestationFault, type AttestedEvidence, type Evidence } from './evidence.js';
import { measureGate, type StageFacts, type TrustFacts } from './stage-facts.js';
import { DEFAULT_STAGE_POLICY, gateFor, TRUST_SURVEY_MONTHS } from './stage-policy.js';
import { decideStage } from './transition.decide.js';

const BOTH: readonly CriterionCode[] = ['TRUST', 'COMMITMENT'];
const gateInto = (to: 'INITIAL' | 'STABLE' | 'STRATEGIC'): Gate => gateFor(DEFAULT_STAGE_POLICY, 'ADVANCE', to);
const facts = (trust?: TrustFacts): StageFacts => ({
  asOf: '2026-11-21',
  orders: { firstInvoicedOrder: null, lastInvoicedOrder: null },
  shares: [],
  ...(trust === undefined ? {} : { trust }),
});
const measured = (gate: Gate, trust?: TrustFacts): readonly Evidence[] => {
  return measureGate(gate, facts(trust)).filter(({ criterion }) => BOTH.includes(criterion));
};
const verdicts = (trust?: TrustFacts): readonly unknown[] => measured(gateInto('STABLE'), trust).map(({ met }) => met);
const missing = (gate: Gate, trust?: TrustFacts): readonly string[] => {
  const others = fullEvidence(gate, BOTH);
  return assessGate(gate, [...others, ...measured(gate, trust)]).missing.map(({ criterion, status }) => {
    return `${criterion} ${status}`;
  });
};
const vouched = (rest: Partial<AttestedEvidence> = {}): AttestedEvidence => ({
  ...{ criterion: 'TRUST', source: 'ATTESTED', met: true, by: 'kim', note: 'survey by phone', at: AT },
  ...rest,
});

describe('trust and commitment at the gates', () => {
  it('ST-12, ST-24: are asked for on the way to STABLE and STRATEGIC, and nowhere else', () => {
    const asks = (gate: Gate) => gate.filter(({ code }) => BOTH.includes(code));
    expect(asks(gateInto('INITIAL'))).toEqual([]);
    for (const stage of ['STABLE', 'STRATEGIC'] as const) {
      const bounds = { required: true, min: DEFAULT_TRUST_COMMITMENT_FLOORS[stage], months: TRUST_SURVEY_MONTHS };
      expect(asks(gateInto(stage))).toEqual(BOTH.map((code) => ({ code, ...bounds })));
    }
    const { regress, terminate, reenter } = DEFAULT_STAGE_POLICY.gates;
    expect(
      [...Object.values(regress).flat(), ...terminate, ...reenter].filter(({ code }) => BOTH.includes(code)),
    ).toEqual([]);
  });

  it('ST-12, ST-24: are met at the floor of the stage, each by its own figure', () => {
    const survey = { surveyedOn: '2026-06-01', trust: 4.5, commitment: 4.49 };
    expect(measured(gateInto('STABLE'), survey)).toEqual([
      {
        ...{ criterion: 'TRUST', source: 'MEASURED', at: '2026-11-21', met: true, value: 4.5 },
        detail: { min: 4.5, surveyedOn: '2026-06-01' },
      },
      {
        ...{ criterion: 'COMMITMENT', source: 'MEASURED', at: '2026-11-21', met: false, value: 4.49 },
        detail: { min: 4.5, surveyedOn: '2026-06-01' },
      },
    ]);
    expect(missing(gateInto('STABLE'), survey)).toEqual(['COMMITMENT NOT_MET']);
    expect(missing(gateInto('STABLE'), { ...survey, commitment: 7 })).toEqual([]);
    expect(missing(gateInto('STRATEGIC'), { ...survey, commitment: 7 })).toEqual(['TRUST NOT_MET']);
  });

  it('ST-12, ST-24: are missing, never passed, where there is no figure', () => {
    const unknown = ['TRUST UNKNOWN', 'COMMITMENT UNKNOWN'];
    for (const stage of ['STABLE', 'STRATEGIC'] as const) {
      expect(missing(gateInto(stage))).toEqual(unknown);
      expect(missing(gateInto(stage), { surveyedOn: '2026-11-01' })).toEqual(unknown);
      expect(missing(gateInto(stage), { surveyedOn: '2026-11-01', trust: 7 })).toEqual(['COMMITMENT UNKNOWN']);
    }
    for (const off of [NaN, 0.99, 7.01, Infinity, -1]) {
      expect(verdicts({ surveyedOn: '2026-11-01', trust: off, commitment: off })).toEqual([null, null]);
    }
  });

  it('ST-12: speak for twelve months and not before the survey was held', () => {
    const on = (surveyedOn: string) => verdicts({ surveyedOn, trust: 7, commitment: 7 });
    expect(on('2025-11-21')).toEqual([true, true]);
    expect(on('2025-11-20')).toEqual([null, null]);
    expect(on('2026-11-21')).toEqual([true, true]);
    expect(on('2026-11-22')).toEqual([null, null]);
  });

  it('ST-24: can be vouched for only by naming a figure of the scale', () => {
    expect(attestationFault(vouched())).toBe('ATTESTATION_INCOMPLETE');
    for (const value of [0.9, 7.1, NaN, '6', true])
      expect(attestationFault(vouched({ value }))).toBe('ATTESTATION_INCOMPLETE');
    for (const value of [1, 4.6, 7]) expect(attestationFault(vouched({ value }))).toBeNull();
    // To say that one does not know, or that there is no trust, takes no figure.
    expect(attestationFault(vouched({ met: null }))).toBeNull();
    expect(attestationFault(vouched({ met: false }))).toBeNull();
    expect(attestationFault(vouched({ criterion: 'DMU_COVERAGE' }))).toBeNull();
    const gate = gateInto('STABLE').filter(({ code }) => code === 'TRUST');
    const status = (evidence: Evidence) => assessGate(gate, [evidence]).criteria[0]?.status;
    expect(status(vouched())).toBe('UNKNOWN');
    expect(status(vouched({ value: 4.4 }))).toBe('NOT_MET');
    expect(status(vouched({ value: 4.5 }))).toBe('MET');
  });

  it('ST-12: say nothing at a gate that names no floor, so that nobody walks through it', () => {
    const gate: Gate = [{ code: 'TRUST', required: true }];
    expect(measured(gate, { surveyedOn: '2026-11-01', trust: 7 })).toMatchObject([{ met: null }]);
    expect(assessGate(gate, [vouched({ value: 7 })]).criteria[0]?.status).toBe('UNKNOWN');
    const floor: Gate = [{ code: 'TRUST', required: true, min: 1.5 }];
    expect(assessGate(floor, [vouched({ value: 7 })]).met).toBe(true);
    // Without months, a survey speaks for the year of any other window.
    expect(measured(floor, { surveyedOn: '2025-11-20', trust: 7 })).toMatchObject([{ met: null }]);
  });

  it('ST-12: hold the move itself, whoever approves it', () => {
    const on = { proposalId: 'p1', by: 'kim', at: AT } as const;
    const checked = (evidence: readonly Evidence[]): Scenario =>
      opened('INITIAL')
        .then({ ...on, type: 'PROPOSE', to: 'STABLE' })
        .then({ ...on, type: 'CHECK_EVIDENCE', evidence });
    const others = fullEvidence(gateInto('STABLE'), BOTH);
    const refusal = checked(others).refuses({ ...on, type: 'APPROVE', by: 'lee' });
    expect(refusal).toMatchObject([
      { code: 'GATE_NOT_MET', criteria: BOTH.map((criterion) => ({ criterion, status: 'UNKNOWN' })) },
    ]);
    const surveyed = [...others, ...BOTH.map((criterion) => vouched({ criterion, value: 6, by: 'max' }))];
    expect(checked(surveyed).then({ ...on, type: 'APPROVE', by: 'lee' }).state.proposal?.state).toBe('APPROVED');
    const bare = opened('INITIAL').then({ ...on, type: 'PROPOSE', to: 'STABLE' });
    expect(bare.refuses({ ...on, type: 'CHECK_EVIDENCE', evidence: [vouched()] })).toEqual([
      { code: 'ATTESTATION_INCOMPLETE', criterion: 'TRUST' },
    ]);
  });

  it('ST-12: a tenant may set the floor, or leave the criterion out, but not ask for nothing', () => {
    const share = { code: 'SHARE_LOWER_BOUND', required: true, min: 0.5, months: 3 };
    const faults = (...lines: readonly unknown[]) => {
      const document = structuredClone(DEFAULT_POLICY_DOCUMENT) as {
        stage: { gates: { advance: { STABLE: unknown } } };
      };
      document.stage.gates.advance.STABLE = [share, ...lines];
      const result = validatePolicy(document);
      return result.ok ? [] : result.reasons.map(({ code }) => code);
    };
    expect(faults()).toEqual([]);
    expect(faults({ code: 'TRUST', required: true, min: 6.5, months: 24 })).toEqual([]);
    expect(faults({ code: 'COMMITMENT', required: false, min: 1.01 })).toEqual([]);
    for (const min of [undefined, 1, 0, 7.1]) {
      expect(faults({ code: 'TRUST', required: true, min })).toEqual(['BOUND_REQUIRED']);
    }
    expect(criterionTraits('TRUST')).toBe(CRITERIA.TRUST);
  });

  it('ST-12: no set of facts without a figure ever opens a gate, and more trust never shuts one', () => {
    const figure = fc.option(fc.double({ min: 0, max: 8 }), { nil: undefined });
    const survey = fc.record({ trust: figure, commitment: figure });
    fc.assert(
      fc.property(survey, fc.constantFrom('STABLE' as const, 'STRATEGIC' as const), ({ trust, commitment }, stage) => {
        const answered = {
          surveyedOn: '2026-11-01',
          ...(trust === undefined ? {} : { trust }),
          ...(commitment === undefined ? {} : { commitment }),
        };
        const left = missing(gateInto(stage), answered);
        const floor = DEFAULT_TRUST_COMMITMENT_FLOORS[stage];
        const passes = [trust, commitment].every((value) => value !== undefined && value >= floor && value <= 7);
        expect(left.length === 0).toBe(passes);
        if (passes) expect(missing(gateInto(stage), { ...answered, trust: 7, commitment: 7 })).toEqual([]);
      }),
    );
  });
});

describe('the time of a stage command', () => {
  const open = (at: string) =>
    decideStage({ type: 'OPEN', stage: 'STABLE', by: 'kim', at }, new Scenario().state, DEFAULT_STAGE_POLICY);

  it.each(['2026-02-30T09:00:00Z', '2026-11-21', '2026-11-21T09:00:00', 'Nov 21, 2026', '+012026-11-21T09:00:00Z', ''])(
    'P1: is a moment of the calendar, which %p is not',
    (at) => {
      expect(open(at)).toEqual({ ok: false, reasons: [{ code: 'TIME_REQUIRED' }] });
    },
  );

  it('P1: may be of any zone', () => {
    expect(open('2026-11-21T17:00:00+08:00').ok).toBe(true);
  });

  it('P1: leaves room for the repair plan, else the move is refused rather than thrown over', () => {
    const on = { proposalId: 'p1', by: 'kim', at: '9999-06-01T00:00:00Z' } as const;
    const approved = opened('STABLE')
      .then({ ...on, type: 'PROPOSE', to: 'INITIAL', cause: 'UNMET_NEED' })
      .then({
        ...on,
        type: 'CHECK_EVIDENCE',
        evidence: fullEvidence(gateFor(DEFAULT_STAGE_POLICY, 'REGRESS', 'INITIAL')),
      })
      .then({ ...on, type: 'APPROVE', by: 'lee' });
    expect(approved.refuses({ ...on, type: 'MAKE_EFFECTIVE' })).toEqual([{ code: 'TIME_REQUIRED' }]);
  });
});

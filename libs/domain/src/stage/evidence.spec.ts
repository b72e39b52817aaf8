import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CRITERION_CODES, type Gate } from './criteria.js';
import { assessGate, attestationFault, type Evidence } from './evidence.js';

const AT = '2026-11-21T09:00:00.000Z';
const GATE: Gate = [
  { code: 'VENDOR_QUALIFIED', required: true },
  { code: 'LOSS_EVENT', required: true, oneOf: 'LOSS' },
  { code: 'SHARE_UPPER_BOUND', required: true, oneOf: 'LOSS' },
  { code: 'TRIGGER_RECORDED', required: false },
];
const measured = (criterion: Evidence['criterion'], met: boolean | null): Evidence => ({
  criterion,
  source: 'MEASURED',
  met,
});
const attested = (
  criterion: Evidence['criterion'],
  met: boolean | null,
  rest: { by?: string; note?: string } = {},
): Evidence => {
  return { criterion, source: 'ATTESTED', met, by: 'kim', note: 'letter of 3 May', at: AT, ...rest };
};

describe(assessGate.name, () => {
  it('P1: opens when every required criterion and one of the alternatives is met', () => {
    const result = assessGate(GATE, [measured('VENDOR_QUALIFIED', true), attested('LOSS_EVENT', true)]);
    expect(result).toMatchObject({ met: true, missing: [] });
    expect(result.criteria.map(({ status }) => status)).toEqual(['MET', 'MET', 'UNKNOWN', 'UNKNOWN']);
  });

  it('ST-13: lists what is missing, with all alternatives that would do', () => {
    const { met, missing } = assessGate(GATE, [measured('SHARE_UPPER_BOUND', false)]);
    expect(met).toBe(false);
    expect(missing).toEqual([
      { criterion: 'VENDOR_QUALIFIED', required: true, oneOf: null, status: 'UNKNOWN' },
      { criterion: 'LOSS_EVENT', required: true, oneOf: 'LOSS', status: 'UNKNOWN' },
      { criterion: 'SHARE_UPPER_BOUND', required: true, oneOf: 'LOSS', status: 'NOT_MET' },
    ]);
  });

  it('P1: never counts unknown as met', () => {
    const { missing } = assessGate(GATE, [measured('VENDOR_QUALIFIED', null), attested('LOSS_EVENT', null)]);
    expect(missing.map(({ status }) => status)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
  });

  it('lets measurement go before whatever people say, and people speak where it cannot tell', () => {
    const gate: Gate = [{ code: 'OTIF_FLOOR', required: true, min: 0.95 }];
    const status = (...evidence: readonly Evidence[]) => assessGate(gate, evidence).criteria[0]?.status;
    expect(status(attested('OTIF_FLOOR', false), measured('OTIF_FLOOR', true))).toBe('MET');
    expect(status(attested('OTIF_FLOOR', true), measured('OTIF_FLOOR', false))).toBe('NOT_MET');
    expect(status(attested('OTIF_FLOOR', true), measured('OTIF_FLOOR', null))).toBe('MET');
    // What was measured has been held against the bound already; who says "not met" or gives no figure is taken at the word.
    expect(status({ ...measured('OTIF_FLOOR', true), value: 0.9 })).toBe('MET');
    expect(status({ ...attested('OTIF_FLOOR', false), value: 0.99 })).toBe('NOT_MET');
    expect(status({ ...attested('OTIF_FLOOR', true), value: 'by far' })).toBe('MET');
  });

  it('counts no attested figure that misses the bound it is vouched for', () => {
    const gate: Gate = [
      { code: 'OTIF_FLOOR', required: true, min: 0.95 },
      { code: 'DMU_COVERAGE', required: true, below: 0.6 },
    ];
    const said = (otif: number, coverage: number): readonly Evidence[] => [
      { ...attested('OTIF_FLOOR', true), value: otif },
      { ...attested('DMU_COVERAGE', true), value: coverage },
    ];
    const statuses = (evidence: readonly Evidence[]): readonly string[] =>
      assessGate(gate, evidence).criteria.map(({ status }) => status);
    expect(statuses(said(0.95, 0.59))).toEqual(['MET', 'MET']);
    expect(statuses(said(0.94, 0.6))).toEqual(['NOT_MET', 'NOT_MET']);
    expect(statuses(said(NaN, NaN))).toEqual(['NOT_MET', 'NOT_MET']);
  });

  it('P1: lets nobody vouch away what was measured as missing', () => {
    const both = [attested('VENDOR_QUALIFIED', true), measured('VENDOR_QUALIFIED', false)];
    for (const evidence of [both, [...both].reverse(), [...both, measured('VENDOR_QUALIFIED', true)]]) {
      expect(assessGate(GATE, evidence).criteria[0]?.status).toBe('NOT_MET');
    }
  });

  it('lets a person vouch for what could not be measured, and another object', () => {
    const unmeasured = measured('VENDOR_QUALIFIED', null);
    expect(assessGate(GATE, [unmeasured, attested('VENDOR_QUALIFIED', true)]).criteria[0]?.status).toBe('MET');
    const objection = [attested('VENDOR_QUALIFIED', true), attested('VENDOR_QUALIFIED', false, { by: 'lee' })];
    expect(assessGate(GATE, objection).criteria[0]?.status).toBe('NOT_MET');
  });

  it('ignores attestations without a person or a ground, and of facts', () => {
    const faults = [
      attested('VENDOR_QUALIFIED', true, { by: ' ' }),
      attested('VENDOR_QUALIFIED', true, { note: '' }),
      attested('SHARE_UPPER_BOUND', true),
    ];
    expect(faults.map(attestationFault)).toEqual([
      'ATTESTATION_INCOMPLETE',
      'ATTESTATION_INCOMPLETE',
      'ATTESTATION_NOT_ALLOWED',
    ]);
    expect(assessGate(GATE, faults).criteria.map(({ status }) => status)).toEqual(Array(4).fill('UNKNOWN'));
  });

  it('does not depend on the order of the evidence', () => {
    const item = fc.record({
      code: fc.constantFrom(...CRITERION_CODES),
      met: fc.constantFrom(true, false, null),
      by: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const evidence = items.map(({ code, met, by }) => (by ? attested(code, met) : measured(code, met)));
        expect(assessGate(GATE, [...evidence].reverse())).toEqual(assessGate(GATE, evidence));
      }),
    );
  });
});

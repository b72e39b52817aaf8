import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { capabilityEvidence } from './capability-evidence.js';

describe(capabilityEvidence.name, () => {
  it('LV-12: satisfied and with other sources still: cooperation is borne out, and there is room', () => {
    expect(capabilityEvidence('SATISFIED', { lower: 0.5, upper: 0.75 })).toEqual({
      satisfied: true,
      keepsOtherSources: true,
      withOthers: { lower: 0.25, upper: 0.5 },
      bearsOutCooperation: true,
    });
  });

  it('LV-12: what meets expectation satisfies, what falls short does not', () => {
    expect(capabilityEvidence('MET', { lower: 0.1, upper: 0.2 })).toMatchObject({
      satisfied: true,
      bearsOutCooperation: true,
    });
    expect(capabilityEvidence('DISSATISFIED', { lower: 0.9, upper: 0.95 })).toMatchObject({
      satisfied: false,
      bearsOutCooperation: false,
    });
    expect(capabilityEvidence('DISSATISFIED', null).bearsOutCooperation).toBe(false);
  });

  it('LV-12: who buys nothing from us has not cooperated', () => {
    expect(capabilityEvidence('SATISFIED', { lower: 0, upper: 0 }).bearsOutCooperation).toBe(false);
    expect(capabilityEvidence(undefined, { lower: 0, upper: 0 }).bearsOutCooperation).toBe(false);
    expect(capabilityEvidence('SATISFIED', { lower: 0, upper: 0.01 }).bearsOutCooperation).toBe(true);
  });

  it('LV-12: tells other sources only where the interval does', () => {
    const sources = (lower: number, upper: number) => capabilityEvidence('MET', { lower, upper }).keepsOtherSources;
    expect([sources(0.9, 0.999), sources(0.9, 1), sources(1, 1)]).toEqual([true, null, false]);
  });

  it('LV-12: unknown is neither', () => {
    expect(capabilityEvidence(undefined, null)).toEqual({
      satisfied: null,
      keepsOtherSources: null,
      withOthers: null,
      bearsOutCooperation: null,
    });
    expect(capabilityEvidence('SATISFIED', null).bearsOutCooperation).toBeNull();
    expect(capabilityEvidence(undefined, { lower: 0.5, upper: 0.6 }).bearsOutCooperation).toBeNull();
  });

  it.each([
    { lower: -0.01, upper: 0.5 },
    { lower: 0.6, upper: 0.5 },
    { lower: 0.5, upper: 1.01 },
    { lower: NaN, upper: 1 },
  ])('LV-12: refuses the interval %p', (share) => {
    expect(() => capabilityEvidence('MET', share)).toThrow('INVALID_NUMBER');
  });

  it('LV-12: what is with others and what is with us is all', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const given = { lower: Math.min(a, b), upper: Math.max(a, b) };
        const others = capabilityEvidence('MET', given).withOthers ?? { lower: -1, upper: -1 };
        expect(others.lower >= 0 && others.lower <= others.upper && others.upper <= 1).toBe(true);
        expect(others.lower + given.upper).toBeCloseTo(1, 12);
      }),
    );
  });
});

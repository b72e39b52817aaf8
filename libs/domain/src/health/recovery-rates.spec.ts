import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CASE_OUTCOMES } from './case.model.js';
import { caseRecovery, recoveryRate, winBackRecovery } from './recovery-rates.js';

describe(caseRecovery.name, () => {
  it('RG-08: counts what came back against what was lost, and nothing that was none', () => {
    const outcomes = ['RECOVERED', 'RECOVERED', 'LOST', 'FALSE_ALARM', 'PASSED', null, null] as const;
    expect(caseRecovery(outcomes)).toEqual({ recovered: 2, lost: 1, open: 2, share: 2 / 3, reason: null });
  });

  it('says nothing while none has ended', () => {
    expect(caseRecovery([null, 'PASSED'])).toEqual({
      recovered: 0,
      lost: 0,
      open: 1,
      share: null,
      reason: 'NONE_ENDED',
    });
  });

  it('does not depend on the order, and one more recovery never lowers the share', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CASE_OUTCOMES, null)), (outcomes) => {
        expect(caseRecovery([...outcomes].reverse())).toEqual(caseRecovery(outcomes));
        expect(caseRecovery([...outcomes, 'RECOVERED']).share).toBeGreaterThanOrEqual(
          caseRecovery(outcomes).share ?? 0,
        );
      }),
    );
  });
});

describe(winBackRecovery.name, () => {
  it('RG-09: counts those that were started', () => {
    const states = ['WON', 'LOST', 'LOST', 'UNDER_WAY', 'ASSESSED', 'DROPPED'] as const;
    expect(winBackRecovery(states)).toEqual(recoveryRate({ recovered: 1, lost: 2, open: 1 }));
  });
});

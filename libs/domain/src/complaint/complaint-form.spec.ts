import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ComplaintScenario, CUSTOMER, INTAKE, SUPPLIER } from '../../test/complaint-scenario.js';
import { decideComplaint } from './complaint.decide.js';
import { UNFILED_COMPLAINT } from './complaint.evolve.js';
import { COMPLAINT_SEVERITIES, complaintForm, DEFAULT_COMPLAINT_POLICY } from './complaint-policy.js';
import type { ComplaintIntake } from './complaint.model.js';
import { COMPLAINT_FORMS } from './eight-d.js';

const receive = (change: Partial<ComplaintIntake>, form: 'SHORT' | 'FULL' = 'SHORT') =>
  ({ ...CUSTOMER, type: 'RECEIVE', intake: { ...INTAKE, ...change }, form }) as const;

describe('the form of a complaint that comes in', () => {
  it.each([{ severity: 'MAJOR' }, { severity: 'CRITICAL' }, { safetyRelevant: true }, { recurrence: true }] as const)(
    'CP-04: of %p cannot be the short one',
    (change) => {
      expect(new ComplaintScenario().refuses(receive(change))).toEqual([{ code: 'FORM_TOO_SHORT', required: 'FULL' }]);
      expect(new ComplaintScenario().then(receive(change, 'FULL')).state).toMatchObject({ form: 'FULL' });
    },
  );

  it('CP-04: follows the policy of the tenant', () => {
    const lenient = new ComplaintScenario().under({ fullFormFrom: 'CRITICAL' });
    expect(lenient.then(receive({ severity: 'MAJOR' })).state).toMatchObject({ form: 'SHORT' });
    const strict = new ComplaintScenario().under({ fullFormFrom: 'MINOR' });
    expect(strict.refuses(receive({}))).toEqual([{ code: 'FORM_TOO_SHORT', required: 'FULL' }]);
  });

  it('CP-04: may always be the full one, as when the customer demands it', () => {
    expect(new ComplaintScenario().then(receive({}, 'FULL')).state).toMatchObject({ form: 'FULL' });
    expect(new ComplaintScenario().then({ ...receive({}), ...SUPPLIER }).state).toMatchObject({ form: 'SHORT' });
  });

  it('CP-04: is never shorter than the rule says, and never refused for being longer', () => {
    const intake = fc.record({
      severity: fc.constantFrom(...COMPLAINT_SEVERITIES),
      safetyRelevant: fc.boolean(),
      recurrence: fc.boolean(),
    });
    fc.assert(
      fc.property(intake, fc.constantFrom(...COMPLAINT_FORMS), (facts, form) => {
        const decision = decideComplaint(receive(facts, form), UNFILED_COMPLAINT, DEFAULT_COMPLAINT_POLICY);
        expect(decision.ok).toBe(form === 'FULL' || complaintForm(facts) === 'SHORT');
      }),
    );
  });
});

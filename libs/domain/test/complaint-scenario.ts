import { expect } from '@jest/globals';
import { decideComplaint } from '../src/complaint/complaint.decide.js';
import { evolveComplaint, UNFILED_COMPLAINT } from '../src/complaint/complaint.evolve.js';
import type {
  ComplaintCase,
  ComplaintCommand,
  ComplaintEvent,
  ComplaintIntake,
  ComplaintReason,
} from '../src/complaint/complaint.model.js';
import { DEFAULT_COMPLAINT_POLICY, type ComplaintPolicy } from '../src/complaint/complaint-policy.js';
import { type ComplaintForm, type EightDStep, FORM_STEPS, type StepReport } from '../src/complaint/eight-d.js';

export const NOON = '2026-11-23T04:00:00.000Z';

export const INTAKE: ComplaintIntake = {
  number: 'C-2026-000001',
  accountId: 'a1',
  description: 'Tubes leak at 16 bar',
  severity: 'MINOR',
  safetyRelevant: false,
  voice: 'VOICED',
  part: 'HX-200',
  lot: 'L7',
  defect: 'LEAK',
};

/** A sound report of each step. */
export const REPORTS: { readonly [Step in EightDStep]: StepReport<Step> } = {
  D0: {
    step: 'D0',
    report: { symptom: 'leak', emergencyAction: { taken: true, description: 'replacements sent by air' } },
  },
  D1: { step: 'D1', report: { leader: 'kim', team: [{ person: 'kim', businessFunction: 'QUALITY' }] } },
  D2: { step: 'D2', report: { description: 'leak at the weld seam', quantityAffected: 12 } },
  D3: {
    step: 'D3',
    report: {
      SUPPLIER: { applies: true, action: 'sorted', doneOn: '2026-11-23', quantityChecked: 40, quantityDefective: 2 },
      TRANSIT: { applies: false, reason: 'nothing on the way' },
      CUSTOMER: { applies: true, action: 'blocked', doneOn: '2026-11-24' },
    },
  },
  D4: {
    step: 'D4',
    report: {
      causes: [
        { id: 'c1', kind: 'OCCURRENCE', description: 'current too low', sharePercent: 66.67, origin: 'US' },
        { id: 'c2', kind: 'ESCAPE', description: 'test at 10 bar only', sharePercent: 33.33, origin: 'US' },
      ],
    },
  },
  D5: {
    step: 'D5',
    report: {
      actions: [
        { id: 'a1', causeId: 'c1', description: 'new parameters', owner: 'lee', dueOn: '2026-12-01' },
        { id: 'a2', causeId: 'c2', description: 'test at 20 bar', owner: 'max', dueOn: '2026-12-02' },
      ],
    },
  },
  D6: {
    step: 'D6',
    report: {
      verified: ['a1', 'a2'].map((actionId) => ({
        actionId,
        implementedOn: '2026-12-01',
        verifiedBy: 'ann',
        verifiedOn: '2026-12-03',
        method: '200 pieces without a leak',
        effective: true,
      })),
    },
  },
  D7: {
    step: 'D7',
    report: {
      preventive: [{ description: 'same on line 2', owner: 'lee', dueOn: '2026-12-20' }],
      fmea: { updated: true, on: '2026-12-05', reference: 'FMEA-12 rev C' },
      controlPlan: { updated: false, reason: 'covered already' },
    },
  },
  D8: { step: 'D8', report: { lessons: 'test as hard as the customer uses', teamRecognised: true } },
};

export const SUPPLIER = { by: 'kim', side: 'SUPPLIER', at: NOON } as const;
export const CUSTOMER = { by: 'wang', side: 'CUSTOMER', at: NOON } as const;

/** Given what happened, when a command comes, then events follow or reasons are given. */
export class ComplaintScenario {
  constructor(
    readonly state: ComplaintCase = UNFILED_COMPLAINT,
    readonly events: readonly ComplaintEvent[] = [],
    private readonly policy: ComplaintPolicy = DEFAULT_COMPLAINT_POLICY,
  ) {}

  under(policy: Partial<ComplaintPolicy>): ComplaintScenario {
    return new ComplaintScenario(this.state, this.events, { ...this.policy, ...policy });
  }

  when(command: ComplaintCommand): { readonly reasons: readonly ComplaintReason[]; readonly next: ComplaintScenario } {
    const decision = decideComplaint(command, this.state, this.policy);
    if (!decision.ok) return { reasons: decision.reasons, next: this };
    const state = decision.events.reduce(evolveComplaint, this.state);
    return { reasons: [], next: new ComplaintScenario(state, [...this.events, ...decision.events], this.policy) };
  }

  /** Expects the command to be accepted. */
  then(command: ComplaintCommand): ComplaintScenario {
    const { reasons, next } = this.when(command);
    expect(reasons).toEqual([]);
    return next;
  }

  /** Expects the command to be refused; gives the reasons. */
  refuses(command: ComplaintCommand): readonly ComplaintReason[] {
    const { reasons } = this.when(command);
    expect(reasons).not.toEqual([]);
    return reasons;
  }

  submits(...steps: readonly EightDStep[]): ComplaintScenario {
    return steps.reduce<ComplaintScenario>(
      (scenario, step) => scenario.then({ ...SUPPLIER, type: 'SUBMIT_STEP', ...REPORTS[step] }),
      this,
    );
  }

  /** Through every step of the form that must come before the action is complete, with the claim accepted. */
  acts(form: ComplaintForm): ComplaintScenario {
    const steps = FORM_STEPS[form].filter((step) => step < 'D7');
    return this.submits(...steps)
      .then({ ...SUPPLIER, type: 'DECIDE_CLAIM', verdict: 'ACCEPTED', explanation: 'our fault', recourse: 'call us' })
      .then({ ...SUPPLIER, type: 'COMPLETE_ACTION' });
  }
}

export const received = (form: ComplaintForm = 'SHORT', policy: Partial<ComplaintPolicy> = {}): ComplaintScenario =>
  new ComplaintScenario().under(policy).then({ ...CUSTOMER, type: 'RECEIVE', intake: INTAKE, form });

export const acknowledged = (form: ComplaintForm = 'SHORT', policy: Partial<ComplaintPolicy> = {}): ComplaintScenario =>
  received(form, policy).then({ ...SUPPLIER, type: 'ACKNOWLEDGE' });

export const closed = (form: ComplaintForm = 'SHORT', policy: Partial<ComplaintPolicy> = {}): ComplaintScenario => {
  const acting = acknowledged(form, policy).acts(form);
  const whole = form === 'FULL' ? acting.submits('D7', 'D8') : acting;
  return whole.then({ ...CUSTOMER, type: 'CONFIRM' }).then({ ...SUPPLIER, type: 'CLOSE' });
};

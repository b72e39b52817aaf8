import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CUSTOMER, INTAKE, REPORTS, SUPPLIER } from '../../test/complaint-scenario.js';
import { canTransition } from '../machine/state-machine.js';
import { COMPLAINT_MACHINE, COMPLAINT_STATES } from './complaint.machine.js';
import { decideComplaint } from './complaint.decide.js';
import { evolveComplaint, replayComplaint, UNFILED_COMPLAINT } from './complaint.evolve.js';
import type { ComplaintCase, ComplaintCommand, ComplaintEvent } from './complaint.model.js';
import { DEFAULT_COMPLAINT_POLICY } from './complaint-policy.js';
import { COMPLAINT_FORMS, EIGHT_D_STEPS, FORM_STEPS, type EightDStep } from './eight-d.js';
import { reportsOf, requiredSteps } from './step.decide.js';
import { stepReportFaults } from './step-report-faults.js';

const step = fc.constantFrom(...EIGHT_D_STEPS);
const sender = fc
  .record({ side: fc.boolean(), by: fc.constantFrom('kim', 'lee', 'wang') })
  .map(({ side, by }) => ({ ...(side ? SUPPLIER : CUSTOMER), by }));
const claim = { verdict: 'ACCEPTED', explanation: 'seen', recourse: 'call' } as const;

/** Commands as a careless or hostile client sends them. */
const careless = fc
  .record({
    type: fc.constantFrom(
      ...(['RECEIVE', 'ACKNOWLEDGE', 'REQUIRE_FULL_FORM', 'SUBMIT_STEP', 'ACCEPT_STEP', 'REJECT_STEP'] as const),
      ...(['DECIDE_CLAIM', 'COMPLETE_ACTION', 'CONFIRM', 'CLOSE', 'REOPEN', 'RATE'] as const),
      ...(['PAUSE', 'RESUME', 'ADD_INTERNAL_NOTE'] as const),
    ),
    sender,
    step,
    form: fc.constantFrom(...COMPLAINT_FORMS),
    reason: fc.constantFrom('', 'because', 'WAITING_FOR_GOODS'),
    satisfaction: fc.integer({ min: 0, max: 6 }),
    verdict: fc.constantFrom('ACCEPTED', 'REJECTED'),
    from: step,
  })
  .map(({ sender: who, ...raw }) => () => {
    const whole = { ...raw, ...claim, verdict: raw.verdict, ...who, intake: INTAKE, note: raw.reason };
    return { ...whole, report: REPORTS[raw.step].report } as unknown as ComplaintCommand;
  });

/** The command that brings the complaint on, so that sequences reach every status. */
const helpful = fc
  .record({
    form: fc.constantFrom(...COMPLAINT_FORMS),
    satisfaction: fc.integer({ min: 1, max: 5 }),
    reject: fc.boolean(),
  })
  .map(({ form, satisfaction, reject }) => (state: ComplaintCase): ComplaintCommand => {
    if (state.status === 'UNFILED') return { ...CUSTOMER, type: 'RECEIVE', intake: INTAKE, form };
    const missing = requiredSteps(state).find((one) => state.steps[one].status !== 'SUBMITTED');
    switch (state.status) {
      case 'RECEIVED':
        return { ...SUPPLIER, type: 'ACKNOWLEDGE' };
      case 'ACTION':
        if (missing === undefined || missing < 'D7') return { ...CUSTOMER, type: 'CONFIRM' };
        return { ...SUPPLIER, type: 'SUBMIT_STEP', ...REPORTS[missing] };
      case 'CONFIRMED_BY_CUSTOMER':
        if (missing !== undefined) return { ...SUPPLIER, type: 'SUBMIT_STEP', ...REPORTS[missing] };
        return { ...SUPPLIER, type: 'CLOSE' };
      case 'CLOSED':
        return { ...CUSTOMER, type: 'RATE', satisfaction };
      default:
        if (missing !== undefined && missing < 'D7') return { ...SUPPLIER, type: 'SUBMIT_STEP', ...REPORTS[missing] };
        if (state.decision === null) {
          return { ...SUPPLIER, type: 'DECIDE_CLAIM', ...claim, verdict: reject ? 'REJECTED' : 'ACCEPTED' };
        }
        return { ...SUPPLIER, type: 'COMPLETE_ACTION' };
    }
  });

type Attempt = (state: ComplaintCase) => ComplaintCommand;
const sequences: fc.Arbitrary<readonly Attempt[]> = fc.array(
  fc.oneof<[fc.WeightedArbitrary<Attempt>, fc.WeightedArbitrary<Attempt>]>(
    { arbitrary: careless, weight: 1 },
    { arbitrary: helpful, weight: 4 },
  ),
  { minLength: 5, maxLength: 60 },
);

function run(attempts: readonly Attempt[]) {
  let state: ComplaintCase = UNFILED_COMPLAINT;
  const steps: { before: ComplaintCase; after: ComplaintCase; events: readonly ComplaintEvent[] }[] = [];
  for (const next of attempts) {
    const decision = decideComplaint(next(state), state, DEFAULT_COMPLAINT_POLICY);
    if (!decision.ok) expect(decision.reasons.length).toBeGreaterThan(0);
    const events = decision.ok ? decision.events : [];
    for (const event of events) {
      const after: ComplaintCase = evolveComplaint(state, event);
      steps.push({ before: state, after, events: [event] });
      state = after;
    }
  }
  return { steps, events: steps.flatMap(({ events }) => events), end: state };
}

describe('any sequence of complaint commands', () => {
  it('reaches every status, so that the properties below say something', () => {
    const seen = fc
      .sample(sequences, { numRuns: 300, seed: 5 })
      .flatMap((attempts) => run(attempts).steps.map(({ after }) => after.status));
    for (const status of COMPLAINT_STATES) expect(seen.filter((one) => one === status).length).toBeGreaterThan(20);
  });

  it('follows the machine and nothing else', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        for (const { before, after } of run(attempts).steps) {
          if (before.status === after.status) continue;
          if (before.status === 'UNFILED') expect(after.status).toBe('RECEIVED');
          else if (after.status !== 'UNFILED') {
            expect(canTransition(COMPLAINT_MACHINE, before.status, after.status)).toBe(true);
          }
        }
      }),
    );
  });

  it('replays to the same state, one version an event', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { events, end } = run(attempts);
        expect(replayComplaint(events)).toEqual(end);
        expect(end.version).toBe(events.length);
        expect(replayComplaint(JSON.parse(JSON.stringify(events)) as ComplaintEvent[])).toEqual(end);
      }),
    );
  });

  it('closes only what the customer confirmed, with every required report sound', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        for (const { after } of run(attempts).steps) {
          if (after.status !== 'CLOSED') continue;
          const reports = reportsOf(after);
          for (const required of requiredSteps(after)) {
            const report = reports[required] as never;
            expect(report).toBeDefined();
            expect(stepReportFaults({ step: required, report } as never, reports)).toEqual([]);
          }
          expect(['wang', 'kim', 'lee']).toContain(after.confirmedBy);
        }
      }),
    );
  });

  it('holds no report of a step outside its form', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { end } = run(attempts);
        if (end.status === 'UNFILED') return;
        const given = Object.keys(reportsOf(end)) as EightDStep[];
        for (const one of given) expect(FORM_STEPS[end.form]).toContain(one);
      }),
    );
  });
});

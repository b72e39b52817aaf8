import { accept, refuse, type Decision } from '../decision/decision.js';
import type { ComplaintPolicy } from './complaint-policy.js';
import type { ComplaintCase, ComplaintCommand, ComplaintEvent, ComplaintReason } from './complaint.model.js';
import {
  EIGHT_D_STEPS,
  FORM_STEPS,
  STEP_PREREQUISITES,
  type EightDStep,
  type StepReport,
  type StepReports,
} from './eight-d.js';
import { isFilled } from './report-values.js';
import { stepReportFaults } from './step-report-faults.js';

type StepDecision = Decision<ComplaintEvent, ComplaintReason>;
type Of<Type extends ComplaintCommand['type']> = Extract<ComplaintCommand, { readonly type: Type }>;
type Filed = Exclude<ComplaintCase, { readonly status: 'UNFILED' }>;

/** Steps that come after the action is complete, so that they can still be given and reviewed then. */
const AFTER_ACTION: readonly EightDStep[] = ['D7', 'D8'];

/** Steps that a claim which is not accepted does not need. */
export const WITHOUT_FAULT_OF_OURS: readonly EightDStep[] = ['D5', 'D6', 'D7'];

/** A report given, or given anew, once the steps it rests on are in place; the cause completes the analysis. */
export function submitStep(command: Of<'SUBMIT_STEP'>, state: Filed): StepDecision {
  const refusal = outOfPlace(command.step, state);
  if (refusal !== null) return refusal;
  const missing = STEP_PREREQUISITES[command.step].filter((step) => isRequired(step, state) && !isInPlace(step, state));
  if (missing.length > 0) return refuse({ code: 'STEP_NOT_READY', missing });
  const faults = stepReportFaults(command, reportsOf(state));
  if (faults.length > 0) return refuse(...faults);
  const { type: _type, expectedVersion: _version, ...given } = command;
  const submitted: ComplaintEvent = { ...given, type: 'STEP_SUBMITTED' };
  const analysed = command.step === 'D4' && state.status !== 'ANALYSED';
  if (!analysed) return accept(submitted);
  const { by, side, at } = command;
  return accept<ComplaintEvent>(submitted, { type: 'COMPLAINT_ANALYSED', by, side, at });
}

/** A side agrees with a report. */
export function acceptStep(command: Of<'ACCEPT_STEP'>, state: Filed, policy: ComplaintPolicy): StepDecision {
  const { step, by, side, at } = command;
  const standing = state.steps[step];
  if (standing.status !== 'SUBMITTED') return refuse({ code: 'STEP_NOT_SUBMITTED', step });
  if (state.status === 'CLOSED') return refuse({ code: 'COMMAND_NOT_ALLOWED_NOW', status: state.status });
  if (standing.acceptedBy.includes(side)) return refuse({ code: 'ALREADY_ACCEPTED' });
  const own = side === 'SUPPLIER' && standing.submittedBy === by;
  if (own && !policy.authorMayAccept) return refuse({ code: 'AUTHOR_MAY_NOT_ACCEPT' });
  return accept({ type: 'STEP_ACCEPTED', step, by, side, at });
}

/** A side does not agree; the step is to be given anew. Once the action is complete the complaint is reopened instead. */
export function rejectStep(command: Of<'REJECT_STEP'>, state: Filed): StepDecision {
  const { step, by, side, at, reason } = command;
  if (state.steps[step].status !== 'SUBMITTED') return refuse({ code: 'STEP_NOT_SUBMITTED', step });
  if (!isFilled(reason)) return refuse({ code: 'REASON_REQUIRED' });
  return outOfPlace(step, state) ?? accept({ type: 'STEP_REJECTED', step, by, side, at, reason });
}

/** What keeps the action from being complete: steps up to D6 that are missing, unsound or not accepted by the customer. */
export function incompleteAction(state: Filed, policy: ComplaintPolicy): readonly ComplaintReason[] {
  const steps = requiredSteps(state).filter((step) => !AFTER_ACTION.includes(step));
  const unreviewed = steps.filter(
    (step) => policy.customerReviews.includes(step) && !isAcceptedByCustomer(step, state),
  );
  return [...unsound(steps, state), ...unreviewed.map((step) => ({ code: 'REVIEW_REQUIRED', step }) as const)];
}

/** What keeps the report from being complete. */
export function incompleteReport(state: Filed): readonly ComplaintReason[] {
  return unsound(requiredSteps(state), state);
}

/** The steps this complaint must have: those of its form; of a rejected claim, none that removes a fault of ours. */
export function requiredSteps({ form, decision }: Pick<Filed, 'form' | 'decision'>): readonly EightDStep[] {
  const rejected = decision?.verdict === 'REJECTED';
  return FORM_STEPS[form].filter((step) => !(rejected && WITHOUT_FAULT_OF_OURS.includes(step)));
}

function unsound(steps: readonly EightDStep[], state: Filed): readonly ComplaintReason[] {
  const missing = steps.filter((step) => !isInPlace(step, state));
  const reports = reportsOf(state);
  const faults = steps.flatMap((step) => {
    const report = reports[step];
    // A report may have become unsound since, when the one it rests on was given anew.
    return report === undefined ? [] : stepReportFaults({ step, report } as StepReport, reports);
  });
  return [...(missing.length > 0 ? [{ code: 'STEPS_MISSING', missing } as const] : []), ...faults];
}

function outOfPlace(step: EightDStep, { form, status }: Filed): StepDecision | null {
  if (!FORM_STEPS[form].includes(step)) return refuse({ code: 'STEP_NOT_IN_FORM', step });
  const working = status === 'ACKNOWLEDGED' || status === 'ANALYSED' || status === 'REOPENED';
  const acting = status === 'ACTION' || status === 'CONFIRMED_BY_CUSTOMER';
  return working || (acting && AFTER_ACTION.includes(step))
    ? null
    : refuse({ code: 'COMMAND_NOT_ALLOWED_NOW', status });
}

function isRequired(step: EightDStep, state: Filed): boolean {
  return requiredSteps(state).includes(step);
}

function isInPlace(step: EightDStep, { steps }: Filed): boolean {
  return steps[step].status === 'SUBMITTED';
}

function isAcceptedByCustomer(step: EightDStep, { steps }: Filed): boolean {
  const standing = steps[step];
  return standing.status === 'SUBMITTED' && standing.acceptedBy.includes('CUSTOMER');
}

/** The reports in place. */
export function reportsOf({ steps }: Pick<Filed, 'steps'>): Partial<StepReports> {
  const given = EIGHT_D_STEPS.flatMap((step) => {
    const standing = steps[step];
    return standing.status === 'SUBMITTED' ? [[step, standing.report] as const] : [];
  });
  return Object.fromEntries(given);
}

import { type Complaint, COMPLAINT_STATUSES, type ComplaintStatus } from '../../api/types.js';

export interface ProgressStep {
  readonly status: ComplaintStatus;
  readonly state: 'done' | 'current' | 'upcoming';
  /** When the status was reached last; undefined for steps not yet reached. */
  readonly at: string | undefined;
}

const STEPS = COMPLAINT_STATUSES.filter((status) => status !== 'REOPENED');

/**
 * How far a complaint has come. A reopened one is back before the analysis, and says so with a step of its own; what
 * came after its reopening in an earlier round no longer counts as reached.
 */
export function progressOf({ status, events }: Pick<Complaint, 'status' | 'events'>): readonly ProgressStep[] {
  const steps = status === 'REOPENED' ? [...STEPS.slice(0, 2), status, ...STEPS.slice(2)] : STEPS;
  const current = steps.indexOf(status);
  return steps.map((step, index) => {
    const state = index < current || status === 'CLOSED' ? 'done' : index === current ? 'current' : 'upcoming';
    const at = state === 'upcoming' ? undefined : events.findLast(({ type }) => type === step)?.at;
    return { status: step, state, at };
  });
}

import type { StateMachine } from '../machine/state-machine.js';

/** Steps of a complaint, in order; `REOPENED` follows whenever the customer does not accept what was done. */
export const COMPLAINT_STATES = [
  'RECEIVED',
  'ACKNOWLEDGED',
  'ANALYSED',
  'ACTION',
  'CONFIRMED_BY_CUSTOMER',
  'CLOSED',
  'REOPENED',
] as const;

export type ComplaintState = (typeof COMPLAINT_STATES)[number];

/** A complaint is closed only after the customer confirmed the action, and a closed one can be reopened. */
export const COMPLAINT_MACHINE: StateMachine<ComplaintState> = {
  name: 'complaint',
  initial: 'RECEIVED',
  transitions: {
    RECEIVED: ['ACKNOWLEDGED'],
    ACKNOWLEDGED: ['ANALYSED'],
    ANALYSED: ['ACTION'],
    ACTION: ['CONFIRMED_BY_CUSTOMER', 'REOPENED'],
    CONFIRMED_BY_CUSTOMER: ['CLOSED', 'REOPENED'],
    CLOSED: ['REOPENED'],
    REOPENED: ['ANALYSED', 'ACTION'],
  },
};

/** Whether a complaint still needs somebody's work. */
export function isComplaintOpen(state: ComplaintState): boolean {
  return state !== 'CLOSED';
}

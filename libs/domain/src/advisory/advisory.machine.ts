import type { StateMachine } from '../machine/state-machine.js';

export const ADVISORY_STATES = ['DRAFT', 'APPROVED', 'SENT', 'READ', 'ACTED'] as const;
export type AdvisoryState = (typeof ADVISORY_STATES)[number];

/** A warning to the customer leaves the house only approved, and counts as delivered once somebody there has read it. */
export const ADVISORY_MACHINE: StateMachine<AdvisoryState> = {
  name: 'advisory',
  initial: 'DRAFT',
  transitions: { DRAFT: ['APPROVED'], APPROVED: ['SENT', 'DRAFT'], SENT: ['READ'], READ: ['ACTED'], ACTED: [] },
};

import type { StateMachine } from '../machine/state-machine.js';

export const ACCOUNT_PLAN_STATES = ['DRAFT', 'SUBMITTED', 'ACTIVE', 'CLOSED', 'WITHDRAWN'] as const;
export type AccountPlanState = (typeof ACCOUNT_PLAN_STATES)[number];

/** A plan for a year: written, laid before somebody else, worked by and reviewed every quarter, closed. */
export const ACCOUNT_PLAN_MACHINE: StateMachine<AccountPlanState> = {
  name: 'account-plan',
  initial: 'DRAFT',
  transitions: {
    DRAFT: ['SUBMITTED', 'WITHDRAWN'],
    SUBMITTED: ['ACTIVE', 'DRAFT', 'WITHDRAWN'],
    ACTIVE: ['CLOSED'],
    CLOSED: [],
    WITHDRAWN: [],
  },
};

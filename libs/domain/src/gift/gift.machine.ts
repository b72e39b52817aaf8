import type { StateMachine } from '../machine/state-machine.js';

export const GIFT_STATES = ['REQUESTED', 'POLICY_CHECK', 'APPROVED', 'REFUSED', 'GIVEN'] as const;
export type GiftState = (typeof GIFT_STATES)[number];

/** Nothing is given before it passed the policy and somebody approved it. */
export const GIFT_MACHINE: StateMachine<GiftState> = {
  name: 'gift',
  initial: 'REQUESTED',
  transitions: {
    REQUESTED: ['POLICY_CHECK'],
    POLICY_CHECK: ['APPROVED', 'REFUSED'],
    APPROVED: ['GIVEN', 'REFUSED'],
    REFUSED: [],
    GIVEN: [],
  },
};

import type { StateMachine } from '../machine/state-machine.js';

export const PRODUCT_FEEDBACK_STATES = ['NOTED', 'CLUSTERED', 'REPORTED', 'DECIDED', 'ANSWERED_TO_CUSTOMER'] as const;
export type ProductFeedbackState = (typeof PRODUCT_FEEDBACK_STATES)[number];

/**
 * What the customer said about a product, until the customer hears what became of it. What turns out to be about another
 * product, or of another kind, before anything was decided begins anew.
 */
export const PRODUCT_FEEDBACK_MACHINE: StateMachine<ProductFeedbackState> = {
  name: 'product-feedback',
  initial: 'NOTED',
  transitions: {
    NOTED: ['CLUSTERED'],
    CLUSTERED: ['REPORTED', 'NOTED'],
    REPORTED: ['DECIDED', 'NOTED'],
    DECIDED: ['ANSWERED_TO_CUSTOMER'],
    ANSWERED_TO_CUSTOMER: [],
  },
};

import type { StateMachine } from '../machine/state-machine.js';

/** Value delivered counts fully once the customer has confirmed it. */
export const VALUE_ENTRY_MACHINE: StateMachine<'CLAIMED' | 'CUSTOMER_CONFIRMED' | 'CUSTOMER_DISPUTED'> = {
  name: 'value-entry',
  initial: 'CLAIMED',
  transitions: {
    CLAIMED: ['CUSTOMER_CONFIRMED', 'CUSTOMER_DISPUTED'],
    CUSTOMER_CONFIRMED: [],
    CUSTOMER_DISPUTED: ['CLAIMED'],
  },
};

/** Nothing is given before it passed the policy and somebody approved it. */
export const GIFT_MACHINE: StateMachine<'REQUESTED' | 'POLICY_CHECK' | 'APPROVED' | 'REFUSED' | 'GIVEN'> = {
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

/** What the customer said about a product, until the customer hears what became of it. */
export const PRODUCT_FEEDBACK_MACHINE: StateMachine<
  'NOTED' | 'CLUSTERED' | 'REPORTED' | 'DECIDED' | 'ANSWERED_TO_CUSTOMER'
> = {
  name: 'product-feedback',
  initial: 'NOTED',
  transitions: {
    NOTED: ['CLUSTERED'],
    CLUSTERED: ['REPORTED'],
    REPORTED: ['DECIDED'],
    DECIDED: ['ANSWERED_TO_CUSTOMER'],
    ANSWERED_TO_CUSTOMER: [],
  },
};

/** A warning to the customer leaves the house only approved. */
export const ADVISORY_MACHINE: StateMachine<'DRAFT' | 'APPROVED' | 'SENT' | 'READ' | 'ACTED'> = {
  name: 'advisory',
  initial: 'DRAFT',
  transitions: { DRAFT: ['APPROVED'], APPROVED: ['SENT', 'DRAFT'], SENT: ['READ'], READ: ['ACTED'], ACTED: [] },
};

/** The workflows of ledger records, for the check at boot. */
export const LEDGER_MACHINES: readonly StateMachine<string>[] = [
  VALUE_ENTRY_MACHINE,
  GIFT_MACHINE,
  PRODUCT_FEEDBACK_MACHINE,
  ADVISORY_MACHINE,
];

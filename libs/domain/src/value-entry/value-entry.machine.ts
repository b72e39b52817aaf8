import type { StateMachine } from '../machine/state-machine.js';

export const VALUE_ENTRY_STATES = ['CLAIMED', 'CUSTOMER_CONFIRMED', 'CUSTOMER_DISPUTED'] as const;
export type ValueEntryState = (typeof VALUE_ENTRY_STATES)[number];

/** Value delivered counts fully once the customer has confirmed it. */
export const VALUE_ENTRY_MACHINE: StateMachine<ValueEntryState> = {
  name: 'value-entry',
  initial: 'CLAIMED',
  transitions: {
    CLAIMED: ['CUSTOMER_CONFIRMED', 'CUSTOMER_DISPUTED'],
    CUSTOMER_CONFIRMED: [],
    CUSTOMER_DISPUTED: ['CLAIMED'],
  },
};

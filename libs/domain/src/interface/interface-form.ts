import type { StateMachine } from '../machine/state-machine.js';

/** Forms of the interface between two companies, from one pair of people to joint teams. */
export const INTERFACE_FORMS = ['BUTTERFLY', 'TRIANGLE', 'DIAMOND'] as const;
export type InterfaceForm = (typeof INTERFACE_FORMS)[number];

/** What one look at the contacts can say; `FORMING` is more than a butterfly and not yet a triangle. */
export const INTERFACE_READINGS = ['BUTTERFLY', 'FORMING', 'TRIANGLE', 'DIAMOND'] as const;
export type InterfaceReading = (typeof INTERFACE_READINGS)[number];

/** The interface widens and narrows one form at a time. */
export const INTERFACE_MACHINE: StateMachine<InterfaceForm> = {
  name: 'interface',
  initial: 'BUTTERFLY',
  transitions: {
    BUTTERFLY: ['TRIANGLE'],
    TRIANGLE: ['DIAMOND', 'BUTTERFLY'],
    DIAMOND: ['TRIANGLE'],
  },
};

/** Bounds of the classifier. Mortise's own proposal, configurable. */
export interface InterfacePolicy {
  /** Days of contacts the matrix looks back on, today included. */
  readonly windowDays: number;
  /** Days after which a contact weighs half. */
  readonly halfLifeDays: number;
  /** A pair of functions, or of executives, is active with at least `touches` in the last `days`. */
  readonly active: { readonly touches: number; readonly days: number };
  /** Fewer active pairs beside sales↔purchasing than this, or at least that share of it, is a butterfly. */
  readonly butterfly: { readonly pairsBelow: number; readonly salesPurchasingFrom: number };
  readonly triangle: { readonly pairs: number; readonly tiers: number };
  readonly diamond: { readonly pairs: number; readonly salesPurchasingBelow: number };
  /** Days a wider or narrower reading must last before the form moves one step. */
  readonly confirmationDays: number;
}

export const DEFAULT_INTERFACE_POLICY: InterfacePolicy = {
  windowDays: 180,
  halfLifeDays: 90,
  active: { touches: 2, days: 90 },
  butterfly: { pairsBelow: 2, salesPurchasingFrom: 0.8 },
  triangle: { pairs: 3, tiers: 2 },
  diamond: { pairs: 5, salesPurchasingBelow: 0.4 },
  confirmationDays: 30,
};

/** Place of a form, 0…2. */
export function interfaceOrder(form: InterfaceForm): number {
  return INTERFACE_FORMS.indexOf(form);
}

/** Which way a reading pulls a form: 1 wider, −1 narrower, 0 neither; forming holds its neighbours where they are. */
export function interfacePull(form: InterfaceForm, reading: InterfaceReading): 1 | 0 | -1 {
  const place = reading === 'FORMING' ? 0.5 : interfaceOrder(reading);
  const distance = place - interfaceOrder(form);
  if (distance >= 1) return 1;
  return distance <= -1 ? -1 : 0;
}

import type { InterfaceForm } from './interface-form.js';

/** What is known of an account beside its contacts. */
export interface InterfaceContext {
  readonly form: InterfaceForm | null;
  /** Whether the account has a priority class that makes it a key account. */
  readonly keyAccount: boolean;
  /** Services beyond the product that the customer uses. */
  readonly valueAddedServices: number;
  /** Standing questions of the need profile that somebody answered. */
  readonly needsAnswered: number;
}

/**
 * `NOTHING_BEYOND_THE_PRODUCT`: no service and no recorded need, both sides wait passively. `KEY_ACCOUNT_STILL_BUTTERFLY`:
 * a key account should have a triangle at least.
 */
export type InterfaceSymptom = 'NOTHING_BEYOND_THE_PRODUCT' | 'KEY_ACCOUNT_STILL_BUTTERFLY';

/** Symptoms of an interface that has remained a point. O(1). */
export function interfaceSymptoms(context: InterfaceContext): readonly InterfaceSymptom[] {
  const { form, keyAccount, valueAddedServices, needsAnswered } = context;
  return [
    ...(valueAddedServices <= 0 && needsAnswered <= 0 ? (['NOTHING_BEYOND_THE_PRODUCT'] as const) : []),
    ...(keyAccount && form === 'BUTTERFLY' ? (['KEY_ACCOUNT_STILL_BUTTERFLY'] as const) : []),
  ];
}

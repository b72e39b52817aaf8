import { ADVISORY_MACHINE } from '../advisory/advisory.machine.js';
import { GIFT_MACHINE } from '../gift/gift.machine.js';
import type { StateMachine } from '../machine/state-machine.js';
import { PRODUCT_FEEDBACK_MACHINE } from '../product-feedback/product-feedback.machine.js';
import { VALUE_ENTRY_MACHINE } from '../value-entry/value-entry.machine.js';

/** The workflows of ledger records, for the check at boot. */
export const LEDGER_MACHINES: readonly StateMachine<string>[] = [
  VALUE_ENTRY_MACHINE,
  GIFT_MACHINE,
  PRODUCT_FEEDBACK_MACHINE,
  ADVISORY_MACHINE,
];

import { ALERT_MACHINE } from '../alert/alert.machine.js';
import { COMPLAINT_MACHINE } from '../complaint/complaint.machine.js';
import { STAGE_MACHINE } from '../stage/stages.js';
import { PROPOSAL_MACHINE } from '../stage/transition.model.js';
import type { StateMachine } from './state-machine.js';

/** Every workflow of the product, for the check at boot. */
export const MACHINES: readonly StateMachine<string>[] = [
  STAGE_MACHINE,
  PROPOSAL_MACHINE,
  ALERT_MACHINE,
  COMPLAINT_MACHINE,
];

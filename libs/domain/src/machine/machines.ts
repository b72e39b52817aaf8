import { ALERT_MACHINE } from '../alert/alert.machine.js';
import { ASSESSMENT_ROUND_MACHINE } from '../assessment/round.machine.js';
import { COMPLAINT_MACHINE } from '../complaint/complaint.machine.js';
import { CASE_MACHINE } from '../health/case.model.js';
import { HEALTH_MACHINE } from '../health/health-state.js';
import { INTERFACE_MACHINE } from '../interface/interface-form.js';
import { LEDGER_MACHINES } from '../ledger/record-machines.js';
import { VALUE_MOVE_MACHINE } from '../profitability/move-decision.js';
import { STAGE_MACHINE } from '../stage/stages.js';
import { PROPOSAL_MACHINE } from '../stage/transition.model.js';
import { TRIGGER_MACHINE } from '../window/trigger-codes.js';
import type { StateMachine } from './state-machine.js';

/** Every workflow of the product, for the check at boot. */
export const MACHINES: readonly StateMachine<string>[] = [
  STAGE_MACHINE,
  PROPOSAL_MACHINE,
  HEALTH_MACHINE,
  ALERT_MACHINE,
  CASE_MACHINE,
  COMPLAINT_MACHINE,
  ASSESSMENT_ROUND_MACHINE,
  INTERFACE_MACHINE,
  TRIGGER_MACHINE,
  VALUE_MOVE_MACHINE,
  ...LEDGER_MACHINES,
];

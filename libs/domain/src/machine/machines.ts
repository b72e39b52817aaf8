import { ACCOUNT_PLAN_MACHINE } from '../account-plan/account-plan.machine.js';
import { ALERT_MACHINE } from '../alert/alert.machine.js';
import { ASSESSMENT_ROUND_MACHINE } from '../assessment/round.machine.js';
import { CHANGE_REQUEST_MACHINE } from '../change-request/change-request.js';
import { COMPLAINT_MACHINE } from '../complaint/complaint.machine.js';
import { REFERRAL_MACHINE } from '../compliance/referral.model.js';
import { IMPORT_MACHINE } from '../data-import/data-import.machine.js';
import { CASE_MACHINE } from '../health/case.model.js';
import { HEALTH_MACHINE } from '../health/health-state.js';
import { WIN_BACK_MACHINE } from '../health/win-back-course.js';
import { INTERFACE_MACHINE } from '../interface/interface-form.js';
import { LEDGER_MACHINES } from '../ledger/record-machines.js';
import { REBATE_MACHINE } from '../price/rebate-agreement.js';
import { VALUE_MOVE_MACHINE } from '../profitability/move-decision.js';
import { INVITATION_MACHINE } from '../silent-complaint/invitation.js';
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
  WIN_BACK_MACHINE,
  CHANGE_REQUEST_MACHINE,
  COMPLAINT_MACHINE,
  REFERRAL_MACHINE,
  ASSESSMENT_ROUND_MACHINE,
  INTERFACE_MACHINE,
  TRIGGER_MACHINE,
  ACCOUNT_PLAN_MACHINE,
  IMPORT_MACHINE,
  VALUE_MOVE_MACHINE,
  INVITATION_MACHINE,
  REBATE_MACHINE,
  ...LEDGER_MACHINES,
];

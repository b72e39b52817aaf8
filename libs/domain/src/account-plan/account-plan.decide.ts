import type { IsoDate } from '../calendar/date.js';
import { dateInZone } from '../calendar/zone.js';
import { actFaults, actOf, isFilled, reasonsWhere, valueOf } from '../decision/act.js';
import { accept, refuse } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { ACCOUNT_PLAN_MACHINE, type AccountPlanState } from './account-plan.machine.js';
import {
  DEFAULT_ACCOUNT_PLAN_POLICY,
  type AccountPlanCommand,
  type AccountPlanOutline,
  type AccountPlanPolicy,
  type AccountPlanReason,
  type AccountPlanRecord,
} from './account-plan.model.js';
import { decideAction } from './plan-action.decide.js';
import { ceilingFaults } from './plan-investment.js';
import { outlinePlan, revisePlan } from './plan-outline.decide.js';
import { capFaults, decidePlay, noted, type AccountPlanDecision } from './plan-play.decide.js';
import { planYear } from './plan-quarter.js';
import { begunReviewsMissing, reviewQuarter } from './plan-review.decide.js';

type Of<Type extends AccountPlanCommand['type']> = Extract<AccountPlanCommand, { readonly type: Type }>;

/** A plan there is, with the day on which a command comes. */
interface Current {
  readonly plan: AccountPlanRecord;
  readonly outline: AccountPlanOutline;
  readonly state: AccountPlanState;
  readonly today: IsoDate;
  readonly policy: AccountPlanPolicy;
}

/** Commands whose place does not follow from a step of the machine. */
const PLACE_OF: { readonly [Type in AccountPlanCommand['type']]?: readonly AccountPlanState[] } = {
  REVISE_PLAN: ['DRAFT'],
  ADD_PLAY: ['DRAFT', 'ACTIVE'],
  ASSIGN_PLAY: ['DRAFT', 'ACTIVE'],
  DROP_PLAY: ['DRAFT', 'ACTIVE'],
  COMPLETE_PLAY: ['ACTIVE'],
  INVEST: ['ACTIVE'],
  ASSIGN_ACTION: ['DRAFT', 'ACTIVE'],
  POSTPONE_ACTION: ['DRAFT', 'ACTIVE'],
  DROP_ACTION: ['DRAFT', 'ACTIVE'],
  COMPLETE_ACTION: ['ACTIVE'],
  CHANGE_CAP: ['ACTIVE'],
  REVIEW_QUARTER: ['ACTIVE'],
};

/**
 * What a command does to an account plan: an objective with one goal, the next stage or to hold this one, plays with
 * owners under a cap that is never exceeded, approved by somebody who did not write it, reviewed every quarter in order,
 * closed when nothing is open. O(plays).
 */
export function decideAccountPlan(
  command: AccountPlanCommand,
  plan: AccountPlanRecord,
  policy: AccountPlanPolicy = DEFAULT_ACCOUNT_PLAN_POLICY,
): AccountPlanDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const today = valueOf(() => dateInZone(command.at, policy.zone));
  if (today === null) return refuse({ code: 'TIME_REQUIRED' });
  const { state, outline } = plan;
  if (command.type === 'DRAFT_PLAN') {
    return state === null ? outlinePlan(command, plan, policy) : refuse({ code: 'ALREADY_DRAFTED' });
  }
  if (state === null || outline === null) return refuse({ code: 'NOT_DRAFTED' });
  if (PLACE_OF[command.type]?.includes(state) === false) return refuse({ code: 'COMMAND_NOT_ALLOWED_NOW', state });
  return decideCurrent(command, { plan, outline, state, today, policy });
}

function decideCurrent(command: Exclude<AccountPlanCommand, Of<'DRAFT_PLAN'>>, current: Current): AccountPlanDecision {
  const { plan, outline, state, today, policy } = current;
  const step = (to: AccountPlanState) => stepRefusal(ACCOUNT_PLAN_MACHINE, state, to);
  const act = actOf(command);
  switch (command.type) {
    case 'REVISE_PLAN':
      return revisePlan(command, outline, plan, policy);
    case 'ADD_PLAY':
    case 'ASSIGN_PLAY':
    case 'DROP_PLAY':
    case 'COMPLETE_PLAY':
    case 'INVEST':
      return decidePlay(command, outline, plan.plays);
    case 'ASSIGN_ACTION':
    case 'POSTPONE_ACTION':
    case 'DROP_ACTION':
    case 'COMPLETE_ACTION':
      return decideAction(command, outline, plan.plays);
    case 'SUBMIT_PLAN':
      if (plan.plays.some(({ status }) => status === 'OPEN')) {
        return step('SUBMITTED') ?? accept({ ...act, type: 'PLAN_SUBMITTED' });
      }
      return step('SUBMITTED') ?? refuse({ code: 'PLAYS_REQUIRED' });
    case 'APPROVE_PLAN':
      return step('ACTIVE') ?? approve(command, current);
    case 'RETURN_PLAN':
      return step('DRAFT') ?? noted(command) ?? accept({ ...act, type: 'PLAN_RETURNED', note: command.note });
    case 'WITHDRAW_PLAN':
      return step('WITHDRAWN') ?? noted(command) ?? accept({ ...act, type: 'PLAN_WITHDRAWN', note: command.note });
    case 'CHANGE_CAP':
      return changeCap(command, current);
    case 'REVIEW_QUARTER':
      return reviewQuarter(command, plan, today, policy);
    case 'CLOSE_PLAN':
      return step('CLOSED') ?? noted(command) ?? close(command, current);
  }
}

function approve(command: Of<'APPROVE_PLAN'>, current: Current): AccountPlanDecision {
  const { today, outline } = current;
  const faults = [
    ...reasonsWhere<AccountPlanReason>(
      [!mayApprove(command.by, current), { code: 'AUTHOR_MAY_NOT_APPROVE' }],
      [today > planYear(outline.startsOn).to, { code: 'YEAR_OVER' }],
    ),
    ...ceilingFaults(outline.capMinor, command),
  ];
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'PLAN_APPROVED', activeOn: today });
}

function changeCap(command: Of<'CHANGE_CAP'>, current: Current): AccountPlanDecision {
  const { capMinor, note } = command;
  const faults = [
    ...reasonsWhere<AccountPlanReason>(
      [!mayApprove(command.by, current), { code: 'AUTHOR_MAY_NOT_APPROVE' }],
      [!isFilled(note), { code: 'NOTE_REQUIRED' }],
      [capMinor < 0n, { code: 'CAP_NEGATIVE' }],
    ),
    ...ceilingFaults(capMinor, command),
    ...capFaults({ capMinor }, current.plan.plays),
  ];
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'CAP_CHANGED', capMinor, note });
}

function mayApprove(person: string, { plan, policy }: Current): boolean {
  return policy.authorMayApprove || !plan.authors.includes(person);
}

function close(
  command: Of<'RETURN_PLAN' | 'WITHDRAW_PLAN' | 'CLOSE_PLAN'>,
  { plan, today, policy }: Current,
): AccountPlanDecision {
  const open = plan.plays.filter(({ status }) => status === 'OPEN').map(({ id }) => id);
  const quarters = begunReviewsMissing(plan, today, policy);
  const faults = reasonsWhere<AccountPlanReason>(
    [open.length > 0, { code: 'OPEN_PLAYS', plays: open }],
    [quarters.length > 0, { code: 'REVIEWS_MISSING', quarters }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'PLAN_CLOSED', note: command.note });
}

import { actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse } from '../decision/decision.js';
import type {
  AccountPlanCommand,
  AccountPlanOutline,
  AccountPlanPolicy,
  AccountPlanReason,
  AccountPlanRecord,
} from './account-plan.model.js';
import { goalFaults } from './plan-goal-fit.js';
import { ceilingFaults } from './plan-investment.js';
import { capFaults, type AccountPlanDecision } from './plan-play.decide.js';
import { canBegin } from './plan-quarter.js';

type OutlineCommand = Extract<AccountPlanCommand, { readonly type: 'DRAFT_PLAN' | 'REVISE_PLAN' }>;

/** A plan as somebody outlines it, against the plays it has already. O(plays). */
export function outlinePlan(
  command: OutlineCommand,
  { plays }: AccountPlanRecord,
  policy: AccountPlanPolicy,
): AccountPlanDecision {
  const { outline } = command;
  const faults = [
    ...outlineFaults(outline, policy),
    ...ceilingFaults(outline.capMinor, command),
    ...capFaults(outline, plays),
  ];
  if (faults.length > 0) return refuse(...faults);
  const type = command.type === 'DRAFT_PLAN' ? 'PLAN_DRAFTED' : 'PLAN_REVISED';
  return accept({ ...actOf(command), type, outline });
}

function outlineFaults(outline: AccountPlanOutline, policy: AccountPlanPolicy): readonly AccountPlanReason[] {
  const { goal, stage, startsOn } = outline;
  const begins = canBegin(outline, policy);
  return [
    ...reasonsWhere<AccountPlanReason>(
      [!isFilled(outline.accountId), { code: 'ACCOUNT_REQUIRED' }],
      [!begins, { code: 'START_REQUIRED' }],
      [!isFilled(outline.objective), { code: 'OBJECTIVE_REQUIRED' }],
    ),
    // Without a year there is none for the goal's day to lie in.
    ...(begins ? goalFaults(goal, stage, startsOn) : []),
    ...reasonsWhere<AccountPlanReason>(
      [!/^[A-Z]{3}$/.test(outline.currency), { code: 'CURRENCY_INVALID' }],
      [outline.capMinor < 0n, { code: 'CAP_NEGATIVE' }],
    ),
  ];
}

/** Another outline of the same account and year in the same currency: plays were dated and priced in them. O(plays). */
export function revisePlan(
  command: OutlineCommand,
  earlier: AccountPlanOutline,
  plan: AccountPlanRecord,
  policy: AccountPlanPolicy,
): AccountPlanDecision {
  const { accountId, startsOn, currency } = command.outline;
  const same = accountId === earlier.accountId && startsOn === earlier.startsOn && currency === earlier.currency;
  return same ? outlinePlan(command, plan, policy) : refuse({ code: 'ANOTHER_PLAN' });
}

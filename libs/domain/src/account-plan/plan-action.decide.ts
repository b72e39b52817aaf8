import { isFilled } from '../decision/act.js';
import { accept, refuse } from '../decision/decision.js';
import type { AccountPlanCommand, AccountPlanOutline, PlayStanding } from './account-plan.model.js';
import { isWithinYear } from './plan-goal-fit.js';
import { noted, type AccountPlanDecision } from './plan-play.decide.js';

export type ActionCommand = Extract<
  AccountPlanCommand,
  { readonly type: 'ASSIGN_ACTION' | 'POSTPONE_ACTION' | 'DROP_ACTION' | 'COMPLETE_ACTION' }
>;

/** What a command does to an action of a plan that is open to it. O(actions). */
export function decideAction(
  command: ActionCommand,
  { startsOn }: AccountPlanOutline,
  plays: readonly PlayStanding[],
): AccountPlanDecision {
  const { by, at, actionId } = command;
  const action = plays.flatMap(({ actions }) => actions).find(({ id }) => id === actionId);
  if (action === undefined) return refuse({ code: 'UNKNOWN_ACTION' });
  if (action.status !== 'OPEN') return refuse({ code: 'ACTION_ENDED' });
  switch (command.type) {
    case 'ASSIGN_ACTION':
      return isFilled(command.owner)
        ? accept({ type: 'ACTION_ASSIGNED', by, at, actionId, owner: command.owner })
        : refuse({ code: 'OWNER_REQUIRED' });
    case 'POSTPONE_ACTION': {
      const { dueOn, note } = command;
      if (!isWithinYear(dueOn, startsOn)) return refuse({ code: 'DUE_OUTSIDE_YEAR' });
      if (dueOn <= action.dueOn) return refuse({ code: 'NOT_LATER' });
      return noted(command) ?? accept({ type: 'ACTION_POSTPONED', by, at, actionId, dueOn, note });
    }
    case 'DROP_ACTION':
      return noted(command) ?? accept({ type: 'ACTION_DROPPED', by, at, actionId, note: command.note });
    case 'COMPLETE_ACTION':
      return noted(command) ?? accept({ type: 'ACTION_COMPLETED', by, at, actionId, note: command.note });
  }
}

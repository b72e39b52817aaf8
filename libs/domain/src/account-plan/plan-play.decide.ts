import { actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import type {
  AccountPlanCommand,
  AccountPlanEvent,
  AccountPlanOutline,
  AccountPlanReason,
  PlannedPlay,
  PlayStanding,
} from './account-plan.model.js';
import { isWithinYear } from './plan-goal-fit.js';
import { committedMinor } from './plan-investment.js';

export type AccountPlanDecision = Decision<AccountPlanEvent, AccountPlanReason>;

type Of<Type extends AccountPlanCommand['type']> = Extract<AccountPlanCommand, { readonly type: Type }>;

export type PlayCommand = Of<'ADD_PLAY' | 'ASSIGN_PLAY' | 'DROP_PLAY' | 'COMPLETE_PLAY' | 'INVEST'>;

/** What a command does to a play of a plan that is open to it; whatever it does, the cap of the plan holds. O(plays). */
export function decidePlay(
  command: PlayCommand,
  outline: AccountPlanOutline,
  plays: readonly PlayStanding[],
): AccountPlanDecision {
  if (command.type === 'ADD_PLAY') return add(command, outline, plays);
  const play = plays.find(({ id }) => id === command.playId);
  if (play === undefined) return refuse({ code: 'UNKNOWN_PLAY' });
  if (play.status !== 'OPEN') return refuse({ code: 'PLAY_ENDED' });
  const { by, at, playId } = command;
  switch (command.type) {
    case 'ASSIGN_PLAY':
      return isFilled(command.owner)
        ? accept({ type: 'PLAY_ASSIGNED', by, at, playId, owner: command.owner })
        : refuse({ code: 'OWNER_REQUIRED' });
    case 'DROP_PLAY':
      return noted(command) ?? accept({ type: 'PLAY_DROPPED', by, at, playId, note: command.note });
    case 'COMPLETE_PLAY':
      return noted(command) ?? complete(command, play);
    case 'INVEST':
      return invest(command, play, outline, plays);
  }
}

function complete(command: Of<'DROP_PLAY' | 'COMPLETE_PLAY'>, { actions }: PlayStanding): AccountPlanDecision {
  const { by, at, playId, note } = command;
  const open = actions.filter(({ status }) => status === 'OPEN').map(({ id }) => id);
  if (open.length > 0) return refuse({ code: 'OPEN_ACTIONS', actions: open });
  return accept({ type: 'PLAY_COMPLETED', by, at, playId, note });
}

function add(
  command: Of<'ADD_PLAY'>,
  outline: AccountPlanOutline,
  plays: readonly PlayStanding[],
): AccountPlanDecision {
  const { play } = command;
  const { actions } = play;
  const { startsOn } = outline;
  const ids = [...plays.flatMap((other) => other.actions), ...actions].map(({ id }) => id);
  const faults = [
    ...reasonsWhere<AccountPlanReason>(
      [!isFilled(play.id) || !isFilled(play.playCode), { code: 'PLAY_REQUIRED' }],
      [![play, ...actions].every(({ owner }) => isFilled(owner)), { code: 'OWNER_REQUIRED' }],
      [plays.some(({ id }) => id === play.id), { code: 'SAME_PLAY' }],
      [actions.length === 0, { code: 'ACTIONS_REQUIRED' }],
      [new Set(ids).size < ids.length, { code: 'SAME_ACTION' }],
      [![play, ...actions].every(({ dueOn }) => isWithinYear(dueOn, startsOn)), { code: 'DUE_OUTSIDE_YEAR' }],
      [play.budgetMinor < 0n, { code: 'BUDGET_NEGATIVE' }],
    ),
    ...capFaults(outline, [...plays, newPlay(play)]),
  ];
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'PLAY_ADDED', play });
}

/** How a play stands that was just added. */
export function newPlay(play: PlannedPlay): PlayStanding {
  const actions = play.actions.map((action) => ({ ...action, status: 'OPEN' }) as const);
  return { ...play, status: 'OPEN', spentMinor: 0n, actions };
}

function invest(
  command: Of<'INVEST'>,
  play: PlayStanding,
  outline: AccountPlanOutline,
  plays: readonly PlayStanding[],
): AccountPlanDecision {
  const { by, at, playId, amountMinor, note } = command;
  const after = { ...play, spentMinor: play.spentMinor + amountMinor };
  const faults = [
    ...reasonsWhere<AccountPlanReason>(
      [amountMinor <= 0n, { code: 'AMOUNT_NOT_POSITIVE' }],
      [!isFilled(note), { code: 'NOTE_REQUIRED' }],
    ),
    ...capFaults(
      outline,
      plays.map((one) => (one.id === playId ? after : one)),
    ),
  ];
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'INVESTED', by, at, playId, amountMinor, note });
}

/** The refusal of plays that together would cost more than the plan's cap; none within it. */
export function capFaults(
  { capMinor }: Pick<AccountPlanOutline, 'capMinor'>,
  plays: readonly PlayStanding[],
): readonly AccountPlanReason[] {
  const committed = committedMinor(plays);
  return committed > capMinor ? [{ code: 'CAP_EXCEEDED', capMinor, committedMinor: committed }] : [];
}

/** The refusal of an act that nothing is said about, or null. */
export function noted({ note }: { readonly note: string }): AccountPlanDecision | null {
  return isFilled(note) ? null : refuse({ code: 'NOTE_REQUIRED' });
}

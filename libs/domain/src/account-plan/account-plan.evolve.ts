import type { IsoDate } from '../calendar/date.js';
import { actOf, unknownEvent } from '../decision/act.js';
import type { AccountPlanEvent, AccountPlanRecord, ActionStanding, PlayStanding } from './account-plan.model.js';
import { newPlay } from './plan-play.decide.js';

/** A plan nobody has drafted yet. */
export const INITIAL_ACCOUNT_PLAN: AccountPlanRecord = {
  version: 0,
  state: null,
  outline: null,
  authors: [],
  plays: [],
  approvedBy: null,
  activeOn: null,
  reviews: [],
  outcome: null,
};

/** The plan after one more event. Total over the events that `decideAccountPlan` gives, in their order. O(plays). */
export function evolveAccountPlan(plan: AccountPlanRecord, event: AccountPlanEvent): AccountPlanRecord {
  return { ...plan, ...change(plan, event), version: plan.version + 1 };
}

/** The plan that a whole history of events amounts to. */
export function replayAccountPlan(
  events: readonly AccountPlanEvent[],
  from: AccountPlanRecord = INITIAL_ACCOUNT_PLAN,
): AccountPlanRecord {
  return events.reduce(evolveAccountPlan, from);
}

function change(plan: AccountPlanRecord, event: AccountPlanEvent): Partial<AccountPlanRecord> {
  const { plays, reviews, outline } = plan;
  const authors = [...new Set([...plan.authors, event.by])];
  // Whoever changes the plays of a draft has a hand in it; afterwards that is work on what was approved.
  const hands = plan.state === 'DRAFT' ? { authors } : {};
  switch (event.type) {
    case 'PLAN_DRAFTED':
      return { state: 'DRAFT', outline: event.outline, authors };
    case 'PLAN_REVISED':
      return { outline: event.outline, authors };
    case 'PLAY_ADDED':
      return { plays: [...plays, newPlay(event.play)], authors };
    case 'PLAY_ASSIGNED':
      return { plays: withPlay(plays, event.playId, () => ({ owner: event.owner })), ...hands };
    case 'PLAY_DROPPED':
      return { plays: withPlay(plays, event.playId, dropped), ...hands };
    case 'PLAY_COMPLETED':
      return { plays: withPlay(plays, event.playId, () => ({ status: 'DONE' })) };
    case 'INVESTED': {
      const paid = ({ spentMinor }: PlayStanding) => ({ spentMinor: spentMinor + event.amountMinor });
      return { plays: withPlay(plays, event.playId, paid) };
    }
    case 'ACTION_ASSIGNED':
      return { plays: withAction(plays, event.actionId, { owner: event.owner }), ...hands };
    case 'ACTION_POSTPONED':
      return { plays: postponed(plays, event.actionId, event.dueOn), ...hands };
    case 'ACTION_DROPPED':
      return { plays: withAction(plays, event.actionId, { status: 'DROPPED' }), ...hands };
    case 'ACTION_COMPLETED':
      return { plays: withAction(plays, event.actionId, { status: 'DONE' }) };
    case 'PLAN_SUBMITTED':
      return { state: 'SUBMITTED', authors };
    case 'PLAN_APPROVED':
      return { state: 'ACTIVE', approvedBy: event.by, activeOn: event.activeOn };
    case 'PLAN_RETURNED':
      return { state: 'DRAFT' };
    case 'PLAN_WITHDRAWN':
      return { state: 'WITHDRAWN', outcome: event.note };
    case 'PLAN_CLOSED':
      return { state: 'CLOSED', outcome: event.note };
    case 'CAP_CHANGED':
      return { outline: outline === null ? null : { ...outline, capMinor: event.capMinor } };
    case 'QUARTER_REVIEWED': {
      const { stage, goal } = event.review;
      const review = { ...actOf(event), ...event.review, late: event.late };
      return { outline: outline === null ? null : { ...outline, stage, goal }, reviews: [...reviews, review] };
    }
    default:
      return unknownEvent(event);
  }
}

function withPlay(
  plays: readonly PlayStanding[],
  playId: string,
  changes: (play: PlayStanding) => Partial<PlayStanding>,
): readonly PlayStanding[] {
  return plays.map((play) => (play.id === playId ? { ...play, ...changes(play) } : play));
}

/** A play that is dropped takes along what is still open of it. */
function dropped({ actions }: PlayStanding): Partial<PlayStanding> {
  const ended = actions.map((action) =>
    action.status === 'OPEN' ? ({ ...action, status: 'DROPPED' } as const) : action,
  );
  return { status: 'DROPPED', actions: ended };
}

function withAction(
  plays: readonly PlayStanding[],
  actionId: string,
  changes: Partial<ActionStanding>,
): readonly PlayStanding[] {
  return plays.map((play) => {
    if (!play.actions.some(({ id }) => id === actionId)) return play;
    return {
      ...play,
      actions: play.actions.map((action) => (action.id === actionId ? { ...action, ...changes } : action)),
    };
  });
}

/** A play ends no earlier than the last of its actions. */
function postponed(plays: readonly PlayStanding[], actionId: string, dueOn: IsoDate): readonly PlayStanding[] {
  return withAction(plays, actionId, { dueOn }).map((play) => {
    return play.dueOn < dueOn && play.actions.some(({ id }) => id === actionId) ? { ...play, dueOn } : play;
  });
}

import type { RelationshipLevel } from '../assessment/levels.js';
import type { Stage } from '../stage/stages.js';
import type { TriggerCode } from '../window/trigger-codes.js';
import type { PlanGoal } from './plan-goal.js';
import { playFaults, unmetGuards, type GuardFacts } from './play-ethics.js';
import type { PlayGuard, PlaySignal, PlayTemplate } from './play.model.js';
import { PLAYBOOK } from './playbook.js';

/** Where an account stands, as far as plays are concerned. */
export interface PlaySituation {
  readonly stage: Stage;
  /** Left out while the level has not been assessed. */
  readonly level?: RelationshipLevel;
  readonly goal: PlanGoal['goal'];
  /** Open windows with their strength, 0…1. */
  readonly openTriggers?: readonly { readonly code: TriggerCode; readonly strength: number }[];
  readonly signals?: readonly PlaySignal[];
  /** Plays under way or done, which are not proposed again. */
  readonly started?: readonly string[];
  readonly guardFacts?: GuardFacts;
}

/** Why a play is proposed. */
export type PlayReason =
  | { readonly code: 'STAGE'; readonly stage: Stage }
  | { readonly code: 'LEVEL'; readonly level: RelationshipLevel }
  | { readonly code: 'TRIGGER'; readonly trigger: TriggerCode; readonly strength: number }
  | { readonly code: 'SIGNAL'; readonly signal: PlaySignal };

export interface PlayProposal {
  readonly play: PlayTemplate;
  /** One point for each matching signal and the strength of each window it uses. */
  readonly urgency: number;
  readonly reasons: readonly PlayReason[];
  /** Guards that the facts do not satisfy yet: shown, and not to be started before. */
  readonly unmet: readonly PlayGuard[];
}

/**
 * The plays of an account's stage and level for its goal, most urgent first, of the same urgency in the order of the
 * playbook. A play with a fault is never proposed, whoever wrote it. Mortise's own proposal.
 * O(text of the plays + plays · windows).
 */
export function playsFor(
  situation: PlaySituation,
  playbook: readonly PlayTemplate[] = PLAYBOOK,
): readonly PlayProposal[] {
  const { stage, level, goal, started = [], guardFacts = {} } = situation;
  return playbook
    .filter((play) => play.purpose === 'BOTH' || play.purpose === goal)
    .filter((play) => play.stages.includes(stage) || (level !== undefined && play.levels.includes(level)))
    .filter((play) => !started.includes(play.code) && playFaults(play).length === 0)
    .map((play) => {
      const reasons = reasonsFor(play, situation);
      return { play, reasons, urgency: urgencyOf(reasons), unmet: unmetGuards(play, guardFacts) };
    })
    .sort((a, b) => b.urgency - a.urgency);
}

function reasonsFor(play: PlayTemplate, situation: PlaySituation): readonly PlayReason[] {
  const { stage, level, openTriggers = [], signals = [] } = situation;
  const strongest = play.triggers.flatMap((trigger) => {
    const strengths = openTriggers.filter(({ code }) => code === trigger).map(({ strength }) => strength);
    return strengths.length === 0 ? [] : [{ code: 'TRIGGER', trigger, strength: Math.max(...strengths) } as const];
  });
  return [
    ...(play.stages.includes(stage) ? [{ code: 'STAGE', stage } as const] : []),
    ...(level !== undefined && play.levels.includes(level) ? [{ code: 'LEVEL', level } as const] : []),
    ...strongest,
    ...play.signals.filter((signal) => signals.includes(signal)).map((signal) => ({ code: 'SIGNAL', signal }) as const),
  ];
}

function urgencyOf(reasons: readonly PlayReason[]): number {
  return reasons.reduce((total, reason) => {
    if (reason.code === 'TRIGGER') return total + reason.strength;
    return reason.code === 'SIGNAL' ? total + 1 : total;
  }, 0);
}

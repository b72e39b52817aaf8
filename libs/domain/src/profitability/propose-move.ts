import { neighbourStage, stageForShare, stageOrder, type Stage, type StagePosition } from '../stage/stages.js';
import type { MovePlacement } from './move-placement.js';

/** What to do with an account for its value: defend, cultivate, win, mend its terms, or let it go. */
export const VALUE_MOVES = ['DEFEND', 'CULTIVATE', 'WIN', 'REPRICE', 'CULL'] as const;
export type ValueMove = (typeof VALUE_MOVES)[number];

export interface MoveContext {
  readonly stage: StagePosition;
  readonly targetShare: number;
  /** A customer that mostly buys from a rival is to be won like a prospect. */
  readonly rivalHeld: boolean;
  /** Whether an opportunity is open: a trigger that was recorded and has not expired. */
  readonly openTrigger: boolean;
  /** Whether terms, service or price were already mended without success. */
  readonly repriced: boolean;
  /** The highest stage that makes sense, as where the customer does not depend on what we sell. */
  readonly stageCeiling?: Stage;
}

export interface MovePolicy {
  /** Periods in a row, this one included, that an account must be low on both axes before it may be let go. */
  readonly cullPeriods: number;
  /** Share of contribution (defend) and of potential (cultivate, win) that may be invested a year. */
  readonly investment: { readonly defend: number; readonly cultivate: number; readonly win: number };
}

/** Two periods are the rule; the shares are Mortise's own proposal. All configurable. */
export const DEFAULT_MOVE_POLICY: MovePolicy = {
  cullPeriods: 2,
  investment: { defend: 0.1, cultivate: 0.2, win: 0.2 },
};

export interface ProposedMove {
  readonly account: string;
  readonly move: ValueMove;
  readonly targetStage: StagePosition;
  /** Whether the account is to advance to its target stage or to be held where it is. */
  readonly goal: 'ADVANCE' | 'HOLD' | 'END';
  readonly investmentCeilingMinor: bigint;
  /** Periods in a row, this one included, in which the account was low on both axes. */
  readonly lowPeriods: number;
}

/**
 * The move that profit and potential speak for, or null where none does. A prospect (one
 * that ended its relationship is one again), or a customer that a rival holds: WIN when its potential is high and a trigger is open. Else: high profit → DEFEND; lower profit with high potential →
 * CULTIVATE; low on both → REPRICE first, and CULL once that was tried and the account stayed low for the periods of the
 * policy. A proposal only: people decide. O(periods).
 *
 * @param placements of the account, one per period, oldest first, the current one last
 */
export function proposeMove(
  placements: readonly MovePlacement[],
  context: MoveContext,
  policy: MovePolicy = DEFAULT_MOVE_POLICY,
): ProposedMove | null {
  const current = placements.at(-1);
  if (current === undefined) return null;
  const lowPeriods = trailingLow(placements);
  const move = chooseMove(current, lowPeriods, context, policy);
  if (move === null) return null;
  const targetStage = targetOf(move, context);
  return {
    account: current.account,
    move,
    targetStage,
    goal: goalOf(targetStage, context.stage),
    investmentCeilingMinor: ceilingOf(move, current, policy),
    lowPeriods,
  };
}

function chooseMove(
  current: MovePlacement,
  lowPeriods: number,
  { stage, rivalHeld, openTrigger, repriced }: MoveContext,
  { cullPeriods }: MovePolicy,
): ValueMove | null {
  const promising = current.potential === 'HIGH';
  const prospect = current.profit === undefined || stage === 'ENDED';
  if ((prospect || rivalHeld) && promising && openTrigger) return 'WIN';
  if (prospect) return null;
  if (current.profit === 'HIGH') return 'DEFEND';
  if (promising) return 'CULTIVATE';
  if (lowPeriods === 0) return null;
  return repriced && lowPeriods >= cullPeriods ? 'CULL' : 'REPRICE';
}

function trailingLow(placements: readonly MovePlacement[]): number {
  const last = placements.findLastIndex(({ profit, potential }) => profit !== 'LOW' || potential !== 'LOW');
  return placements.length - 1 - last;
}

/** Never lower than today's stage unless the account is let go, never above the ceiling unless it is there already. */
function targetOf(move: ValueMove, { stage, targetShare, stageCeiling }: MoveContext): StagePosition {
  if (move === 'CULL') return 'ENDED';
  const held = stage === 'ENDED' ? 'DEVELOPMENT' : stage;
  if (move === 'DEFEND' || move === 'REPRICE') return held;
  const next = neighbourStage(held, 1) ?? held;
  const aimed = move === 'WIN' ? next : later(next, stageForShare(targetShare));
  const capped = stageCeiling === undefined || stageOrder(aimed) <= stageOrder(stageCeiling) ? aimed : stageCeiling;
  return later(held, capped);
}

function later(a: Stage, b: Stage): Stage {
  return stageOrder(b) > stageOrder(a) ? b : a;
}

function goalOf(target: StagePosition, stage: StagePosition): ProposedMove['goal'] {
  if (target === 'ENDED') return 'END';
  return target === stage ? 'HOLD' : 'ADVANCE';
}

function ceilingOf(move: ValueMove, placement: MovePlacement, { investment }: MovePolicy): bigint {
  const { shrunkenContributionMinor = 0n, potentialMinor } = placement;
  if (move === 'DEFEND') return shareOf(shrunkenContributionMinor, investment.defend);
  if (move === 'CULTIVATE') return shareOf(potentialMinor, investment.cultivate);
  return move === 'WIN' ? shareOf(potentialMinor, investment.win) : 0n;
}

function shareOf(minor: bigint, share: number): bigint {
  return minor <= 0n ? 0n : (minor * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
}

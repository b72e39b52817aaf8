import {
  decideMove,
  evolveMove,
  INITIAL_MOVE_STANDING,
  type Month,
  type MoveCommand,
  type MoveEvent,
  type MoveStanding,
  monthIndex,
  type ProposedMove,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { AccountFigures } from './account-figures.js';
import { type MoveChange, type StoredMove, ValueMoveStore } from './value-move.store.js';

/** Months after which the same figures are a new ground. */
const QUARTER = 3;

/** Proposes the moves that value speaks for, and takes back those it does not speak for any more. People decide. */
@Injectable()
export class ValueMoveProposer {
  constructor(@Inject(ValueMoveStore) private readonly moves: ValueMoveStore) {}

  /** Inside a transaction. @returns how many it proposed */
  async propose(
    ctx: RequestContext,
    figures: readonly AccountFigures[],
    scope: { readonly currency: string; readonly month: Month; readonly repriced: ReadonlySet<string> },
  ): Promise<number> {
    const known = await this.moves.ofAccounts(
      ctx,
      figures.map(({ standing }) => standing.accountId),
    );
    const changes = figures.flatMap((each) => {
      const { accountId } = each.standing;
      const stored = known.get(accountId) ?? null;
      const repriced = scope.repriced.has(accountId);
      return changeOf(ctx, each, stored, { basis: basisOf(each, scope.month), repriced }) ?? [];
    });
    await this.moves.save(ctx, scope.currency, changes);
    return changes.filter(({ events }) => events.some(({ type }) => type === 'MOVE_PROPOSED')).length;
  }
}

function changeOf(
  ctx: RequestContext,
  { standing: { accountId }, move }: AccountFigures,
  stored: StoredMove | null,
  { basis, repriced }: { readonly basis: string; readonly repriced: boolean },
): MoveChange | null {
  const by = { id: ctx.actor, kind: 'SYSTEM' as const };
  const act = { by, at: ctx.now().toISOString() };
  let standing: MoveStanding = stored?.standing ?? INITIAL_MOVE_STANDING;
  const events: MoveEvent[] = [];
  const run = (command: MoveCommand): void => {
    const decision = decideMove(command, standing);
    if (!decision.ok) return;
    events.push(...decision.events);
    standing = decision.events.reduce(evolveMove, standing);
  };
  if (standing.state === 'PROPOSED' && !isSame(standing.proposal, move)) run({ ...act, type: 'WITHDRAW_MOVE' });
  if (move !== null && isDue(standing, move, stored, basis))
    run({ ...act, type: 'PROPOSE_MOVE', proposal: move, repriced });
  if (events.length === 0) return null;
  const id = stored?.id ?? uuidv7();
  return { stored: { id, accountId, basis, repricedAt: stored?.repricedAt ?? null, standing }, events };
}

/** Nothing is proposed that stands already, nor again on the ground on which people have decided. */
function isDue(
  { state, inForce }: MoveStanding,
  move: ProposedMove,
  stored: StoredMove | null,
  basis: string,
): boolean {
  if (state === 'PROPOSED' || isSame(inForce, move)) return false;
  return state === 'NONE' || state === 'WITHDRAWN' || stored?.basis !== basis;
}

function isSame(a: ProposedMove | null, b: ProposedMove | null): boolean {
  return a !== null && b !== null && a.move === b.move && a.targetStage === b.targetStage;
}

/** Names the ground of a proposal; the next quarter is a new one. */
function basisOf({ move, placement }: AccountFigures, month: Month): string {
  const { profit = 'NONE', potential } = placement;
  return [move?.move, move?.targetStage, profit, potential, Math.floor(monthIndex(month) / QUARTER)].join(' ');
}

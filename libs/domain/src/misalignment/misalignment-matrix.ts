import { RELATIONSHIP_LEVELS, type RelationshipLevel } from '../assessment/levels.js';
import { STAGES, stageOrder, type Stage } from '../stage/stages.js';
import type { MisalignmentKind } from './misalignment-codes.js';
import { assessAxes, type FourAxes } from './misalignment.js';
import { DEFAULT_PAIRING, type Pairing } from './pairing.js';

/** One cell of the board: the accounts of a stage at a level. */
export interface MisalignmentCell {
  readonly stage: Stage;
  /** Null for accounts whose level is not measured. */
  readonly level: RelationshipLevel | null;
  readonly accountIds: readonly string[];
  /** Accounts by the most pressing kind of their misalignments; those without any are left out. */
  readonly kinds: Readonly<Record<MisalignmentKind, number>>;
}

/**
 * The board: stage × level with the accounts of every occupied cell, most dangerous first (accounts in danger, then the
 * later stage and the lower level). The order of the accounts does not matter. O(n log n).
 */
export function misalignmentMatrix(
  accounts: readonly (FourAxes & { readonly accountId: string })[],
  pairing: Pairing = DEFAULT_PAIRING,
): readonly MisalignmentCell[] {
  const levels: readonly (RelationshipLevel | null)[] = [...RELATIONSHIP_LEVELS, null];
  const cells = STAGES.flatMap((stage) =>
    levels.map((level): MisalignmentCell => {
      const inside = accounts.filter((account) => account.stage === stage && account.level === level);
      const worst = inside.map((account) => assessAxes(account, pairing).misalignments[0]?.kind);
      const count = (kind: MisalignmentKind): number => worst.filter((found) => found === kind).length;
      const kinds = { DANGER: count('DANGER'), WARNING: count('WARNING'), OPPORTUNITY: count('OPPORTUNITY') };
      return { stage, level, accountIds: inside.map(({ accountId }) => accountId).sort(), kinds };
    }),
  );
  return cells
    .filter(({ accountIds }) => accountIds.length > 0)
    .sort(
      (a, b) =>
        b.kinds.DANGER - a.kinds.DANGER ||
        stageOrder(b.stage) - stageOrder(a.stage) ||
        levels.indexOf(a.level) - levels.indexOf(b.level),
    );
}

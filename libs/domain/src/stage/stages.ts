import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { StateMachine } from '../machine/state-machine.js';

/** Relationship stages in order: our commercial position at a customer, measured by share of wallet. */
export const STAGES = ['DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC'] as const;
export type Stage = (typeof STAGES)[number];

/** Where an account can stand: in one of the stages, or with its relationship ended. */
export const STAGE_POSITIONS = [...STAGES, 'ENDED'] as const;
export type StagePosition = (typeof STAGE_POSITIONS)[number];

/** What we are to the customer in each stage. */
export const SUPPLIER_ROLES = ['NONE', 'SECONDARY', 'MAIN', 'STRATEGIC'] as const;
export type SupplierRole = (typeof SUPPLIER_ROLES)[number];

/** The half-open share band of each stage, [lower, upper), closed at 1 for the last; DEVELOPMENT is no trade at all. */
export const STAGE_BANDS: Readonly<
  Record<Stage, { readonly lower: number; readonly upper: number; readonly role: SupplierRole }>
> = {
  DEVELOPMENT: { lower: 0, upper: 0, role: 'NONE' },
  INITIAL: { lower: 0, upper: 0.5, role: 'SECONDARY' },
  STABLE: { lower: 0.5, upper: 0.8, role: 'MAIN' },
  STRATEGIC: { lower: 0.8, upper: 1, role: 'STRATEGIC' },
};

export const MOVEMENTS = ['OPEN', 'ADVANCE', 'REGRESS', 'TERMINATE', 'REENTER'] as const;
/** How a stage changes: opened once at import, one step up or down, ended, or entered again after an end. */
export type Movement = (typeof MOVEMENTS)[number];

/** The ladder as a table: one step at a time, an end from everywhere, a new entry only at the bottom. */
export const STAGE_MACHINE: StateMachine<StagePosition> = {
  name: 'stage',
  initial: 'DEVELOPMENT',
  transitions: {
    DEVELOPMENT: ['INITIAL', 'ENDED'],
    INITIAL: ['STABLE', 'DEVELOPMENT', 'ENDED'],
    STABLE: ['STRATEGIC', 'INITIAL', 'ENDED'],
    STRATEGIC: ['STABLE', 'ENDED'],
    ENDED: ['DEVELOPMENT'],
  },
};

/** Place on the ladder, 0…3. */
export function stageOrder(stage: Stage): number {
  return STAGES.indexOf(stage);
}

/** The neighbour that many steps up (or down), or null beyond either end. */
export function neighbourStage(stage: Stage, steps: 1 | -1): Stage | null {
  return STAGES[stageOrder(stage) + steps] ?? null;
}

/**
 * The stage a share alone would give: 0 → DEVELOPMENT, (0, .5) → INITIAL, [.5, .8) → STABLE, [.8, 1] → STRATEGIC. It is
 * evidence, not a decision: the account's stage moves only through its gates.
 *
 * @throws InvalidValueError `INVALID_NUMBER` outside 0…1
 */
export function stageForShare(share: number): Stage {
  if (!(share >= 0 && share <= 1)) throw new InvalidValueError('INVALID_NUMBER', share);
  if (share === 0) return 'DEVELOPMENT';
  if (share < STAGE_BANDS.INITIAL.upper) return 'INITIAL';
  return share < STAGE_BANDS.STABLE.upper ? 'STABLE' : 'STRATEGIC';
}

/**
 * The opening stage an import may suggest. An account that buys from us is at least INITIAL, even while its wallet is
 * unknown or returns outweigh sales; one that does not is in DEVELOPMENT.
 *
 * @param share the share of wallet in 0…1, or null where the wallet is unknown
 * @param supplying whether the account has an invoiced order in the last 12 months
 */
export function openingStage(share: number | null, supplying: boolean): Stage {
  if (!supplying) return 'DEVELOPMENT';
  return share === null || share === 0 ? 'INITIAL' : stageForShare(share);
}

/** The movement between two positions, or null when it would leap or stand still. */
export function movementBetween(from: StagePosition, to: StagePosition): Exclude<Movement, 'OPEN'> | null {
  if (!STAGE_MACHINE.transitions[from].includes(to)) return null;
  if (from === 'ENDED') return 'REENTER';
  if (to === 'ENDED') return 'TERMINATE';
  return stageOrder(to) > stageOrder(from) ? 'ADVANCE' : 'REGRESS';
}

import { dateOfInstant, daysBetween, type Instant, type IsoDate } from '../calendar/date.js';
import { STAGES, type StagePosition } from './stages.js';
import type { RepairPlan } from './transition.model.js';

export const REPAIR_OUTCOMES = ['UNDER_WAY', 'RESTORED', 'MISSED'] as const;
/** Whether a repair plan brought the account back to the stage it lost before its deadline. */
export type RepairOutcome = (typeof REPAIR_OUTCOMES)[number];

/** How a repair plan stands. */
export interface RepairStanding {
  readonly outcome: RepairOutcome;
  /** When the stage, or a higher one, was reached again; also after the deadline. Null while it was not. */
  readonly restoredAt: Instant | null;
}

/**
 * How a repair plan stands as of a day: restored when the lost stage or a higher one was entered up to the deadline, missed
 * when the deadline has passed without. O(entries).
 *
 * @param history the account's changes of stage, in their order
 */
export function repairStanding(
  { restore, openedAt, deadline }: RepairPlan,
  history: readonly { readonly to: StagePosition; readonly at: Instant }[],
  asOf: IsoDate,
): RepairStanding {
  const again = history.find(({ to, at }) => rank(to) >= rank(restore) && Date.parse(at) > Date.parse(openedAt));
  const restoredAt = again?.at ?? null;
  if (restoredAt !== null && daysBetween(dateOfInstant(restoredAt), deadline) >= 0)
    return { outcome: 'RESTORED', restoredAt };
  return { outcome: daysBetween(deadline, asOf) > 0 ? 'MISSED' : 'UNDER_WAY', restoredAt };
}

function rank(position: StagePosition): number {
  return position === 'ENDED' ? -1 : STAGES.indexOf(position);
}

import type { CaseOutcome } from './case.model.js';
import type { WinBackState } from './win-back-course.js';

/** How many came back of those of which it is known. */
export interface RecoveryRate {
  readonly recovered: number;
  readonly lost: number;
  /** Of which it is not known yet. */
  readonly open: number;
  /** recovered ÷ (recovered + lost), 0…1; null while none has ended. */
  readonly share: number | null;
  readonly reason: 'NONE_ENDED' | null;
}

/** The rate of counts. @param counts whole numbers ≥ 0 */
export function recoveryRate(counts: Pick<RecoveryRate, 'recovered' | 'lost' | 'open'>): RecoveryRate {
  const { recovered, lost, open } = counts;
  const ended = recovered + lost;
  return {
    recovered,
    lost,
    open,
    share: ended === 0 ? null : recovered / ended,
    reason: ended === 0 ? 'NONE_ENDED' : null,
  };
}

/**
 * How many relationships of confirmed alerts recovered; null stands for a case that is open. Cases in which nothing was
 * the matter were none and do not count. O(n).
 */
export function caseRecovery(outcomes: readonly (CaseOutcome | null)[]): RecoveryRate {
  const count = (outcome: CaseOutcome | null): number => outcomes.filter((each) => each === outcome).length;
  return recoveryRate({ recovered: count('RECOVERED'), lost: count('LOST'), open: count(null) });
}

/** How many win-backs that were started brought the customer back. O(n). */
export function winBackRecovery(states: readonly WinBackState[]): RecoveryRate {
  const count = (state: WinBackState): number => states.filter((each) => each === state).length;
  return recoveryRate({ recovered: count('WON'), lost: count('LOST'), open: count('UNDER_WAY') });
}
